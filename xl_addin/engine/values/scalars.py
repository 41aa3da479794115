"""What a formula computes with: numbers, texts, booleans, errors, empty cells (None), and rectangles of these.

How Excel turns one into another, and how a function says that it has no result to give.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec

from xl_addin.engine.values.reasons import FAILED, RANGE_FOR_CELL, REGIONAL, reason
from xl_addin.workbook.model.book import CellError, Value

P = ParamSpec("P")
Scalar = float | str | bool | CellError | None

DIV0, NA, NAME, NUM, REF, VALUE = (
    CellError(code) for code in ("#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#REF!", "#VALUE!")
)


class Blocked(Exception):
    """No result that could be vouched for; `why` becomes the cell's `Unsupported.reason`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Failed(Exception):
    """The result is an Excel error value."""

    def __init__(self, error: CellError) -> None:
        super().__init__(error.code)
        self.error = error


@dataclass(frozen=True, slots=True)
class Array:
    """A rectangle of values, row by row. `beyond` counts empty cells of a whole column or row left out below it."""

    cells: tuple[Scalar, ...]
    width: int
    beyond: int = 0

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.cells) // self.width if self.width else 0

    def rows(self) -> Iterator[tuple[Scalar, ...]]:
        """Its rows, top to bottom."""
        return (self.cells[i : i + self.width] for i in range(0, len(self.cells), self.width))


Argument = Scalar | Array


def single(value: Argument) -> Scalar:
    """The one value of a one-cell rectangle; Blocked for a larger one, where Excel would intersect or spill."""
    if type(value) is Array:
        if len(value.cells) != 1 or value.beyond:
            raise Blocked(RANGE_FOR_CELL)
        return value.cells[0]
    return value  # type: ignore[return-value]


# Larger numbers become texts such as 1E+20.
_WRITTEN_OUT = 1e20
_PLAIN_NUMBER = re.compile(r"\s*[+-]?\d{1,15}\s*")


def reads_differently(text: str) -> bool:
    """Whether computers may disagree on the number or date in a text: `1.234`, `12/3`, `50%`; not on plain digits."""
    return not _PLAIN_NUMBER.fullmatch(text) and any(character.isdigit() for character in text)


def number_in_text(text: str) -> float:
    """The number a text stands for. Only plain digits mean the same on every computer.

    Raises Failed(#VALUE!) for a text without digits, Blocked where computers may disagree.
    """
    if _PLAIN_NUMBER.fullmatch(text):
        return float(text)
    if reads_differently(text):
        raise Blocked(reason(REGIONAL, f'"{text}"'))
    raise Failed(VALUE)


def number(value: Scalar) -> float:
    """A value as arithmetic takes it: TRUE is 1, an empty cell 0; Failed for errors and words."""
    if type(value) is float:
        return value
    if value is None:
        return 0.0
    if isinstance(value, CellError):
        raise Failed(value)
    if isinstance(value, str):
        return number_in_text(value)
    return float(value)


def integer(value: Scalar) -> int:
    """A value where a whole number is wanted: decimals are cut off."""
    return int(number(value))


def text(value: Scalar) -> str:
    """A value as `&` writes it, at most 15 digits. Blocked for 18.5, which is `18,5` on a Vietnamese computer."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, CellError):
        raise Failed(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if has_decimal_sign(value):
        raise Blocked(reason(REGIONAL, f'{value:.15g}&""'))
    return str(int(significant(value))) if abs(value) < _WRITTEN_OUT else f"{value:.15g}".upper()


def has_decimal_sign(value: float) -> bool:
    """Whether a number written as text has a decimal point or comma."""
    shown = significant(value)
    return shown != int(shown) if abs(shown) < _WRITTEN_OUT else "." in f"{shown:.15g}"


def truth(value: Scalar) -> bool:
    """A value as a condition; words other than TRUE and FALSE are an error."""
    if isinstance(value, str):
        word = value.strip().upper()
        if word in ("TRUE", "FALSE"):
            return word == "TRUE"
        raise Failed(VALUE)
    return number(value) != 0


_FIFTEEN_DIGITS = 1e15


def significant(value: float) -> float:
    """The number at the 15 significant decimal digits Excel works with."""
    if value.is_integer() and abs(value) < _FIFTEEN_DIGITS:
        return value
    return float(f"{value:.15g}") if math.isfinite(value) else value


def finite(value: float) -> float:
    """The number, or #NUM! where it is none."""
    if math.isfinite(value):
        return value
    raise Failed(NUM)


def failing(function: Callable[P, Argument]) -> Callable[P, Argument]:
    """The function, returning the error value that it raised."""

    @wraps(function)
    def returned(*args: P.args, **kwargs: P.kwargs) -> Argument:
        try:
            return function(*args, **kwargs)
        except Failed as failed:
            return failed.error

    return returned


def to_scalar(value: Value) -> Scalar:
    """A cell's value as formulas see it: every number a float."""
    return float(value) if type(value) is int else value  # type: ignore[return-value]


def to_value(result: Scalar) -> Value:
    """A formula's result as its cell shows it: empty is 0, a whole number an int."""
    if result is None:
        return 0
    if type(result) is float:
        if not math.isfinite(result):
            return NUM
        return int(result) if result == int(result) and abs(result) < 1e15 else result
    if isinstance(result, str | bool | CellError):
        return result
    raise Blocked(reason(FAILED, type(result).__name__))
