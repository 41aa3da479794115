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
