"""Tables that calculate without numbering their columns. All names and figures are invented."""

from collections.abc import Sequence

from xl_addin.table.finding.find import find_tables
from xl_addin.table.finding.find_plain import find_plain_tables
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Column, Sheet, Value

HEAD = ["STT", "Đơn vị", "Giao", "Làm", "Còn lại"]


def found(*rows: Sequence[Value]) -> tuple[NumberedTable, ...]:
    values: dict[int, dict[int, Value]] = {}
    formulas: dict[int, dict[int, str]] = {}
    for row, cells in enumerate(rows, 1):
        for position, cell in enumerate(cells, 1):
            if isinstance(cell, str) and cell.startswith("="):
                formulas.setdefault(position, {})[row] = cell
            elif cell is not None:
                values.setdefault(position, {})[row] = cell
    positions = sorted({*values, *formulas})
    sheet = Sheet("Biểu", {one: Column(values.get(one, {}), formulas.get(one, {})) for one in positions})
    return find_plain_tables(sheet, find_tables(sheet))


def units(first: int, count: int = 3) -> list[list[Value]]:
    return [[n, f"Xã {n}", 10 * n, n, f"=C{row}-D{row}"] for n, row in enumerate(range(first, first + count), 1)]


def test_a_calculated_table_goes_by_its_letters() -> None:
    (table,) = found(["BẢNG GIAO CHỈ TIÊU"], [None], HEAD, *units(4), [None, "Tổng cộng", "=SUM(C4:C6)"])
    assert table.labels == ("A", "B", "C", "D", "E")
    assert (table.header_rows, table.body_rows, table.total_row) == ((3,), (4, 5, 6), 7)
    assert [column.role for column in table.columns] == ["index", "unit", "number", "number", "number"]


def test_two_tables_below_one_another() -> None:
    upper, lower = found(HEAD, *units(2, 4), [None], [None], HEAD, *units(9, 5))
    assert (upper.body_rows, lower.body_rows) == ((2, 3, 4, 5), (9, 10, 11, 12, 13))


def test_a_numbered_table_is_none_of_these() -> None:
    assert found(HEAD, [1, 2, 3, 4, "5=3-4"], *units(3), [None, "Kiểm tra", "=C3-10"]) == ()


def test_figures_that_are_only_typed_are_no_calculated_table() -> None:
    assert found(HEAD, *([n, f"Xã {n}", 10, 4, 6] for n in range(1, 6))) == ()


def test_a_formula_here_and_there_is_no_calculated_table() -> None:
    assert found(HEAD, [1, "Xã 1", 10, 4, "=C2-D2"], [2, "Xã 2", 10, 4, 6], [3, "Xã 3", 10, 4, 6]) == ()
