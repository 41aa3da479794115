"""A terminal shows that work goes on; a pipe is left clean."""

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from xl_addin.cli.progress.progress_bar import progress
from xl_addin.language import Text

WORK = Text("Đang làm", "Working")


def test_a_pipe_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(WORK, "vi", of=3) as done:
        done()
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own needs pty")
def test_rendering_tells_a_terminal_that_it_goes_on(tmp_path: Path) -> None:
    import pty

    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "{{ title }}"
    book.save(tmp_path / "mau.xlsx")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "xl_addin", "render", "mau.xlsx", "--set", "title=Quý I", "-o", "x.xlsx"]
    environment = {**os.environ, "TERM": "xterm", "XL_ADDIN_LANG": "vi"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    shown = os.read(ours, 65_536).decode()
    os.close(ours)
    assert (done.returncode, "Đang điền mẫu" in shown) == (0, True)
    assert done.stdout.decode().strip() == "Đã ghi x.xlsx"
