from collections.abc import Sequence

from xl_addin.notation import to_text
from xl_addin.table.finding.find import find_tables
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Column, Sheet, Value


def table_of(*rows: Sequence[Value]) -> NumberedTable:
    columns = {
        position: Column(
            {row: cells[position - 1] for row, cells in enumerate(rows, 1) if cells[position - 1] is not None}
        )
        for position in range(1, len(rows[0]) + 1)
    }
    (table,) = find_tables(Sheet("Biểu", columns))
    return table


HEAD: tuple[Value, ...] = ("STT", "Đơn vị", "Số giao", "Số làm", "Còn lại")
BODY = ([1, "An Bình", 10, 4, 6], [2, "Bình Minh", 20, 8, 12], [None, "Tổng", 30, 12, 18])


def notations(table: NumberedTable) -> dict[str, str]:
    return {
        column.label: to_text(column.notation.readings(table.labels)[0]) for column in table.columns if column.notation
    }


def test_formulas_in_a_row_of_their_own() -> None:
    for formula in ("5=3-4", "(5)=(3)-(4)", "=3-4"):
        table = table_of(HEAD, [1, 2, 3, 4, 5], [None, None, None, None, formula], *BODY)
        assert notations(table) == {"5": "3-4"}
        assert (table.number_row, table.notation_row, table.body_rows, table.total_row) == (2, 3, (4, 5), 6)


def test_three_formulas_below_are_no_table_of_their_own() -> None:
    table = table_of(HEAD, [1, 2, 3, 4, 5], [None, None, "3=4+5", "4=3-5", "5=3-4"], *BODY)
    assert table.number_row == 2
    assert list(notations(table)) == ["3", "4", "5"]


def test_roman_numbers_alone_count_columns_once_a_formula_follows() -> None:
    rows: list[list[Value]] = [["Đơn vị", "Cộng", "Nam", "Nữ"], ["A", "I", "II", "III"], [None, "I=II+III", None, None]]
    table = table_of(*rows, ["An Bình", 10, 4, 6], ["Bình Minh", 20, 8, 12])
    assert table.labels == ("A", "I", "II", "III")
    assert table.body_rows == (4, 5)


def test_a_row_of_figures_states_nothing() -> None:
    table = table_of(HEAD, [1, 2, 3, 4, 5], *BODY)
    assert table.notation_row == table.number_row == 2
    assert notations(table) == {}
