"""Which of the worksheet functions a workbook needs: whoever recalculates one hands these to the engine."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xl_addin.formula.calls import functions_in
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.model.runs import formula_runs_of

if TYPE_CHECKING:
    from xl_addin.functions.registry import UserFunction

PREFIX = "CT_"
"""Every worksheet function's name begins with it."""


def functions_called(book: Book) -> "tuple[UserFunction, ...]":
    """All worksheet functions if a formula or a name of the book calls one; none, and nothing is imported, if not."""
    if not any(map(_calls_one, _formulas(book))):
        return ()
    from xl_addin.functions.registry import user_functions

    return user_functions()


def _formulas(book: Book) -> Iterator[str]:
    """A formula of every run, and what the defined names mean."""
    yield from book.defined_names.values()
    for sheet in book.sheets:
        for column in sheet.columns.values():
            for run in formula_runs_of(column.formulas):
                yield run.form.at(run.first)


def _calls_one(formula: str) -> bool:
    # Most formulas do not hold these letters at all, and need not be taken apart.
    return PREFIX in formula.upper() and any(name.startswith(PREFIX) for _, name in functions_in(formula))
