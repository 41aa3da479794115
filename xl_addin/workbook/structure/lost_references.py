"""The formulas that a shift leaves without cells they refer to: what whoever deletes lines is to see first."""

from collections.abc import Iterator
from typing import NamedTuple

from xl_addin.formula.cells import CellRef
from xl_addin.formula.displacement import GONE
from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import Shift
from xl_addin.workbook.model.book import Book


class LostReference(NamedTuple):
    """A cell, where it stands before, and its formula before and after."""

    cell: CellRef
    before: str
    after: str


def lost_references(book: Book, shift: Shift) -> Iterator[LostReference]:
    """The cells that stay and whose formulas say `#REF!` after the shift where they did not; `book` is as before."""
    for sheet in book.sheets if shift.count < 0 else ():
        is_own = shift.concerns(sheet.name)
        for column, cells in sorted(sheet.columns.items()):
            for row, formula in sorted(cells.formulas.items()):
                if is_own and shift.cell(row, column) is None:
                    continue
                after = shifted(formula, shift, here=sheet.name)
                if after.count(GONE) > formula.count(GONE):
                    yield LostReference(CellRef(sheet.name, row, column), formula, after)
