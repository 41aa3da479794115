"""Check many files at once, in parallel processes, in a stable order; none stops the others."""

import os
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from xl_addin.verify.check import CheckedFile

# Below this starting processes takes longer than it saves.
FEWEST_IN_PARALLEL = 4


class Job(Protocol):
    """What a process is told: at least which file to check."""

    @property
    def path(self) -> str:
        """The file as the user named it."""
        ...


OneJob = TypeVar("OneJob", bound=Job)


def check_all(
    jobs: Sequence[OneJob],
    check: Callable[[OneJob], CheckedFile],
    *,
    processes: int | None = None,
    done: Callable[[], None] = lambda: None,
) -> list[CheckedFile]:
    """The outcome of every job, in their order; `done` is called after each.

    `check` and the jobs travel to other processes: a function of a module, plain data. A file whose process dies is
    told as unreadable, the rest goes on.
    """
    workers = min(processes or os.cpu_count() or 1, len(jobs))
    if workers < 2 or len(jobs) < FEWEST_IN_PARALLEL:
        return [_counted(check(job), done) for job in jobs]
    # Loading what starts processes takes as long as checking a small book.
    from xl_addin.verify.parallel import check_in_parallel

    return check_in_parallel([job.path for job in jobs], jobs, check, workers, done)


def _counted(outcome: CheckedFile, done: Callable[[], None]) -> CheckedFile:
    done()
    return outcome
