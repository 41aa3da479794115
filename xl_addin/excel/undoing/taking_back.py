"""Take back the last action or the last undoing: the same steps, and each can itself be taken back."""

from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.campaign.cutting.manifest.in_file import SHEET
from xl_addin.excel.acting import READING, Brought, Writing, carry_out
from xl_addin.excel.live.unit_names import unit_names_in
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import place_of, read_open_book
from xl_addin.excel.showing.wording import COPY_KEPT, joined
from xl_addin.excel.undoing.files_back import take_back_files
from xl_addin.excel.undoing.record import ActionKind, UndoRecord, forget, latest_record
from xl_addin.excel.undoing.reversal import Snapshot, check_unchanged, reversal, sheet_order, snapshot, way_back_of
from xl_addin.language import Text
from xl_addin.package.package import Package, open_package
from xl_addin.problem import Problem
from xl_addin.workbook.reading.read import read_book

if TYPE_CHECKING:
    import xlwings

_COMPARING = Text("đang đối chiếu với bản sao trước lần “{action}”…", "comparing with the copy before “{action}”…")

_NO_COPY = Text(
    "không hoàn tác được lần “{action}” vì không đọc được bản sao đã giữ trước khi ghi ({reason}); nếu bản sao đã bị "
    "chuyển đi thì trả về chỗ cũ rồi bấm lại",
    "“{action}” cannot be undone because the copy kept before writing cannot be read ({reason}); if it was moved, put "
    "it back and press again",
)


def take_back(
    live: "xlwings.Book", say: Say, *, kind: ActionKind, nothing: Text, about: Text, done: Text
) -> Text | None:
    """Take back the newest record of a kind and record that as the other kind; the message, None if given up."""
    say(READING)
    record = latest_record(place_of(live), kind)
    if record is not None and record.files:
        return take_back_files(live, record, about=about, done=done)
    opened = read_open_book(live)
    if record is None:
        return nothing
    say(_COMPARING.with_values(action=record.action))
    kept, before = _as_it_was(record)
    now = snapshot(opened.book, opened.package)
    way = way_back_of(record, before)
    check_unchanged(record, before, now, way)
    back = reversal(record, before, now, way)
    brought = Brought(kept.data, back.sheets, back.lines) if back.sheets or back.lines else None
    order = sheet_order(kept) if back.sheets else ()
    listed = {*record.added, *record.deleted}
    unit_names = unit_names_in(before.book.defined_names) if SHEET in map(str.casefold, listed) else None
    change = Writing(back.edits, brought, order=order, unit_names=unit_names)
    action = Text(record.action, record.action)
    copy = carry_out(opened, change, action, say, about=about.with_values(action=action), taking_back=kind)
    if copy is None:
        return None
    forget(Path(record.copy))
    return joined(done.with_values(action=record.action), COPY_KEPT.with_values(copy=copy))


def _as_it_was(record: UndoRecord) -> tuple[Package, Snapshot]:
    """The kept copy; Problem, naming it, where it is gone or damaged."""
    try:
        kept = open_package(Path(record.copy))
        return kept, snapshot(read_book(kept), kept)
    except Problem as problem:
        raise Problem(_NO_COPY.with_values(action=record.action, reason=problem.text), file=record.copy) from problem
