"""What cells mean as arguments, the same for every caller: blanks, numbers and dates kept as text, errors, booleans.

A blank cell is 0 as a number, "" as a text and FALSE as a flag; as a date it is an error. An error cell gives its
error. A text is a number only if it can be read in one way: `1.234` could be 1234 or 1,234 and is #VALUE!.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Literal

from xl_addin.notation import exact
from xl_addin.notation.reading.numerals import number_value
from xl_addin.workbook.model.book import CellError
from xl_addin.workbook.model.serial_dates import serial_of

ErrorCode = Literal["#VALUE!", "#NUM!", "#N/A", "#DIV/0!"]
Scalar = int | float | str | bool | date | None
Cell = Scalar | CellError
CellRows = tuple[tuple[Cell, ...], ...]
Given = Cell | Decimal | list[list[object]] | tuple[tuple[object, ...], ...]
"""What a caller hands over: a value, or rows of values."""

SHEET_ROWS = 1_048_576
"""A sheet has so many."""

MOST_DIGITS = 15
"""Excel keeps so many digits of a number; a whole number beyond them is not exact."""

_SIGNED = re.compile(r"([+-]?)\s*([\d.,]+)\s*(%?)")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIRST_TRUE_SERIAL, _FALSE_LEAP_DAY, _LAST_SERIAL = 1, 60, 2_958_465
# Excel hands over an empty text and an empty cell alike.
_BLANKS = frozenset({None, ""})
_FLAGS = {"true": True, "đúng": True, "có": True, "false": False, "sai": False, "không": False}


class FunctionError(Exception):
    """A function that has no result but an Excel error."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Missing:
    """The default of an argument that must be given."""


MISSING = Missing()


def rows_of(given: object) -> CellRows:
    """An argument as rows of cells, one row with one cell for a single value."""
    if isinstance(given, list | tuple):
        return tuple(tuple(map(_cell, _across(row))) for row in given)
    return ((_cell(given),),)


def without_unused_rows(given: Sequence[object]) -> list[object]:
    """The arguments, whole columns (`A:A`) among them cut below the last row in which one of these has a cell filled.

    Excel hands over every row of the sheet; its own functions too look only as far as cells are used.
    """
    whole = [rows for rows in given if isinstance(rows, list | tuple) and len(rows) >= SHEET_ROWS]
    used = max(map(_used_rows, whole), default=0)
    return [rows[:used] if isinstance(rows, list | tuple) and len(rows) >= SHEET_ROWS else rows for rows in given]


def _used_rows(rows: Sequence[object]) -> int:
    """How many rows there are down to the last with a cell filled, at least one."""
    last = len(rows)
    while last > 1 and _BLANKS.issuperset(_across(rows[last - 1])):
        last -= 1
    return last


def _across(row: object) -> Sequence[object]:
    return row if isinstance(row, list | tuple) else (row,)


def _cell(value: object) -> Cell:
    if value in _BLANKS:
        return None
    if isinstance(value, datetime):
        return value.date()
    # A currency cell.
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, int | float | str | date | CellError) else str(value)


def cells_of(rows: CellRows) -> Iterator[Cell]:
    """The cells, row by row."""
    return (cell for row in rows for cell in row)


def number(cell: Cell) -> Fraction:
    """A cell as a number of at most 15 digits, exact. FunctionError for what is none."""
    match cell:
        case None:
            return Fraction(0)
        case CellError(code):
            raise FunctionError(code)
        case str():
            return number_in_text(cell)
        case date():
            return Fraction(serial_of(cell))
        case float():
            if not isfinite(cell):
                raise FunctionError("#NUM!")
            return Fraction(int(cell)) if cell.is_integer() else exact(float(f"{cell:.{MOST_DIGITS}g}"))
    return Fraction(cell)


def number_in_text(text: str) -> Fraction:
    """`28211`, `28.211,5`, `57,41%` as numbers; #VALUE! for words and for what can be read in two ways (`1.234`)."""
    match = _SIGNED.fullmatch(text.strip())
    value = number_value(match[2]) if match else None
    if match is None or value is None:
        raise FunctionError("#VALUE!")
    return value * (-1 if match[1] == "-" else 1) / (100 if match[3] else 1)


def whole(cell: Cell) -> int:
    """A cell as a whole number; #NUM! for a fraction or more than 15 digits."""
    value = number(cell)
    if value.denominator != 1 or abs(value) >= 10**MOST_DIGITS:
        raise FunctionError("#NUM!")
    return int(value)


def text(cell: Cell) -> str:
    """A cell as text, numbers as Excel writes them without a format."""
    match cell:
        case None:
            return ""
        case CellError(code):
            raise FunctionError(code)
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 10**MOST_DIGITS else f"{cell:.{MOST_DIGITS}g}"
        case date():
            return str(serial_of(cell))
    return str(cell)


def day(cell: Cell) -> date:
    """A cell as a date: a date, a serial number, or a text `20/6/2024` (day first) or `2024-06-20`.

    #VALUE! for other texts, blanks and truth values; #NUM! for numbers that are no date.
    """
    match cell:
        case None | bool():
            raise FunctionError("#VALUE!")
        case CellError(code):
            raise FunctionError(code)
        case date():
            return cell
        case str():
            return _day_in_text(cell.strip())
    return _day_of_serial(int(number(cell)))


def _day_in_text(written: str) -> date:
    if match := _DAY_FIRST.fullmatch(written):
        days, months, years = match.groups()
    elif match := _YEAR_FIRST.fullmatch(written):
        years, months, days = match.groups()
    else:
        raise FunctionError("#VALUE!")
    try:
        return date(int(years), int(months), int(days))
    except ValueError as error:
        raise FunctionError("#VALUE!") from error


def _day_of_serial(number: int) -> date:
    if not _FIRST_TRUE_SERIAL <= number <= _LAST_SERIAL or number == _FALSE_LEAP_DAY:
        raise FunctionError("#NUM!")
    return date(1899, 12, 31 if number < _FALSE_LEAP_DAY else 30) + timedelta(number)


def flag(cell: Cell) -> bool:
    """A cell as yes or no: TRUE/FALSE, a number (0 is no), or `có`/`không`, `đúng`/`sai`; #VALUE! for other texts."""
    if isinstance(cell, str):
        if cell.strip().lower() not in _FLAGS:
            raise FunctionError("#VALUE!")
        return _FLAGS[cell.strip().lower()]
    return number(cell) != 0
