"""Numbers of rows go on behind new ones, each in its own way of writing, and only as far as they count on."""

import pytest

from xl_addin.campaign.units.numbering import continued
from xl_addin.workbook.model.book import Value


@pytest.mark.parametrize(
    ("numbers", "new", "later"),
    [
        ([1.0, 2.0, 3.0], [2], {1: 3, 2: 4}),
        (["01", "02", "03"], ["02"], {1: "03", 2: "04"}),
        (["1.1", "1.2", "2.1"], ["1.2"], {1: "1.3"}),
        (["I", "II", "III"], ["II"], {1: "III", 2: "IV"}),
        (["a)", "b)", "c)"], ["b)"], {1: "c)", 2: "d)"}),
        (["I", "J", "K"], ["J"], {1: "K", 2: "L"}),
        ([1.0, 2.0, 1.0, 2.0], [2], {1: 3}),
        ([5.0], [6], {}),
        ([None, 2.0], [None], {}),
        (["x", "y"], ["y"], {1: "z"}),
        (["C"], [None], {}),
    ],
)
def test_later_numbers_go_on_behind_a_new_one(numbers: list[Value], new: list[Value], later: dict[int, Value]) -> None:
    assert continued(numbers, 0, 1) == (new, later)


def test_the_alphabet_is_the_one_the_rows_count_by() -> None:
    assert continued(["c", "d", "đ", "e"], 1, 1) == (["đ"], {2: "e", 3: "g"})
    assert continued(["c", "d", "e", "f"], 1, 1) == (["e"], {2: "f", 3: "g"})


def test_a_row_that_goes_closes_the_gap() -> None:
    assert continued([1.0, 2.0, 3.0, 1.0], 1, -1) == ([], {2: 2})
    assert continued(["I", "II", "III"], 0, -1) == ([], {1: "I", 2: "II"})
