"""Totals, averages, counts and extremes that numbers are added to one after the other, and taken away from again.

The sums are exact, as `math.fsum` makes them: what has been added so far is kept as numbers that do not overlap.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import fsum, isfinite
from typing import Protocol

from xl_addin.engine.values.grid import Grid
from xl_addin.engine.values.lines import Cell
from xl_addin.engine.values.ranges import Range
from xl_addin.engine.values.scalars import DIV0, Blocked, Scalar
from xl_addin.workbook.model.book import CellError, Unsupported


class RunningTotal(Protocol):
    """A result that numbers are added to and, the first ones first, taken away from."""

    def add(self, value: float) -> None:
        """One number more."""

    def remove(self, value: float) -> None:
        """Without the number that was added first."""

    def result(self) -> float | CellError:
        """What it is now; OverflowError where a sum has left the numbers behind."""


class _Sum:
    def __init__(self) -> None:
        self._parts: list[float] = []
        self.count = 0

    def add(self, value: float) -> None:
        self._put(value)
        self.count += 1

    def remove(self, value: float) -> None:
        self._put(-value)
        self.count -= 1

    def _put(self, value: float) -> None:
        """Add to a sum kept as partial sums without overlap (Shewchuk 1997)."""
        parts = self._parts
        kept = 0
        for part in parts:
            larger, smaller = (value, part) if abs(value) >= abs(part) else (part, value)
            value = larger + smaller
            rest = smaller - (value - larger)
            if rest:
                parts[kept] = rest
                kept += 1
        parts[kept:] = [value]

    def result(self) -> float | CellError:
        total = fsum(self._parts)
        if not isfinite(total):
            raise OverflowError
        return total


class _Average(_Sum):
    def result(self) -> float | CellError:
        return float(super().result()) / self.count if self.count else DIV0  # type: ignore[arg-type]


class _Count:
    def __init__(self) -> None:
        self._count = 0

    def add(self, value: float) -> None:
        self._count += 1

    def remove(self, value: float) -> None:
        self._count -= 1

    def result(self) -> float | CellError:
        return float(self._count)


class _Extreme:
    """The smallest or the largest: only what nothing later outdoes is kept, of equals all."""

    def __init__(self, sign: int) -> None:
        self._sign = sign
        self._kept: deque[float] = deque()

    def add(self, value: float) -> None:
        while self._kept and self._sign * self._kept[-1] > self._sign * value:
            self._kept.pop()
        self._kept.append(value)

    def remove(self, value: float) -> None:
        if self._kept[0] == value:
            self._kept.popleft()

    def result(self) -> float | CellError:
        return self._kept[0] if self._kept else 0.0


TOTALS: Mapping[str, Callable[[], RunningTotal]] = {
    "SUM": _Sum,
    "AVERAGE": _Average,
    "COUNT": _Count,
    "COUNTA": _Count,
    "MIN": lambda: _Extreme(1),
    "MAX": lambda: _Extreme(-1),
}
# These count errors, or pass over them.
WITH_ERRORS = frozenset({"COUNT", "COUNTA"})


class KindPlaces:
    """Where the cells of some type stand."""

    def __init__(self, cells: Sequence[Cell], kind: type) -> None:
        self._cells = cells
        self._places = [place for place, value in enumerate(cells) if type(value) is kind]

    def first(self, start: int, end: int) -> Cell:
        """The first of them from a place to before another, None without one."""
        if not self._places:
            return None
        at = bisect_left(self._places, start)
        found = self._places[at] if at < len(self._places) else end
        return self._cells[found] if found < end else None


def taken(name: str, cells: Iterable[Cell]) -> Iterable[float]:
    """What a function takes of the cells; COUNTA takes all that are filled, as any number."""
    if name == "COUNTA":
        return (0.0 for value in cells if value is not None)
    return (value for value in cells if type(value) is float)


class _Grown:
    """A range that was asked for again with more rows, and its total so far."""

    def __init__(self, name: str) -> None:
        self.total = TOTALS[name]()
        self.last_row = 0
        self.trouble: Cell = None


def total_of_tall(name: str, grid: Grid, area: Range) -> Scalar | None:
    """The total of a range that a cell above it asked for with less rows, from the total of that; None for others.

    So a column whose cells look at all cells above them, as `=MAX(A$8:A99)+1` does, takes no longer than any other.
    Blocked where a cell has no value that could be vouched for.
    """
    key = (name, area._replace(last_row=0))
    known = grid.memory.get(key)
    if known is None:
        grid.memory[key] = area.last_row
        return None
    if isinstance(known, int):
        known = grid.memory[key] = _Grown(name)
        known.last_row = area.first_row - 1
    assert isinstance(known, _Grown)
    if area.last_row < known.last_row:
        return None
    if area.last_row > known.last_row:
        cells = grid.cells(area._replace(first_row=known.last_row + 1))
        for value in taken(name, cells):
            known.total.add(value)
        refused = KindPlaces(cells, Unsupported).first(0, len(cells))
        if not isinstance(known.trouble, Unsupported):
            error = None if name in WITH_ERRORS else KindPlaces(cells, CellError).first(0, len(cells))
            known.trouble = refused or known.trouble or error
        known.last_row = area.last_row
    if isinstance(known.trouble, Unsupported):
        raise Blocked(known.trouble.reason)
    try:
        return known.trouble or known.total.result()
    except OverflowError:
        return None
