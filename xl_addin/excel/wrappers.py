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

# What COM calls the errors of Excel's cells.
ERROR_NUMBERS = {
    "#NULL!": -2146826288,
    "#DIV/0!": -2146826281,
    "#VALUE!": -2146826273,
    "#REF!": -2146826265,
    "#NAME?": -2146826259,
    "#NUM!": -2146826252,
    "#N/A": -2146826246,
}
_VT_ERROR = 10


class ExcelError(Exception):
    """A function without a result: its text is the error that the cell shows."""


def wrapped(function: UserFunction) -> Callable[..., object]:
    """The function as xlwings calls it: rows of cells in, a value or rows out, ExcelError where it has no result."""

    def call(*given: object) -> object:
        result = function.call(*map(_from_excel, given))
        if isinstance(result, CellError):
            raise ExcelError(result.code)
        return [list(map(_to_excel, row)) for row in result] if isinstance(result, tuple) else _to_excel(result)

    call.__name__ = call.__qualname__ = function.name
    call.__doc__ = function.summary.vi
    parameters = [_parameter(argument) for argument in function.arguments]
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    # xlwings takes type hints for converters.
    call.__annotations__ = {}
    described: Callable[..., object] = call
    for argument in function.arguments:
        described = xlwings.arg(argument.name, doc=argument.help.vi, ndim=2, err_to_str=True)(described)
    # Last, because each of the others would put the category back to its default.
    described = xlwings.func(category=CATEGORY)(described)
    return described


def _parameter(argument: ArgumentSpec) -> inspect.Parameter:
    # None stands for an argument left out: the registry knows the default.
    default = inspect.Parameter.empty if argument.default is MISSING else None
    return inspect.Parameter(argument.name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default)


def _from_excel(given: object) -> object:
    if isinstance(given, list):
        return [[_from_excel(cell) for cell in row] for row in given]
    return CellError(given) if isinstance(given, str) and given in ERROR_NUMBERS else given


def _to_excel(cell: Cell) -> object:
    if isinstance(cell, CellError):
        from win32com.client import VARIANT  # type: ignore[import-untyped]

        return VARIANT(_VT_ERROR, ERROR_NUMBERS[cell.code])
    if isinstance(cell, date):
        return float(serial_of(cell))
    # Excel has no integers: one beyond 32 bits would arrive as something it cannot show.
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


globals().update({function.name: wrapped(function) for function in user_functions()})
