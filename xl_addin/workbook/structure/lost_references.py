"""The formulas left without cells they refer to: what whoever deletes lines or sheets is to see first."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import NamedTuple

from xl_addin.formula.cells import CellRef
from xl_addin.formula.displacement import GONE
from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import Shift
from xl_addin.workbook.model.book import Book, Sheet
from xl_addin.workbook.structure.sheets.leaving import without_sheets
from xl_addin.workbook.structure.tables.lost_columns import NamedColumns, without_lost


class LostReference(NamedTuple):
    """A cell, where it stands before, and its formula before and after."""

    cell: CellRef
    before: str
    after: str


def lost_references(book: Book, shift: Shift) -> Iterator[LostReference]:
    """The cells that stay and whose formulas say `#REF!` after the shift where they did not; `book` is as before."""
    if shift.count > 0:
        return
    tables = (table for table in book.tables if shift.concerns(table.sheet))
    columns = without_lost([NamedColumns(each.name, each.area, each.columns) for each in tables], shift)
    for sheet in book.sheets:
        lines = partial(shifted, shift=shift, here=sheet.name)
        for lost in _lost(sheet, lines if columns is None else _both(lines, columns)):
            if not shift.concerns(sheet.name) or shift.cell(lost.cell.row, lost.cell.column) is not None:
                yield lost


def lost_with_sheets(book: Book, gone: Collection[str]) -> Iterator[LostReference]:
    """The cells of other sheets whose formulas say `#REF!` once these sheets have gone; `book` is as before."""
    going = {name.casefold() for name in gone}
    tables = {
        sheet.name: [table.name for table in book.tables if table.sheet == sheet.name]
        for sheet in book.sheets
        if sheet.name.casefold() in going
    }
    formula = without_sheets(tables, [sheet.name for sheet in book.sheets])
    for sheet in book.sheets:
        if sheet.name not in tables:
            yield from _lost(sheet, formula)


def _both(first: Callable[[str], str], then: Callable[[str], str]) -> Callable[[str], str]:
    return lambda formula: then(first(formula))


def _lost(sheet: Sheet, formula: Callable[[str], str]) -> Iterator[LostReference]:
    for column, cells in sorted(sheet.columns.items()):
        for row, before in sorted(cells.formulas.items()):
            after = formula(before)
            if after.count(GONE) > before.count(GONE):
                yield LostReference(CellRef(sheet.name, row, column), before, after)
