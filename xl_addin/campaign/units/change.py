"""What bringing units or lines in, or taking them out, changes: edits in the order they are made, and what to say."""

from dataclasses import dataclass

from xl_addin.language import Text
from xl_addin.workbook.edits.edit import CellEdit, Edit
from xl_addin.workbook.edits.edited import changes_something
from xl_addin.workbook.model.book import Book


@dataclass(frozen=True)
class UnitChange:
    """`lines` move first, then the `cells` are written, named as they stand in the book `then`."""

    lines: tuple[Edit, ...]
    cells: tuple[CellEdit, ...]
    notes: tuple[Text, ...]
    then: Book

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All of them."""
        return (*self.lines, *self.cells)


def that_change(cells: list[CellEdit], then: Book) -> tuple[CellEdit, ...]:
    """Of these edits, of which the first to a cell counts, those that change something."""
    first: dict[tuple[str, int, int], CellEdit] = {}
    for edit in cells:
        first.setdefault(edit.cell, edit)
    return tuple(edit for edit in first.values() if changes_something(edit, then[edit.cell.sheet]))
