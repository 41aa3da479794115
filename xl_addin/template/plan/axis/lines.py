"""Where the rows, or the columns, of a template went: one axis of a sheet or of a panel."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from xl_addin.template.plan.axis.ends import OUTSIDE, End, Loops, Path, Turns, common_depth, end_in, of_loops
from xl_addin.template.plan.axis.runs import LineCopies, Run, joined_runs

_NO_LEVELS: Mapping[int, int] = {}


class Placed(NamedTuple):
    """One line of the result: the template's line it is a copy of, and which turn of each loop around it.

    A line that is only there because a panel needs it has the line before it with a minus.
    """

    source: int
    path: Path


class LineMap:
    """The lines of one axis in order; those of the template below `last_source` keep their distance to it.

    `loops` are the loops that each line of the template stands in, outermost first; marker lines are not among them.
    `breaks` are the lines behind which a page ends, `levels` the outline levels that lines have beside their own.
    """

    def __init__(
        self,
        loops: Mapping[int, Loops],
        placed: Sequence[Placed],
        last_source: int,
        breaks: Sequence[int] = (),
        levels: Mapping[int, int] = _NO_LEVELS,
    ) -> None:
        self.loops, self.placed, self.last_source = loops, placed, last_source
        self.breaks, self.levels = tuple(breaks), levels
        self.moved_by = len(placed) - last_source

    @cached_property
    def _copies(self) -> Mapping[int, LineCopies]:
        found: dict[int, LineCopies] = {}
        for line, (source, path) in enumerate(self.placed, start=1):
            found.setdefault(source, LineCopies()).add(line, path)
        return found

    def source(self, line: int) -> int:
        """The line of the template that a line of the result is a copy of."""
        return self.placed[line - 1].source if line <= len(self.placed) else line - self.moved_by

    def is_marker(self, source: int) -> bool:
        """Whether a line of the template holds a marker: it is not in the result."""
        return source <= self.last_source and source not in self.loops

    def copies(self, source: int) -> Sequence[int]:
        """All copies of a line of the template."""
        if source > self.last_source:
            return (source + self.moved_by,)
        return self._copies.get(source, _NO_COPIES).lines

    def turns(self, line: int) -> Turns:
        """The turns that a line of the result stands in."""
        if line > len(self.placed):
            return OUTSIDE
        source, path = self.placed[line - 1]
        return dict(zip(self.loops[source], path, strict=True)) if path else OUTSIDE

    def is_repeated(self, source: int, turns: Turns) -> bool:
        """Whether a line of the template stands in a loop that these turns know nothing of."""
        return not all(loop in turns for loop in self.loops.get(source, ()))

    def first(self, source: int, turns: Turns = OUTSIDE, *, fixed: bool = True) -> int | None:
        """The first copy that a reference to one line means: in the same turns, or of the innermost loop's if fixed."""
        if source > self.last_source:
            return source + self.moved_by
        copies = self._copies.get(source, _NO_COPIES)
        path = tuple(turn for _, turn in end_in(self.loops_around(source), turns, fixed=fixed))
        start, end = copies.between(path, path)
        return copies.lines[start] if end > start else None

    def of_one(self, source: int, turns: Turns, *, fixed: bool) -> list[Run]:
        """The copies that a reference to one line means: all of a loop it does not stand in, else one."""
        if not fixed and self.is_repeated(source, turns):
            return self.runs(source, source, turns, fixed=(False, False))
        line = self.first(source, turns, fixed=fixed)
        return [] if line is None else [Run(line, line)]

    def seen_from(self, source: int, other: int, *, fixed: bool) -> list[int] | None:
        """For every copy of a line, in order, the one copy of another that a reference in it means, as `of_one` says.

        None where one of them means several, or what is not there.
        """
        copies = self._copies.get(source, _NO_COPIES)
        if other > self.last_source:
            return [other + self.moved_by] * len(copies.lines)
        loops = self.loops_around(other)
        depth = common_depth(loops, self.loops[source])
        if depth < len(loops) and not fixed:
            return None
        if fixed and depth and depth == len(loops):
            depth -= 1
        found = self._copies.get(other, _NO_COPIES)
        first: dict[Path, int] = {}
        for line, path in zip(found.lines, found.paths, strict=True):
            first.setdefault(path[:depth], line)
        lines = [first.get(path[:depth], 0) for path in copies.paths]
        return lines if all(lines) else None

    def landing(self, source: int) -> int:
        """The line to show for a line of the template: its first copy, or what stands where it was left out."""
        below = max(source, self.last_source + 1)
        return next(line for at in range(source, below + 1) if (line := self.first(at)))

    def runs(
        self, first: int, last: int, turns: Turns = OUTSIDE, *, fixed: tuple[bool, bool] = (True, True)
    ) -> list[Run]:
        """The copies of several lines that a reference to them means, and nothing that stands between.

        Of a loop that the reference stands in too, an end means the same turn's copy, or where it is fixed the first
        or last turn's: `D$20:D20` is a running total. Of a loop that does not hold both ends, and of one that the
        reference does not stand in, all turns are meant beyond the other end. Empty where none is left.
        """
        low, high = (
            end_in(self.loops_around(line), turns, fixed=still)
            for line, still in zip((first, last), fixed, strict=True)
        )
        return self.between(first, last, low, high)

    def between(self, first: int, last: int, low: End, high: End, *, to_end: bool = False) -> list[Run]:
        """The same from the turns of one end to those of the other; `to_end` with what panels added to the last line.

        Empty where none is left.
        """
        slices = []
        for source in self._sources(first, last, to_end=to_end):
            if copies := self._copies.get(source):
                loops = self.loops[source]
                start, end = copies.between(of_loops(low, loops), of_loops(high, loops))
                if end > start:
                    slices.append((copies, start, end))
        below = [] if last <= self.last_source else [Run(max(first, self.last_source + 1), last)]
        below = [Run(run.first + self.moved_by, run.last + self.moved_by) for run in below]
        return joined_runs(slices, below)

    def _sources(self, first: int, last: int, *, to_end: bool) -> Iterator[int]:
        """The lines of the template up to the last that moves, each followed by what panels added to it."""
        for source in range(first, min(last, self.last_source) + 1):
            yield source
            if source < last or to_end:
                yield -source

    def loops_around(self, source: int) -> Loops:
        """The loops that a line stands in; a marker line stands in those of its neighbours on both sides."""
        if source in self.loops or source > self.last_source:
            return self.loops.get(source, ())
        above, below = self._neighbours(source)
        return self.loops.get(above, ())[: common_depth(self.loops.get(above, ()), self.loops.get(below, ()))]

    def _neighbours(self, marker: int) -> tuple[int, int]:
        """The nearest lines on both sides that are no markers."""
        above, below = marker, marker
        while above and above not in self.loops:
            above -= 1
        while below <= self.last_source and below not in self.loops:
            below += 1
        return above, below

    def ends(self, source: int) -> list[int]:
        """The last lines of all copies of a line; of a marker line, where what stands before it ends."""
        if source > self.last_source or source in self.loops:
            return [last for _, last in self.turn_spans(source, source)]
        above, _ = self._neighbours(source)
        depth = len(self.loops_around(source))
        copies = self._copies.get(above, _NO_COPIES)
        last = {path[:depth]: line for line, path in zip(copies.lines, copies.paths, strict=True)}
        return sorted(last.values())

    def turn_spans(self, first: int, last: int, *, to_end: bool = False) -> list[tuple[int, int]]:
        """From where to where the copies of several lines reach, for each turn of the loops that hold all of them.

        `to_end`: with the lines that panels added to the last.
        """
        inside = range(first, min(last, self.last_source) + 1)
        below = last > self.last_source
        common: Loops | None = () if below else None
        for source in inside:
            loops = self.loops.get(source)
            if loops is not None:
                common = loops if common is None else common[: common_depth(common, loops)]
        depth = len(common or ())
        found: dict[Path, tuple[int, int]] = {}
        for source in self._sources(first, last, to_end=to_end):
            copies = self._copies.get(source, _NO_COPIES)
            for line, path in zip(copies.lines, copies.paths, strict=True):
                low, high = found.get(path[:depth], (line, line))
                found[path[:depth]] = min(low, line), max(high, line)
        if below:
            low = max(first, self.last_source + 1) + self.moved_by
            found[()] = min(found.get((), (low, low))[0], low), last + self.moved_by
        return sorted(found.values())


UNMOVED = LineMap({}, (), 0)
"""An axis on which nothing moved."""
_NO_COPIES = LineCopies()
