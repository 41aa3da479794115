"""How wide columns and how high rows are: where each begins, in pixels at 96 to the inch."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import floor
from typing import NamedTuple

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW
from xl_addin.package.parts import is_true
from xl_addin.package.splicing import find_elements

_WIDEST, _HIGHEST = 255, 409.5
_DEFAULT_WIDTH, _DEFAULT_HEIGHT = 64, 20
_COLUMN, _ROW, _FORMAT = "cols/col", "sheetData/row", "sheetFormatPr"


class SizedLines(NamedTuple):
    """Lines (columns or rows, from 0, the last one included) that have one size of their own."""

    first: int
    last: int
    size: int


class Ruler:
    """The lines of a sheet in one direction; all but the given stretches have the usual size."""

    def __init__(self, usual: int, stretches: Sequence[SizedLines], lines: int) -> None:
        self._usual, self._lines = usual, lines
        self._stretches = sorted(stretches)
        self._firsts = [one.first for one in self._stretches]
        self._shifts = [0, *accumulate((one.size - usual) * (one.last - one.first + 1) for one in self._stretches)]
        self._starts = [self.start(first) for first in self._firsts]
        self.length = self.start(lines)

    def with_lines(self, at: int, count: int, size: int | None = None) -> "Ruler":
        """The lines after `count` have been put in before line `at` (taken out from there on, where negative).

        New ones have this size, else the usual one.
        """
        moved = []
        for first, last, its_size in self._stretches:
            cuts = (first, at, last + 1) if count > 0 and first < at <= last else (first, last + 1)
            for start, end in pairwise(cuts):
                start, end = _moved(start, at, count), _moved(end, at, count, is_end=True)
                moved.append(SizedLines(start, min(end, self._lines) - 1, its_size))
        if size is not None and count > 0:
            moved.append(SizedLines(at, at + count - 1, size))
        return Ruler(self._usual, [one for one in moved if one.first <= one.last], self._lines)

    def start(self, line: int) -> int:
        """Where a line begins."""
        index = bisect_right(self._firsts, line - 1)
        if index and line <= self._stretches[index - 1].last:
            one = self._stretches[index - 1]
            return one.first * self._usual + self._shifts[index - 1] + (line - one.first) * one.size
        return line * self._usual + self._shifts[index]

    def at(self, place: int) -> tuple[int, int]:
        """The line at a place, and how far into it."""
        place = min(max(place, 0), self.length - 1)
        index = bisect_right(self._starts, place) - 1
        first, size = 0, self._usual
        if index >= 0:
            one = self._stretches[index]
            inside = one.size and place < self.start(one.last + 1)
            first, size = (one.first, one.size) if inside else (one.last + 1, self._usual)
        start = self.start(first)
        line = first + (place - start) // size if size else first
        return line, place - self.start(line)


def _moved(edge: int, at: int, count: int, *, is_end: bool = False) -> int:
    """Where the edge before a line comes to stand; the end of a stretch at the very place stays where it was."""
    if edge < at or (is_end and edge == at):
        return edge
    return max(edge + count, at)


def rulers(xml: bytes, *, part: str | None = None) -> tuple[Ruler, Ruler]:
    """The columns and the rows of a worksheet (UTF-8); ValueError for sizes that are no numbers."""
    widths, heights, row = [], [], 0
    usual_width, usual_height = _DEFAULT_WIDTH, _DEFAULT_HEIGHT
    for element in find_elements(xml, {_COLUMN, _ROW, _FORMAT}, part=part):
        get, hidden = element.attributes.get, is_true(element.attributes.get("hidden"))
        if element.path == _FORMAT:
            usual_width = _column_pixels(get("defaultColWidth")) or _DEFAULT_WIDTH
            usual_height = 0 if is_true(get("zeroHeight")) else _row_pixels(get("defaultRowHeight")) or _DEFAULT_HEIGHT
        elif element.path == _COLUMN:
            size = 0 if hidden else _column_pixels(get("width"))
            if size is not None:
                widths.append(SizedLines(int(get("min", "1")) - 1, int(get("max", "1")) - 1, size))
        else:
            row = int(get("r", row + 1))
            size = 0 if hidden else _row_pixels(get("ht"))
            if size is not None:
                heights.append(SizedLines(row - 1, row - 1, size))
    return Ruler(usual_width, widths, MAX_COLUMN), Ruler(usual_height, heights, MAX_ROW)


def _column_pixels(width: str | None) -> int | None:
    """A column's width in characters of 7 pixels, the usual font's (ECMA-376 part 1, 18.3.1.13)."""
    return None if width is None else floor(min(max(float(width), 0), _WIDEST) * 7 + 0.5)


def _row_pixels(height: str | None) -> int | None:
    """A row's height in points."""
    return None if height is None else floor(min(max(float(height), 0), _HIGHEST) * 4 / 3 + 0.5)
