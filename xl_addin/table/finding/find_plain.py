"""Find the tables that calculate but number no columns; their columns go by their letters.

Only a heading over calculated columns, names beside them and several rows make such a table: what is merely typed, or
calculated here and there, says nothing about how it wants to be read.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from xl_addin.formula.cells import Area, column_letters
from xl_addin.table.cell_kind import Cells, RowCells
from xl_addin.table.finding.header import Header, header_above
from xl_addin.table.finding.merged import Merges
from xl_addin.table.finding.number_row import NumberCell, NumberRow
from xl_addin.table.finding.roles import roles_of
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.table.rows.body import RowLayout, filled_rows, rows_below
from xl_addin.table.rows.ratio_rows import additive_columns
from xl_addin.table.rows.totals import body_of
from xl_addin.workbook.model.book import Sheet

FEWEST_UNITS = 3
FEWEST_COLUMNS = 3
ROWS_UP_TO_HEADING = 50
"""How far above a calculated cell its heading may stand."""


def find_plain_tables(sheet: Sheet, numbered: Sequence[NumberedTable]) -> tuple[NumberedTable, ...]:
    """The calculated tables beside the sheet's numbered ones, from top to bottom; `number_row` is the last heading's.

    The values are taken as they are: pass a recalculated sheet.
    """
    if not any(column.formulas for column in sheet.columns.values()):
        return ()
    cells, merges = Cells.of(sheet), Merges.of(sheet.merges)
    taken = [table.area for table in numbered]
    starts = sorted(set(_first_rows(cells, sheet.merges, taken)))
    tops = sorted({*(area.first_row for area in taken), *(row for row, _ in starts)})
    found: list[NumberedTable] = []
    for row, position in starts:
        if any((row, position) in table.area for table in found):
            continue
        below = bisect_right(tops, row + FEWEST_UNITS)
        end = tops[below] - 1 if below < len(tops) else None
        table = _table(sheet, cells, merges, row, position, end)
        if table is not None and not any(_overlap(table.area, other) for other in taken):
            found.append(table)
            taken.append(table.area)
    return tuple(found)


def _first_rows(cells: Cells, merges: Iterable[Area], taken: Sequence[Area]) -> Iterator[tuple[int, int]]:
    """The first row below the heading of each calculated column, with the column."""
    bottoms = {(area.first_row, area.first_column): area.last_row for area in merges}
    is_taken = _covered_by(taken)
    for position in cells.columns:
        runs = cells.column(position).formula_runs
        ends = {run.last for run in runs}
        for row, *_ in runs:
            if row - 1 in ends or is_taken(row, position):
                continue
            for above in range(row - 1, max(0, row - ROWS_UP_TO_HEADING), -1):
                if is_taken(above, position):
                    break
                if cells.kind(above, position) == "word":
                    yield bottoms.get((above, position), above) + 1, position
                    break


def _covered_by(areas: Iterable[Area]) -> Callable[[int, int], bool]:
    """Whether one of the areas holds a cell (row, column), however many areas there are."""
    firsts: dict[int, list[int]] = {}
    lasts: dict[int, list[int]] = {}
    for area in sorted(areas):
        for column in range(area.first_column, area.last_column + 1):
            firsts.setdefault(column, []).append(area.first_row)
            reached = lasts.setdefault(column, [])
            reached.append(max([area.last_row, *reached[-1:]]))

    def covered(row: int, column: int) -> bool:
        beginning_above = bisect_right(firsts.get(column, ()), row)
        return beginning_above > 0 and lasts[column][beginning_above - 1] >= row

    return covered


def _table(
    sheet: Sheet, cells: Cells, merges: Merges, row: int, position: int, end: int | None
) -> NumberedTable | None:
    pane = merges.pane(cells, range(max(1, row - 10), row), 1, max(cells.columns) + 1)
    first = last = position
    while first > 1 and pane.block(row - 1, first - 1).text:
        first -= 1
    while last < pane.last and pane.block(row - 1, last + 1).text:
        last += 1
    positions = tuple(range(first, last + 1))
    if len(positions) < FEWEST_COLUMNS:
        return None
    letters = tuple(NumberCell(one, column_letters(one), "") for one in positions)
    numbers = NumberRow(row, letters, stated=False, bracketed=False, crowded=False)
    header = header_above(cells, merges, numbers, (), frozenset(), frozenset())
    if header is None:
        return None
    bottom = max(cells.column(one).last_row for one in positions)
    rows = filled_rows(cells, positions, row, bottom if end is None else min(bottom, end))
    return _with_body(sheet, cells, header, positions, rows)


def _with_body(
    sheet: Sheet, cells: Cells, header: Header, positions: tuple[int, ...], rows: Sequence[int]
) -> NumberedTable | None:
    candidates = RowCells(cells, rows)
    roles, units = roles_of(candidates, header.headings, positions)
    layout = RowLayout.of(positions, roles, units.names)
    additive = additive_columns(layout.numbers, header.headings, {}, ())
    body = body_of(cells, layout.numbers, rows_below(candidates, layout), additive)
    calculated = [one for one in layout.numbers if _is_calculated(sheet, one, body.units)]
    if "unit" not in roles or len(body.units) < FEWEST_UNITS or not calculated:
        return None
    columns = {
        one: TableColumn(column_letters(one), one, header.headings.get(one, ""), "", None, role)
        for one, role in zip(positions, roles, strict=True)
    }
    return NumberedTable(
        sheet=sheet.name,
        header_rows=header.rows,
        number_row=header.rows[-1],
        body_rows=body.units,
        total_row=body.total,
        columns=tuple(columns.values()),
        row_names=columns[units.names] if units.names is not None and units.names != units.unit else None,
        unit_rivals=tuple(columns[position] for position in units.rivals),
        title=header.title,
        unit_line=header.unit_line,
        subtotal_rows=body.subtotals,
        ratio_rows=body.ratios,
    )


def _is_calculated(sheet: Sheet, position: int, rows: Sequence[int]) -> bool:
    """Whether most units' rows of a column hold formulas."""
    return 2 * sum(sheet.formula(row, position) is not None for row in rows) > len(rows)


def _overlap(one: Area, other: Area) -> bool:
    return (
        one.first_row <= other.last_row
        and other.first_row <= one.last_row
        and one.first_column <= other.last_column
        and other.first_column <= one.last_column
    )
