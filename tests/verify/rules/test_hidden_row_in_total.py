from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_hidden_unit_is_counted(small: Make, findings: Make) -> None:
    found = findings(small(hidden_rows=[4]))
    assert [(one.code, one.cell) for one in found] == [("S701", "C4")]
    assert "Bình Minh" in found[0].message.vi


def test_a_total_that_leaves_hidden_rows_out(sheet: Make, found_in: Make) -> None:
    grid = [
        ["STT", "Đơn vị", "Số hồ sơ"],
        [1, 2, 3],
        [1, "An Bình", 10],
        [2, "Bình Minh", 20],
        [3, "Cửa Lân", 30],
        [None, "Tổng", "=SUBTOTAL(109,C3:C5)"],
    ]
    assert "S701" not in [code for code, _ in found_in(sheet(grid, hidden_rows=[4]))]


def test_a_total_calculated_from_totals_that_leave_hidden_rows_out(sheet: Make, found_in: Make) -> None:
    grid = [
        ["STT", "Đơn vị", "Chỉ tiêu", "Đã làm", "Còn lại"],
        [1, 2, 3, 4, "5=3-4"],
        [1, "An Bình", 100, 40, "=C3-D3"],
        [2, "Bình Minh", 200, 50, "=C4-D4"],
        [3, "Cửa Lân", 300, 60, "=C5-D5"],
        [None, "Tổng", "=SUBTOTAL(109,C3:C5)", "=SUBTOTAL(109,D3:D5)", "=C6-D6"],
    ]
    assert found_in(sheet(grid, hidden_rows=[4])) == []


def test_a_total_calculated_from_totals_that_count_them(sheet: Make, found_in: Make) -> None:
    grid = [
        ["STT", "Đơn vị", "Chỉ tiêu", "Đã làm", "Còn lại"],
        [1, 2, 3, 4, "5=3-4"],
        [1, "An Bình", 100, 40, "=C3-D3"],
        [2, "Bình Minh", 200, 50, "=C4-D4"],
        [3, "Cửa Lân", 300, 60, "=C5-D5"],
        [None, "Tổng", "=SUM(C3:C5)", "=SUBTOTAL(109,D3:D5)", "=C6-D6"],
    ]
    assert [code for code, _ in found_in(sheet(grid, hidden_rows=[4]))] == ["S701", "V302"]
