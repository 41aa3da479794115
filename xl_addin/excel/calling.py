"""Which Excel a button was pressed in, and which workbook was in front."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from xl_addin.language import Text
from xl_addin.problem import Problem

if TYPE_CHECKING:
    import xlwings

EXCEL: Any = None
"""Excel's Application object: the add-in's VBA puts it here before it runs a macro."""

_EXCEL_LIBRARY = "{00020813-0000-0000-C000-000000000046}"  # Excel's type library; xlwings asks for its version 1.2

_NO_WORKBOOK = Text(
    "chưa có sổ tính nào mở để sửa; hãy mở sổ tính (nếu đang ở Protected View thì bấm Enable Editing) rồi bấm lại",
    "no workbook is open for editing; open one (in Protected View press Enable Editing) and press again",
)


def calling_app() -> "xlwings.App":
    """The Excel in which the button was pressed, with or without a workbook; Problem where nobody called."""
    if EXCEL is None:
        return calling_book().app
    import xlwings

    bridge = _bridge()
    _learn_excel()
    if bridge.BOOK_CALLER is not None:
        bridge.BOOK_CALLER = _with_classes(bridge.BOOK_CALLER)
    return xlwings.App(impl=bridge.App(xl=_with_classes(EXCEL)))


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


def _learn_excel() -> None:
    """Have pywin32 make its classes for all that Excel has, as xlwings wants it; it can do without, a little slower."""
    from win32com.client import gencache  # type: ignore[import-untyped]

    with suppress(Exception):
        gencache.EnsureModule(_EXCEL_LIBRARY, 0, 1, 2)


def _with_classes(given: Any) -> Any:
    """An object that VBA handed over before there were these classes, as one of them."""
    from win32com.client import Dispatch

    return Dispatch(given._oleobj_)


def _bridge() -> Any:
    """The part of xlwings that speaks with Excel on Windows; None elsewhere."""
    import xlwings

    return getattr(xlwings, "_xlwindows", None)
