import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.verify.batch import FEWEST_IN_PARALLEL, check_all
from xl_addin.verify.check import CheckedFile


@dataclass(frozen=True)
class Job:
    path: str


def check(job: Job) -> CheckedFile:
    if job.path == "kills":
        os._exit(1)
    return CheckedFile(
        job.path, problem=Problem(Text(f"tiến trình {os.getpid()}", "process"), file=job.path, place="A1")
    )


def jobs(*names: str) -> list[Job]:
    return [Job(name) for name in (*names, *map(str, range(FEWEST_IN_PARALLEL)))]


def test_the_order_is_kept_and_problems_come_back_whole() -> None:
    told: list[None] = []
    asked = jobs("b", "a")
    outcomes = check_all(asked, check, processes=2, done=lambda: told.append(None))
    assert [one.path for one in outcomes] == [job.path for job in asked]
    assert len(told) == len(asked)
    assert [one.problem.line("en") for one in outcomes if one.problem][:2] == ["b: A1: process", "a: A1: process"]
    assert all(one.problem and str(os.getpid()) not in one.problem.text.vi for one in outcomes)


def test_a_few_files_are_checked_here() -> None:
    [outcome] = check_all([Job("a")], check, processes=8)
    assert outcome.problem and str(os.getpid()) in outcome.problem.text.vi


def test_a_file_that_takes_its_process_down_is_told_and_the_rest_goes_on() -> None:
    outcomes = check_all(jobs("a", "kills", "b"), check, processes=2)
    ended = [one.path for one in outcomes if one.problem and "đột ngột" in one.problem.text.vi]
    assert ended == ["kills"]
    assert len(outcomes) == 3 + FEWEST_IN_PARALLEL


def marks(job: Job) -> CheckedFile:
    time.sleep(0.02)
    Path(job.path).touch()
    return CheckedFile(job.path)


def test_an_interruption_leaves_the_waiting_files_unchecked(tmp_path: Path) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_all([Job(str(tmp_path / str(n))) for n in range(100)], marks, processes=2, done=interrupted)
    assert len(list(tmp_path.iterdir())) < 50
