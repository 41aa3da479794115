from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_only_where_the_error_starts(calculated: Make, findings: Make) -> None:
    found = findings(calculated({(4, 3): "=1/0"}))
    assert [(one.code, one.cell, one.actual) for one in found] == [("F205", "C4", "#DIV/0!")]
    assert found[0].advice is not None


def test_a_cell_outside_every_table(calculated: Make, found_in: Make) -> None:
    assert found_in(calculated({(12, 3): "=1/0"})) == [("F205", "C12")]
