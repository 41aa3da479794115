"""Where the rows of a template sheet went: how references, areas and heights follow them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from xl_addin.formula.cells import MAX_ROW, Area

Loops = tuple[int, ...]
Path = tuple[int, ...]


class Placed(NamedTuple):
    """One row of the result: the template row it is a copy of, and which turn of each loop around it."""

    source: int
    path: Path


class Origin(NamedTuple):
    """From where a reference is made: the loops around it and the turn of each."""

    loops: Loops
    path: Path


OUTSIDE = Origin((), ())


class RowMap:
    """The rows of one rendered sheet, in order; template rows below `last_source` keep their distance to it."""

    def __init__(self, loops: Mapping[int, Loops], placed: Sequence[Placed], last_source: int) -> None:
        self.loops, self.placed, self.last_source = loops, placed, last_source
        self.moved_by = len(placed) - last_source
        self._extents: dict[tuple[int, Path], tuple[int, int]] = {}
        self._copies: dict[int, list[int]] = {}
        for row, (source, path) in enumerate(placed, start=1):
            self._copies.setdefault(source, []).append(row)
            for depth in range(len(path) + 1):
                key = source, path[:depth]
                self._extents[key] = self._extents.get(key, (row, row))[0], row

    def origin(self, row: int) -> Origin:
        """The loops and turns of a row of the result."""
        if row > len(self.placed):
            return OUTSIDE
        source, path = self.placed[row - 1]
        return Origin(self.loops[source], path)

    def is_repeated(self, source: int, origin: Origin) -> bool:
        """Whether a template row stands in a loop that the reference does not come from."""
        return len(self.loops.get(source, ())) > _shared(self.loops.get(source, ()), origin.loops)

    def row(self, source: int, origin: Origin = OUTSIDE, *, absolute: bool = True) -> int | None:
        """Where a reference to a single template row leads: the same turn's copy, or the first if `absolute`."""
        if source > self.last_source:
            return source + self.moved_by
        extent = self._extent(source, origin, absolute)
        return extent[0] if extent else None

    def landing(self, source: int) -> int:
        """The row to show for a template row: its first copy, or what stands where it was left out."""
        below = max(source, self.last_source + 1)
        return next(row for at in range(source, below + 1) if (row := self.row(at)))

    def span(
        self, first: int, last: int, origin: Origin = OUTSIDE, *, absolute: tuple[bool, bool] = (True, True)
    ) -> tuple[int, int] | None:
        """Where a reference to several template rows leads: from the first to the last of all copies it means.

        From inside a loop, a relative end means the row of that turn and an absolute one the loop's first or
        last turn: `D$20:D20` is a running total. From outside both mean all turns. None where no row is left.
        """
        starts: list[int] = []
        ends: list[int] = []
        for source in range(first, min(last, self.last_source) + 1):
            if start := self._extent(source, origin, absolute[0]):
                starts.append(start[0])
            if end := self._extent(source, origin, absolute[1]):
                ends.append(end[1])
        if last > self.last_source:
            starts.append(max(first, self.last_source + 1) + self.moved_by)
            ends.append(min(last + self.moved_by, MAX_ROW))
        return (min(starts), max(ends)) if starts and ends else None

    def _extent(self, source: int, origin: Origin, absolute: bool) -> tuple[int, int] | None:
        loops = self.loops.get(source)
        if loops is None:
            return None
        depth = _shared(loops, origin.loops)
        if absolute:
            depth = min(depth, max(len(loops) - 1, 0))
        return self._extents.get((source, origin.path[:depth]))

    def ends(self, source: int) -> list[int]:
        """The last rows of all copies of a template row; of a marker row, where what stands above it ends."""
        if source > self.last_source or source in self.loops:
            return [area.last_row for area in self.areas(Area(source, 1, source, 1))]
        above, below = source, source
        while above and above not in self.loops:
            above -= 1
        while below <= self.last_source and below not in self.loops:
            below += 1
        depth = _shared(self.loops.get(above, ()), self.loops.get(below, ()))
        last = {self.placed[row - 1].path[:depth]: row for row in self._copies.get(above, ())}
        return sorted(last.values())

    def areas(self, area: Area) -> list[Area]:
        """The copies of a template area, one for each turn of the loops that hold all its rows."""
        inside = range(area.first_row, min(area.last_row, self.last_source) + 1)
        below = area.last_row > self.last_source
        common: Loops | None = () if below else None
        for source in inside:
            loops = self.loops.get(source)
            if loops is not None:
                common = loops if common is None else common[: _shared(common, loops)]
        found: dict[Path, tuple[int, int]] = {}
        for source in inside:
            for row in self._copies.get(source, ()):
                path = self.placed[row - 1].path[: len(common or ())]
                low, high = found.get(path, (row, row))
                found[path] = min(low, row), max(high, row)
        if below:
            low, high = max(area.first_row, self.last_source + 1) + self.moved_by, area.last_row + self.moved_by
            found[()] = min(found.get((), (low, low))[0], low), min(high, MAX_ROW)
        return [Area(low, area.first_column, high, area.last_column) for low, high in sorted(found.values())]


def _shared(some: Loops, others: Loops) -> int:
    depth = 0
    for one, other in zip(some, others, strict=False):
        if one != other:
            break
        depth += 1
    return depth


def joined(areas: Sequence[Area]) -> list[Area]:
    """The same cells in fewer areas: those that stand one under the other become one."""
    found: list[Area] = []
    for area in sorted(areas, key=lambda each: (each.first_column, each.last_column, each.first_row)):
        last = found[-1] if found else None
        if (
            last is not None
            and (last.first_column, last.last_column) == (area.first_column, area.last_column)
            and area.first_row <= last.last_row + 1
        ):
            found[-1] = Area(last.first_row, last.first_column, max(last.last_row, area.last_row), last.last_column)
        else:
            found.append(area)
    return found
