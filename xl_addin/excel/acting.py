"""How every macro runs: status bar first, one message at the end; and how it writes.

What it will write is shown first and written only if the user agrees; a copy is kept; all is written or nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.excel.bringing import bring_formats, bring_sheets
from xl_addin.excel.calling import calling_app, calling_book, forget_caller
from xl_addin.excel.dialogs import agrees, tell, warn
from xl_addin.excel.keeping import keep_copy, where_kept
from xl_addin.excel.live.applying import apply_live, check_live
from xl_addin.excel.live.sheets import arrange_sheets, hide_sheets
from xl_addin.excel.live.unit_names import lay_unit_names, unit_names_in
from xl_addin.excel.progress import Say, progress
from xl_addin.excel.reading import OpenBook, place_of
from xl_addin.excel.session.filtering import check_unfiltered
from xl_addin.excel.session.protection import check_unprotected
from xl_addin.excel.session.quiet import quiet
from xl_addin.excel.session.refusals import refusal, what_was_said
from xl_addin.excel.showing.losing import losses
from xl_addin.excel.showing.moving import moves
from xl_addin.excel.showing.preview import preview
from xl_addin.excel.showing.wording import joined
from xl_addin.excel.undoing.record import (
    ActionKind,
    UndoRecord,
    constants,
    forget,
    forget_all,
    rows_as_constants,
    write_record,
)
from xl_addin.excel.undoing.reversal import Snapshot, reversal, sheet_order, snapshot, way_back_of
from xl_addin.excel.undoing.structure import Lines, structure_of
from xl_addin.excel.undoing.way_back import after_edits, way_back
from xl_addin.fault import rest, told
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.edits.applying import check_edits
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    CellEdit,
    ClearComments,
    ClearMarks,
    CopySheet,
    DeleteSheet,
    Edit,
    Mark,
    SetNumberFormat,
)
from xl_addin.workbook.model.book import Book, Sheet
from xl_addin.workbook.reading.read import read_book

if TYPE_CHECKING:
    import xlwings

READING = Text("đang đọc sổ tính…", "reading the workbook…")
_WRITING = Text("đang ghi vào sổ tính…", "writing into the workbook…")
_ASK = Text("Bấm OK để ghi, Cancel để thôi.", "Press OK to write, Cancel to leave it.")
_STARTING = Text("đang chuẩn bị…", "starting…")
_UNEXPECTED = Text(
    "lỗi của chương trình, không phải của người dùng; sổ tính không bị sửa; hãy gửi dòng sau cho người hỗ trợ: "
    "{kind}: {reason}",
    "a fault of the program, not yours; the workbook was not changed; send this line to your support: {kind}: {reason}",
)
_WRITING_FAILED = Text(
    "Excel không cho ghi ({error}); các ô đã được trả về như cũ, bản sao trước khi ghi ở: {copy}",
    "Excel refused to write ({error}); the cells were set back, the copy from before is: {copy}",
)
_HALF_WRITTEN = Text(
    "Excel không cho ghi ({error}) và cũng không trả lại được các ô đã ghi; hãy đóng sổ, không lưu, và dùng bản sao: "
    "{copy}",
    "Excel refused to write ({error}) and to set the written cells back; close the workbook without saving and use the "
    "copy: {copy}",
)

Work = Callable[["xlwings.Book", Say], Text | None]
"""What a macro does with the workbook; its message at the end, None if the user gave up."""

WorkInExcel = Callable[["xlwings.App", Say], Text | None]
"""The same for a macro that needs no workbook."""


@dataclass(frozen=True)
class Brought:
    """Sheets of another workbook to put behind the others, and lines that are to look as they do there."""

    data: bytes
    names: tuple[str, ...] = ()
    lines: tuple[Lines, ...] = ()


@dataclass(frozen=True)
class Writing:
    """What a macro wants written, and of cells that are written for a reason of their own, which.

    `out_of_sight` are sheets among those added that nobody need see, `order` is that of the sheets afterwards, and
    `unit_names` are the hidden names of unit sheets then; None where they stay as they are.
    """

    edits: tuple[Edit, ...] = ()
    brought: Brought | None = None
    out_of_sight: tuple[str, ...] = ()
    why: Mapping[CellRef, Text] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    unit_names: Mapping[str, str] | None = None


def run(book: "xlwings.Book | None", work: Work) -> None:
    """Run a macro on the workbook given, else on the one in front.

    Whatever fails is one Vietnamese message; Problem is raised only where no Excel is known that could show it.
    """
    run_without_workbook(book, lambda _, say: work(book or calling_book(), say))


def run_without_workbook(book: "xlwings.Book | None", work: WorkInExcel) -> None:
    """The same for a macro that needs no workbook, in the Excel of the workbook given, else in the calling one.

    Excel asks nothing and does not complain about waiting for us until the last word is said.
    """
    app = book.app if book else calling_app()
    try:
        with quiet(app, display_alerts=False):
            message, failure = _outcome(app, work)
            if failure:
                warn(app, failure)
            elif message:
                tell(app, message)
    finally:
        forget_caller()


def _outcome(app: "xlwings.App", work: WorkInExcel) -> tuple[Text | None, str | None]:
    """The macro's message at the end, and what went wrong."""
    try:
        with progress(app) as say:
            say(_STARTING)
            return work(app, say), None
    # The last place where an officer can be told anything.
    except Exception as error:
        line = told(refusal(error) or error, ours=_UNEXPECTED).line("vi")
        return None, "\n\n".join(filter(None, (line, rest(error))))


