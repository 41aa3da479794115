from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_figure_a_thousand_times_too_small(small: Make, findings: Make) -> None:
    # 2.105 typed for 2 105, the rest as it should be.
    right = {(4, 5): 1605, (4, 6): 23.75, (7, 3): 10105, (7, 5): 6705, (7, 6): 33.65}
    found = findings(small({(4, 3): 2.105, **right}))
    assert [(one.code, one.cell, one.expected) for one in found] == [("I402", "C4", 2105)]


def test_a_column_of_decimals_is_none(small: Make, found_in: Make) -> None:
    decimals = {(row, 4): value for row, value in zip(range(3, 7), (1.5, 2.5, 3.5, 4.5), strict=True)}
    assert "I402" not in [code for code, _ in found_in(small(decimals))]


def test_what_was_calculated_from_the_figure_meant_is_not_blamed(small: Make, found_in: Make) -> None:
    # Typed 2.500 under English settings; the officer's own difference and share are right.
    misread = {(4, 3): 2.5, (4, 5): 2000, (4, 6): 20, (7, 3): 10500, (7, 5): 7100, (7, 6): 32.38}
    assert found_in(small(misread)) == [("I402", "C4")]
