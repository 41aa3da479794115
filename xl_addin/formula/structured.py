"""What the brackets of a structured reference name: `[[#This Row],[Chỉ tiêu]]`, `[Xã]`, `[@Xã]`, `[[Xã]:[Số]]`.

In a heading `'` stands before `[`, `]`, `#`, `'` and `@` (Microsoft, “Using structured references with Excel tables”).
"""

import re
from typing import NamedTuple

HEADING = r"\[((?:'[\s\S]|[^\[\]'])*)\]"
"""One column or keyword in its own brackets, as a pattern."""
THIS_ROW = frozenset({"#this row"})
# XlsxWriter makes `[[#This Row],Q1]` of `[@Q1]`, without the brackets that Excel writes around the heading.
_LISTED = re.compile(rf"\s*(?:{HEADING}(?:\s*:\s*{HEADING})?|(?P<bare>[^\[\]'#@:,]+?))\s*(?:,|$)")
_ESCAPED, _TO_ESCAPE = re.compile(r"'([\s\S])"), re.compile(r"(['\[\]#@])")


class Structured(NamedTuple):
    """The `#…` items in small letters, and the first and last heading if any are named."""

    items: frozenset[str]
    headings: tuple[str, str] | None


def structured(bracketed: str) -> Structured | None:
    """What the brackets name; None for what Excel does not write."""
    inside = bracketed[1:-1]
    bare = inside.strip()
    items: frozenset[str] = frozenset()
    if bare.startswith("@"):
        items, bare = THIS_ROW, bare[1:].strip()
        inside = bare
    if not bare:
        return Structured(items, None)
    if bare.startswith("["):
        return _listed(bare, items)
    if bare.startswith("#") and not items:
        return Structured(frozenset({bare.casefold()}), None)
    return Structured(items, (unescaped_heading(inside), unescaped_heading(inside)))


def _listed(inside: str, items: frozenset[str]) -> Structured | None:
    """The parts of `[#Headers],[#Data],[Tên]:[Số]`."""
    headings, position = None, 0
    while position < len(inside):
        part = _LISTED.match(inside, position)
        if part is None or headings is not None:
            return None
        if part["bare"] is not None:
            headings = part["bare"], part["bare"]
        elif part[1].startswith("#") and part[2] is None:
            items |= {part[1].casefold()}
        else:
            headings = unescaped_heading(part[1]), unescaped_heading(part[1] if part[2] is None else part[2])
        position = part.end()
    return Structured(items, headings)


def unescaped_heading(written: str) -> str:
    """The heading of a column that stands so in brackets."""
    return _ESCAPED.sub(r"\1", written)


def escaped_heading(heading: str) -> str:
    """A column's heading as it stands in brackets."""
    return _TO_ESCAPE.sub(r"'\1", heading)
