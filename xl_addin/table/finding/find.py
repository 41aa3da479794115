"""Find the numbered tables of a sheet, without being told where they are or who made them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from xl_addin.table.cell_kind import Cells, RowCells
from xl_addin.table.finding.header import Header, header_above
from xl_addin.table.finding.merged import Merges
from xl_addin.table.finding.number_row import NumberCell, NumberRow, number_rows
from xl_addin.table.finding.roles import roles_of
from xl_addin.table.model import NumberedTable, Role, TableColumn
from xl_addin.table.rows.body import RowLayout, filled_rows, rows_below
from xl_addin.table.rows.ratio_rows import additive_columns
from xl_addin.table.rows.totals import body_of
from xl_addin.table.words import is_total_label
from xl_addin.workbook.model.book import Sheet

ROWS_LOOKED_AT = 50
"""How many rows below plain column numbers must tell that they are those of a table."""


def find_tables(sheet: Sheet, expected: Collection[tuple[str, ...]] = ()) -> tuple[NumberedTable, ...]:
    """The numbered tables of a sheet, from top to bottom and left to right.

    The values are taken as they are: pass a recalculated sheet. The columns of a table are the numbered ones
    and, left of them, those that count the rows or name the units; these have the label `""`. Hidden rows and
    columns are read like all others. A header repeated on the next page goes on with its table. `expected` are the
    column numbers of tables that a spec speaks of, found however these count.
    """
    cells = Cells.of(sheet)
    candidates = number_rows(cells, expected)
    if not candidates:
        return ()
    merges = Merges.of(sheet.merges)
    heads = _heads(cells, merges, candidates)
    parts = [_part(cells, heads, index) for index in range(len(heads))]
    tables = []
    gone_on_with: set[int] = set()
    for index, (row, header) in enumerate(heads):
        if index in gone_on_with:
            continue
        pages = [parts[index]]
        while (following := pages[-1].below) is not None and _goes_on(cells, heads, pages[-1], parts[following]):
            gone_on_with.add(following)
            pages.append(parts[following])
        table = _table(sheet.name, cells, merges, row, header, [page.rows for page in pages])
        if table is not None:
            tables.append(table)
    return tuple(tables)


@dataclass(frozen=True)
class _Part:
    """What stands under one column-number row: its place among the heads, the filled rows, the next head below."""

    index: int
    rows: Sequence[int]
    below: int | None


def _part(cells: Cells, heads: Sequence[tuple[NumberRow, Header]], index: int) -> _Part:
    row, header = heads[index]
    below = next((later for later in range(index + 1, len(heads)) if _is_under(heads[later][0], row)), None)
    return _Part(index, _rows_until(cells, row, header, None if below is None else heads[below][1].top), below)


def _goes_on(cells: Cells, heads: Sequence[tuple[NumberRow, Header]], page: _Part, following: _Part) -> bool:
    """Whether the same header stands again within one table: no total before it, and the count of rows goes on."""
    (row, header), (again, header_again) = heads[page.index], heads[following.index]
    said, said_again = ([(cell.position, cell.text) for cell in one.cells] for one in (row, again))
    if said != said_again or header.headings != header_again.headings or not (page.rows and following.rows):
        return False
    positions = _positions(row, header)
    last, first = (cells.text(at, positions[0]) for at in (page.rows[-1], following.rows[0]))
    if not (last.isdecimal() and first.isdecimal() and int(first) == int(last) + 1):
        return False
    return not any(is_total_label(cells.text(at, position)) for at in page.rows for position in positions)


def _is_under(other: NumberRow, row: NumberRow) -> bool:
    return other.row > row.row and other.first <= row.last and row.first <= other.last


def _heads(cells: Cells, merges: Merges, candidates: Sequence[NumberRow]) -> list[tuple[NumberRow, Header]]:
    """The candidates that number the columns of a table, by what stands above, beside and right below."""
    counting = {row.row for row in candidates}
    accepted: set[int] = set()
    heads: list[tuple[NumberRow, Header]] = []
    for index, row in enumerate(candidates):
        neighbours = (*candidates[max(0, index - 1) : index], *candidates[index + 1 : index + 2])
        beside = [other for other in neighbours if other.row == row.row]
        header = header_above(cells, merges, row, beside, accepted, counting)
        if header is not None and (row.stated or _is_above_names(cells, row, header)):
            heads.append((row, header))
            accepted.add(row.row)
    return heads


def _is_above_names(cells: Cells, row: NumberRow, header: Header) -> bool:
    """Whether rows of named figures follow, as below plain column numbers; not the second week of a calendar."""
    if row.crowded or _goes_on_counting(cells, row):
        return False
    positions = _positions(row, header)
    rows = filled_rows(cells, positions, row.row + 1, row.row + ROWS_LOOKED_AT)
    return "unit" in roles_of(RowCells(cells, rows), header.headings, positions).roles


def _goes_on_counting(cells: Cells, row: NumberRow) -> bool:
    """Whether the count runs on in the row below, as in a calendar."""
    if not row.cells[-1].label.isdigit():
        return False
    following = int(row.cells[-1].label) + 1
    below = (cells.text(row.row + 1, position) for position in range(max(1, row.first - 6), row.last + 1))
    counts = [text for text in below if text.isdigit()]
    return counts[:2] == [str(following), str(following + 1)]


def _positions(row: NumberRow, header: Header) -> tuple[int, ...]:
    """The table's sheet columns: those with a heading left of the numbered ones, and these."""
    left = sorted(position for position in header.headings if position < row.first)
    return (*left, *(cell.position for cell in row.cells))


