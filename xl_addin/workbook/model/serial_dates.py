"""Dates as Excel's 1900 calendar numbers them."""

from datetime import date

_FALSE_LEAP_DAY = 60


def serial_of(day: date) -> int:
    """A date's number: 1/1/1900 is 1; from 1/3/1900 on one more, because the calendar has a 29/2/1900."""
    since = (day - date(1899, 12, 30)).days
    return since if since > _FALSE_LEAP_DAY else since - 1
