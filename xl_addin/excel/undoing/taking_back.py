"""Take back the last action or the last undoing: the same steps, and each can itself be taken back."""

from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.excel.acting import READING, Brought, Writing, carry_out
from xl_addin.excel.dialogs import agrees
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import place_of, read_open_book
from xl_addin.excel.showing.preview import named
from xl_addin.excel.showing.wording import COPY_KEPT, joined
from xl_addin.excel.undoing.record import ActionKind, UndoRecord, forget, latest_record
from xl_addin.excel.undoing.reversal import Snapshot, check_unchanged, reversal, snapshot, way_back_of
from xl_addin.excel.undoing.written_files import delete, files_now
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
_DELETES = Text(
    "Hoàn tác lần “{action}”: sẽ xóa {count} tệp ở {folder}: {names}",
    "Undo “{action}”: {count} files in {folder} will be deleted: {names}",
)
_KEEPS = Text("Giữ lại {count} tệp đã có người sửa: {names}", "{count} files that somebody changed stay: {names}")
_ASK = Text("Bấm OK để xóa, Cancel để thôi.", "Press OK to delete, Cancel to leave it.")
_NONE_LEFT = Text("Không còn tệp nào của lần “{action}” để xóa.", "No file of “{action}” is left to delete.")
_DELETED = Text(
    "Đã xóa {count} tệp. Muốn có lại thì bấm “{action}” lần nữa.",
    "{count} files were deleted. Press “{action}” again to have them back.",
)
_IN_USE = Text(
    "Không xóa được {count} tệp vì đang mở: {names}. Hãy đóng các tệp ấy rồi bấm lại.",
    "{count} files could not be deleted because they are open: {names}. Close them and press again.",
)


def take_back(
    live: "xlwings.Book", say: Say, *, kind: ActionKind, nothing: Text, about: Text, done: Text
) -> Text | None:
    """Take back the newest record of a kind and record that as the other kind; the message, None if given up."""
    say(READING)
    record = latest_record(place_of(live), kind)
    if record is not None and record.files:
        return _delete_files(live, record)
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
    change = Writing(back.edits, brought)
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


def _delete_files(live: "xlwings.Book", record: UndoRecord) -> Text | None:
    """Take back the writing of files: nothing of the workbook was changed, so nothing of it is read."""
    now = files_now(record)
    keeps = _named(_KEEPS, now.changed)
    if now.unchanged:
        folder = now.unchanged[0].parent
        deletes = _named(_DELETES, now.unchanged, action=record.action, folder=folder)
        if not agrees(live.app, joined(deletes, keeps, _ASK)):
            return None
    in_use = delete(now.unchanged)
    if not in_use:
        forget(Path(record.copy))
    if not now.unchanged:
        return joined(_NONE_LEFT.with_values(action=record.action), keeps)
    done = _DELETED.with_values(count=len(now.unchanged) - len(in_use), action=record.action)
    return joined(done, keeps, _named(_IN_USE, in_use))


def _named(text: Text, files: tuple[Path, ...], **values: object) -> Text | None:
    return text.with_values(count=len(files), names=named([path.name for path in files]), **values) if files else None
