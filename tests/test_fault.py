"""How a program ends when something goes wrong."""

import errno
import os
from collections.abc import Callable

import pytest

from xl_addin.fault import FAILED, INTERRUPTED, exit_status, told
from xl_addin.language import Text
from xl_addin.problem import Problem


def failing(error: BaseException) -> Callable[[], int]:
    def program() -> int:
        raise error

    return program


def test_the_programs_own_status_is_kept() -> None:
    assert [exit_status(status.__int__) for status in (0, 1, 2)] == [0, 1, 2]
    assert exit_status(lambda: None) == 0


def test_a_problem_is_the_users_to_mend_and_stays_as_it_is() -> None:
    problem = Problem(Text("thiếu", "missing"), file="a.xlsx", place="A1")
    assert told(problem, "b.xlsx").line("vi") == "a.xlsx: A1: thiếu"


def test_what_nobody_foresaw_is_our_fault_and_names_the_file() -> None:
    line = told(KeyError("không\n  có"), "a.xlsx").line("vi")
    assert line.startswith("a.xlsx: lỗi của chương trình, không phải của người dùng (KeyError: ")
    assert "kèm tệp" in line and "\n" not in line
    assert told(KeyError("x"), "a.xlsx").line("en").startswith("a.xlsx: a fault of the program, not yours (KeyError: ")


def test_a_long_reason_is_cut() -> None:
    assert len(told(ValueError("x" * 10_000)).line("en")) < 600


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "not permitted"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_what_the_machine_refuses_is_told_with_its_path(number: int, says: str) -> None:
    line = told(OSError(number, os.strerror(number), "/mnt/share/b.xlsx"), "a.xlsx").line("en")
    assert line.startswith("/mnt/share/b.xlsx: ") and says in line
    assert told(OSError(number, os.strerror(number)), "a.xlsx").line("en").startswith("a.xlsx: ")


def test_too_little_memory_says_what_to_do() -> None:
    assert "split the file" in told(MemoryError(), "a.xlsx").line("en")


@pytest.mark.parametrize("error", [RuntimeError("a\nb"), MemoryError(), OSError(5, "Input/output error"), Problem])
def test_it_ends_in_one_line(error: Exception, capsys, monkeypatch) -> None:
    monkeypatch.delenv("XL_ADDIN_DEBUG", raising=False)
    error = Problem(Text("a", "b")) if error is Problem else error
    assert exit_status(failing(error), "en") == FAILED
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_the_rest_is_shown_where_it_is_asked_for(capsys, monkeypatch) -> None:
    monkeypatch.setenv("XL_ADDIN_DEBUG", "1")
    assert exit_status(failing(RuntimeError("boom"))) == FAILED
    line, *rest = capsys.readouterr().err.splitlines()
    assert "boom" in line and rest[0].startswith("Traceback") and rest[-1] == "RuntimeError: boom"


def test_an_interruption_is_one_line(capsys) -> None:
    assert exit_status(failing(KeyboardInterrupt()), "en") == INTERRUPTED
    assert capsys.readouterr().err == "stopped as asked; no file is left half written\n"
