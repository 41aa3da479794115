from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_an_input_nobody_reported(small: Make, found_in: Make) -> None:
    empty = {(4, 4): "", (4, 5): "", (4, 6): ""}
    assert found_in(small({**empty, (7, 4): 2900, (7, 5): 5100, (7, 6): 29})) == [("I405", "D4")]


def test_a_cell_the_notation_could_fill(small: Make, findings: Make) -> None:
    found = findings(small({(4, 5): "", (7, 5): 5100}))
    assert [(one.code, one.cell, one.expected) for one in found] == [("I405", "E4", 1500)]


def test_empty_because_the_divisor_is_0(calculated: Make, findings: Make) -> None:
    guarded = {(row, 6): f'=IF(C{row}=0,"",D{row}/C{row}*100)' for row in range(3, 8)}
    found = findings(calculated({**guarded, (4, 3): 0, (4, 4): 0}))
    assert [(one.code, one.cell) for one in found] == [("I405", "F4")]
    assert "số chia bằng 0" in found[0].message.vi


def test_a_column_to_be_filled_in_later(small: Make, found_in: Make) -> None:
    later = {(row, 6): "" for row in range(3, 8)} | {(1, 6): "Kết quả", (2, 6): 6}
    assert found_in(small(later)) == []
