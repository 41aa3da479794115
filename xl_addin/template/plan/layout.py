"""The one answer to where the cells of a template sheet went in one sheet of the result."""

from collections.abc import Iterator
from typing import NamedTuple

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area
from xl_addin.template.plan.axis.ends import OUTSIDE, Loops, Turns
from xl_addin.template.plan.axis.lines import UNMOVED, LineMap
from xl_addin.template.plan.axis.runs import Run


class FixedEnds(NamedTuple):
    """Which ends of a reference stand still, the upper and left one first: those with a `$`."""

    rows: tuple[bool, bool] = (True, True)
    columns: tuple[bool, bool] = (True, True)


_FIXED = FixedEnds()


class Lattice(NamedTuple):
    """Cells of the result that are the crossings of some of its rows and columns."""

    rows: Run
    columns: Run

    def areas(self) -> Iterator[Area]:
        """What is contiguous in it."""
        for first_row, last_row in self.rows.spans():
            for first_column, last_column in self.columns.spans():
                yield Area(first_row, first_column, last_row, last_column)

    @property
    def size(self) -> int:
        """How many areas these are."""
        rows, columns = (
            1 if run.step == 1 else (run.last - run.first) // run.step + 1 for run in (self.rows, self.columns)
        )
        return rows * columns


class PlacedAxes(NamedTuple):
    """Rows and columns, and how many of the result stand before them."""

    top: int
    left: int
    rows: LineMap
    columns: LineMap


class Layout:
    """Where the rows and columns of one sheet went."""

    def __init__(self, rows: LineMap, columns: LineMap) -> None:
        self.rows, self.columns = rows, columns

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The template's cell that a cell of the result is a copy of."""
        return self.rows.source(row), self.columns.source(column)

    def column_shown(self, line: int) -> int:
        """The template's column that a column of the result looks like."""
        return self.columns.source(line)

    def loops_around(self, row: int, column: int) -> tuple[Loops, Loops]:
        """The loops over rows and those over columns that a cell of the template stands in, outermost first."""
        return self.rows.loops_around(row), self.columns.loops_around(column)

    def is_tag(self, row: int, column: int) -> bool:
        """Whether a cell of the template stands in a row or column of tags, which is not in the result."""
        return self.rows.is_marker(row) or self.columns.is_marker(column)

    def axes(self, row: int, column: int) -> list[PlacedAxes]:
        """Where lines beside a cell of the template went: one for every copy of the panel that it stands in."""
        return [PlacedAxes(0, 0, self.rows, self.columns)]

    def turns(self, row: int, column: int) -> Turns:
        """The turns of the loops that a cell of the result stands in."""
        return {**self.rows.turns(row), **self.columns.turns(column)}

    def is_many(self, row: int, column: int, turns: Turns, fixed: tuple[bool, bool]) -> bool:
        """Whether a reference to one cell means all copies of a loop that these turns know nothing of.

        A row or column that is fixed is the loop's first.
        """
        return (not fixed[0] and self.rows.is_repeated(row, turns)) or (
            not fixed[1] and self.columns.is_repeated(column, turns)
        )

    def meant(self, area: Area, turns: Turns = OUTSIDE, fixed: FixedEnds = _FIXED) -> list[Lattice]:
        """The cells that came from those of an area, as seen from a cell in these turns (`LineMap.runs`)."""
        rows = _all(area.first_row, area.last_row, MAX_ROW) or self.rows.runs(
            area.first_row, area.last_row, turns, fixed=fixed.rows
        )
        columns = _all(area.first_column, area.last_column, MAX_COLUMN) or self.columns.runs(
            area.first_column, area.last_column, turns, fixed=fixed.columns
        )
        return [Lattice(row, column) for row in _within(rows, MAX_ROW) for column in _within(columns, MAX_COLUMN)]

    def meant_by_one(self, row: int, column: int, turns: Turns, fixed: tuple[bool, bool]) -> list[Lattice]:
        """The same for a reference to one cell; `fixed` tells which of its row and column have a `$`."""
        rows, columns = self.rows.of_one(row, turns, fixed=fixed[0]), self.columns.of_one(column, turns, fixed=fixed[1])
        return [Lattice(row, column) for row in _within(rows, MAX_ROW) for column in _within(columns, MAX_COLUMN)]

    def landing(self, row: int, column: int) -> tuple[int, int]:
        """The cell to show for one of the template: its first copy, or what stands where it was left out."""
        return self.rows.landing(row), self.columns.landing(column)

    def copies(self, area: Area) -> list[Area]:
        """The copies of an area, one for each turn of the loops that hold all of it."""
        rows = self.rows.turn_spans(area.first_row, area.last_row)
        columns = self.columns.turn_spans(area.first_column, area.last_column)
        return [
            Area(first_row, first_column, min(last_row, MAX_ROW), min(last_column, MAX_COLUMN))
            for first_row, last_row in rows
            for first_column, last_column in columns
        ]


STILL = Layout(UNMOVED, UNMOVED)
"""Of a sheet on which nothing moved."""


def _all(first: int, last: int, most: int) -> list[Run]:
    """All lines that there are, where all are meant."""
    return [Run(first, last)] if (first, last) == (1, most) else []


def _within(runs: list[Run], most: int) -> Iterator[Run]:
    """What is pushed beyond the last line of a sheet is cut off."""
    for run in runs:
        if run.last <= most:
            yield run
        elif run.first <= most:
            yield Run(run.first, most)
