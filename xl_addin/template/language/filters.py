"""What a template can do with a number or a date: `{{ 48692 | vn_number }}` is `48.692`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jinja2.exceptions import TemplateRuntimeError

from xl_addin.language import Number, number, percent, short_date
from xl_addin.template.language.limits import MAX_DECIMALS, MAX_FORMAT


class FilterError(TemplateRuntimeError, TypeError):
    """A filter was given what it cannot take."""


def vn_number(value: object, decimals: int | None = None) -> str:
    """A number as Vietnamese readers expect it: `48.692`, `18,5`; without `decimals` as many as needed, at most two."""
    return number(_number(value), "vi", None if decimals is None else _decimals(decimals))


def vn_percent(value: object, decimals: int = 2) -> str:
    """A ratio as a percentage: `0.5741` is `57,41%`."""
    return percent(_number(value), "vi", _decimals(decimals))


def vn_date(value: object) -> str:
    """A date as documents write it in a line: `19/6/2023`, `05/02/2024`."""
    return short_date(_date(value))


def vn_long_date(value: object, place: str | None = None) -> str:
    """A date in words, after the place where one is given: `Bình Phước, ngày 19 tháng 6 năm 2023`.

    Days below 10 and the months 1 and 2 take a leading zero (Decree 30/2020/NĐ-CP, annex I, part I, section II, 4).
    """
    day = _date(value)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    text = f"ngày {day.day:02d} tháng {month} năm {day.year}"
    return f"{place}, {text}" if place else text


def _number(value: object) -> Number:
    if isinstance(value, int | float | Decimal | Fraction) and not isinstance(value, bool):
        return value
    raise FilterError(f"{value!r:.80} is no number")


def _decimals(value: object) -> int:
    if isinstance(value, int) and 0 <= value <= MAX_DECIMALS:
        return value
    raise FilterError(f"{value!r:.80} is no number of decimal places from 0 to {MAX_DECIMALS}")


def _date(value: object) -> date:
    if isinstance(value, date):
        return value
    raise FilterError(f"{value!r:.80} is no date")


@dataclass(frozen=True)
class Formatted:
    """A value that brings its own number format into a cell; in a text it is the value."""

    value: object
    number_format: str

    def __str__(self) -> str:
        return "" if self.value is None else str(self.value)


def number_format(value: object, code: str) -> Formatted:
    """The value in the number format given instead of the cell's: `{{ value | number_format('0.00') }}`."""
    if not isinstance(code, str) or len(code) > MAX_FORMAT:
        raise FilterError(f"{code!r:.80} is no number format")
    return Formatted(value, code)


FILTERS = {
    "number_format": number_format,
    "vn_number": vn_number,
    "vn_percent": vn_percent,
    "vn_date": vn_date,
    "vn_long_date": vn_long_date,
}
