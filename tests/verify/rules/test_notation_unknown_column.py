from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_column_the_table_does_not_have(small: Make, findings: Make) -> None:
    found = findings(small({(2, 5): "5=3-14"}))
    assert [(one.code, one.cell) for one in found] == [("N102", "E2")]
    assert "14" in found[0].message.vi