def carry_out(
    opened: OpenBook,
    change: Writing,
    action: Text,
    say: Say,
    *,
    about: Text | None = None,
    taking_back: ActionKind | None = None,
) -> Text | None:
    """Show what will be written and, if the user agrees, write it, having kept a copy and how to undo it.

    Gives where the copy is, None if the user gave up. `about` is what the preview begins with, `taking_back` the kind
    of record that is taken back. Raises Problem, with nothing changed, where the workbook does not allow it (before
    anything is asked) or Excel refuses.
    """
    new = change.brought.names if change.brought else ()
    check_live(change.edits, file=opened.live.name)
    check_edits(opened.package, [*change.edits, *(AddSheet(name, ()) for name in new)], book=opened.book)
    structure = structure_of(change.edits)
    gone = [edit for edit in change.edits if isinstance(edit, DeleteSheet)]
    then = after_edits(opened.package, [*gone, *structure]) if structure else opened.book
    edits = (*_as_numbers(then, change.edits), *change.edits)
    check_unprotected(opened.package, [*edits, *(AddSheet(name, ()) for name in new)])
    check_unfiltered(opened.package, structure)
    whole = way_back(opened.package, opened.book, structure).whole
    lost, moved = losses(opened.package, opened.book, change.edits), moves(structure, whole=whole)
    seen = [edit for edit in change.edits if getattr(edit, "sheet", None) not in change.out_of_sight]
    if not agrees(opened.live.app, joined(about, lost, moved, preview(then, seen, new, change.why), _ASK)):
        return None
    say(_WRITING)
    copy = _write(opened, edits, change, action, "undone" if taking_back == "done" else "done")
    if taking_back is None:
        # What was undone before cannot be done again upon something else.
        forget_all(place_of(opened.live), "undone")
    return where_kept(copy, place_of(opened.live))


def _write(opened: OpenBook, edits: tuple[Edit, ...], change: Writing, action: Text, kind: ActionKind) -> Path:
    brought, copy = change.brought, keep_copy(opened)
    record = _record(opened, edits, brought, copy, action, kind)
    write_record(record)
    made: list[Edit] = []
    try:
        apply_live(opened.live, edits, made)
        if brought and brought.names:
            bring_sheets(opened.live, brought.data, brought.names)
        if brought and brought.lines:
            bring_formats(opened.live, brought.data, brought.lines)
        hide_sheets(opened.live, change.out_of_sight)
        _finish(opened.live, change.order, change.unit_names)
    # Excel raises what its bridge raises; none of it may leave the workbook half written.
    except Exception as error:
        forget(copy)
        text = _WRITING_FAILED if _set_back(opened, record, edits, made, change) else _HALF_WRITTEN
        raise Problem(text.with_values(error=what_was_said(error), copy=copy), file=opened.live.name) from error
    return copy


