"""Texts: what depends on the computer's regional settings is refused, not guessed."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP

from xl_addin.engine.corrections.rounding import rounded
from xl_addin.engine.reasons import CONSTRUCT, REGIONAL, reason
from xl_addin.engine.scalars import NUM, VALUE, Blocked, Failed, Scalar, integer, number, number_in_text, text
from xl_addin.workbook.book import CellError


def _trim(value: Scalar) -> Scalar:
    """Spaces at both ends go and runs between words become one; no-break spaces stay, as in Excel."""
    return re.sub(" +", " ", text(value)).strip(" ")


def _value(value: Scalar) -> Scalar:
    return number_in_text(value) if isinstance(value, str) else number(value)


_LONGEST_TEXT = 32_767
_DATE_PARTS = {"dd": "%d", "d": "{day}", "mm": "%m", "m": "{month}", "yyyy": "%Y", "yy": "%y"}
_DATE_PICTURE = re.compile(r"(?:yyyy|yy|mm|m|dd|d|[-/ ]|\"[^\"]*\")+", re.IGNORECASE)
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


def _rept(value: Scalar, times: Scalar) -> Scalar:
    repeated, count = text(value), integer(times)
    if count < 0 or len(repeated) * count > _LONGEST_TEXT:
        raise Failed(VALUE)
    return repeated * count


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
    "T": _t,
    **{name: _regional(name) for name in ("DATEVALUE", "TIMEVALUE", "FIXED", "DOLLAR")},
}
