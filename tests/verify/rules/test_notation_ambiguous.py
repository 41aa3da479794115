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
