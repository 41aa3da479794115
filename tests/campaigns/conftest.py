"""What the tests of the five campaigns share: the command line, and LibreOffice as a judge of every book."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from xl_addin.workbook.reading.read import read_book

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command in an empty folder; what it says, once its exit status is the one expected."""

    def run(*arguments: str, exit_status: int = 0) -> str:
        command = [sys.executable, "-m", "xl_addin", *arguments, "--lang", "vi"]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300
        )
        assert done.returncode == exit_status, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


@pytest.fixture(scope="session")
def judged(libreoffice: Callable[[Path, str], Path]) -> Callable[[Path], int]:
    """LibreOffice calculates a book anew; how many formulas it agrees on, which must be all."""

    def judged(path: Path) -> int:
        ours, theirs = read_book(path), read_book(libreoffice(path, "xlsx"))
        cells = [ref for ref, _ in ours.formula_cells()]
        for ref in cells:
            our, their = ours[ref.sheet].value(ref.row, ref.column), theirs[ref.sheet].value(ref.row, ref.column)
            our, their = ("" if value is None else value for value in (our, their))
            expected = pytest.approx(their, rel=1e-12) if isinstance(their, int | float) else their
            assert our == expected, f"{ref}: {our} ≠ {their}"
        return len(cells)

    return judged
