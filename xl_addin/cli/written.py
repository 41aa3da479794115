"""Which files came out of this program and are as it wrote them: nothing of a person's is lost in replacing these.

Kept is the SHA-256 of whatever was written, not its name, in a list in the user's own folder: a file is told by its
content, wherever it was moved, and nothing is put into anybody's workbook. Where the list cannot be kept, a file counts
as somebody's, which costs a question and never a file.
"""

import contextlib
import hashlib
import os
import sys
from pathlib import Path

STATE = "XL_ADDIN_STATE"
"""The variable that names another folder for the list."""
MOST_KEPT = 4000
"""As many files are remembered, the latest."""

# A variable and what lies below it, the first that is set.
_FOLDERS = {"win32": (("LOCALAPPDATA",),), "darwin": (("HOME", "Library", "Application Support"),)}
_ELSEWHERE = (("XDG_STATE_HOME",), ("HOME", ".local", "state"))
_LIST = "written"
_LENGTH = 65  # 64 digits and the end of the line


def remember(data: bytes) -> None:
    """Keep that these bytes were written by this program."""
    listed = _listed()
    if listed is None:
        return
    with contextlib.suppress(OSError):
        listed.parent.mkdir(parents=True, exist_ok=True)
        if listed.is_file() and listed.stat().st_size >= MOST_KEPT * _LENGTH:
            listed.write_bytes(listed.read_bytes()[-(MOST_KEPT // 2) * _LENGTH :])
        with listed.open("ab") as stream:
            # One write of a whole line: several programs may add to the list at once.
            stream.write(f"{_digest(data)}\n".encode())


def is_as_written(path: Path) -> bool:
    """Whether this program wrote the file's very bytes; False also where nobody can tell any more."""
    listed = _listed()
    try:
        return (
            listed is not None and _digest(path.read_bytes()) in listed.read_bytes().decode("ascii", "replace").split()
        )
    except OSError:
        return False


def _listed() -> Path | None:
    folder = os.environ.get(STATE)
    if folder:
        return Path(folder) / _LIST
    for variable, *below in _FOLDERS.get(sys.platform, _ELSEWHERE):
        folder = os.environ.get(variable) or (_home() if variable == "HOME" else None)
        if folder:
            return Path(folder, *below, "xl-addin", _LIST)
    return None


def _home() -> str | None:
    """The account's home folder, which services and scheduled jobs do not always name in HOME."""
    with contextlib.suppress(ImportError, KeyError):
        import pwd

        return pwd.getpwuid(os.getuid()).pw_dir
    return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
