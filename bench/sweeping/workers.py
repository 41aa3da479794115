"""Give files to processes one by one, with a time-out for each: to hang or to end its process is an outcome too."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any

Outcome = dict[str, Any]


@dataclass
class _Worker:
    """A process and the file it is at."""

    work: Callable[[str], Outcome]
    path: str = ""
    deadline: float = 0.0
    ours: Connection = field(init=False)
    process: Process = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.ours, theirs = Pipe()
        self.process = Process(target=_serve, args=(theirs, self.work), daemon=True)
        self.process.start()
        theirs.close()

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.ours.close()


def outcomes(
    paths: Sequence[str], work: Callable[[str], Outcome], *, processes: int, seconds: float
) -> Iterator[tuple[str, Outcome]]:
    """Every file with what `work` made of it, as they come; `{"ended": …}` where it took too long or died."""
    waiting = list(reversed(paths))
    workers = [_Worker(work) for _ in range(min(processes, len(paths)))]
    try:
        busy = [_given(worker, waiting, seconds) for worker in workers]
        while any(busy):
            ready = wait([worker.ours for worker in workers if worker.path], timeout=1.0)
            for index, worker in enumerate(workers):
                if worker.path and (worker.ours in ready or monotonic() > worker.deadline):
                    yield worker.path, _answer(worker, answered=worker.ours in ready)
                    busy[index] = _given(worker, waiting, seconds)
    finally:
        for worker in workers:
            worker.stop()


def _given(worker: _Worker, waiting: list[str], seconds: float) -> bool:
    worker.path = waiting.pop() if waiting else ""
    worker.deadline = monotonic() + seconds
    if worker.path:
        worker.ours.send(worker.path)
    return bool(worker.path)


def _answer(worker: _Worker, *, answered: bool) -> Outcome:
    try:
        if answered:
            outcome: Outcome = worker.ours.recv()
            return outcome
        reason = "took too long"
    except EOFError:
        reason = "its process died"
    worker.stop()
    worker.start()
    return {"ended": reason}


def _serve(theirs: Connection, work: Callable[[str], Outcome]) -> None:
    while True:
        theirs.send(work(theirs.recv()))
