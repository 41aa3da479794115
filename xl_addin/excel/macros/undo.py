"""Take back what the last button wrote into this workbook."""

from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.excel.acting import READING, WRITING, Brought, Writing, run, write_unrecorded
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import read_open_book
from xl_addin.excel.undo import check_unchanged, reversal, snapshot
from xl_addin.excel.undo_record import latest_record, record_path
from xl_addin.excel.wording import COPY_KEPT, joined
from xl_addin.language import Text
from xl_addin.package.package import open_package
from xl_addin.workbook.reading.read import read_book

if TYPE_CHECKING:
    import xlwings

ACTION = Text("Hoàn tác lần trước", "Undo last action")

_NOTHING = Text("Không có lần bấm nào của sổ tính này để hoàn tác.", "There is nothing to undo in this workbook.")
_COMPARING = Text("đang đối chiếu với bản sao trước lần “{action}”…", "comparing with the copy before “{action}”…")
_DONE = Text("Đã hoàn tác lần “{action}”.", "“{action}” is undone.")


def main(book: "xlwings.Book | None" = None) -> None:
    """Undo the last action on the workbook."""
    run(book, _undo)


def _undo(live: "xlwings.Book", say: Say) -> Text | None:
    say(READING)
    opened = read_open_book(live)
    record = latest_record(live.fullname)
    if record is None:
        return _NOTHING
    say(_COMPARING.with_values(action=record.action))
    kept = open_package(Path(record.copy))
    before = snapshot(read_book(kept), kept)
    now = snapshot(opened.book, opened.package)
    check_unchanged(record, before, now)
    back = reversal(record, before, now)
    say(WRITING)
    change = Writing(back.edits, Brought(kept.data, back.sheets) if back.sheets else None)
    copy = write_unrecorded(opened, change, ACTION)
    record_path(Path(record.copy)).unlink()
    return joined(_DONE.with_values(action=record.action), COPY_KEPT.with_values(copy=copy))
