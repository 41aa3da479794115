"""What a cell prints: the decimals of an Excel number format, the value it shows, the text it shows.

Two cells that print the same number are the same to the reader of a document, whatever they store; every
comparison of this room therefore goes through `displayed`.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

from xl_addin.language import Language, number
from xl_addin.notation import exact
from xl_addin.workbook.model.book import Book, CellError, Unsupported, Value

# What Excel calls General shows at most eleven digits; nine decimals keep every typed figure and drop the
# noise of binary fractions (0.1 + 0.2).
GENERAL_DECIMALS = 9

_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_KEPT_LITERALS = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]\-]*)[^\]]*\]|\[[^\]]*\]')
# A dot that is written out between groups of digits, so that the PC's region does not decide.
_WRITTEN_DOT = re.compile(r"[0#]\\\.[0#]{3}")
_DATE_PARTS = re.compile(r"[ymdhs]", re.IGNORECASE)


@dataclass(frozen=True)
class NumberFormat:
    """One section of a number format: how a number becomes digits.

    `decimals` is None where the value decides (General). `scale` multiplies before rounding: 100 for a
    percentage, 1/1000 for each trailing comma.
    """

    decimals: int | None
    scale: Fraction = Fraction(1)
    grouped: bool = False
    prefix: str = ""
    suffix: str = ""
    is_date: bool = False


@cache
def read_format(code: str) -> NumberFormat:
    """The first section of a number format (`#,##0.00;[Red]-#,##0.00` -> two decimals, grouped)."""
    section = first_section(code)
    bare = _LITERALS.sub("", section)
    if bare.strip().lower() in ("general", "", "@"):
        return NumberFormat(None)
    if _DATE_PARTS.search(bare.replace("General", "")) and not re.search(r"[0#?]", bare):
        return NumberFormat(None, is_date=True)
    if "E+" in bare.upper() or "E-" in bare.upper() or "/" in bare:
        return NumberFormat(None)
    match = re.search(r"[0#?][0#?,]*(?:\.([0#?]*))?(,*)", bare)
    if match is None:
        return NumberFormat(None)
    digits = match[0]
    whole = digits.partition(".")[0]
    commas = len(whole) - len(whole.rstrip(",")) + (len(match[2]) if "." in digits else 0)
    scale = Fraction(100) ** bare.count("%") / Fraction(1000) ** commas
    before, after = _literals_around(section)
    return NumberFormat(
        decimals=len(match[1] or ""),
        scale=scale,
        grouped="," in whole.rstrip(",") or _WRITTEN_DOT.search(section) is not None,
        prefix=before,
        suffix=after,
    )


def is_percent(code: str) -> bool:
    """Whether the format prints a percentage."""
    return read_format(code).scale > 1


def decimals_shown(value: int | float, code: str) -> int:
    """How many decimals of the stored value the reader sees; negative under thousands scaling.

    `0.5741` as `0.0%` shows three, `12345` as `#,##0,` shows minus three, General what the value has.
    """
    form = read_format(code)
    if form.decimals is None:
        return own_decimals(value)
    scale_digits = 2 * (form.scale.numerator == 100) if form.scale >= 1 else 0
    if form.scale < 1:
        scale_digits = -(len(str(form.scale.denominator)) - 1)
    return form.decimals + scale_digits


def displayed(value: int | float, code: str) -> Fraction:
    """The number the reader sees, in the unit of the stored value."""
    decimals = decimals_shown(value, code)
    return exact(value) if decimals >= 0 and value == int(value) else rounded(exact(value), decimals)


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Round half away from zero, as number formats and ROUND do; `decimals` may be negative."""
    top, bottom = abs(value.numerator), value.denominator
    if decimals >= 0:
        top *= 10**decimals
    else:
        bottom *= 10**-decimals
    whole = (2 * top + bottom) // (2 * bottom)
    whole = whole if value >= 0 else -whole
    return Fraction(whole, 10**decimals) if decimals >= 0 else Fraction(whole * 10**-decimals)


def truncated(value: Fraction, decimals: int) -> Fraction:
    """Cut the decimals off, towards zero."""
    power = Fraction(10) ** decimals
    return Fraction(int(value * power)) / power


def display_text(value: Value, code: str, language: Language, book: Book | None = None) -> str:
    """What the cell prints, with that language's separators; `book` tells the date system."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Unsupported):
        return "?"
    if isinstance(value, str | CellError):
        return str(value)
    form = read_format(code)
    if form.is_date:
        day = (book or Book("", ())).date(value)
        return _date_text(day, code) if day else str(value)
    if form.decimals is None:
        decimals, scaled, grouped = own_decimals(value), exact(value), False
    else:
        decimals, scaled, grouped = form.decimals, exact(value) * form.scale, form.grouped
    text = number(rounded(scaled, decimals), language, decimals)
    if not grouped:
        text = text.replace("." if language == "vi" else ",", "")
    return f"{form.prefix}{text}{form.suffix}"


def _date_text(day: date, code: str) -> str:
    """The date in the format's own order where it only has numbers for day, month and year."""
    pattern = _LITERALS.sub("", first_section(code)).strip().lower()
    if not re.fullmatch(r"(d{1,2}|m{1,2}|yyyy|[/.\- ])+", pattern):
        return f"{day:%d/%m/%Y}"
    parts = {"d": str(day.day), "dd": f"{day:%d}", "m": str(day.month), "mm": f"{day:%m}", "yyyy": f"{day:%Y}"}
    return re.sub(r"d{1,2}|m{1,2}|yyyy", lambda match: parts[match[0]], pattern)


def own_decimals(value: int | float) -> int:
    """How many decimals a cell of the format General shows."""
    if value == int(value):
        return 0
    digits = repr(round(value, GENERAL_DECIMALS))
    if "e" in digits:
        exponent = Decimal(digits).normalize().as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0
    decimals = digits.partition(".")[2]
    return 0 if decimals == "0" else len(decimals)


def first_section(code: str) -> str:
    """What a number format says of numbers that have no section of their own."""
    depth_quote = False
    for position, character in enumerate(code):
        if character == '"':
            depth_quote = not depth_quote
        if character == ";" and not depth_quote and code[position - 1 : position] != "\\":
            return code[:position]
    return code


def _literals_around(section: str) -> tuple[str, str]:
    """The literal text before and after the digits: `#,##0" đồng"` -> ("", " đồng")."""
    plain = _KEPT_LITERALS.sub(lambda match: match[1] or match[2] or match[3] or "", section)
    before, _, after = re.sub(r"[0#?][0#?,.]*", "\0", plain, count=1).partition("\0")
    return before, after
