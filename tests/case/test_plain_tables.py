"""What tables without column numbers are held to, and what not."""

from collections.abc import Callable, Sequence
from typing import Any

from xl_addin.workbook.model.book import Value

Make = Callable[..., Any]
HEAD: Sequence[Value] = ["STT", "Đơn vị", "Thu", "Chi", "Chênh lệch"]
UNITS: list[Sequence[Value]] = [[n, f"Xã {n}", 1000 * n, 100 * n, f"=C{n + 1}-D{n + 1}"] for n in range(1, 7)]
TOTAL: Sequence[Value] = [None, "Tổng cộng", "=SUM(C2:C7)", "=SUM(D2:D7)", "=SUM(E2:E7)"]


def test_formulas_totals_and_inputs_are_checked(sheet: Make, found_in: Make) -> None:
    grid = [HEAD, *UNITS, TOTAL]
    assert found_in(sheet(grid)) == []
    for cell, value, code in (
        ((4, 5), "=C4-D4-1", "F203"),
        ((4, 5), 77, "F202"),
        ((8, 3), "=SUM(C2:C6)", "F204"),
        ((8, 4), 2200, "V302"),
        ((3, 3), "2.000", "I401"),
    ):
        assert [one[0] for one in found_in(sheet(grid, changed={cell: value}))] == [code]


def test_a_balance_starts_from_a_typed_figure(sheet: Make, found_in: Make) -> None:
    rows = [[n, f"Khoản {n}", 100, 50, f"=E{n}+C{n + 1}-D{n + 1}"] for n in range(2, 8)]
    assert found_in(sheet([HEAD, [1, "Dư đầu kỳ", None, None, 5000], *rows])) == []


def test_averages_below_are_no_sums(sheet: Make, found_in: Make) -> None:
    average = [None, "Tổng", "=AVERAGE(C2:C7)", "=AVERAGE(D2:D7)", "=AVERAGE(E2:E7)"]
    assert found_in(sheet([HEAD, *UNITS, average])) == []
