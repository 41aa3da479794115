"""What a template can do with a number or a date: `{{ 48692 | vn_number }}` reads `48.692`.

Where such an expression is all of a cell, the cell keeps its number or date and gets the number format instead.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jinja2.exceptions import TemplateRuntimeError

from xl_addin.language import Number, Text, number, percent, short_date
from xl_addin.template.language.limits import MAX_DECIMALS, MAX_FORMAT
from xl_addin.template.language.mistakes.wording import in_both
from xl_addin.template.language.number_words import Filler, number_words
from xl_addin.workbook.model.formats import display_text, read_format
from xl_addin.workbook.model.linked import Linked
from xl_addin.workbook.model.vietnamese_formats import IN_VIETNAMESE, count_between, dotted


class FilterError(TemplateRuntimeError, TypeError):
    """A filter was given what it cannot take; `text` says so."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def is_no(value: object, vietnamese: str, english: str) -> Text:
    """A value that is not of the kind that is needed: `'a' is no number`."""
    return _told(value, f"không phải là {vietnamese}", f"is no {english}")


def _told(value: object, vietnamese: str, english: str) -> Text:
    shown = f"{value!r:.80}"
    return Text(f"{shown} {vietnamese}", f"{shown} {english}")


@dataclass(frozen=True)
class Formatted:
    """A value that brings its own number format into a cell; in a text it reads as `text`, else as the value."""

    value: object
    number_format: str
    text: str | None = None

    def __str__(self) -> str:
        if self.text is not None:
            return self.text
        return "" if self.value is None else str(self.value)


def number_format(value: object, code: str) -> Formatted:
    """The value in the number format given instead of the cell's: `{{ value | number_format('0.00') }}`."""
    if not isinstance(code, str) or len(code) > MAX_FORMAT:
        raise FilterError(is_no(code, "mã định dạng số", "number format"))
    return Formatted(value, code)


def vn_number(value: object, decimals: int | None = None) -> Formatted:
    """A number as Vietnamese readers expect it: `48.692`, `18,5`; without `decimals` as many as needed, at most two."""
    exact, text = _number(value), _vn(value, decimals)
    return Formatted(exact, _code(exact, text), text)


def vn_format(value: object, code: str, fixed: bool = False) -> Formatted | str:
    """The value as the number format given shows it, in Vietnamese form: `48.692`, `18,5`.

    Whole numbers are so on every PC. No number format writes a comma on every PC: with `fixed`, a number that shows
    decimals becomes a text; without, it follows the PC. So it does where it leads to cells elsewhere.
    """
    plain = number_format(value, code)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        return plain
    form = read_format(code)
    if form.is_date:
        return plain
    text = display_text(value if isinstance(value, int | float) else float(value), code, "vi")
    if re.search(r"\d,\d", text):
        return text if fixed and not isinstance(value, Linked) else Formatted(value, code, text)
    if not form.grouped or form.scale != 1:
        return Formatted(value, code, text)
    return Formatted(value, _code(value, text.removeprefix(form.prefix), form.prefix, form.suffix), text)


def vn_percent(value: object, decimals: int = 2) -> Formatted:
    """A ratio as a percentage: `0.5741` is `57,41%`."""
    text = percent(_number(value), "vi", _decimals(decimals))
    return Formatted(_number(value), _code(None, text.removesuffix("%")) + "%", text)


def vn_money(value: object, currency: str = "đồng", decimals: int = 0) -> Formatted:
    """An amount with its currency: `48.692 đồng`."""
    text, unit = _vn(value, decimals), _short(currency)
    exact = _number(value)
    return Formatted(exact, _code(exact, text, after=f" {unit}"), f"{text} {unit}")


def vn_date(value: object) -> Formatted:
    """A date as documents write it in a line: `19/6/2023`, `05/02/2024`."""
    day = _date(value)
    # A bare slash stands for whatever the PC's region writes between the parts of a date.
    return Formatted(day, rf"dd\/{_month(day)}\/yyyy", short_date(day))


