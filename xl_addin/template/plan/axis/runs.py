"""Lines of the result in as few runs as their distances allow."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xl_addin.template.plan.axis.ends import Path, between

MOST_COUNTED = 4096
"""So many lines, or areas, are looked at one by one, to see which stand side by side."""
_FEW = 255
"""So many runs are told so; where there are more it is only told how regular the copies of each line are."""


class Run(NamedTuple):
    """Lines of the result, from the first to the last, every `step`th of them."""

    first: int
    last: int
    step: int = 1

    def spans(self) -> Iterator[tuple[int, int]]:
        """The first and last lines of what is contiguous in it."""
        if self.step == 1:
            yield self.first, self.last
        else:
            for line in range(self.first, self.last + 1, self.step):
                yield line, line


class LineCopies:
    """The copies of one line of the template in order, and the turns each stands in."""

    def __init__(self) -> None:
        self.lines: list[int] = []
        self.paths: list[Path] = []
        self._breaks: list[int] | None = None

    def add(self, line: int, path: Path) -> None:
        """One more copy, behind those before."""
        self.lines.append(line)
        self.paths.append(path)

    def between(self, low: Path, high: Path) -> tuple[int, int]:
        """From where to where the copies stand whose paths begin with one of these or lie between them."""
        return between(self.paths, low, high)

    def runs(self, start: int, end: int) -> Iterator[Run]:
        """These copies in as few runs as their distances allow."""
        if self._breaks is None:
            self._breaks = _where_distances_change(self.lines)
        while start < end:
            stop = min(self._breaks[start] + 1, end)
            step = self.lines[start + 1] - self.lines[start] if stop - start > 1 else 1
            if step > 1 and stop < end and self.lines[stop] == self.lines[stop - 1] + 1:
                # The last of them begins a run that is contiguous.
                stop -= 1
            if stop - start < 3 and step > 1:
                stop, step = start + 1, 1
            yield Run(self.lines[start], self.lines[stop - 1], step)
            start = stop


def _where_distances_change(lines: Sequence[int]) -> list[int]:
    """For each line the index of the last one that is reached from it in steps as long as the first."""
    found = list(range(len(lines)))
    for at in range(len(lines) - 2, -1, -1):
        alike = found[at + 1] > at + 1 and lines[at + 2] - lines[at + 1] == lines[at + 1] - lines[at]
        found[at] = found[at + 1] if alike else at + 1
    return found


def joined_runs(slices: Sequence[tuple[LineCopies, int, int]], below: list[Run]) -> list[Run]:
    """The copies of several lines, and what stands below them all, in as few runs as can be told quickly."""
    if not slices:
        return below
    first = min(copies.lines[start] for copies, start, _ in slices)
    last = max(copies.lines[end - 1] for copies, _, end in slices)
    count = sum(end - start for _, start, end in slices)
    runs = [Run(first, last)] if last - first + 1 == count else []
    if not runs and count <= MOST_COUNTED:
        runs = list(_contiguous(sorted(line for copies, start, end in slices for line in copies.lines[start:end])))
    if not runs or len(runs) > _FEW:
        runs = [run for copies, start, end in slices for run in copies.runs(start, end)]
    if below and runs[-1].step == 1 and runs[-1].last + 1 == below[0].first:
        return [*runs[:-1], Run(runs[-1].first, below[0].last)]
    return runs + below


def _contiguous(lines: Sequence[int]) -> Iterator[Run]:
    first = last = lines[0]
    for line in lines[1:]:
        if line != last + 1:
            yield Run(first, last)
            first = line
        last = line
    yield Run(first, last)


def in_runs(lines: Sequence[int]) -> list[Run]:
    """Lines, in order, in as few runs as their distances allow."""
    copies = LineCopies()
    for line in lines:
        copies.add(line, ())
    return list(copies.runs(0, len(lines)))
