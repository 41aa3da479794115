"""Ctrl-C, or being ended from outside: at once, without a traceback, and every file as it was.

Signals as terminals and CI send them exist on POSIX systems only; on Windows these tests are skipped.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals to process groups are POSIX")

GIVING_UP = 120
"""Seconds after which a process that does not end fails the test instead of blocking it."""
# Runs in every process before anything else: the first worker that starts leaves a file.
TELL_OF_WORKERS = """
import os
os.register_at_fork(after_in_child=lambda: open(os.environ["BEGUN"], "w").close())
"""
# A disk that takes a minute to write.
SLOW_DISK = """
import os, sys, time
def fsync(handle):
    open(os.environ["BEGUN"], "w").close()
    time.sleep(60)
os.fsync = fsync
from xl_addin.cli.main import main
main()
"""


def begun(process: subprocess.Popen[str], marker: Path) -> None:
    """Wait until the process has left its mark."""
    end = time.monotonic() + GIVING_UP
    while not marker.exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.01)


def nobody_left(group: int) -> bool:
    """Whether the process group is empty; what is ending may take a moment."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start a command in a process group of its own; its `BEGUN` is the file `begun`."""

    def start(*command: str | Path, **variables: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "BEGUN": str(tmp_path / "begun"), "XL_ADDIN_LANG": "en", **variables}
        return subprocess.Popen(
            list(map(str, command)),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    return start


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_batch_ends_at_once_with_all_its_processes(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path, sent: signal.Signals
) -> None:
    books = tmp_path / "books"
    books.mkdir()
    book = openpyxl.Workbook()
    for row in (["TT", "Xã", "Giao", "Đạt", "Còn"], ["A", "B", "1", "2", "3=1-2"]):
        book.active.append(row)
    for number in range(1, 300):
        book.active.append([number, f"Xã {number}", number * 3, number, f"=C{number + 2}-D{number + 2}"])
    book.save(books / "0.xlsx")
    for number in range(1, 500):
        shutil.copy(books / "0.xlsx", books / f"{number}.xlsx")
    (tmp_path / "sitecustomize.py").write_text(TELL_OF_WORKERS)
    program = Path(sys.executable).with_name("xl-addin")
    process = start(program, "verify", "--jobs", "2", books, PYTHONPATH=str(tmp_path))
    begun(process, tmp_path / "begun")
    if sent == signal.SIGINT:
        os.killpg(process.pid, sent)  # a terminal interrupts the whole group
    else:
        process.send_signal(sent)
    _, errors = process.communicate(timeout=GIVING_UP)
    assert process.returncode == 128 + sent, errors
    assert "Traceback" not in errors
    assert nobody_left(process.pid)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("command", ["recalc", "fix", "verify --annotate"])
def test_a_file_that_is_being_written_stays_as_it_was(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path, sent: signal.Signals, command: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    book = openpyxl.Workbook()
    for row in (["Đơn vị", "Nam", "Nữ", "Cộng"], [1, 2, 3, "4=2+3"]):
        book.active.append(row)
    for row in range(3, 8):
        book.active.append([f"Xã {row}", row, 2, f"=B{row}-C{row}" if row == 5 else f"=B{row}+C{row}"])
    book.save(folder / "source.xlsx")
    (folder / "result.xlsx").write_bytes(b"old")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    name, *options = command.split()
    options = options or ["-o"]
    process = start(
        sys.executable, "-c", SLOW_DISK, name, folder / "source.xlsx", *options, folder / "result.xlsx", "--force"
    )
    begun(process, tmp_path / "begun")
    process.send_signal(sent)
    _, errors = process.communicate(timeout=GIVING_UP)
    assert process.returncode == 128 + sent, errors
    assert "Traceback" not in errors
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
