"""The unpacked bundle: its names, and the check that every file is as it was packed."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from xl_addin.language import Text
from xl_addin.problem import Problem

MANIFEST = "bundle.json"
HASHES = "SHA256SUMS"
ADDIN = "chi-tieu.xlam"
START = "start.py"
INSTALL_SCRIPT, UNINSTALL_SCRIPT = "CAI-DAT.cmd", "GO-BO.cmd"
CHECK_SCRIPT, CUT_SCRIPT = "KIEM-TRA.cmd", "CAT-PHIEU.cmd"
# Those that are installed too, because the unpacked bundle may be thrown away.
SCRIPTS = (UNINSTALL_SCRIPT, CHECK_SCRIPT, CUT_SCRIPT)

# Of the Python, relative to `python.exe`: its libraries, and where one of them writes modules it generates.
SITE_PACKAGES = PurePosixPath("Lib/site-packages")
GENERATED = SITE_PACKAGES / "win32com" / "gen_py"

_HASH_LINE = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")


@dataclass(frozen=True)
class Bundle:
    """A bundle whose files are all there and unchanged. `files` are relative to the folder, with `/`."""

    folder: Path
    version: str
    xlwings: str
    files: tuple[str, ...]


def checked_bundle(folder: Path) -> Bundle:
    """The bundle in a folder; a Problem naming the first file that is missing, changed or unreadable."""
    manifest, hashes = folder / MANIFEST, folder / HASHES
    if not manifest.is_file() or not hashes.is_file():
        raise Problem(
            Text(
                "đây không phải bộ cài đã giải nén; hãy giải nén toàn bộ tệp .zip ra một thư mục rồi chạy CAI-DAT.cmd "
                "trong thư mục đó",
                "this is no unpacked bundle; unpack the whole .zip into a folder and run CAI-DAT.cmd there",
            ),
            file=str(folder),
        )
    try:
        listed = dict(_hash_line(line) for line in hashes.read_text(encoding="ascii").splitlines())
        content = json.loads(manifest.read_text(encoding="utf-8"))
        bundle = Bundle(folder, str(content["version"]), str(content["xlwings"]), tuple(sorted(listed)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(manifest) from error
    for name in bundle.files:
        _check_file(folder / name, listed[name])
    return bundle


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _hash_line(line: str) -> tuple[str, str]:
    found = _HASH_LINE.fullmatch(line)
    if found is None or ".." in found[2].split("/") or found[2].startswith("/") or ":" in found[2]:
        raise ValueError(f"no line of hashes: {line!r}")
    return found[2], found[1]


def _check_file(path: Path, expected: str) -> None:
    try:
        if hash_of(path) == expected:
            return
    except OSError as error:
        raise _damaged(path) from error
    raise _damaged(path)


def _damaged(path: Path) -> Problem:
    return Problem(
        Text(
            "tệp của bộ cài bị thiếu hoặc bị thay đổi (có thể do phần mềm diệt virus); hãy tải và giải nén lại bộ cài",
            "this file of the bundle is missing or changed (perhaps by an antivirus); download and unpack it again",
        ),
        file=str(path),
    )
