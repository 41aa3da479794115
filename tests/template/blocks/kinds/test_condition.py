"""`{%tr if %}`: the rows of the first branch that holds."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook


def condition(first: str) -> Workbook:
    book = Workbook()
    for cell in (first, "một", "{%tr elif n == 2 %}", "hai", "{%tr else %}", "nhiều", "{%tr endif %}"):
        book.worksheets[0].append((cell,))
    return book


@pytest.mark.parametrize(("n", "expected"), [(1, "một"), (2, "hai"), (3, "nhiều")])
def test_one_branch_is_written(render: Callable[..., Workbook], n: int, expected: str) -> None:
    sheet = render(condition("{%tr if n == 1 %}"), n=n).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == [expected]


@pytest.mark.parametrize("first", ["{%tr if n + %}", "{%tr if m == 1 %}"])
def test_a_condition_that_cannot_be_read_or_evaluated_is_told_with_its_cell(
    problem: Callable[..., str], first: str
) -> None:
    assert "Sheet!A1" in problem(condition(first), n=1)