def _rows_until(cells: Cells, row: NumberRow, header: Header, next_top: int | None) -> list[int]:
    """The filled rows below the column numbers, above the next table under them."""
    positions = _positions(row, header)
    end = max(cells.column(position).last_row for position in positions)
    first = (row.formula_row or row.row) + 1
    return filled_rows(cells, positions, first, end if next_top is None else min(end, next_top - 1))


def _table(
    sheet: str, cells: Cells, merges: Merges, row: NumberRow, header: Header, pages: Sequence[Sequence[int]]
) -> NumberedTable | None:
    """The table of a column-number row, on one page or more; None for plain numbers with no unit's row below."""
    positions = _positions(row, header)
    every = RowCells(cells, [row for page in pages for row in page])
    numbered = {cell.position: cell for cell in row.cells}
    stubs = {one for one in positions if one not in numbered or not numbered[one].label[:1].isdigit()}
    roles, units = roles_of(every, header.headings, positions, stubs)
    layout = RowLayout.of(positions, roles, units.names, _merged_down(merges, units.names))
    candidates = [every] if len(pages) == 1 else [RowCells(cells, page) for page in pages]
    notations = {cell.position: cell.notation for cell in row.cells if cell.notation is not None}
    additive = additive_columns(layout.numbers, header.headings, notations, [cell.label for cell in row.cells])
    body = body_of(cells, layout.numbers, [row for page in candidates for row in rows_below(page, layout)], additive)
    if not body.units and not row.stated:
        return None
    columns = {
        position: _column(numbered.get(position), position, header.headings.get(position, ""), role)
        for position, role in zip(positions, roles, strict=True)
    }
    listed = [one for position, one in columns.items() if position in numbered or one.role in ("index", "unit")]
    return NumberedTable(
        sheet=sheet,
        header_rows=header.rows,
        number_row=row.row,
        formula_row=row.formula_row,
        body_rows=body.units,
        total_row=body.total,
        columns=tuple(listed),
        unnumbered=tuple(one for one in columns.values() if one not in listed),
        row_names=columns[units.names] if units.names is not None and units.names != units.unit else None,
        unit_rivals=tuple(columns[position] for position in units.rivals),
        title=header.title,
        unit_line=header.unit_line,
        subtotal_rows=body.subtotals,
        ratio_rows=body.ratios,
    )


def _merged_down(merges: Merges, position: int | None) -> Mapping[int, int]:
    """The rows that a merged cell of a column covers below its own, each with that one."""
    return {
        row: area.first_row
        for areas in (() if position is None else merges.by_row.values())
        for area in areas
        if area.first_column <= (position or 0) <= area.last_column
        for row in range(area.first_row + 1, area.last_row + 1)
    }


def _column(cell: NumberCell | None, position: int, heading: str, role: Role) -> TableColumn:
    if cell is None:
        return TableColumn("", position, heading, "", None, role)
    return TableColumn(cell.label, position, heading, cell.text, cell.notation, role, cell.unreadable)
