"""Take away the marks, comments and findings sheet of earlier verifications; figures and formats stay as they are."""

from typing import TYPE_CHECKING

from xl_addin.excel.acting import READING, Writing, carry_out, run
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import read_open_book
from xl_addin.excel.showing.wording import COPY_KEPT, joined
from xl_addin.language import Text
from xl_addin.reports.annotation import clearing

if TYPE_CHECKING:
    import xlwings

ACTION = Text("Xóa dấu kiểm tra", "Clear marks")

_NOTHING = Text("Sổ tính không có dấu kiểm tra nào.", "The workbook has no marks.")
_DONE = Text("Đã bỏ màu, ghi chú trên ô và trang kết quả kiểm tra.", "Marks, comments and the findings sheet are gone.")


def main(book: "xlwings.Book | None" = None) -> None:
    """Clear the marks of the whole workbook."""
    run(book, _clear)


def _clear(live: "xlwings.Book", say: Say) -> Text | None:
    say(READING)
    opened = read_open_book(live)
    edits = clearing(opened.book, opened.package)
    if not edits:
        return _NOTHING
    copy = carry_out(opened, Writing(tuple(edits)), ACTION, say)
    if copy is None:
        return None
    return joined(_DONE, COPY_KEPT.with_values(copy=copy))
