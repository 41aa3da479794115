"""What sheets, defined names and Excel tables a formula can mention, and where a reference lies among them."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field

from xl_addin.engine.forms.table_references import NO_TABLES, Tables, table_reference, tables_by_name
from xl_addin.engine.values.ranges import MovedRange, Moves, Range
from xl_addin.engine.values.reasons import CONSTRUCT, EXTERNAL_LINK, MISSING_SHEET, reason
from xl_addin.engine.values.scalars import Blocked
from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW
from xl_addin.formula.reference import Reference, SheetPrefix
from xl_addin.package.limits import Limits, current_limits
from xl_addin.workbook.model.book import Book


@dataclass(frozen=True)
class Names:
    """What sheets, defined names and Excel tables a formula can mention; capitals do not matter to Excel."""

    sheets: Mapping[str, int]
    defined: Mapping[str, str] = field(default_factory=dict)
    tables: Tables = NO_TABLES
    spills: Mapping[Range, Range] = field(default_factory=dict)
    """What the dynamic array formula of a cell fills."""
    most_parts: int = Limits.formula_parts
    """How long a formula may become by its names."""

    def meaning(self, name: str, sheet: int) -> str | None:
        """What a defined name stands for in a formula of a sheet, whose own names come first."""
        own = next((known for known, index in self.sheets.items() if index == sheet), "")
        return self.defined.get(f"{own}!{name.casefold()}", self.defined.get(name.casefold()))

    def sheets_of(self, prefix: SheetPrefix | None, own: int) -> range:
        """The sheets that a reference on sheet `own` means with what stands before it, one after another.

        Blocked for other workbooks and for sheets that are not there.
        """
        if prefix is None:
            return range(own, own + 1)
        if prefix.book is not None:
            raise Blocked(reason(EXTERNAL_LINK, prefix.written[:-1]))
        ends = []
        for name in (prefix.first, prefix.last):
            if name is None:
                continue
            index = self.sheets.get(name.casefold())
            if index is None:
                raise Blocked(reason(MISSING_SHEET, name))
            ends.append(index)
        return range(min(ends), max(ends) + 1)


def names_of(book: Book) -> Names:
    """The names of a book; one that belongs to a sheet is under `Sheet!name`."""
    sheets = {sheet.name.casefold(): index for index, sheet in enumerate(book.sheets)}
    return Names(
        sheets=sheets,
        defined={name.casefold(): text for name, text in book.defined_names.items()},
        tables=tables_by_name(book.tables, sheets),
        spills={
            Range(index, *anchor, *anchor): Range(index, *astuple(sheet.arrays[anchor]))
            for index, sheet in enumerate(book.sheets)
            for anchor in sheet.spills
        },
        most_parts=current_limits().formula_parts,
    )


def places_of(reference: Reference, names: Names, sheet: int, cell: tuple[int, int]) -> list[MovedRange]:
    """Where a reference by address or by headings lies, read in a cell of a sheet: one place a sheet that it means.

    Blocked or Failed where that cannot be told.
    """
    sheets = names.sheets_of(reference.sheet, sheet)
    if reference.kind == "structured":
        if reference.sheet is not None:
            raise Blocked(reason(CONSTRUCT, reference.written))
        return [table_reference(reference.name, reference.bracketed, names.tables, sheet, cell)]
    columns = [column.number for column in reference.columns] or [1, MAX_COLUMN]
    # Of two ends in one row, the moving one is the last: further down it is.
    rows = sorted((row.number, not row.fixed) for row in reference.rows) or [(1, False), (MAX_ROW, False)]
    (first_row, first_moves), (last_row, last_moves) = rows[0], rows[-1]
    moves = Moves(first_moves, last_moves)
    return [(Range(each, first_row, min(columns), last_row, max(columns)), moves) for each in sheets]


def place_of(reference: Reference, names: Names, sheet: int, cell: tuple[int, int]) -> MovedRange:
    """Where a reference lies; Blocked, too, for one across sheets, which is no area."""
    places = places_of(reference, names, sheet, cell)
    if len(places) != 1:
        raise across_sheets(reference)
    return places[0]


def across_sheets(reference: Reference) -> Blocked:
    """What to say of a reference across sheets where it is not read."""
    return Blocked(reason(CONSTRUCT, f"reference across sheets {reference.sheet and reference.sheet.name}"))
