"""Which cells `Bảng1[[#This Row],[Chỉ tiêu]]` names: references to an Excel table by the headings of its columns.

Microsoft's page “Using structured references with Excel tables” says what each means. In a heading `'` stands before
`[`, `]`, `#`, `'` and `@`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xl_addin.engine.values.ranges import MovedRange, Moves, Range
from xl_addin.engine.values.reasons import CONSTRUCT, UNKNOWN_NAME, reason
from xl_addin.engine.values.scalars import REF, VALUE, Blocked, Failed
from xl_addin.formula.cells import Area, CellRef, quoted_sheet
from xl_addin.formula.displacement import rewritten
from xl_addin.formula.reference import Reference
from xl_addin.formula.structured import THIS_ROW, structured
from xl_addin.workbook.model.book import Book, ExcelTable


@dataclass(frozen=True)
class Tables:
    """The Excel tables of a book, each with the position of its sheet; `by_name` leaves out a name that two have."""

    by_name: Mapping[str, tuple[int, ExcelTable]] = field(default_factory=dict)
    all: Sequence[tuple[int, ExcelTable]] = ()

    def around(self, sheet: int, row: int, column: int) -> tuple[int, ExcelTable] | None:
        """The table that a cell lies in."""
        return next(((at, table) for at, table in self.all if at == sheet and (row, column) in table.area), None)


NO_TABLES = Tables()


def tables_by_name(tables: Iterable[ExcelTable], sheets: Mapping[str, int]) -> Tables:
    """The tables of sheets whose positions are known by name, capitals aside."""
    placed = [(sheets[key], table) for table in tables if (key := table.sheet.casefold()) in sheets]
    names = [table.name.casefold() for _, table in placed]
    single = {name: each for name, each in zip(names, placed, strict=True) if names.count(name) == 1}
    return Tables(single, placed)


_NEED = {"#headers": "header_rows", "#totals": "totals_rows"}


def table_reference(name: str, bracketed: str, tables: Tables, sheet: int, cell: tuple[int, int]) -> MovedRange:
    """The cells that `name[…]`, or `[…]` without a name inside a table, stands for in a cell of a sheet.

    Raises Failed(#VALUE!) for the own row where that is not a row of data, Failed(#REF!) for headings or totals of a
    table that shows none, Blocked for what cannot be resolved.
    """
    found = tables.by_name.get(name.casefold()) if name else tables.around(sheet, *cell)
    if found is None:
        raise Blocked(reason(UNKNOWN_NAME, name + bracketed))
    at, table = found
    named = structured(bracketed)
    if named is None:
        raise Blocked(reason(CONSTRUCT, bracketed))
    items, headings = named
    first_column, last_column = _columns(table, headings, name + bracketed)
    first_row, last_row = _rows(table, items, cell[0], name + bracketed)
    moves = items == THIS_ROW
    return Range(at, first_row, first_column, last_row, last_column), Moves(moves, moves)


def whole_table(found: tuple[int, ExcelTable]) -> MovedRange:
    """The cells that the name of a table alone stands for: its data."""
    at, table = found
    first_row, last_row = _rows(table, frozenset(), 0, table.name)
    return Range(at, first_row, table.area.first_column, last_row, table.area.last_column), Moves(False, False)


def _columns(table: ExcelTable, headings: tuple[str, str] | None, written: str) -> tuple[int, int]:
    area = table.area
    if len(table.columns) != area.last_column - area.first_column + 1:
        raise Blocked(reason(CONSTRUCT, f"{table.name} names {len(table.columns)} columns"))
    if headings is None:
        return area.first_column, area.last_column
    known = [heading.casefold() for heading in table.columns]
    found = []
    for heading in headings:
        wanted = next((each for each in (heading.casefold(), heading.casefold().strip()) if each in known), None)
        if wanted is None or known.count(wanted) > 1:
            raise Blocked(reason(UNKNOWN_NAME, written))
        found.append(area.first_column + known.index(wanted))
    return min(found), max(found)


def _rows(table: ExcelTable, items: frozenset[str], row: int, written: str) -> tuple[int, int]:
    area = table.area
    first, last = area.first_row + table.header_rows, area.last_row - table.totals_rows
    if first > last:
        raise Blocked(reason(CONSTRUCT, f"{table.name} has no rows"))
    missing = [item for item, rows in _NEED.items() if item in items and not getattr(table, rows)]
    if missing and len(items) == 1:
        raise Failed(REF)
    if items == THIS_ROW and not first <= row <= last:
        # “If used in the same row as a header or total row, this will return a #VALUE! error.”
        raise Failed(VALUE)
    spans = {
        frozenset[str](): (first, last),
        frozenset({"#data"}): (first, last),
        frozenset({"#all"}): (area.first_row, area.last_row),
        frozenset({"#headers"}): (area.first_row, first - 1),
        frozenset({"#totals"}): (last + 1, area.last_row),
        frozenset({"#headers", "#data"}): (area.first_row, last),
        frozenset({"#data", "#totals"}): (first, area.last_row),
        THIS_ROW: (row, row),
    }
    if items not in spans or missing:
        raise Blocked(reason(CONSTRUCT, written))
    return spans[items]


def table_edges(tables: Tables, sheet: int) -> list[int]:
    """The rows in which a table of the sheet, its data or its totals begin, and those after its last."""
    return sorted(
        edge
        for at, table in tables.all
        if at == sheet
        for edge in (
            table.area.first_row,
            table.area.first_row + table.header_rows,
            table.area.last_row - table.totals_rows + 1,
            table.area.last_row + 1,
        )
    )


def by_address(formula: str, book: Book, cell: CellRef) -> str:
    """The formula of a cell with the addresses that its references to tables stand for, as far as they are known."""
    if "[" not in formula or not book.tables:
        return formula
    names = [sheet.name for sheet in book.sheets]
    sheets = {name.casefold(): index for index, name in enumerate(names)}
    tables = tables_by_name(book.tables, sheets)

    def written(reference: Reference) -> str:
        if reference.kind != "structured" or reference.sheet is not None:
            return reference.written
        try:
            area, _ = table_reference(reference.name, reference.bracketed, tables, names.index(cell.sheet), cell[1:])
        except (Blocked, Failed):
            return reference.written
        prefix = "" if names[area.sheet] == cell.sheet else f"{quoted_sheet(names[area.sheet])}!"
        return prefix + str(Area(*area[1:]))

    return rewritten(formula, written)
