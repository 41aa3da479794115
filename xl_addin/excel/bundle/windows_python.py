"""The Windows Python that goes into a bundle: an archive from python.org or NuGet, named with its hash.

Two kinds are known: the embeddable package (`python-3.12.10-embed-amd64.zip`) and the NuGet package
(`python.3.12.10.nupkg`), whose interpreter lies in `tools/`.
"""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from xl_addin.excel.installing.machine.executables import OLDEST_PYTHON, machine_of, python_version
from xl_addin.language import Text
from xl_addin.problem import Problem

# Only in its wheels for this one does xlwings bring the libraries that Excel loads (of either kind).
PROCESSOR = "x64"

# Not needed to run anything here: Tcl and its windows, headers, tests, what builds environments and installs.
_LEFT_OUT = (
    "tcl/",
    "include/",
    "libs/",
    "Scripts/",
    "Lib/test/",
    "Lib/idlelib/",
    "Lib/tkinter/",
    "Lib/ensurepip/",
    "Lib/venv/",
    "Lib/site-packages/",
)
_LEFT_OUT_FILES = ("_tkinter.pyd", "tcl86t.dll", "tk86t.dll")


@dataclass(frozen=True)
class WindowsPython:
    """An interpreter: its files relative to `python.exe`, version, and the archive's SHA-256."""

    files: dict[str, bytes]
    version: tuple[int, int]
    sha256: str


def read_windows_python(archive: Path, sha256: str) -> WindowsPython:
    """The interpreter in this archive, prepared to look for modules only in its own folder.

    Raises Problem if the archive is not the one with this hash, or no Windows Python that can be used.
    """
    data = _archive_bytes(archive)
    actual = hashlib.sha256(data).hexdigest()
    if actual != sha256.strip().lower():
        raise Problem(
            Text(
                "SHA-256 của tệp là {actual}, không phải {expected}; hãy so với mã băm nơi phát hành công bố",
                "the file's SHA-256 is {actual}, not {expected}; compare with the one its publisher states",
            ).with_values(actual=actual, expected=sha256),
            file=str(archive),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            files = _interpreter_files(package)
    except (zipfile.BadZipFile, EOFError) as error:
        raise _no_python(archive) from error
    machine, version = machine_of(files.get("python.exe", b"")), python_version(files)
    if machine is None or version is None or "pythonw.exe" not in files:
        raise _no_python(archive)
    if machine != PROCESSOR:
        raise Problem(
            Text(
                "đây là Python cho bộ xử lý {machine}; cần bản {needed} (…-embed-amd64.zip), dùng được với cả Excel "
                "32-bit lẫn 64-bit",
                "this Python is for the processor {machine}; the one for {needed} is needed (…-embed-amd64.zip), which "
                "serves 32-bit and 64-bit Excel alike",
            ).with_values(machine=machine, needed=PROCESSOR),
            file=str(archive),
        )
    if version < OLDEST_PYTHON:
        raise Problem(
            Text(
                "đây là Python {version}; cần từ bản {oldest}", "this is Python {version}; {oldest} or later is needed"
            ).with_values(version="{}.{}".format(*version), oldest="{}.{}".format(*OLDEST_PYTHON)),
            file=str(archive),
        )
    return WindowsPython(_own_modules_only(files, version), version, actual)


def _archive_bytes(archive: Path) -> bytes:
    try:
        return archive.read_bytes()
    except OSError as error:
        raise Problem(
            Text("không đọc được tệp Python cho Windows", "the archive of Windows Python cannot be read"),
            file=str(archive),
        ) from error


def _interpreter_files(package: zipfile.ZipFile) -> dict[str, bytes]:
    names = [name for name in package.namelist() if not name.endswith("/")]
    root = "tools/" if "tools/python.exe" in names else ""
    found = (name for name in names if name.startswith(root) and ".." not in name.split("/"))
    return {
        name.removeprefix(root): package.read(name)
        for name in found
        if not name.removeprefix(root).startswith(_LEFT_OUT) and not name.endswith(_LEFT_OUT_FILES)
    }


def _own_modules_only(files: dict[str, bytes], version: tuple[int, int]) -> dict[str, bytes]:
    """With a `._pth` file: no environment variable, registry entry or other Python of the PC changes what is run.

    `import site` makes it read the `.pth` file by which pywin32 finds its libraries.
    """
    name = "python{}{}".format(*version)
    library = [f"{name}.zip"] if f"{name}.zip" in files else ["Lib", "DLLs"]
    lines = [*library, ".", r"Lib\site-packages", "import site", ""]
    return files | {f"{name}._pth": "\r\n".join(lines).encode("ascii")}


def _no_python(archive: Path) -> Problem:
    return Problem(
        Text(
            "không phải gói Python cho Windows; hãy dùng tệp python-3.x.y-embed-amd64.zip của python.org hoặc gói "
            "NuGet “python”",
            "no Windows Python; give python-3.x.y-embed-amd64.zip of python.org or the NuGet package “python”",
        ),
        file=str(archive),
    )
