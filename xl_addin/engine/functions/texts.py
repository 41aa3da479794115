"""Texts: what depends on the computer's regional settings is refused, not guessed."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP

from xl_addin.engine.functions.rounding import rounded
from xl_addin.engine.values.reasons import CONSTRUCT, REGIONAL, reason
from xl_addin.engine.values.scalars import (
    NUM,
    VALUE,
    Argument,
    Array,
    Blocked,
    Failed,
    Scalar,
    integer,
    number,
    number_in_text,
    single,
    text,
    truth,
)
from xl_addin.workbook.model.book import CellError


def _trim(value: Scalar) -> Scalar:
    """Spaces at both ends go and runs between words become one; no-break spaces stay, as in Excel."""
    return re.sub(" +", " ", text(value)).strip(" ")


def _value(value: Scalar) -> Scalar:
    return number_in_text(value) if isinstance(value, str) else number(value)


_LONGEST_TEXT = 32_767
_DATE_PARTS = {"dd": "%d", "d": "{day}", "mm": "%m", "m": "{month}", "yyyy": "%Y", "yy": "%y"}
_DATE_PICTURE = re.compile(r"(?:yyyy|yy|mm|m|dd|d|[-/ ]|\"[^\"]*\")+", re.IGNORECASE)
_DATE_NAME = re.compile(r"ddd|mmm", re.IGNORECASE)
_DATE_PIECE = re.compile(r"yyyy|yy|mm|m|dd|d|[-/ ]|\"[^\"]*\"", re.IGNORECASE)


def _text(value: Scalar, picture: Scalar) -> Scalar:
    """TEXT for pictures that mean the same everywhere: `0`, `00` …, `0%`, `@`, and dates such as `dd/mm/yyyy`."""
    wanted = text(picture)
    if isinstance(value, CellError):
        raise Failed(value)
    if wanted == "@" or isinstance(value, str | bool):
        return text(value)
    if re.fullmatch("0+", wanted):
        whole = int(rounded(number(value), 0, ROUND_HALF_UP))
        return f"{'-' if whole < 0 else ''}{abs(whole):0{len(wanted)}d}"
    if wanted == "0%":
        return f"{int(rounded(number(value) * 100, 0))}%"
    if _DATE_PICTURE.fullmatch(wanted):
        if _DATE_NAME.search(re.sub('"[^"]*"', " ", wanted)):
            # Days and months are named in the language of the computer.
            raise Blocked(reason(REGIONAL, f'TEXT(…,"{wanted}")'))
        return _date_text(number(value), wanted)
    if re.search(r"[.,]", wanted):
        raise Blocked(reason(REGIONAL, f'TEXT(…,"{wanted}")'))
    raise Blocked(reason(CONSTRUCT, f'TEXT(…,"{wanted}")'))


def _date_text(serial: float, picture: str) -> str:
    if not 0 <= serial < 2_958_466:
        raise Failed(NUM)
    if serial < 61:
        # Excel's calendar has a 29/2/1900 and a 0/1/1900.
        raise Blocked(reason(CONSTRUCT, "dates before March 1900"))
    day = datetime(1899, 12, 30) + timedelta(days=int(serial))
    parts = []
    for piece in _DATE_PIECE.findall(picture):
        code = _DATE_PARTS.get(piece.lower(), piece.strip('"'))
        parts.append(code.format(day=day.day, month=day.month) if "{" in code else day.strftime(code))
    return "".join(parts)


def _search(wanted: Scalar, within: Scalar, start: Scalar = 1.0) -> Scalar:
    """Where a text begins in another, capitals the same; `?` is any character, `*` any number of them, `~` escapes."""
    first = integer(start) - 1
    found = None
    for piece in _between_stars(text(wanted)):
        match = piece.search(text(within), first if found is None else found[1]) if first >= 0 else None
        if match is None:
            raise Failed(VALUE)
        # What matches first leaves most room for the pieces after it: no second try is ever needed.
        found = (match.start() if found is None else found[0], match.end())
    return float(found[0] + 1) if found else float(first + 1)


def _between_stars(wanted: str) -> list[re.Pattern[str]]:
    pieces = [""]
    for escaped, character in re.findall(r"(~[?*~])|(.)", wanted, re.DOTALL):
        if character == "*":
            pieces.append("")
        else:
            pieces[-1] += "." if character == "?" else re.escape(escaped[1:] or character)
    return [re.compile(piece, re.IGNORECASE | re.DOTALL) for piece in pieces]


def _rept(value: Scalar, times: Scalar) -> Scalar:
    repeated, count = text(value), integer(times)
    if count < 0 or len(repeated) * count > _LONGEST_TEXT:
        raise Failed(VALUE)
    return repeated * count


def _substitute(value: Scalar, old: Scalar, new: Scalar, *which: Scalar) -> Scalar:
    """One text for another, everywhere or at its n-th place; an empty text is found nowhere."""
    within, wanted, put = text(value), text(old), text(new)
    nth = integer(which[0]) if which else None
    if nth is not None and nth < 1:
        raise Failed(VALUE)
    pieces = within.split(wanted) if wanted else [within]
    if nth is None:
        changed = put.join(pieces)
    elif nth < len(pieces):
        changed = wanted.join(pieces[:nth]) + put + wanted.join(pieces[nth:])
    else:
        changed = within
    if len(changed) > _LONGEST_TEXT:
        raise Failed(VALUE)
    return changed


def _textjoin(between: Argument, without_empty: Argument, *parts: Argument) -> Argument:
    """Texts with another between them; an empty text is left out like an empty cell."""
    leave_out = truth(single(without_empty))
    if not leave_out and any(isinstance(part, Array) and part.beyond for part in parts):
        raise Blocked(reason(CONSTRUCT, "TEXTJOIN of empty cells to the end of a column"))
    cells = [cell for part in parts for cell in (part.cells if isinstance(part, Array) else (part,))]
    joined = text(single(between)).join(each for each in map(text, cells) if each or not leave_out)
    if len(joined) > _LONGEST_TEXT:
        raise Failed(VALUE)
    return joined


_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST_IN_BASE, _LONGEST_IN_BASE = 2**53, 255


def _base(value: Scalar, radix: Scalar, length: Scalar = 0.0) -> Scalar:
    """A whole number in another number system, at least so long."""
    rest, base, least = integer(value), integer(radix), integer(length)
    if not 0 <= rest < _MOST_IN_BASE or not 2 <= base <= len(_DIGITS) or not 0 <= least <= _LONGEST_IN_BASE:
        raise Failed(NUM)
    written = ""
    while rest:
        rest, digit = divmod(rest, base)
        written = _DIGITS[digit] + written
    return (written or "0").rjust(least, "0")


def _hyperlink(link: Scalar, shown: Scalar | None = None) -> Scalar:
    """What the cell of a link shows."""
    return text(link) if shown is None else shown


def _t(value: Scalar) -> Scalar:
    return value if isinstance(value, str | CellError) else ""


def _regional(name: str) -> Callable[..., Scalar]:
    def refuse(*arguments: Scalar) -> Scalar:
        raise Blocked(reason(REGIONAL, name))

    return refuse


EACH: dict[str, Callable[..., Scalar]] = {
    "TRIM": _trim,
    "VALUE": _value,
    "TEXT": _text,
    "REPT": _rept,
    "SUBSTITUTE": _substitute,
    "SEARCH": _search,
    "T": _t,
    "BASE": _base,
    "HYPERLINK": _hyperlink,
    **{name: _regional(name) for name in ("DATEVALUE", "TIMEVALUE", "FIXED", "DOLLAR")},
}

WHOLE: dict[str, Callable[..., Argument]] = {"TEXTJOIN": _textjoin}
