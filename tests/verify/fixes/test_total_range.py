from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("=SUM(C3:C5)", "=SUM(C3:C6)"),
        ("=SUM(C3:C6,C5)", "=SUM(C3:C6)"),
        ("=C3+C4+C6", "=SUM(C3:C6)"),
        ("=SUBTOTAL(109,C4:C6)", "=SUBTOTAL(109,C3:C6)"),
        ("=+subtotal( 9 ,C4:C6)", "=SUBTOTAL(9,C3:C6)"),
    ],
)
def test_the_range_becomes_the_rows(book_file: Make, fixed: Make, changes: Make, before: str, after: str) -> None:
    result = fixed(book_file({"C7": before}))
    assert changes(result) == {"C7": after}
    assert result.remaining == ()


def test_a_total_of_sub_totals_adds_these(book_file: Make, fixed: Make, changes: Make) -> None:
    grid = [
        ["STT", "Đơn vị", "Số hộ", "Số người"],
        [1, 2, 3, 4],
        ["I", "Khối xã", "=SUM(C4:C5)", "=SUM(D4:D5)"],
        [1, "An Bình", 10, 40],
        [2, "Bình Minh", 20, 80],
        ["II", "Khối phường", "=SUM(C7:C8)", "=SUM(D7:D8)"],
        [1, "Cửa Lân", 30, 120],
        [2, "Đông Hà", 40, 160],
        [None, "Tổng cộng", "=SUM(C3:C8)", "=C3+D6"],
    ]
    assert changes(fixed(book_file({"D9": "=D3+D6"}, grid=grid))) == {"C9": "=SUM(C3,C6)"}
