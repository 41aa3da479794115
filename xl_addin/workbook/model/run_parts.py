"""What some rows of a column hold, read from its runs; and values laid over others."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import TypeVar

from xl_addin.workbook.model.book import Value
from xl_addin.workbook.model.runs import FormulaRun, Stretch, Stretches, TextRun, before, run_at, stretches_of

R = TypeVar("R", FormulaRun, TextRun)


def part_of(stretches: Sequence[Stretch], first: int, last: int) -> list[Value]:
    """The values of the rows from `first` to `last`, None where nothing is."""
    around = before(stretches, first)
    if around < len(stretches):
        start, cells = stretches[around]
        if start <= first and last < start + len(cells):
            return cells[first - start : last - start + 1]
    found: list[Value] = [None] * (last - first + 1)
    for start, cells in stretches[around:]:
        if start > last:
            break
        low, high = max(start, first), min(start + len(cells) - 1, last)
        if low <= high:
            found[low - first : high - first + 1] = cells[low - start : high - start + 1]
    return found


def runs_within(runs: Sequence[R], first: int, last: int) -> Iterator[R]:
    """Of runs from top to bottom those that have rows from `first` to `last`."""
    for run in runs[before(runs, first) :]:
        if run.first > last:
            return
        if run.last >= first:
            yield run


def overlaid(values: Mapping[int, Value], runs: Sequence[Stretch]) -> Stretches:
    """The values with those of these runs, top to bottom, in the place of what was in their rows, None included."""
    found = list(stretches_of(values))
    copied: set[int] = set()
    added: list[Stretch] = []
    for run in runs:
        index = run_at(found, run.first)
        if index is None:
            added.append(run)
            continue
        first, cells = found[index]
        if index not in copied:
            copied.add(index)
            cells = list(cells)
            found[index] = Stretch(first, cells)
        cells[run.first - first : run.first - first + len(run.cells)] = run.cells
    found = sorted([*found, *added], key=itemgetter(0))
    if all(_end(above) <= below.first for above, below in pairwise(found)):
        return Stretches(found)
    # A run reaches from above into what was there, or beyond it.
    by_row = dict(values)
    for first, cells in runs:
        by_row.update(enumerate(cells, first))
    return Stretches(stretches_of({row: value for row, value in by_row.items() if value is not None}))


def _end(stretch: Stretch) -> int:
    """The row behind the last."""
    return stretch.first + len(stretch.cells)
