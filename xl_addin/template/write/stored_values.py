"""Put the calculated values beside the formulas of the rows that were written."""

import re
from collections.abc import Callable, Mapping, Sequence

from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.package.xml_text import escape
from xl_addin.problem import Problem
from xl_addin.template.plan.string_table import StringTable
from xl_addin.template.write.row_pattern import WrittenRows, formula_xml
from xl_addin.workbook.edits.cached_values import space_kept, stored_as
from xl_addin.workbook.model.book import CellError, Value

_NO_VALUE = Text(
    "ô này gọi hàm của tiện ích mà không tính được giá trị; hãy sửa công thức trong mẫu phiếu",
    "this cell calls a function of the add-in and has no value; correct the formula in the template",
)

IsCall = Callable[[str], bool]
ValuesByColumn = Mapping[int, Mapping[int, Value]]
"""The values of a sheet's cells by column, then by row."""
_NO_VALUES: Mapping[int, Value] = {}


def calls_of(names: Sequence[str]) -> IsCall:
    """Whether a formula calls one of these functions."""
    if not names:
        return lambda formula: False
    calls = re.compile(rf"\b({'|'.join(map(re.escape, names))})\s*\(", re.IGNORECASE)
    return lambda formula: calls.search(formula) is not None


def pieces_with_values(
    sheet: str, rows: WrittenRows, values: ValuesByColumn, is_call: IsCall, strings: StringTable
) -> list[str]:
    """The rows' XML in pieces, every formula with its value; one that calls the add-in gives way to its value.

    What leaves the office calls no function of the add-in: the receiver's Excel would show #NAME?. Problem, naming the
    cell, for such a formula without a value.
    """
    pieces = rows.chunks[:1]
    for (row, column, formula), chunk in zip(rows.slots, rows.chunks[1:], strict=True):
        value = values.get(column, _NO_VALUES).get(row)
        kind, text = stored_as(value)
        if is_call(formula):
            if not isinstance(value, str | int | float | CellError):
                raise Problem(_NO_VALUE, place=str(CellRef(sheet, row, column)))
            if isinstance(value, str):
                kind, text = "s", str(strings.plain(value))
            formula = formula_xml(value.code) if isinstance(value, CellError) else ">"
        if kind is not None:
            pieces.append(f' t="{kind}"')
        pieces.append(formula)
        if text is not None:
            pieces.append(f"<v{space_kept(text)}>{escape(text)}</v></c>")
        else:
            pieces.append("</c>")
        pieces.append(chunk)
    return pieces