def _finish(live: "xlwings.Book", order: Sequence[str], unit_names: Mapping[str, str] | None) -> None:
    arrange_sheets(live, order)
    if unit_names is not None:
        lay_unit_names(live, unit_names)


def _as_numbers(book: Book, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Cells formatted as text get the general format first: there Excel would keep a formula or number as text.

    `book` is what the workbook holds once lines and sheets have moved.
    """
    there = {sheet.name for sheet in book.sheets}
    return tuple(
        SetNumberFormat(edit.cell, "General")
        for edit in edits
        if isinstance(edit, CellEdit)
        and edit.cell.sheet in there
        and book[edit.cell.sheet].number_format(edit.cell.row, edit.cell.column) == "@"
    )


def _record(
    opened: OpenBook, edits: tuple[Edit, ...], brought: Brought | None, copy: Path, action: Text, kind: ActionKind
) -> UndoRecord:
    added = {edit.sheet: rows_as_constants(edit.rows) for edit in edits if isinstance(edit, AddSheet)}
    copies = [edit.name for edit in edits if isinstance(edit, CopySheet)]
    if copies:
        left = after_edits(opened.package, edits)
        added |= {name: constants(left[name]) for name in copies}
    if brought:
        source = read_book(brought.data)
        added |= {name: constants(source[name]) for name in brought.names}
    return UndoRecord(
        place_of(opened.live),
        action.vi,
        str(copy),
        cells=tuple(edit for edit in edits if isinstance(edit, CellEdit)),
        formats=tuple(edit.cell for edit in edits if isinstance(edit, SetNumberFormat)),
        added=added,
        deleted=tuple(edit.sheet for edit in edits if isinstance(edit, DeleteSheet)),
        marked=any(isinstance(edit, Mark | ClearMarks | AddComments | ClearComments) for edit in edits),
        kind=kind,
        structure=structure_of(edits),
    )


def _set_back(
    opened: OpenBook, record: UndoRecord, edits: tuple[Edit, ...], made: Sequence[Edit], change: Writing
) -> bool:
    """Undo what was written before Excel refused; whether that worked.

    `made` are the edits that are done for certain.
    """
    try:
        before = snapshot(opened.book, opened.package)
        now = Snapshot(
            opened.package,
            opened.book,
            (*before.marks, *(edit for edit in edits if isinstance(edit, Mark))),
            (*before.comments, *(edit for edit in edits if isinstance(edit, AddComments))),
        )
        structure = structure_of(made)
        if structure != record.structure:
            # Nothing that comes after was begun.
            record = replace(record, structure=structure, cells=(), formats=(), marked=False)
        way = way_back_of(record, before)
        names = {sheet.name for sheet in opened.live.sheets}
        now = replace(now, book=replace(opened.book, sheets=tuple(Sheet(name) for name in names)))
        back = reversal(record, before, now, way)
        gone = [name for name in record.added if name in names and (name in record.deleted or name not in before.names)]
        edits = tuple(edit for edit in back.edits if not isinstance(edit, DeleteSheet))
        apply_live(opened.live, [*map(DeleteSheet, gone), *edits])
        missing = [name for name in record.deleted if name not in names or name in gone]
        if missing:
            bring_sheets(opened.live, opened.package.data, missing)
        if back.lines:
            bring_formats(opened.live, opened.package.data, back.lines)
        unit_names = None if change.unit_names is None else unit_names_in(opened.book.defined_names)
        _finish(opened.live, sheet_order(opened.package) if missing else (), unit_names)
    except Exception:
        return False
    return way.whole
