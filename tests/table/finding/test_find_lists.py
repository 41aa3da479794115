"""Lists of names and days that number no columns. All names are invented."""

from collections.abc import Sequence

from xl_addin.table.finding.find_lists import find_lists
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Column, Sheet, Value

HEAD = ["STT", "Thôn", "Thời gian", "Ghi chú"]


def found(*rows: Sequence[Value], day_column: int | None = 3) -> tuple[NumberedTable, ...]:
    columns = {
        position: Column(
            {row: cells[position - 1] for row, cells in enumerate(rows, 1) if cells[position - 1 : position] != [None]},
            {},
            dict.fromkeys(range(2, len(rows) + 1), "dd/mm/yyyy") if position == day_column else {},
        )
        for position in range(1, len(rows[0]) + 1)
    }
    return find_lists(Sheet("Lịch", columns))


def hamlets(count: int = 3) -> list[list[Value]]:
    return [[n, f"Thôn {n}", 44893.0 + n, None] for n in range(1, count + 1)]


def test_columns_go_by_their_places_and_a_remark_may_be_empty() -> None:
    [table] = found(HEAD, *hamlets())
    assert [(column.label, column.role) for column in table.columns] == [
        ("1", "index"),
        ("2", "unit"),
        ("3", "text"),
        ("4", "text"),
    ]
    assert (table.body_rows, table.number_row, table.total_row) == ((2, 3, 4), 1, None)


def test_days_typed_as_texts_are_days() -> None:
    [table] = found(HEAD, *([n, f"Thôn {n}", f"{n}/12/2022", None] for n in range(1, 4)), day_column=None)
    assert len(table.body_rows) == 3


def test_one_figure_two_units_no_day_or_no_names_make_no_list() -> None:
    assert found(["STT", "Thôn", "Thời gian", "Số hộ"], *([*row[:3], 5.0] for row in hamlets())) == ()
    assert found(HEAD, *hamlets(2)) == ()
    assert found(HEAD, *([n, f"Thôn {n}", "sáng", None] for n in range(1, 4)), day_column=None) == ()
    assert found(["STT", "Việc", "Thời gian", "Ghi chú"], *hamlets()) == ()
