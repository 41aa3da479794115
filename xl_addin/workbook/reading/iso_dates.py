"""Dates, times and spans that a cell stores as ISO 8601 text (`t="d"`), as the numbers that Excel counts with."""

import re
from datetime import date
from fractions import Fraction

from xl_addin.workbook.model.book import DateSystem
from xl_addin.workbook.model.serial_dates import serial_of

_EPOCH_1904 = date(1904, 1, 1)
_DAY_BEFORE_1900 = date(1899, 12, 30)
# The day that only Excel's calendar has.
_FALSE_LEAP_DAY = "1900-02-29"
_FALSE_LEAP_SERIAL = 60

_DAY_SECONDS = 86_400
# A zone says where a clock stood; Excel shows what the clock showed.
_TIME = re.compile(r"(\d\d)(?::(\d\d)(?::(\d\d(?:[.,]\d+)?))?)?(?:Z|[-+]\d\d(?::?\d\d)?)?", re.ASCII)
_SPAN = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.ASCII)


def iso_serial(text: str, date_system: DateSystem) -> Fraction:
    """`2023-06-20`, `2023-06-20T12:00:00.5Z`, `12:00:00` and `PT36H` as the days since the calendar began.

    ValueError for anything else, and for a day before that.
    """
    span = _SPAN.fullmatch(text)
    if span and any(span.groups()):
        days, hours, minutes, seconds = (Fraction(part or 0) for part in span.groups())
        return days + (hours * 3600 + minutes * 60 + seconds) / _DAY_SECONDS
    if ":" in text and "-" not in text.partition(":")[0]:
        return _time_of_day(text)
    day, separator, time = text.replace(" ", "T", 1).partition("T")
    return _day(day, date_system) + (_time_of_day(time) if separator else Fraction(0))


def _day(text: str, date_system: DateSystem) -> int:
    if date_system == 1900 and text == _FALSE_LEAP_DAY:
        return _FALSE_LEAP_SERIAL
    day = date.fromisoformat(text)
    # What has a time only is written as of the day before the first, or as of the one before that.
    if date_system == 1900 and day == _DAY_BEFORE_1900:
        return 0
    serial = serial_of(day) if date_system == 1900 else (day - _EPOCH_1904).days
    if serial < 0:
        raise ValueError("a date before the calendar begins")
    return serial


def _time_of_day(text: str) -> Fraction:
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(f"not a time: {text!r}")
    hours, minutes, seconds = (Fraction((part or "0").replace(",", ".")) for part in match.groups())
    since = hours * 3600 + minutes * 60 + seconds
    if minutes >= 60 or seconds >= 60 or since > _DAY_SECONDS:
        raise ValueError(f"not a time: {text!r}")
    return since / _DAY_SECONDS
