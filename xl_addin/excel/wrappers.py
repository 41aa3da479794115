"""The worksheet functions as Excel calls them: `called("CT_PHANBO", …)` with what COM hands over.

The add-in's VBA sends every call of a cell here (`serving.Server`), past xlwings' own way of calling a function, which
asks for the time of its file and goes through two conversions each time.
"""

from collections.abc import Sequence
from datetime import date

from xl_addin.functions.arguments import Cell
from xl_addin.functions.registry import user_functions
from xl_addin.workbook.model.book import CellError
from xl_addin.workbook.model.serial_dates import serial_of

CATEGORY = "Chỉ tiêu"

ERROR_NUMBERS = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
}
"""VBA's numbers of the errors of Excel's cells (`CVErr`)."""

FIRST_ERROR = -2146828288
"""COM counts the same errors from here on (0x800A0000)."""

LEFT_OUT = -2147352572
"""What COM hands over for an argument that is left out (DISP_E_PARAMNOTFOUND)."""

FUNCTIONS = {function.name: function for function in user_functions()}
_ERRORS = {FIRST_ERROR + number: CellError(code) for code, number in ERROR_NUMBERS.items()}
_ERROR_NUMBERS_END = FIRST_ERROR + 0x10000
_HAS_ERRORS = 0


def called(name: str, given: Sequence[object]) -> object:
    """The result for what a cell formula gives: a value, or rows of values as lists. KeyError for an unknown name.

    pywin32 can give Excel no error as a result: every VT_ERROR leaves it as a missing argument. So an error is handed
    over as its VBA number, a whole number where all else is a float, a text or a truth value; an array with errors
    has a first row more, which begins with a whole number. VBA makes errors of them (ChiTieuErrors.bas).
    """
    result = FUNCTIONS[name].call(*map(_from_excel, given))
    if not isinstance(result, tuple):
        return _to_excel(result)
    rows = [list(map(_to_excel, row)) for row in result]
    if any(isinstance(cell, CellError) for row in result for cell in row):
        rows.insert(0, [_HAS_ERRORS, *[""] * (len(rows[0]) - 1)])
    return rows


def _from_excel(given: object) -> object:
    if not isinstance(given, tuple):
        return _without_number(given) if type(given) is int else given
    # An array of one row written into the formula, {1,2,3}, arrives without its row.
    rows = given if given and isinstance(given[0], tuple) else (given,)
    return [[_without_number(cell) if type(cell) is int else cell for cell in row] for row in rows]


def _without_number(cell: int) -> object:
    """A cell's error for its number; errors newer than these functions (#SPILL!) count as #VALUE!."""
    if cell == LEFT_OUT:
        return None
    if FIRST_ERROR <= cell < _ERROR_NUMBERS_END:
        return _ERRORS.get(cell, _ERRORS[FIRST_ERROR + ERROR_NUMBERS["#VALUE!"]])
    return cell


def _to_excel(cell: Cell) -> object:
    # Excel has no integers: a whole number says that it is an error.
    if isinstance(cell, bool | str | float):
        return cell
    if isinstance(cell, CellError):
        return ERROR_NUMBERS[cell.code]
    if cell is None:
        return ""
    return float(serial_of(cell) if isinstance(cell, date) else cell)
