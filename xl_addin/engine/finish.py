"""Put freshly calculated values beside the formulas of a workbook file."""

from collections.abc import Iterable

from xl_addin.engine.functions.user_functions import UserFunction
from xl_addin.engine.recalculate import recalculate
from xl_addin.workbook.edits.cached_values import store_values
from xl_addin.workbook.reading.read import read_book


def with_fresh_values(data: bytes, *, file: str, functions: Iterable[UserFunction] = ()) -> bytes:
    """The same workbook, every formula cell carrying its value, so that previews and Protected View show numbers.

    `file` names it in messages. A cell whose value cannot be vouched for is left without one; Excel recalculates the
    book when it opens it. `functions` are known beside Excel's own. Raises Problem for what is not a workbook.
    """
    return store_values(data, recalculate(read_book(data, file=file), functions).values)
