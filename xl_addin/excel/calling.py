"""Which Excel a button was pressed in, and which workbook was in front."""

from typing import TYPE_CHECKING, Any

from xl_addin.language import Text
from xl_addin.problem import Problem

if TYPE_CHECKING:
    import xlwings

EXCEL: Any = None
"""Excel's Application object: the add-in's VBA puts it here before it runs a macro."""

_NO_WORKBOOK = Text(
    "chưa có sổ tính nào mở để sửa; hãy mở sổ tính (nếu đang ở Protected View thì bấm Enable Editing) rồi bấm lại",
    "no workbook is open for editing; open one (in Protected View press Enable Editing) and press again",
)


def calling_app() -> "xlwings.App":
    """The Excel in which the button was pressed, with or without a workbook; Problem where nobody called."""
    if EXCEL is None:
        return calling_book().app
    import xlwings

    return xlwings.App(impl=_bridge().App(xl=EXCEL))


def calling_book() -> "xlwings.Book":
    """The workbook in front when the button was pressed; Problem without one."""
    import xlwings

    try:
        book = xlwings.Book.caller()
        book.name  # noqa: B018 - a book that is no longer there fails here
    # xlwings raises whatever its way of reaching Excel raises, down to a bare Exception.
    except Exception as error:
        raise Problem(_NO_WORKBOOK) from error
    return book


def forget_caller() -> None:
    """Let go of Excel when the macro is done: an object of it kept here would keep Excel from ending when closed."""
    global EXCEL
    EXCEL = None
    if bridge := _bridge():
        bridge.BOOK_CALLER = None


def _bridge() -> Any:
    """The part of xlwings that speaks with Excel on Windows; None elsewhere."""
    import xlwings

    return getattr(xlwings, "_xlwindows", None)
