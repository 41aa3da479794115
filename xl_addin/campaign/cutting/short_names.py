"""Names of units as names of sheets: at most 31 characters, and still telling one unit from the other."""

import re
from collections.abc import Sequence

from xl_addin.template.plan.sheet_names import LONGEST, unique_sheet_names

_SHORT = (
    (re.compile(r"\bủy ban nhân dân\b|\buỷ ban nhân dân\b", re.IGNORECASE), "UBND"),
    (re.compile(r"\bhội đồng nhân dân\b", re.IGNORECASE), "HĐND"),
    (re.compile(r"\bmặt trận tổ quốc\b", re.IGNORECASE), "MTTQ"),
    (re.compile(r"\bthành phố\b", re.IGNORECASE), "TP"),
    (re.compile(r"\bthị trấn\b", re.IGNORECASE), "TT"),
    (re.compile(r"\bthị xã\b", re.IGNORECASE), "TX"),
    (re.compile(r",? \bhuyện\b", re.IGNORECASE), ", H."),
    (re.compile(r",? \btỉnh\b", re.IGNORECASE), ", T."),
)
_BETWEEN = "…"


def sheet_names(units: Sequence[str], taken: Sequence[str]) -> list[str]:
    """A sheet name for each unit, different from each other and from those taken.

    Too long a name is written with the usual abbreviations, then without its middle: what tells units apart mostly
    stands at the end.
    """
    return unique_sheet_names(map(_short, units), taken)


def _short(name: str) -> str:
    for pattern, short in _SHORT:
        if len(name) <= LONGEST:
            return name
        name = pattern.sub(short, name)
    if len(name) <= LONGEST:
        return name
    tail = _words(name[::-1], LONGEST // 2)[::-1]
    return _words(name, LONGEST - len(_BETWEEN) - len(tail)) + _BETWEEN + tail


def _words(text: str, most: int) -> str:
    """The beginning of a text in whole words, cut within the first where that alone is longer."""
    kept = text[: most + 1].rpartition(" ")[0] or text[:most]
    return kept.strip(" ,")
