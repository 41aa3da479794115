from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]


NUMBERS = [1, 2, 3, "4=3/5", 5]


def table(sheet: Make, quotients: tuple[int, ...]) -> Any:
    """Column 4 is column 3 divided by 5: by the number, or by column 5 to its right, which is 10?"""
    rows = [[n, f"Xã {n}", 100 * n, quotient, 10] for n, quotient in enumerate(quotients, 1)]
    return sheet([["STT", "Đơn vị", "Số hồ sơ", "Mỗi ngày", "Số tổ"], NUMBERS, *rows])


@pytest.mark.parametrize("quotients", [(10, 20, 30), (20, 40, 60)])
def test_the_rows_decide(sheet: Make, findings: Make, quotients: tuple[int, ...]) -> None:
    found = findings(table(sheet, quotients))
    assert [(one.code, one.cell, one.severity.name) for one in found] == [("N104", "D2", "NOTE")]
    assert "3/3" in found[0].message.vi


def test_too_few_rows_decide_nothing(sheet: Make, findings: Make) -> None:
    found = findings(table(sheet, (10, 20)))
    assert [(one.code, one.severity.name) for one in found] == [("N104", "WARNING")]


def test_rows_that_satisfy_neither_leave_the_column_unchecked(sheet: Make, findings: Make) -> None:
    found = findings(table(sheet, (1, 2, 3)))
    assert [(one.code, one.severity.name) for one in found] == [("N104", "WARNING")]


def test_the_two_readings_are_told_apart(sheet: Make, findings: Make) -> None:
    [found] = findings(table(sheet, (20, 40, 60)))
    assert "(3)/(5) (đúng với 0/3 dòng) hoặc (3)/5 (đúng với 3/3 dòng)" in found.message.vi


QUARTERS = ["Đơn vị", "Quý I", "Quý II", "Quý III", "Quý IV", "Cả năm", "Bình quân quý"]


def test_rows_that_all_say_a_constant_prove_it(sheet: Make, findings: Make) -> None:
    rows = [["An", 10, 20, 30, 40, 100, 25], ["Bình", 1, 2, 3, 4, 10, 2.5], ["Cẩm", 5, 5, 5, 5, 20, 5]]
    found = findings(sheet([QUARTERS, ["A", 1, 2, 3, 4, "5=1+2+3+4", "6=5/4"], *rows]))
    assert [(one.code, one.cell, one.severity.name) for one in found] == [("N104", "G2", "NOTE")]


def test_rows_that_do_not_all_say_a_constant_prove_nothing(sheet: Make, found_in: Make) -> None:
    rows = [["An", 10, 20, 30, 40, 100, 25], ["Bình", 1, 2, 3, 4, 10, 2.5], ["Cẩm", 5, 5, 5, 5, 20, 4.5]]
    found = found_in(sheet([QUARTERS, ["A", 1, 2, 3, 4, "5=1+2+3+4", "6=5/4"], *rows]))
    assert {code for code, _ in found} == {"V301"}


def test_days_counted_with_both_ends(sheet: Make, findings: Make) -> None:
    """`+1` is one day, not the row's number in column 1."""
    rows = [[n, f"Xã {n}", 45_000 + n, 45_010 + n, 11] for n in (1, 2, 3, 4)]
    heads = ["STT", "Đơn vị", "Ngày bắt đầu", "Ngày kết thúc", "Số ngày"]
    found = findings(sheet([heads, [1, 2, 3, 4, "5=4-3+1"], *rows]))
    assert [(one.code, one.severity.name) for one in found] == [("N104", "NOTE")]
