"""How a day and a time of day are written in a text."""

import re
from datetime import date, time

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?(?:\s*phút)?", re.IGNORECASE)


def day_in(text: str) -> date | None:
    """The day that a text of the form `20/6/2023` or `2023-06-20` states; ValueError for one that no calendar has."""
    text = text.strip()
    if day_first := _DAY_FIRST.fullmatch(text):
        return date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
    year_first = _YEAR_FIRST.fullmatch(text)
    return date(*map(int, year_first.groups())) if year_first else None


def time_in(text: str) -> time | None:
    """The time of day that `07:30`, `7h30`, `07 giờ 30` or `16h` states; None for any other text."""
    found = _TIME.fullmatch(text.strip())
    if found is None or (found[2] is None and ":" in text) or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))
