"""Numbers that a workbook shows as a time of day or as a duration; a cell given nothing but one shows it so, too."""

import re

from xl_addin.workbook.model.formats import first_section

_DAY = 86_400
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_OTHER_BRACKETS = re.compile(r"\[[^\]]*\]")


class Time(float):
    """A part of a day, or several days, in the number format it has. Whatever is computed of it is a plain number."""

    number_format: str

    def __str__(self) -> str:
        """`07:30`, `30:00` for a duration of thirty hours, with seconds where its format shows them."""
        code = _bare(self.number_format)
        elapsed = _ELAPSED.search(code)
        seconds = round(abs(self) * _DAY)
        sign = "-" if self < 0 and seconds else ""
        if elapsed and elapsed[1][0] in "sS":
            return f"{sign}{seconds}"
        minutes, left = divmod(seconds, 60)
        shown = f":{left:02d}" if "s" in code.lower() else ""
        if elapsed and elapsed[1][0] in "mM":
            return f"{sign}{minutes:02d}{shown}"
        hours, minutes = divmod(minutes, 60)
        return f"{sign}{hours if elapsed else hours % 24:02d}:{minutes:02d}{shown}"


def time_of(value: int | float, number_format: str) -> Time | None:
    """The number as a time where its format shows one, of a day or elapsed; None for a date, and for other numbers."""
    code = _bare(number_format)
    if not _ELAPSED.search(code):
        plain = _OTHER_BRACKETS.sub("", code).lower().replace("general", "").replace("am/pm", "")
        if not re.search("[hs]", plain) or re.search("[dy0#?]", plain.replace(".0", "")):
            return None
    found = Time(value)
    found.number_format = number_format
    return found


def _bare(number_format: str) -> str:
    return _LITERALS.sub("", first_section(number_format))
