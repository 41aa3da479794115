from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=SUM(D3:D5)", "+6"),
        ("=SUM(D3:D6,D4)", "-4"),
        ("=SUM(D2:D6)", "-2"),
        ("=D3+D4+D6", "+5"),
    ],
)
def test_wrong_ranges(calculated: Make, findings: Make, formula: str, expected: str) -> None:
    found = [one for one in findings(calculated({(7, 4): formula})) if one.cell == "D7"]
    assert [(one.code, one.expected) for one in found] == [("F204", expected)]


def test_right_ranges(calculated: Make, found_in: Make) -> None:
    for formula in ("=D3+D4+D5+D6", "=SUBTOTAL(9,D3:D6)", "=SUM(D3:D4)+SUM(D5:D6)", "=SUM(D1,D3:D6)"):
        assert found_in(calculated({(7, 4): formula})) == []


def test_a_range_over_a_repeated_header_counts_its_column_number(sheet: Make, findings: Make) -> None:
    head, numbers = ["STT", "Đơn vị", "Chỉ tiêu"], [1, 2, 3]
    pages = [head, numbers, [1, "Xã A", 100], [2, "Xã B", 200], head, numbers, [3, "Xã C", 300]]
    [found] = findings(sheet([*pages, [None, "Tổng", "=SUM(C3:C7)"]]))
    assert (found.code, found.cell, found.expected) == ("F204", "C8", "-6")
    assert found.advice.vi == "Sửa công thức thành =SUM(C3:C4,C7)."


def test_a_range_without_gaps_is_told_by_its_ends(calculated: Make, findings: Make) -> None:
    [found] = [one for one in findings(calculated({(7, 4): "=SUM(D3:D5)"})) if one.cell == "D7"]
    assert found.advice.vi == "Sửa vùng cộng thành dòng 3 đến 6."
