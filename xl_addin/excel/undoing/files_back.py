"""Take back the writing of files, or do it again: what stood there before comes back, what somebody changed stays."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.excel.dialogs import agrees
from xl_addin.excel.showing.preview import named
from xl_addin.excel.showing.wording import joined
from xl_addin.excel.undoing.record import ActionKind, UndoRecord, forget, held_path, write_record
from xl_addin.excel.undoing.written_files import (
    MOST_HELD,
    can_be_held,
    content_of,
    digests,
    files_now,
    held_by,
    hold,
    put_files,
)
from xl_addin.language import Text

if TYPE_CHECKING:
    import xlwings

_DELETES = Text(
    "Ở {folder} sẽ xóa {count} tệp: {names}",
    "In {folder} {count} files will be deleted: {names}",
)
_PUTS = Text(
    "Ở {folder} sẽ ghi lại {count} tệp như trước: {names}",
    "In {folder} {count} files will be as they were: {names}",
)
_KEEPS = Text("Giữ lại {count} tệp đã có người sửa: {names}", "{count} files that somebody changed stay: {names}")
_ASK = Text("Bấm OK để làm, Cancel để thôi.", "Press OK to go on, Cancel to leave it.")
_NONE_LEFT = Text("Không còn tệp nào của lần “{action}” để trả về như trước.", "No file of “{action}” is left.")
_DELETED = Text("Đã xóa {count} tệp.", "{count} files were deleted.")
_PUT = Text("Đã ghi lại {count} tệp như trước.", "{count} files are as they were.")
_ONE_WAY = Text(
    "Các tệp này quá {limit} MB nên không giữ được để làm lại hay hoàn tác lần nữa.",
    "These files are more than {limit} MB, so they cannot be kept to go back once more.",
)


def take_back_files(live: "xlwings.Book", record: UndoRecord, *, about: Text, done: Text) -> Text | None:
    """Let the files of a record be as they were before it, and record how to get back; None if given up.

    The workbook was not changed, so nothing of it is read. Problem, with nothing changed, where a file is in the way.
    """
    now, held = files_now(record), held_by(record)
    before: dict[Path, bytes | None] = {path: held.get(path) for path in now.unchanged}
    there = {path: data for path in before if (data := content_of(path)) is not None}
    deleted = [path for path in there if before[path] is None]
    put = [path for path, data in before.items() if data is not None]
    keeps = _told(_KEEPS, now.changed)
    if not (deleted or put):
        forget(Path(record.copy))
        return joined(_NONE_LEFT.with_values(action=record.action), keeps)
    again = can_be_held(there)
    one_way = None if again else _ONE_WAY.with_values(limit=MOST_HELD // 2**20)
    what = about.with_values(action=record.action)
    if not agrees(live.app, joined(what, _told(_DELETES, deleted), _told(_PUTS, put), keeps, one_way, _ASK)):
        return None
    copy = Path(record.copy)
    kind: ActionKind = "undone" if record.kind == "done" else "done"
    with ExitStack() as giving_up:
        giving_up.callback(held_path(copy, kind).unlink, missing_ok=True)
        kept = hold(there, copy, kind) if again else {}
        put_files(before)
        giving_up.pop_all()
    if again:
        write_record(replace(record, kind=kind, files=digests(before), held=kept))
        held_path(copy, record.kind).unlink(missing_ok=True)
    else:
        forget(copy)
    told = (_told(_DELETED, deleted), _told(_PUT, put), keeps, one_way)
    return joined(done.with_values(action=record.action) if again else None, *told)


def _told(text: Text, files: Sequence[Path]) -> Text | None:
    if not files:
        return None
    return text.with_values(count=len(files), names=named([path.name for path in files]), folder=files[0].parent)
