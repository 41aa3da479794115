"""Check many files at once, in parallel processes, in a stable order; none stops the others."""

import contextlib
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children
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
    with contextlib.suppress(BrokenProcessPool), _pool(workers) as pool:
        for index, future in enumerate(_submitted(pool, check, jobs)):
            outcomes[index] = _counted(future.result(), done)
    # One file took its process down and all waiting files with it: from here on each has a process of its own.
    return [outcome or _counted(_alone(job, check), done) for job, outcome in zip(jobs, outcomes, strict=True)]


@contextlib.contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with what is done in them, and at once if that is interrupted: checking damages nothing."""
    with ProcessPoolExecutor(workers, initializer=_leave_interruptions_to_the_parent) as pool:
        try:
            yield pool
        except BrokenProcessPool:
            raise
        except BaseException:
            for process in active_children():
                process.terminate()
            raise


def _submitted(
    pool: ProcessPoolExecutor, check: Callable[[OneJob], CheckedFile], jobs: Sequence[OneJob]
) -> list[Future[CheckedFile]]:
    with _interruptions_waiting():
        return [pool.submit(check, job) for job in jobs]


@contextlib.contextmanager
def _interruptions_waiting() -> Iterator[None]:
    """Let signals wait while processes start: half started, they would be forgotten or end with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_interruptions_to_the_parent() -> None:
    # Ctrl-C reaches every process of a terminal: one that dies while it holds the queue would block the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


def _alone(job: OneJob, check: Callable[[OneJob], CheckedFile]) -> CheckedFile:
    try:
        with _pool(1) as pool:
            return _submitted(pool, check, [job])[0].result()
    except BrokenProcessPool:
        return CheckedFile(job.path, problem=Problem(_DIED, file=job.path))


def _counted(outcome: CheckedFile, done: Callable[[], None]) -> CheckedFile:
    done()
    return outcome
