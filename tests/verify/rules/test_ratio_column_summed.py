from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_total_of_percentages(small: Make, findings: Make) -> None:
    found = findings(small({(7, 6): 140}))
    assert [(one.code, one.cell, one.expected, one.actual) for one in found] == [("V304", "F7", 34, 140)]


def test_the_same_by_formula(calculated: Make, found_in: Make) -> None:
    assert found_in(calculated({(7, 6): "=SUM(F3:F6)"})) == [("V304", "F7")]


def test_a_total_that_is_neither(small: Make, found_in: Make) -> None:
    assert found_in(small({(7, 6): 35})) == [("V301", "F7")]
