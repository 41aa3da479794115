"""Number formats that write whole numbers in Vietnamese form, `48.692`, whatever the region of the PC.

Of `#,##0` Excel takes the separator from the PC. Here the dots are written out; a format has room for two conditions,
so that numbers below 0 and from 1 000 000 000 need formats of their own (`BEYOND`).
"""

from typing import Literal

IN_VIETNAMESE = "[$-42A]"
"""Before a format with decimals, whose comma no format can write out: LibreOffice then writes Vietnamese separators
wherever it runs, Excel those of its own PC."""
COUNT = r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0"
"""Whole numbers from 0 to 999 999 999."""


def count_between(before: str, after: str) -> str:
    """The same between words, each as the format quotes them."""
    return ";".join(_with_words(section, before, after) for section in COUNT.split(";"))


def _with_words(section: str, before: str, after: str) -> str:
    condition, _, digits = section.rpartition("]")
    return f"{condition}]{before}{digits}{after}" if condition else f"{before}{digits}{after}"


def dotted(dots: int) -> str:
    """A format of so many dots for a number of that length; its sign is written as always."""
    return r"\.".join(["#", *["###"] * (dots - 1), "##0"]) if dots else "0"


BEYOND: tuple[tuple[Literal["lessThanOrEqual", "lessThan", "greaterThanOrEqual"], int, str], ...] = (
    ("lessThanOrEqual", -1_000_000_000, dotted(3)),
    ("lessThanOrEqual", -1_000_000, dotted(2)),
    ("lessThanOrEqual", -1_000, dotted(1)),
    ("lessThan", 0, dotted(0)),
    ("greaterThanOrEqual", 1_000_000_000, dotted(3)),
)
"""What `COUNT` does not write right: how a number compares with which, and its format; the first that holds counts."""
