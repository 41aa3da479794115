"""Write again what was undone last in this workbook."""

from typing import TYPE_CHECKING

from xl_addin.excel.acting import run
from xl_addin.excel.progress import Say
from xl_addin.excel.undoing.taking_back import take_back
from xl_addin.language import Text

if TYPE_CHECKING:
    import xlwings

_NOTHING = Text(
    "Không có lần hoàn tác nào để làm lại: chưa hoàn tác gì, hoặc sau đó đã bấm nút khác.",
    "There is nothing to do again: nothing was undone, or another button was pressed since.",
)
_ABOUT = Text("Làm lại lần “{action}”.", "Do “{action}” again.")
_DONE = Text("Đã làm lại lần “{action}”.", "“{action}” is done again.")


def main(book: "xlwings.Book | None" = None) -> None:
    """Undo the last undoing."""
    run(book, _redo)


def _redo(live: "xlwings.Book", say: Say) -> Text | None:
    return take_back(live, say, kind="undone", nothing=_NOTHING, about=_ABOUT, done=_DONE)
