"""Run one measured process: how long it took, the most memory it had, what it printed."""

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

MEASURE = Path(__file__).with_name("measure.py")
TIMEOUT_SECONDS = 300


@dataclass(frozen=True)
class Run:
    """A finished process; `printed` is None where it failed or took too long."""

    seconds: float
    megabytes: float
    printed: str | None

    @property
    def answer(self) -> dict[str, Any]:
        """What measure.py printed."""
        return dict(json.loads(self.printed)) if self.printed else {}


def run(command: list[str]) -> Run:
    """Run to the end or for five minutes at most; memory is that of the largest process among it and its children."""
    start = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    timer = threading.Timer(TIMEOUT_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
    timer.start()
    assert process.stdout is not None
    printed = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, usage.ru_maxrss / 1024, printed if status == 0 else None)


def measured(engine: str, book: Path, mode: str, *more: str) -> Run:
    """measure.py on a book, beside which the list of its formula areas lies."""
    command = [sys.executable, str(MEASURE), engine, str(book), str(book.with_suffix(".json")), mode, *more]
    return run(command)
