from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_right_figure_is_a_warning_a_wrong_one_an_error(calculated: Make, findings: Make) -> None:
    right, wrong = (findings(calculated({(4, 5): figure})) for figure in (1500, 1400))
    assert [(one.code, one.cell, one.severity.name) for one in right] == [("F202", "E4", "WARNING")]
    assert [(one.code, one.cell, one.severity.name) for one in wrong] == [("F202", "E4", "ERROR")]
    assert "1.500" in wrong[0].message.vi


def test_a_typed_column_is_no_formula_column(small: Make, found_in: Make) -> None:
    assert found_in(small({(3, 5): "=C3-D3"})) == []
