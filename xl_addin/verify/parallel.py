"""Check files in parallel processes that end with what is done in them; one that dies takes no other file with it."""

import contextlib
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children
from typing import TypeVar

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.verify.check import CheckedFile

_DIED = Text(
    "việc kiểm tra tệp này dừng đột ngột, có thể do thiếu bộ nhớ; hãy kiểm tra riêng tệp này",
    "checking this file ended abruptly, perhaps for lack of memory; check it by itself",
)
OneJob = TypeVar("OneJob")


def check_in_parallel(
    paths: Sequence[str],
    jobs: Sequence[OneJob],
    check: Callable[[OneJob], CheckedFile],
    workers: int,
    done: Callable[[], None],
) -> list[CheckedFile]:
    """The outcome of every job, in their order; a file whose process dies is told as unreadable, the rest goes on."""
    outcomes: list[CheckedFile | None] = [None] * len(jobs)
    with contextlib.suppress(BrokenProcessPool), processes_for(workers) as pool:
        for index, future in enumerate(_submitted(pool, check, jobs)):
            outcomes[index] = future.result()
            done()
    # One file took its process down and all waiting files with it: from here on each has a process of its own.
    for index, outcome in enumerate(outcomes):
        if outcome is None:
            outcomes[index] = _alone(paths[index], jobs[index], check)
            done()
    return [outcome for outcome in outcomes if outcome]


@contextlib.contextmanager
def processes_for(
    workers: int, begin: Callable[..., None] | None = None, *told: object
) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with what is done in them, and at once if that is interrupted: checking damages nothing.

    Each begins by calling `begin` with what it is `told`, if anything.
    """
    with ProcessPoolExecutor(workers, initializer=_begun, initargs=(begin, told)) as pool:
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
    with interruptions_waiting():
        return [pool.submit(check, job) for job in jobs]


@contextlib.contextmanager
def interruptions_waiting() -> Iterator[None]:
    """Let signals wait while processes start: half started, they would be forgotten or end with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begun(begin: Callable[..., None] | None, told: Sequence[object]) -> None:
    _leave_interruptions_to_the_parent()
    if begin is not None:
        begin(*told)


def _leave_interruptions_to_the_parent() -> None:
    # Ctrl-C reaches every process of a terminal: one that dies while it holds the queue would block the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


def _alone(path: str, job: OneJob, check: Callable[[OneJob], CheckedFile]) -> CheckedFile:
    try:
        with processes_for(1) as pool:
            return _submitted(pool, check, [job])[0].result()
    except BrokenProcessPool:
        return CheckedFile(path, problem=Problem(_DIED, file=path))
