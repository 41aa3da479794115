"""A book once lines of it have moved, and where its rows and formulas are then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xl_addin.case.case import Case
from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import DeleteRows, InsertRows
from xl_addin.workbook.edits.kinds.lines import shift_of
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.other_formats import no_formulas
from xl_addin.workbook.reading.read import read_book

RowEdit = InsertRows | DeleteRows


@dataclass(frozen=True)
class Moved:
    """The edits that move lines, in the order in which they are made, and the book after them."""

    edits: tuple[RowEdit, ...]
    book: Book

    @property
    def _shifts(self) -> Sequence[Shift]:
        return [shift_of(edit) for edit in self.edits]

    def row(self, sheet: str, row: int) -> int | None:
        """Where a row stands then; None if it has gone."""
        found: int | None = row
        for shift in self._shifts:
            if found is not None and shift.concerns(sheet):
                found = shift.line(found)
        return found

    def stays(self, sheet: str, row: int) -> int:
        """Where a row stands then that is known not to go."""
        found = self.row(sheet, row)
        assert found is not None
        return found

    def formula(self, formula: str, sheet: str, row: int) -> str:
        """A formula that is written for a row as it was, as it reads then."""
        line: int | None = row
        for shift in self._shifts:
            formula = shifted(formula, shift, here=sheet, line=line)
            line = shift.line(line) if line is not None and shift.concerns(sheet) else line
        return formula


def moved_by(case: Case, edits: Iterable[RowEdit]) -> Moved:
    """The case's book with these edits made, from the last row of each sheet to the first: each names rows as they are.

    Problem where one of them is not allowed.
    """
    if case.package is None:
        raise no_formulas(case.book)
    ordered = tuple(sorted(edits, key=lambda edit: (edit.sheet, -edit.at)))
    draft = Draft(case.package)
    apply_edits(draft, ordered, book=case.book)
    return Moved(ordered, read_book(draft))
