"""Saving on Windows: a file is replaced as Excel replaces it, and one that is open is left alone.

Wine's ReplaceFile carries neither creation times nor access lists over: these are a step of docs/windows-checklist.md,
and here Windows is seen to be asked, and to answer.
"""

import json

import pytest
from windows.installed_pc import InstalledPc
from windows.wine_pc import windows_path

PROGRAM = """
import ctypes, json, os, sys
from pathlib import Path
from xl_addin.package.replacing import windows_files
from xl_addin.package.saving import save_atomically
from xl_addin.problem import Problem

HIDDEN = 2
book = Path(sys.argv[1]) / "Biểu số 1.xlsx"
book.write_bytes(b"old")
ctypes.windll.kernel32.SetFileAttributesW(str(book), HIDDEN)

answers, ask = [], windows_files._replace_file
def asked(*names):
    answers.append(ask(*names))
    return answers[-1]
windows_files._replace_file = asked

said = {}
kept = save_atomically(book, b"new", backup=True)
hidden = book.stat().st_file_attributes & HIDDEN
said["replaced"] = [list(answers), book.read_bytes().decode(), hidden, kept.read_bytes().decode()]
kept.unlink()

def refused(what):
    try:
        what()
    except Problem as problem:
        return problem.line("vi")
with book.open("rb"):
    said["open"] = refused(lambda: save_atomically(book, b"newer"))
    windows_files.is_in_use, look = (lambda target: False), windows_files.is_in_use
    said["opened meanwhile"] = refused(lambda: save_atomically(book, b"newer"))
    windows_files.is_in_use = look
said["too long"] = refused(lambda: save_atomically(book.with_name("x" * 300 + ".xlsx"), b"new"))

windows_files._replace_file = lambda *names: 50  # ERROR_NOT_SUPPORTED, as some network drives say
save_atomically(book, b"newest")
said["renamed"] = [book.read_bytes().decode(), book.stat().st_file_attributes & HIDDEN]
said["left"] = os.listdir(book.parent)
sys.stdout.buffer.write(json.dumps(said).encode())
"""


@pytest.fixture(scope="session")
def said(installed: InstalledPc) -> dict[str, object]:
    """What the program saw on that PC."""
    folder = installed.pc.home / "Documents" / "Lưu"
    folder.mkdir(parents=True)
    program = folder.with_name("saving.py")
    program.write_text(PROGRAM, encoding="utf-8")
    python = windows_path(installed.pc, installed.files / "python" / "python.exe")
    run = installed.pc.run(
        python, "-X", "utf8", windows_path(installed.pc, program), windows_path(installed.pc, folder)
    )
    assert run.returncode == 0, run.stdout + run.stderr
    found: dict[str, object] = json.loads(run.stdout)
    return found


def test_windows_replaces_the_file_and_it_stays_hidden(said: dict[str, object]) -> None:
    assert said["replaced"] == [[0], "new", 2, "old"]


def test_a_book_that_a_program_has_open_is_one_line(said: dict[str, object]) -> None:
    for when in ("open", "opened meanwhile"):
        assert "Biểu số 1.xlsx: tệp đang được mở (trong Excel hoặc chương trình khác); hãy đóng" in str(said[when])


def test_a_name_too_long_is_one_line(said: dict[str, object]) -> None:
    assert "quá dài" in str(said["too long"])


def test_a_drive_without_replace_file_is_written_by_renaming(said: dict[str, object]) -> None:
    assert said["renamed"] == ["newest", 2]


def test_nothing_is_left_beside(said: dict[str, object]) -> None:
    assert said["left"] == ["Biểu số 1.xlsx"]
