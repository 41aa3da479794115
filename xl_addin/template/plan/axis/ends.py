"""Which turns of the loops around it the end of a reference names."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

Loops = tuple[int, ...]
Path = tuple[int, ...]
Turns = Mapping[int, int]
"""The turn, from 0, of every loop that a cell of the result stands in."""
OUTSIDE: Turns = {}
End = Sequence[tuple[int, int]]
"""The loops around the end of a reference that it stands in too, outermost first, each with its turn."""


def end_in(loops: Loops, turns: Turns, *, fixed: bool) -> End:
    """What these turns say of the loops around the end of a reference; of one that is fixed, not of the innermost."""
    known = [(loop, turns[loop]) for loop in loops[: _known(loops, turns)]]
    return known[:-1] if fixed and len(known) == len(loops) else known


def of_loops(end: End, loops: Loops) -> Path:
    """The turns of an end of a reference, as far as they are of these loops."""
    path = []
    for (loop, turn), other in zip(end, loops, strict=False):
        if loop != other:
            break
        path.append(turn)
    return tuple(path)


def _known(loops: Loops, turns: Turns) -> int:
    """How many of the loops, from the outermost, these turns are of."""
    depth = 0
    for loop in loops:
        if loop not in turns:
            break
        depth += 1
    return depth


def common_depth(some: Loops, others: Loops) -> int:
    """How many loops both have in common, from the outermost."""
    depth = 0
    for one, other in zip(some, others, strict=False):
        if one != other:
            break
        depth += 1
    return depth


def between(paths: Sequence[Path], low: Path, high: Path) -> tuple[int, int]:
    """From where to where paths in order begin with one of these two or lie between them."""
    start = bisect_left(paths, low)
    # What follows is the first path beyond those that begin with the later one.
    end = bisect_left(paths, (*high[:-1], high[-1] + 1)) if high else len(paths)
    return start, max(end, start)
