from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]


def test_a_whole_column_is_one_finding(calculated: Make, findings: Make) -> None:
    found = findings(calculated({(row, 5): f"=C{row}+D{row}" for row in range(3, 7)}))
    assert [(one.code, one.cell, one.expected, one.actual) for one in found] == [("F201", "E3", "=C3-D3", "=C3+D3")]


def test_a_single_row(calculated: Make, found_in: Make) -> None:
    assert found_in(calculated({(4, 5): "=C4-D3"})) == [("F201", "E4")]


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(C{0},-D{0})",
        "=+$C{0}-D{0}",
        "=ROUND(C{0}-D{0},0)",
        '=IFERROR(C{0}-D{0},"")',
        '=IF(C{0}="","",C{0}-D{0})',
        "=N(C{0})-N(D{0})",
        "=MAX(0,C{0}-D{0})",
        "=-(D{0}-C{0})",
    ],
)
def test_other_ways_to_say_the_same(calculated: Make, found_in: Make, formula: str) -> None:
    assert found_in(calculated({(row, 5): formula.format(row) for row in range(3, 7)})) == []


def test_right_by_chance_is_not_right(calculated: Make, found_in: Make) -> None:
    # 1000 - 400 = 600 and 1.5 * 400 = 600: only other inputs tell them apart.
    assert found_in(calculated({(3, 5): "=1.5*D3"})) == [("F201", "E3")]


def test_a_formula_through_another_column_agrees(calculated: Make, found_in: Make) -> None:
    assert found_in(calculated({(row, 6): f"=(C{row}-E{row})/C{row}*100" for row in range(3, 7)})) == []
