"""What leaves the office calls no function of the add-in: the receiver's Excel would show #NAME?."""

import re

from xl_addin.engine.recalculate import recalculate
from xl_addin.functions.called import functions_called
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.problem import Problem
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import SetFormula, SetValue
from xl_addin.workbook.model.book import CellError
from xl_addin.workbook.reading.read import read_book

_NO_VALUE = Text(
    "ô này gọi hàm của tiện ích mà không tính được giá trị; hãy sửa công thức trong mẫu phiếu",
    "this cell calls a function of the add-in and has no value; correct the formula in the template",
)


def replace_addin_functions(draft: Draft) -> None:
    """Replace every formula that calls such a function by its value."""
    book = read_book(draft)
    functions = functions_called(book)
    if not functions:
        return
    names = "|".join(re.escape(function.name) for function in functions)
    calls = re.compile(rf"\b({names})\s*\(", re.IGNORECASE)
    cells = [cell for cell, formula in book.formula_cells() if calls.search(formula)]
    if not cells:
        return
    values = recalculate(book, functions).values
    edits: list[SetValue | SetFormula] = []
    for cell in cells:
        value = values[cell]
        if isinstance(value, str | int | float):
            edits.append(SetValue(cell, value))
        elif isinstance(value, CellError):
            edits.append(SetFormula(cell, f"={value.code}"))
        else:
            raise Problem(_NO_VALUE, file=draft.file, place=str(cell))
    apply_edits(draft, edits, book=book)
