"""Anchors as XML writes them: `from` and `to` with a row, a column and offsets in EMU (drawings, controls, notes)."""

from collections.abc import Iterator
from typing import NamedTuple

from xl_addin.formula.shift import Shift
from xl_addin.package.parts import is_true
from xl_addin.package.splicing import Splice
from xl_addin.workbook.structure.elements import Element
from xl_addin.workbook.structure.floating.anchors import Edge, Holding, Sizes, moved_edge, moved_edges

EMU_A_PIXEL = 9525
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "anchor")
_HOLDINGS: dict[str, Holding] = {"oneCell": "move", "absolute": "stay"}
_LINE_AND_OFFSET = {"rows": ("row", "rowOff"), "columns": ("col", "colOff")}


class _Corner(NamedTuple):
    line: Element
    offset: Element | None
    edge: Edge


def anchors_in(root: Element) -> Iterator[Element]:
    """The anchors by cells that a part holds; one by its place on the sheet alone (`absoluteAnchor`) never moves."""
    return (each for each in root.walk() if each.name in _ANCHORS and each.child("from"))


def last_line_of(anchor: Element, shift: Shift) -> int:
    """The last line under the object, counted from 1; ValueError for a line that is no number."""
    corner = _corner(anchor, "to", shift) or _corner(anchor, "from", shift)
    return 0 if corner is None else corner.edge.line + 1


def moved_anchors(root: Element, shift: Shift, sizes: Sizes) -> Iterator[Splice]:
    """The splices that put every object where it comes to stand; ValueError for a line that is no number."""
    for anchor in anchors_in(root):
        first, last = _corner(anchor, "from", shift), _corner(anchor, "to", shift)
        if first and last:
            holding = _holding(anchor)
            start, end = moved_edges(first.edge, last.edge, holding, shift, sizes, EMU_A_PIXEL)
            yield from (*_written(first, start), *_written(last, end))
        elif first:
            # An object of a size of its own.
            yield from _written(first, moved_edge(first.edge, shift))


def carried(anchor: Element, by: int, shift: Shift) -> Iterator[Splice]:
    """The splices that carry an object along by so many lines, whatever is under it; ValueError as above."""
    for corner in (_corner(anchor, "from", shift), _corner(anchor, "to", shift)):
        if corner:
            yield from _written(corner, Edge(max(0, corner.edge.line + by), corner.edge.offset))


def _holding(anchor: Element) -> Holding:
    if anchor.name != "anchor":
        return _HOLDINGS.get(anchor.attributes.get("editAs", "twoCell"), "size")
    if not is_true(anchor.attributes.get("moveWithCells")):
        return "stay"
    return "size" if is_true(anchor.attributes.get("sizeWithCells")) else "move"


def _corner(anchor: Element, name: str, shift: Shift) -> _Corner | None:
    corner = anchor.child(name)
    line_name, offset_name = _LINE_AND_OFFSET[shift.axis]
    line = corner and corner.child(line_name)
    if not corner or not line:
        return None
    offset = corner.child(offset_name)
    # Strict workbooks may write an offset with its unit (`1.5in`): it stays what it is.
    pixels = offset.text.strip() if offset else ""
    return _Corner(line, offset, Edge(int(line.text), int(pixels) if pixels.lstrip("-").isdecimal() else 0))


def _written(corner: _Corner, new: Edge) -> Iterator[Splice]:
    if new.line != corner.edge.line:
        yield corner.line.with_text(str(new.line))
    if new.offset != corner.edge.offset and corner.offset:
        yield corner.offset.with_text(str(new.offset))
