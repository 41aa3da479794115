"""Take back the last action or the last undoing: the same steps, and each can itself be taken back."""

from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.excel.acting import READING, Brought, Writing, carry_out
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import place_of, read_open_book
from xl_addin.excel.showing.wording import COPY_KEPT, joined
from xl_addin.excel.undoing.record import ActionKind, latest_record, record_path
from xl_addin.excel.undoing.reversal import check_unchanged, reversal, snapshot
from xl_addin.language import Text
from xl_addin.package.package import open_package
from xl_addin.workbook.reading.read import read_book

if TYPE_CHECKING:
    import xlwings

_COMPARING = Text("đang đối chiếu với bản sao trước lần “{action}”…", "comparing with the copy before “{action}”…")


def take_back(
    live: "xlwings.Book", say: Say, *, kind: ActionKind, nothing: Text, about: Text, done: Text
) -> Text | None:
    """Take back the newest record of a kind and record that as the other kind; the message, None if given up."""
    say(READING)
    opened = read_open_book(live)
    record = latest_record(place_of(live), kind)
    if record is None:
        return nothing
    say(_COMPARING.with_values(action=record.action))
    kept = open_package(Path(record.copy))
    before = snapshot(read_book(kept), kept)
    now = snapshot(opened.book, opened.package)
    check_unchanged(record, before, now)
    back = reversal(record, before, now)
    change = Writing(back.edits, Brought(kept.data, back.sheets) if back.sheets else None)
    action = Text(record.action, record.action)
    copy = carry_out(opened, change, action, say, about=about.with_values(action=action), taking_back=kind)
    if copy is None:
        return None
    record_path(Path(record.copy)).unlink()
    return joined(done.with_values(action=record.action), COPY_KEPT.with_values(copy=copy))
