"""Run one measured process: how long it took, the most memory it had, what it printed."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEASURE = Path(__file__).with_name("measure.py")
WATCH = Path(__file__).with_name("watch.py")
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
    watched = [sys.executable, "-S", str(WATCH), str(TIMEOUT_SECONDS), *command]
    return Run(**json.loads(subprocess.run(watched, capture_output=True, check=True).stdout))


def measured(engine: str, book: Path, mode: str, *more: str) -> Run:
    """measure.py on a book, beside which the list of its formula areas lies."""
    command = [sys.executable, str(MEASURE), engine, str(book), str(book.with_suffix(".json")), mode, *more]
    return run(command)
