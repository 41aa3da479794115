"""The formulas of cells that are left without cells they refer to."""

from collections.abc import Iterator

from xl_addin.workbook.model.book import Book
from xl_addin.workbook.structure.lost.deletion import Deletion
from xl_addin.workbook.structure.lost.reference import LostReference, is_lost


def lost_in_cells(book: Book, deletion: Deletion) -> Iterator[LostReference]:
    """The cells that stay and whose formulas say `#REF!` where they did not; `book` is as before."""
    for cell, before in book.formula_cells():
        after = deletion.formula(before, cell.sheet)
        if is_lost(before, after) and not deletion.goes(*cell):
            yield LostReference(cell, before, after)
