"""The worksheet functions as xlwings functions, made from the registry: `CT_PHANBO`, `CT_SONGAY` …

xlwings finds them as attributes of this module. On Windows they carry what its COM server and the writer of the VBA
wrappers need; elsewhere they are plain functions.
"""

import inspect
from collections.abc import Callable
from datetime import date

import xlwings

from xl_addin.functions.arguments import MISSING, Cell
from xl_addin.functions.registry import ArgumentSpec, UserFunction, user_functions
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

_ERRORS = {FIRST_ERROR + number: CellError(code) for code, number in ERROR_NUMBERS.items()}
_ERROR_NUMBERS_END = FIRST_ERROR + 0x10000
_RAW = "raw"  # xlwings' name for: hand over as it is
_HAS_ERRORS = 0


def wrapped(function: UserFunction) -> Callable[..., object]:
    """The function as xlwings calls it: cells as Excel hands them over in, rows of cells out.

    pywin32 can give Excel no error as a result: every VT_ERROR leaves it as a missing argument. So an error is handed
    over as its VBA number, a whole number where all else is a float, a text or a truth value; an array with errors
    has a first row more, which begins with a whole number. The VBA wrappers make errors of them (ChiTieuErrors.bas).
    """

    def call(*given: object) -> list[list[object]]:
        result = function.call(*map(_from_excel, given))
        if not isinstance(result, tuple):
            return [[_to_excel(result)]]
        rows = [list(map(_to_excel, row)) for row in result]
        if any(isinstance(cell, CellError) for row in result for cell in row):
            rows.insert(0, [_HAS_ERRORS, *[""] * (len(rows[0]) - 1)])
        return rows

    call.__name__ = call.__qualname__ = function.name
    call.__doc__ = function.summary.vi
    parameters = [_parameter(argument) for argument in function.arguments]
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    # xlwings takes type hints for converters.
    call.__annotations__ = {}
    described: Callable[..., object] = xlwings.ret(_RAW)(call)
    for argument in function.arguments:
        described = xlwings.arg(argument.name, _RAW, doc=argument.help.vi)(described)
    # Last, because each of the others would put the category back to its default.
    described = xlwings.func(category=CATEGORY)(described)
    return described


def _parameter(argument: ArgumentSpec) -> inspect.Parameter:
    # None stands for an argument left out: the registry knows the default.
    default = inspect.Parameter.empty if argument.default is MISSING else None
    return inspect.Parameter(argument.name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default)


def _from_excel(given: object) -> object:
    if not isinstance(given, tuple):
        return _without_number(given)
    # An array of one row written into the formula, {1,2,3}, arrives without its row.
    rows = given if given and isinstance(given[0], tuple) else (given,)
    return [[_without_number(cell) if type(cell) is int else cell for cell in row] for row in rows]


def _without_number(cell: object) -> object:
    """A cell's error for its number; errors newer than these functions (#SPILL!) count as #VALUE!."""
    if type(cell) is int and FIRST_ERROR <= cell < _ERROR_NUMBERS_END:
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


globals().update({function.name: wrapped(function) for function in user_functions()})
