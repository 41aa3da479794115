"""Check many files at once, in parallel processes, in a stable order; none stops the others."""

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, TypeVar

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.verify.check import CheckedFile

# Below this starting processes takes longer than it saves.
FEWEST_IN_PARALLEL = 4

_DIED = Text(
    "việc kiểm tra tệp này dừng đột ngột, có thể do thiếu bộ nhớ; hãy kiểm tra riêng tệp này",
    "checking this file ended abruptly, perhaps for lack of memory; check it by itself",
)


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
    outcomes: list[CheckedFile | None] = [None] * len(jobs)
    with ProcessPoolExecutor(workers, initializer=_leave_interruptions_to_the_parent) as pool:
        futures: list[Future[CheckedFile]] = []
        try:
            futures = [pool.submit(check, job) for job in jobs]
            for index, future in enumerate(futures):
                outcomes[index] = _counted(future.result(), done)
        except BrokenProcessPool:
            pass
        except BaseException:
            # Waiting here, for what already runs: left to the end of `with`, all the rest would be checked first.
            pool.shutdown(cancel_futures=True)
            raise
    # One file took its process down and all waiting files with it: from here on each has a process of its own.
    return [outcome or _counted(_alone(job, check), done) for job, outcome in zip(jobs, outcomes, strict=True)]


def _leave_interruptions_to_the_parent() -> None:
    # Ctrl-C reaches every process of a terminal: one that dies while it holds the queue would block the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _alone(job: OneJob, check: Callable[[OneJob], CheckedFile]) -> CheckedFile:
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(check, job).result()
        except BrokenProcessPool:
            return CheckedFile(job.path, problem=Problem(_DIED, file=job.path))


def _counted(outcome: CheckedFile, done: Callable[[], None]) -> CheckedFile:
    done()
    return outcome
