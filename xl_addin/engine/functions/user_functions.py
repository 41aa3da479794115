"""Functions of our own in a book's formulas: the registry handed to `recalculate`, called with the engine's values."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Protocol

from xl_addin.engine.values.reasons import CONSTRUCT, FAILED, reason
from xl_addin.engine.values.scalars import Argument, Array, Blocked, Scalar, finite
from xl_addin.formula.calls import function_name
from xl_addin.formula.reference import Reference, pieces
from xl_addin.formula.tokens import Token
from xl_addin.workbook.model.book import CellError
from xl_addin.workbook.model.serial_dates import serial_of


class FormulaFunction(Protocol):
    """A function that formulas may call by `name`.

    `call` takes values and ranges (rows of values), None for an argument left out, and gives a value or rows;
    an error value is a CellError, as in arguments, and a date is a date.
    """

    @property
    def name(self) -> str:
        """As formulas write it, in capitals."""

    @property
    def takes_dates(self) -> bool:
        """Whether numbers among its arguments are dates counted from 1900."""

    def call(self, *given: object) -> object:
        """The result."""


NO_FUNCTIONS: Mapping[str, FormulaFunction] = {}


def by_name(functions: Iterable[FormulaFunction]) -> Mapping[str, FormulaFunction]:
    """The functions by the name a formula calls them."""
    return {function.name.upper(): function for function in functions}


def without_addin_prefix(formula: str, functions: Mapping[str, FormulaFunction]) -> str:
    """The formula calling its functions by name alone: a file writes `[1]!CT_PHANBO(…)` where the add-in is a link."""
    if not functions:
        return formula
    return "".join(
        piece.written if isinstance(piece, Reference) else _called_by_name(piece, functions)
        for piece in pieces(formula)
    )


def _called_by_name(token: Token, functions: Mapping[str, FormulaFunction]) -> str:
    if token.kind != "function":
        return token.text
    prefix, name = function_name(token)
    return f"{name}(" if name in functions and (not prefix or prefix[0] in "['") else token.text


def adapted(function: FormulaFunction) -> Callable[..., Argument]:
    """The function taking and giving the engine's values."""

    def called(*arguments: Argument) -> Argument:
        beyond = any(isinstance(argument, Array) and argument.beyond for argument in arguments)
        result = function.call(*map(_given, arguments))
        if not isinstance(result, tuple):
            return _scalar(result)
        rows = [[_scalar(cell) for cell in row] for row in result]
        if beyond and len(rows) > 1:
            # Whole columns come without the empty cells below: one value is right, an array would be too short.
            raise Blocked(reason(CONSTRUCT, f"whole columns in an array of {function.name}"))
        return Array(tuple(cell for row in rows for cell in row), len(rows[0]))

    return called


def _given(argument: Argument) -> object:
    return tuple(argument.rows()) if isinstance(argument, Array) else argument


def _scalar(value: object) -> Scalar:
    if isinstance(value, bool | str | CellError):
        return value
    if isinstance(value, int | float):
        return finite(float(value))
    if isinstance(value, date):
        return float(serial_of(value))
    if value is None:
        return ""
    raise Blocked(reason(FAILED, type(value).__name__))
