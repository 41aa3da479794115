from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def column_4(formulas: list[str]) -> Any:
    return {(row, 4): formula for row, formula in enumerate(formulas, 3)}


def test_one_row_is_calculated_differently(calculated: Make, found_in: Make) -> None:
    assert found_in(calculated(column_4(["=C3*0.4", "=C4*0.4", "=C5*0.5", "=C6*0.4"]))) == [("F203", "D5")]


def test_dollar_signs_and_spaces_do_not_count(calculated: Make, found_in: Make) -> None:
    assert found_in(calculated(column_4(["=C3*0.4", "=$C4 * 0.4", "=C5*0.4", "=C6*0.4"]))) == []


def test_the_first_row_of_a_running_total_may_differ(calculated: Make, found_in: Make) -> None:
    assert found_in(calculated(column_4(["=C3*0.1", "=D3+1", "=D4+1", "=D5+1"]))) == []


def test_every_row_different_is_no_deviation(calculated: Make, found_in: Make) -> None:
    assert found_in(calculated(column_4(["=C3*0.1", "=C4*0.2", "=C5*0.3", "=C6*0.4"]))) == []
