from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=SUM(D3:D5)", "+6"),
        ("=SUM(D3:D6,D4)", "-4"),
        ("=SUM(D2:D6)", "-2"),
        ("=D3+D4+D6", "+5"),
    ],
)
def test_wrong_ranges(calculated: Make, findings: Make, formula: str, expected: str) -> None:
    found = [one for one in findings(calculated({(7, 4): formula})) if one.cell == "D7"]
    assert [(one.code, one.expected) for one in found] == [("F204", expected)]


def test_right_ranges(calculated: Make, found_in: Make) -> None:
    for formula in ("=D3+D4+D5+D6", "=SUBTOTAL(9,D3:D6)", "=SUM(D3:D4)+SUM(D5:D6)", "=SUM(D1,D3:D6)"):
        assert found_in(calculated({(7, 4): formula})) == []
