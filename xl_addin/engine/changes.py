"""What differs between two sets of a book's values, and which of them could not be calculated."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xl_addin.engine.recalculate import Results, shown
from xl_addin.formula.cells import CellRef
from xl_addin.workbook.model.book import EMPTY_COLUMN, Book, CellError, Unsupported, Value
from xl_addin.workbook.model.run_parts import part_of
from xl_addin.workbook.model.runs import shown as as_shown
from xl_addin.workbook.model.runs import stretches_of
from xl_addin.workbook.reading.strings import without_layout

RELATIVE_TOLERANCE = 1e-9
"""Excel shows fifteen digits; the last ones of other programs differ."""


@dataclass(frozen=True)
class Change:
    """A cell whose value differs."""

    cell: CellRef
    before: Value
    after: Value


def stale_values(book: Book, fresh: Mapping[CellRef, Value]) -> list[Change]:
    """Where the file's stored results are not those of a recalculation, in the order of sheets, rows and columns.

    A missing stored result is one that is not right, unless the cell shows nothing anyway. Cells that could not be
    calculated are left out: `not_calculated` has them.
    """
    found = _differing(book, fresh) if isinstance(fresh, Results) else _pairs(book, fresh)
    return _in_order(
        book,
        (
            each
            for each in found
            if not isinstance(each.after, Unsupported) and not same_result(each.before, each.after)
        ),
    )


def _pairs(book: Book, fresh: Mapping[CellRef, Value]) -> Iterator[Change]:
    sheets = {sheet.name: sheet for sheet in book.sheets}
    return (Change(cell, sheets[cell.sheet].value(cell.row, cell.column), value) for cell, value in fresh.items())


def _differing(book: Book, fresh: Results) -> Iterator[Change]:
    """The cells whose value is not the very same, found a column at a time."""
    sheets = {sheet.name: sheet for sheet in book.sheets}
    for (name, column), runs in fresh.columns.items():
        stretches = stretches_of(sheets[name].columns.get(column, EMPTY_COLUMN).values)
        for first, cells in runs:
            stored = part_of(stretches, first, first + len(cells) - 1)
            if stored == cells and list(map(type, stored)) == list(map(type, cells)):
                continue
            for row, (before, after) in enumerate(zip(stored, cells, strict=True), first):
                if before != after or type(before) is not type(after):
                    yield Change(CellRef(name, row, column), as_shown(before), shown(after))


def changed_values(book: Book, before: Mapping[CellRef, Value], after: Mapping[CellRef, Value]) -> list[Change]:
    """Where two calculations of a book differ at all, in the order of sheets, rows and columns."""
    cells = {**before, **after}
    found = (Change(cell, before.get(cell), after.get(cell)) for cell in cells)
    return _in_order(book, (each for each in found if not _identical(each.before, each.after)))


def not_calculated(book: Book, values: Mapping[CellRef, Value]) -> list[tuple[CellRef, Unsupported]]:
    """The cells without a result, with the reason, in the order of sheets, rows and columns."""
    found = [Change(cell, None, value) for cell, value in values.items() if isinstance(value, Unsupported)]
    return [(each.cell, each.after) for each in _in_order(book, found) if isinstance(each.after, Unsupported)]


def same_result(stored: Value, fresh: Value) -> bool:
    """Whether a stored result shows what a recalculation gives."""
    if isinstance(stored, bool) or isinstance(fresh, bool):
        return stored is fresh
    if isinstance(stored, int | float) and isinstance(fresh, int | float):
        return abs(stored - fresh) <= RELATIVE_TOLERANCE * max(1.0, abs(stored), abs(fresh))
    if isinstance(stored, CellError) and isinstance(fresh, CellError):
        return stored.code == fresh.code
    if _is_blank_or_text(stored, fresh):
        # Many programs store white space at the ends of a result without saying that it is meant.
        return without_layout(str(stored or "")) == without_layout(str(fresh or ""))
    return stored == fresh


def _is_blank_or_text(*values: Value) -> bool:
    return all(value is None or isinstance(value, str) for value in values)


def _identical(one: Value, other: Value) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _in_order(book: Book, found: Iterable[Change]) -> list[Change]:
    place = {sheet.name: index for index, sheet in enumerate(book.sheets)}
    return sorted(found, key=lambda each: (place[each.cell.sheet], each.cell.row, each.cell.column))
