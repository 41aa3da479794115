"""Which calculated cells, or runs of them, still wait for their values: found by area, however large, step by step."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from xl_addin.engine.values.ranges import Range
from xl_addin.formula.cells import MAX_ROW


class Span(NamedTuple):
    """Calculated cells of one column, `first` row to `last`, known by a number."""

    sheet: int
    column: int
    first: int
    last: int
    number: int


class _Line:
    """The spans of one column in order; `next_waiting[i]` leads to the first of them from i on that still waits."""

    def __init__(self) -> None:
        self.firsts: list[int] = []
        self.lasts: list[int] = []
        self.numbers: list[int] = []
        self.next_waiting: list[int] = []

    def waiting_from(self, index: int) -> int:
        """The first waiting span from here on; the way to it is shortened for the next who asks."""
        end = index
        while self.next_waiting[end] != end:
            end = self.next_waiting[end]
        while self.next_waiting[index] != end:
            self.next_waiting[index], index = end, self.next_waiting[index]
        return end


class Waiting:
    """The spans that wait; they do not overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._lines: dict[int, dict[int, _Line]] = {}
        self._places: dict[int, tuple[_Line, int]] = {}
        for sheet, column, first, last, number in sorted(spans):
            line = self._lines.setdefault(sheet, {}).setdefault(column, _Line())
            self._places[number] = (line, len(line.numbers))
            line.firsts.append(first)
            line.lasts.append(last)
            line.numbers.append(number)
        self._columns: dict[int, list[int]] = {}
        for sheet, lines in self._lines.items():
            self._columns[sheet] = sorted(lines)
            for line in lines.values():
                line.next_waiting = list(range(len(line.numbers) + 1))

    def done(self, number: int) -> None:
        """The span waits no longer."""
        line, index = self._places[number]
        line.next_waiting[index] = index + 1

    def within(self, area: Range) -> Iterator[int]:
        """The numbers of the waiting spans that an area touches; some may be done before the next is asked for."""
        columns = self._columns.get(area.sheet, [])
        for position in range(bisect_left(columns, area.first_column), len(columns)):
            if columns[position] > area.last_column:
                return
            line = self._lines[area.sheet][columns[position]]
            index = line.waiting_from(bisect_left(line.lasts, area.first_row))
            while index < len(line.numbers) and line.firsts[index] <= area.last_row:
                yield line.numbers[index]
                index = line.waiting_from(index if line.next_waiting[index] != index else index + 1)


class Touched:
    """Cells that have changed, as runs of rows by column."""

    def __init__(self) -> None:
        self._runs: dict[int, dict[int, list[tuple[int, int]]]] = {}

    def add(self, sheet: int, column: int, first: int, last: int) -> None:
        """These rows of a column have changed."""
        runs = self._runs.setdefault(sheet, {}).setdefault(column, [])
        # Runs of one column stay apart: what overlaps becomes one.
        start, end = bisect_left(runs, first, key=itemgetter(1)), bisect_right(runs, last, key=itemgetter(0))
        if start < end:
            first, last = min(first, runs[start][0]), max(last, runs[end - 1][1])
        runs[start:end] = [(first, last)]

    def meets(self, area: Range) -> bool:
        """Whether one of the cells is in an area."""
        columns = self._runs.get(area.sheet, {})
        wide = area.last_column - area.first_column >= len(columns)
        for column in columns if wide else range(area.first_column, area.last_column + 1):
            runs = columns.get(column)
            if runs and area.first_column <= column <= area.last_column:
                before = bisect_right(runs, (area.last_row, MAX_ROW))
                if before and runs[before - 1][1] >= area.first_row:
                    return True
        return False
