"""Which of the worksheet functions a workbook needs: whoever recalculates one hands these to the engine."""

from xl_addin.functions.registry import UserFunction, user_functions
from xl_addin.workbook.book import Book

PREFIX = "CT_"
"""Every worksheet function's name begins with it."""


def functions_called(book: Book) -> tuple[UserFunction, ...]:
    """All worksheet functions if a formula of the book may call one; none, and nothing is imported, if not."""
    formulas = (text for sheet in book.sheets for column in sheet.columns.values() for text in column.formulas.values())
    return user_functions() if any(PREFIX in formula.upper() for formula in formulas) else ()
