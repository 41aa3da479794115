"""Marker rows: `{%tr for x in xs %}` … `{%tr endfor %}`, `{%tr if %}` … `{%tr else %}` … `{%tr endif %}`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from xl_addin.language import Text

_TAG = re.compile(r"\{%-?\s*(t[a-z])\s+((?:[^%]|%(?!\}))*?)\s*-?%\}")
_KEYWORDS = ("for", "endfor", "if", "elif", "else", "endif")
_NEEDS_MORE = ("for", "if", "elif")


class Tag(NamedTuple):
    """One `{%tr … %}` or `{%ts … %}` as it stands in a cell."""

    kind: str
    keyword: str
    rest: str
    written: str


class MarkerError(Exception):
    """A marker that cannot be understood, or does not fit with the others; `place` is its cell."""

    def __init__(self, text: Text, place: str, written: str = "") -> None:
        super().__init__(text.en)
        self.text, self.place, self.written = text, place, written


@dataclass(frozen=True)
class Marker:
    """A marker row."""

    row: int
    tag: Tag
    place: str


@dataclass(frozen=True)
class Block:
    """Rows that are repeated (`header` is `x in xs`) or chosen: branches of (condition, rows and blocks in them).

    `number` tells the blocks of a sheet apart. A condition of None is `else`.
    """

    number: int
    marker: Marker
    repeated: bool
    branches: list[tuple[Marker | None, list["int | Block"]]] = field(default_factory=list)


Content = int | Block


def tags(text: str) -> list[Tag]:
    """The row, column and sheet tags in a cell's text."""
    found = []
    for match in _TAG.finditer(text):
        keyword, _, rest = match[2].strip().partition(" ")
        found.append(Tag(match[1], keyword, rest.strip(), match[0]))
    return found


def check_tag(tag: Tag, place: str, kinds: tuple[str, ...]) -> None:
    """Raise MarkerError for a tag that is unknown or stands where it cannot."""
    if tag.kind not in ("tr", "ts"):
        raise MarkerError(
            Text(
                "thẻ chưa được hỗ trợ; có: {%tr for … %}, {%tr if … %} (dòng), {%ts for … %} (trang, ở ô A1)",
                "not supported; there are {%tr for … %}, {%tr if … %} for rows and {%ts for … %} in A1 for sheets",
            ),
            place,
            tag.written,
        )
    if tag.kind not in kinds:
        raise MarkerError(
            Text("thẻ {%ts … %} chỉ đặt ở ô A1", "{%ts … %} belongs into cell A1")
            if tag.kind == "ts"
            else Text("thẻ {%tr … %} phải đứng một mình trong dòng", "{%tr … %} must stand alone in its row"),
            place,
            tag.written,
        )
    if tag.keyword not in (_KEYWORDS if tag.kind == "tr" else ("for",)) or (
        bool(tag.rest) != (tag.keyword in _NEEDS_MORE)
    ):
        raise MarkerError(
            Text(
                "không hiểu thẻ; viết: for x in xs, endfor, if điều_kiện, elif điều_kiện, else, endif",
                "cannot be understood; write for x in xs, endfor, if condition, elif condition, else, endif",
            ),
            place,
            tag.written,
        )


def block_tree(markers: Mapping[int, Marker], last_row: int) -> list[Content]:
    """Rows 1 to `last_row` with their blocks; MarkerError where markers do not pair up."""
    top: list[Content] = []
    open_blocks: list[Block] = []
    into = top
    for row in range(1, last_row + 1):
        marker = markers.get(row)
        if marker is None:
            into.append(row)
            continue
        keyword = marker.tag.keyword
        if keyword in ("for", "if"):
            block = Block(row, marker, keyword == "for")
            into.append(block)
            open_blocks.append(block)
            into = _branch(block, marker)
            continue
        if not open_blocks or (keyword in ("endfor",)) != open_blocks[-1].repeated:
            raise _unpaired(marker)
        block = open_blocks[-1]
        if keyword in ("elif", "else"):
            if block.branches[-1][0] is None:
                raise _unpaired(marker)
            into = _branch(block, marker if keyword == "elif" else None)
            continue
        open_blocks.pop()
        into = open_blocks[-1].branches[-1][1] if open_blocks else top
    if open_blocks:
        raise _unpaired(open_blocks[-1].marker)
    return top


def _branch(block: Block, condition: Marker | None) -> list[Content]:
    block.branches.append((condition, []))
    return block.branches[-1][1]


def _unpaired(marker: Marker) -> MarkerError:
    return MarkerError(
        Text(
            "thẻ này không có cặp: for đi với endfor, if đi với endif",
            "has no partner: for goes with endfor, if with endif",
        ),
        marker.place,
        marker.tag.written,
    )


def loops_of_rows(tree: list[Content], loops: tuple[int, ...] = ()) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every content row with the numbers of the loops around it, outermost first."""
    for item in tree:
        if isinstance(item, int):
            yield item, loops
        else:
            inner = (*loops, item.number) if item.repeated else loops
            for _, branch in item.branches:
                yield from loops_of_rows(branch, inner)
