from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_text_that_reads_as_a_number(small: Make, findings: Make) -> None:
    found = findings(small({(4, 3): "2.000"}))
    assert [(one.code, one.cell, one.expected, one.actual) for one in found] == [("I401", "C4", 2000, "2.000")]


def test_other_texts_in_a_number_column(small: Make, found_in: Make) -> None:
    assert found_in(small({(4, 4): "chưa có", (4, 5): "", (4, 6): "", (7, 5): 5100})) == []


def test_a_percentage_kept_as_text_is_named_as_one(small: Make, findings: Make) -> None:
    [found] = findings(small({(4, 6): "25%"}))
    assert (found.code, found.cell, found.expected) == ("I401", "F4", 0.25)
    assert "không phải số 25%" in found.message.vi
