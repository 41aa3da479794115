"""The older drawing (VML): boxes of comments, buttons and pictures of controls, and the cells that these name.

Found by patterns, not by a parser: Excel itself has written drawings that are not well-formed XML. `MoveWithCells` and
`SizeWithCells` say, where they stand there, that an object does *not*: so Excel writes and reads them.
"""

import re
from collections.abc import Callable, Iterator

from xl_addin.formula.cells import RowColumn
from xl_addin.formula.shift import Shift
from xl_addin.package.splicing import Splice
from xl_addin.package.xml_text import escape, unescape
from xl_addin.workbook.structure.floating.anchors import Edge, Holding, Sizes, moved_edges

_DATA = re.compile(rb"<((?:[\w.-]+:)?)ClientData\b([^>]*)>(.*?)</\1ClientData\s*>", re.DOTALL)
_NOTE = re.compile(rb"""\bObjectType\s*=\s*["']Note["']""")
_INSIDE = re.compile(rb"<(?:[\w.-]+:)?(\w+)(?:\s[^>]*)?(?:/>|>([^<]*)<)")
_NUMBER = re.compile(rb"-?\d+")
_FORMULAS = frozenset({b"FmlaLink", b"FmlaRange", b"FmlaPict", b"FmlaTxbx", b"FmlaGroup"})
_ENTITIES = {"&quot;": '"', "&apos;": "'"}
# Left, top, right and bottom, each a line and pixels into it.
_FIRST, _LAST = {"rows": 2, "columns": 0}, {"rows": 6, "columns": 4}


def notes_in(drawing: bytes) -> Iterator[RowColumn]:
    """The cells of the comments that the drawing has boxes for."""
    for data in _DATA.finditer(drawing):
        cell = _cell(data)
        if cell:
            yield cell


def formulas_in(drawing: bytes) -> Iterator[tuple[int, int, str]]:
    """Where the formulas of controls and pictures stand, and how they read."""
    for data in _DATA.finditer(drawing):
        for inside in _INSIDE.finditer(drawing, data.start(3), data.end(3)):
            if inside[1] in _FORMULAS and inside[2]:
                yield inside.start(2), inside.end(2), unescape(inside[2].decode("utf-8", "surrogateescape"), _ENTITIES)


def rewritten_formulas(drawing: bytes, formula: Callable[[str], str]) -> Iterator[Splice]:
    """The splices after which these formulas read otherwise."""
    for start, end, old in formulas_in(drawing):
        new = formula(old)
        if new != old:
            yield start, end, escape(new).encode("utf-8", "surrogateescape")


def moved_boxes(drawing: bytes, shift: Shift, sizes: Sizes) -> Iterator[Splice]:
    """The splices that put every object where it comes to stand, and say of which cell a box is the comment.

    The box of a comment stays beside its cell, as many lines high and wide as it was.
    """
    for data in _DATA.finditer(drawing):
        parts = {each[1]: each for each in _INSIDE.finditer(drawing, data.start(3), data.end(3))}
        anchor, cell = parts.get(b"Anchor"), _cell(data)
        numbers = list(_NUMBER.finditer(drawing, *anchor.span(2))) if anchor and anchor[2] else []
        by = 0
        if cell:
            name, line = (b"Row", cell[0]) if shift.axis == "rows" else (b"Column", cell[1])
            by = (shift.line(line) or line) - line
            if by:
                yield (*parts[name].span(2), str(line - 1 + by).encode())
        if len(numbers) != 8:
            continue
        first, last = _FIRST[shift.axis], _LAST[shift.axis]
        start, end = (Edge(int(numbers[at][0]), int(numbers[at + 1][0])) for at in (first, last))
        if cell:
            moved = (start._replace(line=max(0, start.line + by)), end._replace(line=max(0, end.line + by)))
        else:
            moved = moved_edges(start, end, _holding(parts), shift, sizes, 1)
        for at, edge in ((first, moved[0]), (last, moved[1])):
            for number, new in zip(numbers[at : at + 2], edge, strict=True):
                if int(number[0]) != new:
                    yield (*number.span(), str(new).encode())


def _cell(data: re.Match[bytes]) -> RowColumn | None:
    if not _NOTE.search(data[2]):
        return None
    parts = {each[1]: (each[2] or b"").strip() for each in _INSIDE.finditer(data[3] + b"<")}
    row, column = parts.get(b"Row", b""), parts.get(b"Column", b"")
    return (int(row) + 1, int(column) + 1) if row.isdigit() and column.isdigit() else None


def _holding(parts: dict[bytes, re.Match[bytes]]) -> Holding:
    if _is_said(parts.get(b"MoveWithCells")):
        return "stay"
    return "move" if _is_said(parts.get(b"SizeWithCells")) else "size"


def _is_said(element: re.Match[bytes] | None) -> bool:
    return element is not None and (element[2] or b"").strip().lower() not in (b"false", b"f", b"0")
