"""Rows or columns that come or go: where every line, area and reference stands afterwards, as in Excel."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area, RowColumn
from xl_addin.formula.reference import Reference, sole_reference

LineAxis = Literal["rows", "columns"]


@dataclass(frozen=True)
class Shift:
    """Lines (rows or columns) of one sheet that come or go.

    `count` > 0: that many new lines before line `at`; `count` < 0: the lines from `at` to `at - count - 1` go.
    `like` is the line, as numbered before, whose formats the new ones take, with `fill` its formulas and its merged
    cells, too, as when it is filled into them. With `stretch`, a range of a formula that
    ends right above the new lines (or right to the left of them) takes them in, as the sum of a total row should.
    """

    sheet: str
    axis: LineAxis
    at: int
    count: int
    like: int | None = None
    stretch: bool = False
    fill: bool = False

    @property
    def size(self) -> int:
        """How many lines a sheet has."""
        return MAX_ROW if self.axis == "rows" else MAX_COLUMN

    @property
    def behind(self) -> int:
        """The first line that moves: `at`, or what follows the last line that goes."""
        return self.at - min(self.count, 0)

    @property
    def new(self) -> range:
        """The new lines, as numbered afterwards."""
        return range(self.at, self.at + max(self.count, 0))

    def concerns(self, sheet: str) -> bool:
        """Whether it is the lines of this sheet that move: to Excel `GIAO` and `giao` are one."""
        return sheet.casefold() == self.sheet.casefold()

    def line(self, number: int) -> int | None:
        """Where a line stands afterwards; None if it goes, or leaves the sheet at its end."""
        if number < self.at:
            return number
        moved = number + self.count
        return moved if number >= self.behind and moved <= self.size else None

    def before(self, number: int) -> int | None:
        """Which line stands there afterwards, as numbered before; None for a new one."""
        return number if number < self.at else None if number in self.new else number - self.count

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Where the lines from `first` to `last` stand: what comes between stretches them, what goes shrinks them.

        None if nothing is left. All lines of a sheet stay all of them.
        """
        if (first, last) == (1, self.size):
            return first, last
        start = first if first < self.at else max(first, self.behind) + self.count
        end = last if last < self.at else (last if last >= self.behind else self.behind - 1) + self.count
        return (start, min(end, self.size)) if start <= min(end, self.size) else None

    def area(self, area: Area) -> Area | None:
        """Where an area stands; None if nothing is left of it."""
        if self.axis == "rows":
            rows = self.span(area.first_row, area.last_row)
            return rows and replace(area, first_row=rows[0], last_row=rows[1])
        columns = self.span(area.first_column, area.last_column)
        return columns and replace(area, first_column=columns[0], last_column=columns[1])

    def cell(self, row: int, column: int) -> RowColumn | None:
        """Where a cell stands; None if it goes."""
        moved = self.line(row if self.axis == "rows" else column)
        return None if moved is None else (moved, column) if self.axis == "rows" else (row, moved)

    def moved(self, reference: Reference, *, line: int | None = None) -> str | None:
        """A reference by address to this sheet as it reads afterwards, all but its lines as written; None if it goes.

        `line` is where the formula stands that holds it, if it stands in this sheet: a running total in the last line
        above the new ones (`SUM(D$9:D13)` in row 13, `SUM(D$9:D9)` in row 9) does not stretch.
        """
        lines = reference.rows if self.axis == "rows" else reference.columns
        if not lines:
            return reference.written
        numbers, fixed = [each.number for each in lines], [each.fixed for each in lines]
        wanted = self.lines(numbers, fixed=fixed, line=line, along=self.goes_along(reference))
        if wanted is None:
            return None
        return reference.with_parts(wanted) if self.axis == "rows" else reference.with_parts(columns=wanted)

    def goes_along(self, reference: Reference) -> bool:
        """Whether a reference is to several cells side by side in a line, not to cells one below the other."""
        across = reference.columns if self.axis == "rows" else reference.rows
        return len({each.number for each in across}) != 1

    def lines(
        self, numbers: Sequence[int], *, fixed: Sequence[bool], line: int | None = None, along: bool = False
    ) -> list[int] | None:
        """The line, or the two in the order in which they are written, that a reference names afterwards; see `moved`.

        `fixed` says which are written with `$`; one that goes `along` a single line does not stretch: what is summed
        there is not the lines.
        """
        span = self.span(min(numbers), max(numbers))
        if span is None or len(numbers) == 1:
            return span and [span[0]]
        first, last = span
        if self.stretch and self.count > 0 and last == self.at - 1 and not (along and first == last):
            # The first line of a running total is both ends (`SUM(D$9:D9)`), of which one goes along.
            is_fixed = all(end for end, number in zip(fixed, numbers, strict=True) if number == last)
            last += self.count if is_fixed or line != last else 0
        return [first, last] if numbers[0] <= numbers[-1] else [last, first]

    def reference(self, text: str) -> str | None:
        """`B2:D9`, `B2`, `B:D` or `2:9` afterwards; None if nothing is left; ValueError for anything else."""
        found = sole_reference(text)
        if found is None or found.area is None or found.sheet:
            raise ValueError(f"not an area: {text!r}")
        return self.moved(found) if not self.stretch else replace(self, stretch=False).moved(found)

    def sqref(self, text: str) -> str:
        """Areas (`A1:B2 D4`) afterwards, "" when nothing is left; ValueError for what is no list of areas.

        New lines that are `like` one in an area are in it, too.
        """
        found: list[str] = []
        for written in text.split():
            moved = self.reference(written)
            if moved is not None:
                found += self._with_new(moved)
        return " ".join(found)

    def _with_new(self, moved: str) -> list[str]:
        """An area as it reads afterwards, and beside it what the new lines add."""
        model = None if self.like is None or self.count < 0 else self.line(self.like)
        known = sole_reference(moved)
        lines = () if known is None else known.rows if self.axis == "rows" else known.columns
        if model is None or known is None or not lines:
            return [moved]
        first, last = min(each.number for each in lines), max(each.number for each in lines)
        if not first <= model <= last or first <= self.at <= last:
            return [moved]
        area = known.area
        assert area is not None
        start, end = self.at, self.at + self.count - 1
        joined = (min(first, start), max(last, end)) if last + 1 == start or end + 1 == first else (start, end)
        rows, columns = (joined, (area.first_column, area.last_column))
        if self.axis == "columns":
            rows, columns = (area.first_row, area.last_row), joined
        new = str(Area(rows[0], columns[0], rows[1], columns[1]))
        return [new] if joined != (start, end) else [moved, new]

    def reversed(self) -> "Shift":
        """The shift after which every line that both leave in the sheet is where it was."""
        return Shift(self.sheet, self.axis, self.at, -self.count)
