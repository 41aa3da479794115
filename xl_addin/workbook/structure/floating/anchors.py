"""Where an object that floats over cells comes to stand when lines are put in or taken out under it.

An object holds to its cells in one of three ways (`Holding`), as Excel's dialog names them:

- `size`, "move and size with cells": both edges go with their lines, so that lines put in between stretch it and lines
  taken out shrink it. One that stood wholly on lines taken out keeps no height (or width), but stays in the file: it
  is never dropped with its picture or chart.
- `move`, "move but don't size": its first edge goes with its line, its length stays.
- `stay`, "don't move or size": it stays where it is on the sheet, whatever is under it.

An edge on a line that is taken out comes to stand at the edge that is left there. An end just between two lines belongs
to the upper: a line put in below an object does not stretch it.
"""

from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple

from xl_addin.formula.shift import Shift
from xl_addin.package.package import PartSource
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.workbook.reading.line_sizes import Ruler, rulers

Holding = Literal["size", "move", "stay"]


class Edge(NamedTuple):
    """A zero-based line, and how far into it."""

    line: int
    offset: int


class Sizes(NamedTuple):
    """The lines before and after the shift, asked for only where a length must be kept."""

    before: Callable[[], Ruler]
    after: Callable[[], Ruler]


def sizes_under(source: PartSource, sheet: str, shift: Shift) -> Sizes:
    """The sizes of the lines of a sheet part that is yet as before the shift."""

    @cache
    def before() -> Ruler:
        try:
            columns, rows = rulers(as_utf8(source.read(sheet), part=sheet), part=sheet)
        except ValueError as error:
            raise broken_xml(sheet) from error
        return rows if shift.axis == "rows" else columns

    @cache
    def after() -> Ruler:
        ruler, like = before(), shift.like
        # A new line is not hidden, even if it is like one that is.
        size = 0 if like is None else ruler.start(like) - ruler.start(like - 1)
        return ruler.with_lines(shift.at - 1, shift.count, size or None)

    return Sizes(before, after)


def moved_edge(edge: Edge, shift: Shift, *, is_end: bool = False) -> Edge:
    """The edge where it comes to stand with its line."""
    at = shift.at - 1
    if edge.line < at or (is_end and edge == (at, 0)):
        return edge
    if edge.line < shift.behind - 1:
        return Edge(at, 0)
    return Edge(edge.line + shift.count, edge.offset)


def moved_edges(first: Edge, last: Edge, holding: Holding, shift: Shift, sizes: Sizes, unit: int) -> tuple[Edge, Edge]:
    """Both edges of an object, each where it comes to stand; offsets count `unit` to the pixel."""
    start, end = moved_edge(first, shift), moved_edge(last, shift, is_end=True)
    if holding == "size":
        return start, max(start, end)
    if start == first and end == last:
        return first, last
    if holding == "move" and start == Edge(first.line + shift.count, first.offset):
        # Whole lines came or went above all of it.
        return start, Edge(last.line + shift.count, last.offset)
    top, bottom = _place(first, sizes.before(), unit), _place(last, sizes.before(), unit)
    if holding == "stay":
        return _at(top, sizes.after(), unit), _at(bottom, sizes.after(), unit)
    return start, _at(_place(start, sizes.after(), unit) + bottom - top, sizes.after(), unit)


def _place(edge: Edge, ruler: Ruler, unit: int) -> int:
    return ruler.start(edge.line) * unit + edge.offset


def _at(place: int, ruler: Ruler, unit: int) -> Edge:
    line, pixels = ruler.at(place // unit)
    return Edge(line, pixels * unit + place % unit)
