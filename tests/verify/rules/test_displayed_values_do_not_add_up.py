from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_hidden_decimals(calculated: Make, findings: Make) -> None:
    # A third of 1 000 three times is shown as 333 each.
    shares = {(row, 3): "=1000/3" for row in (3, 4, 5)} | {(6, 3): 4000}
    found = findings(calculated(shares, formats={3: "#,##0", 5: "#,##0.000000000", 6: "0.00"}))
    assert ("V303", "C7", 4999, 5000) in [(one.code, one.cell, one.expected, one.actual) for one in found]
    assert not any(one.code == "V302" for one in found)


def test_decimals_that_are_shown_are_no_trouble(calculated: Make, found_in: Make) -> None:
    halves = {(3, 4): 400.5, (4, 4): 499.5}
    assert found_in(calculated(halves, formats={4: "#,##0.0", 5: "#,##0.0", 6: "0.00"})) == []
