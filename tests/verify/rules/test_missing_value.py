from collections.abc import Callable
from typing import Any

from xl_addin.verify.diagnostic import Severity

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
    assert [(one.code, one.cell, one.severity) for one in found] == [("I405", "F4", Severity.NOTE)]
    assert "số chia bằng 0" in found[0].message.vi


def test_a_column_to_be_filled_in_later(small: Make, found_in: Make) -> None:
    later = {(row, 6): "" for row in range(3, 8)} | {(1, 6): "Kết quả", (2, 6): 6}
    assert found_in(small(later)) == []


PARTS = [["STT", "Nội dung", "Tổng số", "Nam", "Nữ"], ["A", "B", "1=2+3", 2, 3]]


def test_a_blank_that_stands_for_zero(sheet: Make, found_in: Make) -> None:
    rows = [[1, "An", 100, None, 100], [2, "Bình", 70, 70, None], [3, "Cẩm", 50, 40, 10], [4, "Dung", 9, 5, 4]]
    assert found_in(sheet([*PARTS, *rows])) == []
    rows[0][2] = 130  # 30 men are missing
    assert found_in(sheet([*PARTS, *rows])) == [("I405", "D3")]


def test_rows_of_different_measures_lack_nothing(sheet: Make, found_in: Make) -> None:
    heads = ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện"]
    rows = [
        [1, "Dân số", "người", 10, 11],
        [2, "Nhà", "cái", None, 12],
        [3, "Đường", "km", 5, 6],
        [4, "Cầu", "cái", 1, 1],
    ]
    assert found_in(sheet([heads, ["A", "B", "C", 1, 2], *rows])) == []


def test_a_row_without_a_number_among_numbered_ones_lacks_nothing(sheet: Make, found_in: Make) -> None:
    rows = [[n, f"Hàng {n}", n, 10 * n, 10 * n * n] for n in (1, 2, 3)]
    tail = [[None, "Cộng", None, None, 140], [None, "Tiền thuế", None, None, 14], [None, "Tổng cộng", None, None, 154]]
    heads = ["STT", "Tên hàng", "Số lượng", "Đơn giá", "Thành tiền"]
    assert found_in(sheet([heads, ["(1)", "(2)", "(3)", "(4)", "(5)=(3)x(4)"], *rows, *tail])) == []


def test_a_blank_that_makes_formulas_negative_or_divide_by_zero(calculated: Make, found_in: Make) -> None:
    # Reported once, where the figure is missing, not at the formulas that suffer from it.
    assert found_in(calculated({(4, 3): None})) == [("I405", "C4")]
