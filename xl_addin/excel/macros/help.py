"""Open the user's guide."""

from typing import TYPE_CHECKING

from xl_addin.excel.acting import run_without_workbook
from xl_addin.excel.opening import is_opened
from xl_addin.excel.progress import Say
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder

if TYPE_CHECKING:
    import xlwings

GUIDE = "docs/huong-dan"
_FIRST_PAGE = "index.html"
_OPENING = Text("đang mở hướng dẫn…", "opening the guide…")
_MISSING = Text(
    "không tìm thấy tài liệu hướng dẫn; hãy chạy lại CAI-DAT.cmd", "the guide is missing; run CAI-DAT.cmd again"
)
_UNOPENED = Text(
    "không chương trình nào trên máy mở được hướng dẫn; tệp nằm ở {path}",
    "no program on this PC opens the guide; its file is {path}",
)


def main(book: "xlwings.Book | None" = None) -> None:
    """Open the guide's first page in the browser."""
    run_without_workbook(book, _open)


def _open(_: "xlwings.App", say: Say) -> Text | None:
    say(_OPENING)
    page = shipped_folder(GUIDE) / _FIRST_PAGE
    if not page.is_file():
        raise Problem(_MISSING, file=str(page))
    return None if is_opened(page) else _UNOPENED.with_values(path=page)
