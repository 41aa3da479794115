from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_unit_twice(small: Make, findings: Make) -> None:
    found = findings(small({(5, 2): "AN BÌNH"}))
    assert [(one.code, one.cell) for one in found] == [("U502", "B5")]
    assert "dòng 3" in found[0].message.vi
