"""How much room the lines of a region take where panels stand in them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class PanelNeed(NamedTuple):
    """What a panel needs: the first of its lines and the one behind its last, counted from 0, and how many lines."""

    first: int
    behind: int
    size: int


def room_of_lines(stays: Sequence[bool], stretches: Sequence[PanelNeed]) -> list[int]:
    """How many lines of the result each line takes, as few in all as its panels and itself need.

    `stays` tells which lines are there whatever panels need: those in which something stands beside panels. What
    panels need beyond that is given to the lines one by one from the first, what is left over to the last.
    """
    count = len(stays)
    starting: dict[int, list[PanelNeed]] = {}
    ending: dict[int, list[PanelNeed]] = {}
    for stretch in stretches:
        starting.setdefault(stretch.first, []).append(stretch)
        ending.setdefault(stretch.behind, []).append(stretch)
    least = [0] * (count + 1)
    for at in range(count):
        least[at + 1] = least[at] + stays[at]
        for stretch in ending.get(at + 1, ()):
            least[at + 1] = max(least[at + 1], least[stretch.first] + stretch.size)
    latest = least.copy()
    for at in range(count - 1, -1, -1):
        latest[at] = latest[at + 1] - stays[at]
        for stretch in starting.get(at, ()):
            latest[at] = min(latest[at], latest[stretch.behind] - stretch.size)
    places = [0] * (count + 1)
    for at in range(count):
        lowest = places[at] + stays[at]
        for stretch in ending.get(at + 1, ()):
            lowest = max(lowest, places[stretch.first] + stretch.size)
        places[at + 1] = max(lowest, min(places[at] + 1, latest[at + 1]))
    return [after - before for before, after in pairwise(places)]
