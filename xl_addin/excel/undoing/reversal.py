"""Take back the last action: refused where its cells were changed since, else everything is as it was before."""

from collections.abc import Iterator
from dataclasses import dataclass

from xl_addin.excel.undoing.record import UndoRecord, constants
from xl_addin.excel.undoing.structure import Lines, cell_after, cell_before, new_lines, sheet_before
from xl_addin.excel.undoing.way_back import WayBack, after_edits, cell_as_it_was, folded_formula, way_back
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.package.package import Package
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import (
    AddComments,
    CellEdit,
    ClearComments,
    ClearMarks,
    DeleteSheet,
    Edit,
    LineEdit,
    Mark,
    SetFormula,
    SetNumberFormat,
)
from xl_addin.workbook.edits.kinds.comments import our_comments
from xl_addin.workbook.edits.kinds.marks import marks_in
from xl_addin.workbook.model.book import Book, Sheet

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


_ONLY_COPY = Text(
    "không hoàn tác được lần “{action}”: cùng các dòng, cột đã xóa còn mất hình, biểu đồ, bảng, ghi chú hoặc tên mà "
    "Excel không trả lại được; muốn trở lại thì mở bản sao {copy}",
    "“{action}” cannot be undone: with the deleted rows or columns went pictures, charts, tables, comments or names "
    "that Excel does not give back; open the copy {copy} instead",
)


@dataclass(frozen=True)
class Reversal:
    """The edits that put cells, formats, marks, comments, lines and sheets back; what is to be brought from the copy.

    That are the sheets that were deleted, and the formats of the lines that were.
    """

    edits: tuple[Edit, ...]
    sheets: tuple[str, ...]
    lines: tuple[Lines, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """A workbook at one moment, with its marks and our comments."""

    package: Package
    book: Book
    marks: tuple[Mark, ...]
    comments: tuple[AddComments, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its sheets."""
        return tuple(sheet.name for sheet in self.book.sheets)


def snapshot(book: Book, package: Package) -> Snapshot:
    """The book as its package holds it."""
    return Snapshot(package, book, marks_in(package), our_comments(book))


def sheet_order(package: Package) -> tuple[str, ...]:
    """The sheets of a workbook in their order, of whatever kind."""
    return tuple(sheet.name for sheet in sheet_parts(package, workbook_part(package)))


def way_back_of(record: UndoRecord, before: Snapshot) -> WayBack:
    """How the lines and sheets that the action moved get back to where they were."""
    return way_back(before.package, before.book, record.structure, without=record.deleted)


def check_unchanged(record: UndoRecord, before: Snapshot, now: Snapshot, way: WayBack) -> None:
    """Raise Problem, naming the cells, if something the action wrote is no longer as it wrote it.

    `way` is how lines and sheets get back; Problem, too, where that is not the whole way.
    """
    changed = [*_changed(record, now), *_changed_around(record, before, now, way)]
    if changed:
        raise _problem(_CHANGED, record, list(dict.fromkeys(changed)))
    were = (cell_before(edit.cell, record.structure) for edit in record.cells)
    arrays = [str(cell) for cell in were if cell is not None and _in_array(before.book, cell)]
    if arrays:
        raise _problem(_ARRAY, record, arrays)
    if not way.whole:
        raise Problem(_ONLY_COPY.with_values(action=record.action, copy=record.copy))


def reversal(record: UndoRecord, before: Snapshot, now: Snapshot, way: WayBack) -> Reversal:
    """How to get from `now` back to `before` in all that the action touched.

    Lines and sheets are moved back first, so that all else is named as it was before.
    """
    structure = record.structure
    names = {was for name in now.names if (was := sheet_before(name, structure)) is not None} - set(record.added)
    edits: list[Edit] = [*(DeleteSheet(name) for name in record.added if name in now.names), *way.edits]
    formats = [cell for each in record.formats if (cell := cell_before(each, structure)) and cell.sheet in names]
    edits += [SetNumberFormat(cell, before.book[cell.sheet].number_format(cell.row, cell.column)) for cell in formats]
    cells = [cell for each in record.cells if (cell := cell_before(each.cell, structure)) and cell.sheet in names]
    edits += [cell_as_it_was(before.book, cell) for cell in cells]
    edits += way.cells
    if record.marked:
        marked = [sheet_before(mark.sheet, structure) for mark in now.marks]
        edits += [ClearMarks(name) for name in dict.fromkeys(marked) if name in names]
        edits += [mark for mark in before.marks if mark.sheet in names and mark.colour]
        commented = [sheet_before(each.sheet, structure) for each in now.comments]
        edits += [ClearComments(name) for name in dict.fromkeys(commented) if name in names]
        edits += [each for each in before.comments if each.sheet in names]
    return Reversal(tuple(edits), tuple(name for name in record.deleted if name not in names), way.lines)


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


def _changed_around(record: UndoRecord, before: Snapshot, now: Snapshot, way: WayBack) -> Iterator[str]:
    """What is no longer as the action left it in new lines, and in cells that are written when old ones come back."""
    if not any(isinstance(edit, LineEdit) for edit in record.structure):
        return
    cells = [edit for edit in record.cells if edit.cell.sheet not in record.added]
    left = after_edits(before.package, (*record.structure, *cells))
    looked_at = [cell for lines in new_lines(record.structure) for cell in _in_lines(lines, left, now.book)]
    written = (cell_after(edit.cell, record.structure) for edit in way.cells)
    for cell in (*looked_at, *(cell for cell in written if cell is not None)):
        if cell.sheet not in now.names:
            yield cell.sheet
        elif not _holds(now.book[cell.sheet], cell_as_it_was(left, cell)):
            yield str(cell)


def _in_lines(lines: Lines, *books: Book) -> Iterator[CellRef]:
    """The cells in these lines that hold something in one of the books."""
    for book in books:
        for sheet in book.sheets:
            if sheet.name != lines.sheet:
                continue
            for index, column in sorted(sheet.columns.items()):
                for row in sorted(column.values.keys() | column.formulas.keys()):
                    if lines.first <= (row if lines.axis == "rows" else index) < lines.first + lines.count:
                        yield CellRef(sheet.name, row, index)


def _holds(sheet: Sheet, edit: CellEdit) -> bool:
    row, column = edit.cell.row, edit.cell.column
    formula = sheet.formula(row, column)
    if isinstance(edit, SetFormula):
        return formula is not None and folded_formula(formula) == folded_formula(edit.formula)
    value = sheet.value(row, column)
    return formula is None and isinstance(value, bool) == isinstance(edit.value, bool) and value == edit.value


def _in_array(book: Book, cell: CellRef) -> bool:
    return any((cell.row, cell.column) in area for area in book[cell.sheet].arrays.values())


def _problem(text: Text, record: UndoRecord, cells: list[str]) -> Problem:
    named = ", ".join(cells[:_MOST_NAMED]) + (" …" if len(cells) > _MOST_NAMED else "")
    return Problem(text.with_values(action=record.action, count=len(cells), cells=named, copy=record.copy))
