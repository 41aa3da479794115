"""What a list of edits leaves without cells it refers to: what whoever says yes to it is to see first."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from xl_addin.formula.cells import CellRef
from xl_addin.package.draft import Draft
from xl_addin.package.package import Package
from xl_addin.workbook.edits.applying import ordered
from xl_addin.workbook.edits.edit import CellEdit, DeleteSheet, Edit, LineEdit, RenameSheet
from xl_addin.workbook.edits.kind import EditKind, deletes_nothing
from xl_addin.workbook.edits.kinds.lines import shift_of
from xl_addin.workbook.edits.registry import by_kind
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book
from xl_addin.workbook.structure.lost.cells import lost_in_cells
from xl_addin.workbook.structure.lost.parts import lost_in_parts
from xl_addin.workbook.structure.lost.reference import LostReference


def lost_by(package: Package, edits: Sequence[Edit], *, book: Book) -> Iterator[LostReference]:
    """The cells, then all else, that name what edits, which were checked, take away; each where it stands just then.

    A cell that goes itself later, or is given another content, loses nothing. `book` is what the package holds.
    """
    steps = list(_steps(ordered(package, edits)))
    last = max((at for at, (kind, _) in enumerate(steps) if _deletes(kind)), default=-1)
    draft = Draft(package)
    for at, (kind, some) in enumerate(steps[: last + 1]):
        following = list(chain.from_iterable(each for _, each in steps[at:]))
        for deletion in kind.deletes(draft, some):
            for lost in lost_in_cells(book, deletion):
                if not isinstance(lost.what, CellRef) or _remains(lost.what, following):
                    yield lost
            yield from lost_in_parts(draft, deletion)
        if at < last:
            kind.write(draft, some)
            # Where nothing can be lost next, what the book holds then need not be known.
            book = read_book(draft) if _deletes(steps[at + 1][0]) else book


def _deletes(kind: EditKind) -> bool:
    return kind.deletes is not deletes_nothing


def _remains(cell: CellRef, following: Sequence[Any]) -> bool:
    """Whether a cell still is there, with the content it has, after these edits."""
    for edit in following:
        if isinstance(edit, RenameSheet) and edit.sheet == cell.sheet:
            cell = cell._replace(sheet=edit.name)
        elif isinstance(edit, DeleteSheet) and edit.sheet == cell.sheet:
            return False
        elif isinstance(edit, LineEdit) and edit.sheet == cell.sheet:
            moved = shift_of(edit).cell(cell.row, cell.column)
            if moved is None:
                return False
            cell = CellRef(cell.sheet, *moved)
        elif isinstance(edit, CellEdit) and edit.cell == cell:
            return False
    return True


def _steps(edits: Sequence[Edit]) -> Iterator[tuple[EditKind, list[Any]]]:
    """Edits kind by kind; one that changes what the next of its kind means, alone."""
    for kind, some in by_kind(edits):
        yield from ((kind, [edit]) for edit in some) if kind.as_given else [(kind, some)]
