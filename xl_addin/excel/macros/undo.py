"""Take back what the last button wrote into this workbook."""

from typing import TYPE_CHECKING

from xl_addin.excel.acting import run
from xl_addin.excel.progress import Say
from xl_addin.excel.undoing.taking_back import take_back
from xl_addin.language import Text

if TYPE_CHECKING:
    import xlwings

_NOTHING = Text("Không có lần bấm nào của sổ tính này để hoàn tác.", "There is nothing to undo in this workbook.")
_ABOUT = Text("Hoàn tác lần “{action}”.", "Undo “{action}”.")
_DONE = Text(
    "Đã hoàn tác lần “{action}”. Nút “Làm lại” ghi lại như trước.",
    "“{action}” is undone. The button “Redo” does it again.",
)


def main(book: "xlwings.Book | None" = None) -> None:
    """Undo the last action on the workbook."""
    run(book, _undo)


def _undo(live: "xlwings.Book", say: Say) -> Text | None:
    return take_back(live, say, kind="done", nothing=_NOTHING, about=_ABOUT, done=_DONE)
