"""Put freshly calculated values beside the formulas of a workbook file."""

from collections.abc import Iterable

from xl_addin.engine.functions.user_functions import FormulaFunction
from xl_addin.engine.recalculate import recalculate
from xl_addin.package.draft import Draft
from xl_addin.workbook.edits.cached_values import store_values
from xl_addin.workbook.reading.read import read_book


def store_fresh_values(draft: Draft, *, functions: Iterable[FormulaFunction] = ()) -> None:
    """Give every formula cell of a workbook its value, so that previews and Protected View show numbers.

    A cell whose value cannot be vouched for is left without one; Excel recalculates the book when it opens it.
    `functions` are known beside Excel's own. Raises Problem for what is not a workbook.
    """
    store_values(draft, recalculate(read_book(draft), functions).values)
