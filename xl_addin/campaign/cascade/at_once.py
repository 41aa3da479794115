"""Make the books of a cascade in several processes, and hand them over one after the other."""

import os
from collections.abc import Iterator, Sequence

from xl_addin.campaign.cascade.books import BookPlan, made
from xl_addin.campaign.cascade.levels import CascadeLevel

# Below this starting processes takes longer than it saves.
FEWEST_AT_ONCE = 20
_MOST_PROCESSES = 8
_AT_A_TIME = 4


def books_at_once(
    plans: Sequence[BookPlan], levels: Sequence[CascadeLevel], *, processes: int | None = None
) -> Iterator[bytes]:
    """The books in the order of their plans."""
    workers = min(processes or os.cpu_count() or 1, _MOST_PROCESSES)
    if workers < 2 or len(plans) < FEWEST_AT_ONCE:
        yield from (made(plan, levels[plan.depth]) for plan in plans)
        return
    from xl_addin.verify.parallel import interruptions_waiting, processes_for

    with processes_for(workers, _begin, tuple(levels)) as pool:
        with interruptions_waiting():
            found = pool.map(_made_here, plans, chunksize=_AT_A_TIME)
        yield from found


_LEVELS: list[CascadeLevel] = []


def _begin(levels: Sequence[CascadeLevel]) -> None:
    _LEVELS[:] = levels


def _made_here(plan: BookPlan) -> bytes:
    return made(plan, _LEVELS[plan.depth])
