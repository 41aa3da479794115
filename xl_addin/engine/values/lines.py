"""The cells of one sheet column while a book is calculated, and parts of them as lists."""

from collections.abc import Iterable
from functools import cached_property

from xl_addin.engine.values.scalars import Scalar
from xl_addin.workbook.model.book import Unsupported
from xl_addin.workbook.model.runs import Stretch

Cell = Scalar | Unsupported

# Lists of parts that are kept: formulas of one table mostly read the same rows.
_KEPT = 8
# How many rows a list may have for each filled one; columns with less in them are dictionaries.
_ROWS_PER_CELL = 8
_ALWAYS_LISTED = 4096


class Lane:
    """One value for each row of a run of formulas; Unsupported where there is none to vouch for."""

    def __init__(self, cells: list[Cell], kinds: frozenset[type] | None = None) -> None:
        self.cells = cells
        if kinds is not None:
            self.kinds = kinds

    @cached_property
    def kinds(self) -> frozenset[type]:
        """The types of its values."""
        return frozenset(map(type, self.cells))

    @property
    def is_numbers(self) -> bool:
        """Whether every value is a number."""
        return self.kinds == NUMBERS


NUMBERS = frozenset({float})


class Line:
    """The values of a column by row; None where nothing is."""

    def __init__(self, stretches: Iterable[Stretch], calculated: Iterable[tuple[int, int]]) -> None:
        """`calculated` are the runs of rows (first, last) whose values in the file are not to be seen."""
        stretches, calculated = list(stretches), list(calculated)
        ends = [(each.first, each.first + len(each.cells) - 1) for each in stretches] + calculated
        self.first = min((first for first, _ in ends), default=1)
        last = max((last for _, last in ends), default=0)
        self.last = last
        filled = sum(last - first + 1 for first, last in ends)
        self._cells: list[Cell] | None = None
        self._sparse: dict[int, Cell] = {}
        self._lanes: dict[tuple[int, int], Lane] = {}
        if last - self.first < _ALWAYS_LISTED + _ROWS_PER_CELL * filled:
            self._cells = [None] * (last - self.first + 1)
        for stretch in stretches:
            self.put_run(stretch.first, stretch.cells)
        for first, last in calculated:
            self.put_run(first, [None] * (last - first + 1))

    def get(self, row: int) -> Cell:
        """The value of one row."""
        if self._cells is None:
            return self._sparse.get(row)
        index = row - self.first
        return self._cells[index] if 0 <= index < len(self._cells) else None

    def put(self, row: int, value: Cell) -> None:
        """Give a row that is known to be filled or calculated its value."""
        if self._cells is None:
            self._sparse[row] = value
        else:
            self._cells[row - self.first] = value
        self._lanes.clear()

    def put_run(self, first: int, cells: list[Cell]) -> None:
        """Give consecutive rows their values."""
        if self._cells is None:
            self._sparse.update((row, value) for row, value in enumerate(cells, first) if value is not None)
        else:
            index = first - self.first
            self._cells[index : index + len(cells)] = cells
        self._lanes.clear()

    def part(self, first: int, last: int) -> list[Cell]:
        """The values of consecutive rows."""
        if self._cells is None:
            return [self._sparse.get(row) for row in range(first, last + 1)]
        start, end = first - self.first, last - self.first + 1
        found = self._cells[max(start, 0) : max(end, 0)]
        if len(found) < end - start:
            before = min(max(-start, 0), end - start)
            found = [None] * before + found
            found += [None] * (end - start - len(found))
        return found

    def lane(self, first: int, last: int) -> Lane:
        """The same, kept for the next formula that wants these rows."""
        lane = self._lanes.get((first, last))
        if lane is None:
            lane = self._lanes[first, last] = Lane(self.part(first, last))
            if len(self._lanes) > _KEPT:
                del self._lanes[next(iter(self._lanes))]
        return lane

    def put_lane(self, first: int, lane: Lane) -> None:
        """Give consecutive rows their values, which the next formula is likely to want."""
        self.put_run(first, lane.cells)
        self._lanes[first, first + len(lane.cells) - 1] = lane