def vn_long_date(value: object, place: str | None = None) -> Formatted | str:
    """A date in words, after the place where one is given: `Bình Phước, ngày 19 tháng 6 năm 2023`.

    Days below 10 and the months 1 and 2 take a leading zero (Decree 30/2020/NĐ-CP, annex I, part I, section II, 4).
    """
    day = _date(value)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    text = f"ngày {day.day:02d} tháng {month} năm {day.year}"
    return f"{place}, {text}" if place else Formatted(day, f'"ngày "dd" tháng "{_month(day)}" năm "yyyy', text)


def vn_words(value: object, filler: Filler = "linh") -> str:
    """A number in words: `bốn mươi tám nghìn sáu trăm chín mươi hai`; `vn_words('lẻ')` as in the South."""
    if filler not in ("linh", "lẻ"):
        raise FilterError(_told(filler, "không phải 'linh' hay 'lẻ'", "is neither 'linh' nor 'lẻ'"))
    exact = _number(value)
    if isinstance(exact, Fraction):
        raise FilterError(
            _told(exact, "không đọc thành chữ được; hãy làm tròn trước", "cannot be put into words; round it first")
        )
    try:
        return number_words(exact if isinstance(exact, Decimal) else Decimal(repr(exact)), filler)
    except (ValueError, ArithmeticError) as error:
        raise FilterError(in_both(str(error))) from error


def vn_money_words(value: object, currency: str = "đồng", filler: Filler = "linh") -> str:
    """An amount in words, as papers write it below the figures: `Bốn mươi tám nghìn … đồng`."""
    words = f"{vn_words(value, filler)} {_short(currency)}"
    return words[0].upper() + words[1:]


def _vn(value: object, decimals: object) -> str:
    return number(_number(value), "vi", None if decimals is None else _decimals(decimals))


def _code(value: Number | None, text: str, before: str = "", after: str = "") -> str:
    """A number format for a number that reads so, between these words; without `value`, for this text alone."""
    first, last = (f'"{words}"' if words else "" for words in (before, after))
    decimals = re.search(r",(\d+)", text)
    if decimals:
        return f"{IN_VIETNAMESE}{first}#,##0.{'0' * len(decimals[1])}{last}"
    if value is not None and 0 <= value < 1_000_000_000 and value == int(value):
        return count_between(first, last)
    return first + dotted(text.count(".")) + last


def _month(day: date) -> str:
    return "mm" if day.month <= 2 else "m"


def _number(value: object) -> Number:
    if isinstance(value, Formatted):
        value = value.value
    if isinstance(value, int | float | Decimal | Fraction) and not isinstance(value, bool):
        return value
    raise FilterError(is_no(value, "số", "number"))


def _decimals(value: object) -> int:
    if isinstance(value, int) and 0 <= value <= MAX_DECIMALS:
        return value
    places = f"từ 0 đến {MAX_DECIMALS}", f"from 0 to {MAX_DECIMALS}"
    raise FilterError(is_no(value, f"số chữ số thập phân {places[0]}", f"number of decimal places {places[1]}"))


def _date(value: object) -> date:
    if isinstance(value, Formatted):
        value = value.value
    if isinstance(value, date):
        return value
    raise FilterError(is_no(value, "ngày", "date"))


def _short(currency: object) -> str:
    if isinstance(currency, str) and 0 < len(currency) <= 40 and '"' not in currency:
        return currency
    raise FilterError(is_no(currency, "đơn vị tiền", "currency"))


FILTERS = {
    "number_format": number_format,
    "vn_format": vn_format,
    "vn_number": vn_number,
    "vn_percent": vn_percent,
    "vn_money": vn_money,
    "vn_date": vn_date,
    "vn_long_date": vn_long_date,
    "vn_words": vn_words,
    "vn_money_words": vn_money_words,
}
