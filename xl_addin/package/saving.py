"""Write a file completely or not at all, and never over one that somebody has open."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from xl_addin.language import Text
from xl_addin.package.locks import lock_of
from xl_addin.package.replacing.refusals import NOT_WRITABLE, OPEN, SOME_PROGRAM, refusal_of
from xl_addin.package.replacing.whole_file import is_in_use, put_file
from xl_addin.problem import Problem

_FOLDER = Text(
    vi="đây là thư mục; hãy đặt tên tệp, ví dụ ket-qua.xlsx",
    en="this is a folder; give a file name such as result.xlsx",
)
_NO_FOLDER = Text(
    vi="thư mục chứa tệp không tồn tại; hãy tạo thư mục trước hoặc chọn nơi khác",
    en="the folder of the file does not exist; create it first or choose another",
)
_NO_FILE = Text(
    vi="đây không phải tệp thường (thiết bị hoặc đường ống); hãy đặt tên một tệp",
    en="this is no ordinary file (a device or a pipe); name a file",
)
_EXISTS = Text(
    vi="tệp đã có; hãy chọn tên khác hoặc cho phép ghi đè",
    en="the file exists already; choose another name or allow overwriting",
)
_READ_ONLY = Text(
    vi="tệp chỉ cho phép đọc; hãy bỏ thuộc tính chỉ đọc hoặc chọn tên khác",
    en="the file is read-only; remove that attribute or choose another name",
)
_NO_BACKUP = Text(
    vi="không giữ được bản cũ ({reason}), nên chưa ghi gì",
    en="the old file could not be kept ({reason}), so nothing was written",
)


def save_atomically(path: Path | str, data: bytes, *, overwrite: bool = True, backup: bool = False) -> Path | None:
    """Put these bytes into the file: all of them, or the file stays as it was.

    They are written beside it, forced to the disk and then take its name, its permissions and whatever else it has
    beside its content. A symbolic link's target is written. With `backup` the old file is kept first as
    `name.xlsx.bak`, `name.xlsx.bak2` …, no earlier one being overwritten; where it is kept is given back, None if
    there was none.
    Raises Problem if the target is a folder, read-only, or open in Excel or LibreOffice, if its folder is missing
    or cannot be written to, if the disk is full or goes away, and if the file exists while `overwrite` is false.
    """
    with _told_as_problems(Path(path)):
        target = Path(path).resolve()
        _check(Path(path), target, overwrite)
        with contextlib.ExitStack() as undoing:
            kept = _keep(target) if backup and target.exists() else None
            if kept is not None:
                undoing.callback(kept.unlink, missing_ok=True)
            put_file(target, data)
            undoing.pop_all()
        return kept


def check_target(path: Path | str) -> None:
    """Raise the Problem `save_atomically` would raise before it writes: so that of several files none is written."""
    with _told_as_problems(Path(path)):
        _check(Path(path), Path(path).resolve(), overwrite=True)


@contextlib.contextmanager
def _told_as_problems(path: Path) -> Iterator[None]:
    try:
        yield
    except Problem as problem:
        raise problem.in_file(str(path)) from problem.__cause__
    except (OSError, RuntimeError, ValueError) as error:
        raise Problem(refusal_of(error, path), file=str(path)) from error


def _check(asked: Path, target: Path, overwrite: bool) -> None:
    if target.is_dir():
        raise Problem(_FOLDER)
    if not target.parent.is_dir():
        raise Problem(_NO_FOLDER)
    if target.exists() and not target.is_file():
        # Taking the name of a device would take the device away.
        raise Problem(_NO_FILE)
    if target.exists():
        if not overwrite:
            raise Problem(_EXISTS)
        if not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
            raise Problem(_READ_ONLY)
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise Problem(NOT_WRITABLE)
    # A book opened through a link is locked beside the link.
    who: str | Text | None = lock_of(target) or lock_of(asked)
    if who is None and target.exists() and is_in_use(target):
        who = SOME_PROGRAM
    if who is not None:
        raise Problem(OPEN.with_values(who=who))


def _keep(target: Path) -> Path:
    """Copy the file beside itself, under a name that nothing has."""
    number, kept = 1, target.with_name(f"{target.name}.bak")
    while os.path.lexists(kept):
        number += 1
        kept = target.with_name(f"{target.name}.bak{number}")
    try:
        put_file(kept, target.read_bytes(), like=target)
    except OSError as error:
        raise Problem(_NO_BACKUP.with_values(reason=refusal_of(error, kept))) from error
    return kept
