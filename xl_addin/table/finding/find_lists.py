"""Find the tables of names, days and texts that number no columns and hold no figures: schedules, lists of tasks.

Nothing in them can be calculated; their columns go by their places, 1, 2, 3 …
"""

from collections.abc import Iterator

from xl_addin.spec.parts.written_moments import day_in
from xl_addin.table.cell_kind import Cells, RowCells
from xl_addin.table.finding.find_plain import FEWEST_COLUMNS, FEWEST_UNITS, ROWS_UP_TO_HEADING
from xl_addin.table.finding.header import Header, header_above
from xl_addin.table.finding.merged import Merges
from xl_addin.table.finding.number_row import NumberCell, NumberRow
from xl_addin.table.finding.roles import is_date_format, roles_of
from xl_addin.table.headings import is_index_heading, is_unit_heading
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.table.rows.body import RowLayout, filled_rows, rows_below
from xl_addin.table.rows.totals import body_of
from xl_addin.workbook.model.book import Sheet


def find_lists(sheet: Sheet) -> tuple[NumberedTable, ...]:
    """The lists of a sheet in which units stand beside days, from top to bottom; `number_row` is the last heading's.

    Only a heading of names and a column of days over several rows make such a list; one figure, and it is none.
    """
    cells, merges = Cells.of(sheet), Merges.of(sheet.merges)
    found: list[NumberedTable] = []
    for row, positions in _heading_rows(cells):
        if any(row <= table.area.last_row for table in found):
            continue
        letters = tuple(NumberCell(one, str(place), "") for place, one in enumerate(positions, start=1))
        numbers = NumberRow(row + 1, letters, stated=False, bracketed=False, crowded=False)
        header = header_above(cells, merges, numbers, (), frozenset(), frozenset())
        table = None if header is None else _list(sheet, cells, header, positions, row + 1)
        if table is not None:
            found.append(table)
    return tuple(found)


def _heading_rows(cells: Cells) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The rows near the top whose neighbouring texts head names, with the columns they stand in."""
    for row in range(1, ROWS_UP_TO_HEADING + 1):
        headed = [position for position in cells.columns if cells.kind(row, position) == "word"]
        if len(headed) < FEWEST_COLUMNS or headed[-1] - headed[0] != len(headed) - 1:
            continue
        texts = [cells.text(row, position) for position in headed]
        if any(is_unit_heading(text) and not is_index_heading(text) for text in texts):
            yield row, tuple(headed)


def _list(sheet: Sheet, cells: Cells, header: Header, positions: tuple[int, ...], first: int) -> NumberedTable | None:
    rows = filled_rows(cells, positions, first, max(cells.column(one).last_row for one in positions))
    candidates = RowCells(cells, rows)
    roles, units = roles_of(candidates, header.headings, positions)
    figures = [one for one, role in zip(positions, roles, strict=True) if role == "number"]
    if "unit" not in roles or any("figure" in candidates.kinds(one) for one in figures):
        return None
    if not any(_holds_days(candidates, one) for one in positions):
        return None
    layout = RowLayout.of(positions, ["text" if role == "number" else role for role in roles], units.names)
    body = body_of(cells, (), rows_below(candidates, layout), ())
    if len(body.units) < FEWEST_UNITS:
        return None
    return NumberedTable(
        sheet=sheet.name,
        header_rows=header.rows,
        number_row=header.rows[-1],
        body_rows=body.units,
        total_row=body.total,
        columns=tuple(
            TableColumn(str(place), one, header.headings.get(one, ""), "", None, "text" if role == "number" else role)
            for place, (one, role) in enumerate(zip(positions, roles, strict=True), start=1)
        ),
        row_names=None,
        title=header.title,
        unit_line=header.unit_line,
        subtotal_rows=body.subtotals,
    )


def _holds_days(rows: RowCells, position: int) -> bool:
    """Whether most filled cells of a column are days: by their number format, or typed as texts."""
    values = [value for value in rows.values(position) if value not in (None, "")]
    formatted = rows.count_formats(position, is_date_format)
    typed = sum(isinstance(value, str) and _states_a_day(value) for value in values)
    return bool(values) and 2 * (min(formatted, len(values)) + typed) > len(values)


def _states_a_day(text: str) -> bool:
    try:
        return day_in(text) is not None
    except ValueError:
        return False
