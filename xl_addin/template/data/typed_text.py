"""Values typed as text, in delimited files and after `--set`: which are numbers, dates, truth values, and which texts.

Nothing is guessed: a number that reads two ways is refused, and digits that begin with zero, or more than Excel keeps,
are a code.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Context, Decimal
from fractions import Fraction

from xl_addin.spec.figures import FigureError, MarkUse, SeparatorMark, figure

_CODE = re.compile(r"[+-]?0\d+|\d{16,}")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?")
_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_PERCENT = re.compile(r"(.*\d)\s*%")
_TRUTH = {"true": True, "false": False}


class TwoReadings(ValueError):
    """A number such as `48.692`, which is 48 692 to some and 48.692 to others."""


def told_marks(decimal: SeparatorMark | None) -> MarkUse:
    """How numbers are written where somebody says what begins their decimals."""
    if decimal is None:
        return MarkUse({}, {})
    return MarkUse({decimal: "decimal", "," if decimal == "." else ".": "thousands"}, {})


def number_of(text: str, use: MarkUse) -> int | Decimal | None:
    """The number a text states, exactly; None for what is none, TwoReadings for one that reads two ways.

    `57,41%` is 0.5741. Digits that begin with zero (`0912…`, `01`) are a code, not a number, and so are more digits
    than the 15 that Excel keeps.
    """
    percent = _PERCENT.fullmatch(text)
    digits = percent[1] if percent else text
    if _CODE.fullmatch(digits.strip()):
        return None
    try:
        exact = figure(digits, use, count=True)
    except FigureError as error:
        if error.reason == "ambiguous":
            raise TwoReadings(text) from None
        return None
    return exactly(exact / 100 if percent else exact, digits=len(text))


def exactly(value: Fraction, *, digits: int) -> int | Decimal:
    """A number of so many digits at most, as what holds it exactly."""
    if value.denominator == 1:
        return value.numerator
    return Context(prec=digits + 5).divide(Decimal(value.numerator), Decimal(value.denominator)).normalize()


def iso_date(text: str) -> date | None:
    """`2023-12-15`, or with a time `2023-12-15T08:30`; None for anything else."""
    if not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return None


def dates_of(texts: Sequence[str]) -> list[date] | None:
    """All of these as dates, else None: `15/12/2023`, `15-12-2023`, `15.12.2023`.

    The day comes before the month, as in Vietnam, unless one of them cannot be read so and all can the other way.
    """
    matches = [_DAY.fullmatch(text) for text in texts]
    found = [match for match in matches if match is not None]
    if not found or len(found) < len(matches):
        return None
    for day, month in ((1, 3), (3, 1)):
        try:
            return [date(int(match[4]), int(match[month]), int(match[day])) for match in found]
        except ValueError:
            continue
    return None


def typed(text: str, use: MarkUse) -> object:
    """One text as what it states; TwoReadings for a number that reads two ways."""
    text = unicodedata.normalize("NFC", text.strip())
    if not text:
        return None
    if text.lower() in _TRUTH:
        return _TRUTH[text.lower()]
    day = iso_date(text)
    if day is not None:
        return day
    number = number_of(text, use)
    return text if number is None else number
