"""The functions of the `formulas` package: found without loading SciPy unless needed, called with our values.

The package keeps one table of all its functions, whose filling imports SciPy (over a second). We look into its
modules one by one instead, those that need SciPy last.
"""

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from xl_addin.engine.values.reasons import CONSTRUCT, FAILED, REGIONAL, reason
from xl_addin.engine.values.scalars import (
    NUM,
    Argument,
    Array,
    Blocked,
    Scalar,
    has_decimal_sign,
    reads_differently,
    text,
)
from xl_addin.workbook.model.book import CellError

_WITHOUT_SCIPY = ("math", "logic", "info", "text", "look", "date", "eng")
_WITH_SCIPY = ("stat", "comp", "financial")

Function = Callable[..., Argument]


@cache
def find_function(name: str) -> Function | None:
    """A function of the library that takes and returns our values; None if it has none of that name.

    Blocked for one that needs to know the library's own model of the workbook.
    """
    for module in (*_WITHOUT_SCIPY, *_WITH_SCIPY):
        entry = _functions_of(module).get(name)
        if entry is not None:
            return _adapted(name, entry, module)
    return None


def is_date_function(name: str) -> bool:
    """Whether a function reads or makes serial dates, which the library counts from 1900."""
    return name == "TEXT" or name in _functions_of("date")


@cache
def _functions_of(module: str) -> Mapping[str, Any]:
    functions: Mapping[str, Any] = importlib.import_module(f"formulas.functions.{module}").FUNCTIONS
    return functions


def _text_that_reads_differently(value: Scalar) -> bool:
    return isinstance(value, str) and reads_differently(value)


def _number_with_a_decimal_sign(value: Scalar) -> bool:
    return type(value) is float and has_decimal_sign(value)


def _as_text_shows_it(argument: Argument) -> Argument:
    """A number of more digits than Excel writes becomes the text that `&` makes of it."""
    return text(argument) if type(argument) is float and abs(argument) >= _TOO_LONG else argument


# The library reads and writes numbers and dates inside texts as an English computer does.
_REFUSE: Mapping[str, Callable[[Scalar], bool]] = {
    "math": _text_that_reads_differently,
    "date": _text_that_reads_differently,
    "financial": _text_that_reads_differently,
    "text": _number_with_a_decimal_sign,
}
_READS_TEXT = frozenset({"ARABIC", "DECIMAL", "CHAR", "UNICHAR"})
_TOO_LONG = 1e15
_NEED_THE_LIBRARYS_MODEL = frozenset({"AREAS", "INDIRECT", "ISREF"})


def _adapted(name: str, entry: Any, module: str) -> Function:
    from formulas.functions import COMPILING

    if name in _NEED_THE_LIBRARYS_MODEL:
        raise Blocked(reason(CONSTRUCT, name))
    is_refused = _REFUSE.get(module) if name not in _READS_TEXT else None
    extra: tuple[object, ...] = ()
    function = entry
    if isinstance(entry, dict):
        function = entry["function"]
        wanted = entry.get("extra_inputs", {})
        if any(key is not COMPILING for key in wanted):
            raise Blocked(reason(CONSTRUCT, name))
        extra = tuple(False for _ in wanted)

    def called(*arguments: Argument) -> Argument:
        for argument in arguments if is_refused else ():
            for value in argument.cells if isinstance(argument, Array) else (argument,):
                if is_refused and is_refused(value):
                    raise Blocked(reason(REGIONAL, f"{value} in {name}"))
        if module == "text":
            arguments = tuple(map(_as_text_shows_it, arguments))
        return _from_library(function(*extra, *(_to_library(argument) for argument in arguments)))

    return called


def _to_library(argument: Argument) -> Any:
    if not isinstance(argument, Array):
        return _scalar_to_library(argument)
    import numpy

    cells = numpy.empty(len(argument.cells), dtype=object)
    for index, value in enumerate(argument.cells):
        cells[index] = _scalar_to_library(value)
    return cells.reshape(argument.height, argument.width)


def _scalar_to_library(value: Scalar) -> Any:
    if value is None:
        import schedula

        return schedula.EMPTY
    if isinstance(value, CellError):
        from formulas.tokens.operand import Error

        if value.code not in Error.errors:
            raise Blocked(reason(CONSTRUCT, value.code))
        return Error.errors[value.code]
    return value


def _from_library(result: Any) -> Argument:
    import numpy

    if not isinstance(result, numpy.ndarray):
        return _scalar_from_library(result)
    if result.size == 1:
        return _scalar_from_library(result.ravel()[0])
    if result.ndim != 2 or not result.size:
        raise Blocked(reason(FAILED, f"result of shape {result.shape}"))
    return Array(tuple(map(_scalar_from_library, result.ravel().tolist())), result.shape[1])


def _scalar_from_library(value: Any) -> Scalar:
    import numpy
    import schedula
    from formulas.tokens.operand import XlError

    if value is schedula.EMPTY:
        return None
    if isinstance(value, numpy.ndarray) and value.size == 1:
        value = value.ravel()[0]
    if isinstance(value, numpy.generic):
        value = value.item()
    if isinstance(value, XlError):
        return CellError(str(value))
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value) if abs(value) < float("inf") else NUM
    if isinstance(value, str):
        return str(value)
    raise Blocked(reason(FAILED, type(value).__name__))
