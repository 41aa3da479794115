"""Where an object that floats over cells comes to stand, once for each turn of the loops that hold all of it.

An object beside a list, taller than its one row, stands there once.
"""

from collections.abc import Iterator
from typing import NamedTuple

from xl_addin.formula.cells import Area
from xl_addin.template.plan.axis.lines import LineMap
from xl_addin.template.plan.layout import Layout

AnchorEdge = tuple[int, str]
"""A line, counted from 0, and how far into it as it is written."""
_Span = tuple[AnchorEdge, AnchorEdge]


class ObjectPlace(NamedTuple):
    """The cells under an object, and its edges: first and last row, first and last column."""

    cells: Area
    rows: tuple[AnchorEdge, AnchorEdge]
    columns: tuple[AnchorEdge, AnchorEdge]


def object_places(layout: Layout, rows: _Span, columns: _Span, *, resized: bool) -> Iterator[ObjectPlace]:
    """Where an object comes to stand; `resized` says whether it is stretched with the lines under it."""
    for axes in layout.axes(rows[0][0] + 1, columns[0][0] + 1):
        for top, bottom in _spans(axes.rows, *rows, before=axes.top, resized=resized):
            for left, right in _spans(axes.columns, *columns, before=axes.left, resized=resized):
                cells = Area(top[0] + 1, left[0] + 1, _last_under(top, bottom), _last_under(left, right))
                yield ObjectPlace(cells, (top, bottom), (left, right))


def _last_under(first: AnchorEdge, last: AnchorEdge) -> int:
    """The last line under an object, counted from 1; an end just between two lines belongs to the upper."""
    return max(first[0] + 1, last[0] if last[1] == "0" else last[0] + 1)


def _spans(lines: LineMap, first: AnchorEdge, last: AnchorEdge, *, before: int, resized: bool) -> list[_Span]:
    """Where both edges of an object come to stand on one axis, for each turn of the loops that hold all of it.

    Marker lines are not there in the result: what begins on one begins on the next line, what ends on one on the last.
    """
    top = first[0] + 1
    while top <= lines.last_source and lines.is_marker(top):
        top += 1
    start = first if top == first[0] + 1 else (top - 1, "0")
    length = last[0] - first[0]
    end = last if last > start else (start[0] + length, last[1])
    bottom = _last_under(start, end)
    while bottom > top and lines.is_marker(bottom):
        bottom, end = bottom - 1, (bottom - 1, "0")
    return [
        ((low - 1, start[1]), (high + end[0] - bottom if resized else low - 1 + length, end[1]))
        for low, high in ((before + low, before + high) for low, high in lines.turn_spans(top, bottom))
    ]
