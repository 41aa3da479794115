"""Which of the worksheet functions a workbook needs: whoever recalculates one hands these to the engine."""

from typing import TYPE_CHECKING

from xl_addin.workbook.model.book import Book
from xl_addin.workbook.model.runs import formula_runs_of

if TYPE_CHECKING:
    from xl_addin.functions.registry import UserFunction

PREFIX = "CT_"
"""Every worksheet function's name begins with it."""


def functions_called(book: Book) -> "tuple[UserFunction, ...]":
    """All worksheet functions if a formula of the book may call one; none, and nothing is imported, if not."""
    forms = (
        run.form.pattern
        for sheet in book.sheets
        for column in sheet.columns.values()
        for run in formula_runs_of(column.formulas)
    )
    if not any(PREFIX in form.upper() for form in forms):
        return ()
    from xl_addin.functions.registry import user_functions

    return user_functions()
