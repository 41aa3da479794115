"""Unit sheets as PDF, printed by LibreOffice: in a profile of its own, and not longer than is reasonable."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from xl_addin.language import Text
from xl_addin.problem import OptionHint, Problem

SECONDS_FOR_ALL = 120
SECONDS_FOR_EACH = 5
AT_ONCE = 100
"""So many workbooks are printed by one start of the program: a command line has no room for thousands."""
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_MISSING = Text(
    "muốn có PDF cần LibreOffice mà máy này không có; hãy cài LibreOffice, hoặc in từ Excel",
    "a PDF needs LibreOffice, which this computer has not; install it, or print from Excel",
)
_TOO_LONG = Text(
    "LibreOffice chưa in xong PDF sau {seconds} giây; hãy thử lại với ít đơn vị hơn",
    "LibreOffice has not made the PDF within {seconds} seconds; try again with fewer units",
)
_FEWER = OptionHint("chọn đơn vị bằng --only", "choose units with --only")
_FAILED = Text("LibreOffice không in được PDF: {reason}", "LibreOffice could not make the PDF: {reason}")


def libreoffice() -> str:
    """The program's path; Problem where there is none."""
    found = [path for name in _PROGRAMS if (path := shutil.which(name))]
    found += [place for place in _PLACES if Path(place).is_file()]
    if not found:
        raise Problem(_MISSING)
    return found[0]


def printed(workbooks: Mapping[str, bytes]) -> dict[str, bytes]:
    """The workbooks (by file name) as PDF, by the same names ending in `.pdf`; Problem where that fails."""
    program = libreoffice()
    found: dict[str, bytes] = {}
    for names in _some(workbooks, AT_ONCE):
        found |= _printed(program, {name: workbooks[name] for name in names})
    return found


def _some(names: Mapping[str, bytes], most: int) -> Iterator[tuple[str, ...]]:
    left = iter(names)
    while names_now := tuple(islice(left, most)):
        yield names_now


def _printed(program: str, workbooks: Mapping[str, bytes]) -> dict[str, bytes]:
    seconds = SECONDS_FOR_ALL + SECONDS_FOR_EACH * len(workbooks)
    with tempfile.TemporaryDirectory(prefix="xl-addin-pdf-") as folder:
        books, pdfs, profile = (Path(folder) / name for name in ("books", "pdfs", "profile"))
        books.mkdir()
        # A unit's name may be too long below a long folder, or none that a command line takes: a number is neither.
        numbered = {f"{number}.xlsx": name for number, name in enumerate(workbooks, start=1)}
        for number, name in numbered.items():
            (books / number).write_bytes(workbooks[name])
        command = [
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", "pdf",
            "--outdir", str(pdfs), *(str(books / number) for number in numbered),
        ]  # fmt: skip
        said = _run(command, seconds)
        found = {}
        for number, name in numbered.items():
            pdf = pdfs / Path(number).with_suffix(".pdf").name
            if not pdf.is_file():
                raise Problem(_FAILED.with_values(reason=said), file=name)
            found[str(Path(name).with_suffix(".pdf"))] = pdf.read_bytes()
        return found


def _run(command: Sequence[str], seconds: int) -> str:
    """Run it to its end and give the last line it says; Problem after so many seconds, then nothing of it is left."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
    except OSError as error:
        raise Problem(_FAILED.with_values(reason=error)) from error
    try:
        _, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise Problem(_TOO_LONG.with_values(seconds=seconds), by_option=_FEWER) from error
    finally:
        # Also where Ctrl-C or a time limit cuts it short.
        if process.poll() is None:
            _end(process)
    return (said.decode(errors="replace").strip().splitlines() or [f"exit status {process.returncode}"])[-1]


def _end(process: "subprocess.Popen[bytes]") -> None:
    """What is started does the work in another process, which would go on."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.communicate()
