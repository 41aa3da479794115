"""Take back the last action: refused where its cells were changed since, else everything is as it was before."""

from collections.abc import Iterator
from dataclasses import dataclass

from xl_addin.excel.undoing.record import UndoRecord, constants
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.package.package import PartSource
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import (
    AddComments,
    CellEdit,
    ClearComments,
    ClearMarks,
    DeleteSheet,
    Edit,
    Mark,
    SetFormula,
    SetNumberFormat,
    SetValue,
)
from xl_addin.workbook.edits.kinds.comments import our_comments
from xl_addin.workbook.edits.kinds.marks import marks_in
from xl_addin.workbook.model.book import Book, CellError, Sheet, Unsupported

_MOST_NAMED = 10

_CHANGED = Text(
    "không hoàn tác được vì sau lần “{action}” đã có người sửa {count} ô: {cells}; hãy trả các ô này về như cũ, hoặc "
    "lấy lại từ bản sao {copy}",
    "“{action}” cannot be undone: {count} cells were changed since: {cells}; set them back, or take them from the "
    "copy {copy}",
)
_ARRAY = Text(
    "không hoàn tác được: trước lần “{action}” các ô này thuộc công thức mảng: {cells}; hãy chép lại từ bản sao {copy}",
    "“{action}” cannot be undone: these cells held array formulas before: {cells}; copy them from {copy}",
)


@dataclass(frozen=True)
class Reversal:
    """The edits that put cells, formats, marks, comments and added sheets back; the deleted sheets to bring back."""

    edits: tuple[Edit, ...]
    sheets: tuple[str, ...]


@dataclass(frozen=True)
class Snapshot:
    """A workbook at one moment, with its marks and our comments."""

    book: Book
    marks: tuple[Mark, ...]
    comments: tuple[AddComments, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its sheets."""
        return tuple(sheet.name for sheet in self.book.sheets)


def snapshot(book: Book, package: PartSource) -> Snapshot:
    """The book as its package holds it."""
    return Snapshot(book, marks_in(package), our_comments(book))


def check_unchanged(record: UndoRecord, before: Snapshot, now: Snapshot) -> None:
    """Raise Problem, naming the cells, if something the action wrote is no longer as it wrote it."""
    changed = list(_changed(record, now))
    if changed:
        raise _problem(_CHANGED, record, changed)
    arrays = [str(edit.cell) for edit in record.cells if _in_array(before.book, edit.cell)]
    if arrays:
        raise _problem(_ARRAY, record, arrays)


def reversal(record: UndoRecord, before: Snapshot, now: Snapshot) -> Reversal:
    """How to get from `now` back to `before` in all that the action touched."""
    edits: list[Edit] = [DeleteSheet(name) for name in record.added if name in now.names]
    there = {cell.sheet for cell in (*record.formats, *(edit.cell for edit in record.cells))} & set(now.names)
    for cell in record.formats:
        if cell.sheet in there:
            edits.append(SetNumberFormat(cell, before.book[cell.sheet].number_format(cell.row, cell.column)))
    edits += [_before(before.book, edit.cell) for edit in record.cells if edit.cell.sheet in there]
    if record.marked:
        gone = set(record.added)
        edits += [ClearMarks(name) for name in dict.fromkeys(mark.sheet for mark in now.marks) if name not in gone]
        edits += [mark for mark in before.marks if mark.sheet in now.names and mark.colour]
        edits += [ClearComments(name) for name in {each.sheet: None for each in now.comments} if name not in gone]
        edits += [each for each in before.comments if each.sheet in now.names]
    kept = set(now.names) - set(record.added)
    return Reversal(tuple(edits), tuple(name for name in record.deleted if name not in kept))


def _changed(record: UndoRecord, now: Snapshot) -> Iterator[str]:
    sheets = {sheet.name: sheet for sheet in now.book.sheets}
    for edit in record.cells:
        if edit.cell.sheet not in sheets or not _holds(sheets[edit.cell.sheet], edit):
            yield str(edit.cell)
    for name, written in record.added.items():
        if name in sheets:
            held = constants(sheets[name])
            yield from (
                f"{name}!{place}" for place in sorted(written.keys() | held) if written.get(place) != held.get(place)
            )


def _holds(sheet: Sheet, edit: CellEdit) -> bool:
    row, column = edit.cell.row, edit.cell.column
    formula = sheet.formula(row, column)
    if isinstance(edit, SetFormula):
        return formula is not None and _folded(formula) == _folded(edit.formula)
    value = sheet.value(row, column)
    return formula is None and isinstance(value, bool) == isinstance(edit.value, bool) and value == edit.value


def _folded(formula: str) -> str:
    """A formula as it compares: Excel drops needless quotes and spaces and writes names in capitals."""
    return formula.replace("'", "").replace(" ", "").casefold()


def _in_array(book: Book, cell: CellRef) -> bool:
    return any((cell.row, cell.column) in area for area in book[cell.sheet].arrays.values())


def _before(book: Book, cell: CellRef) -> CellEdit:
    sheet = book[cell.sheet]
    formula, value = sheet.formula(cell.row, cell.column), sheet.value(cell.row, cell.column)
    if formula is not None:
        return SetFormula(cell, formula)
    if isinstance(value, CellError):
        return SetFormula(cell, f"={value.code}")
    return SetValue(cell, None if isinstance(value, Unsupported) else value)


def _problem(text: Text, record: UndoRecord, cells: list[str]) -> Problem:
    named = ", ".join(cells[:_MOST_NAMED]) + (" …" if len(cells) > _MOST_NAMED else "")
    return Problem(text.with_values(action=record.action, count=len(cells), cells=named, copy=record.copy))
