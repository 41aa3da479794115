"""Write a file completely or not at all, and never over one that somebody has open."""

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from xl_addin.language import Text
from xl_addin.package.locks import lock_of
from xl_addin.problem import Problem

_OPEN = Text(
    vi="tệp đang được mở ({who}); hãy đóng tệp rồi chạy lại",
    en="the file is open ({who}); close it and run again",
)
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
_NOT_WRITABLE = Text(
    vi="không ghi được vào thư mục này; hãy chọn thư mục khác",
    en="this folder cannot be written to; choose another",
)
_FULL = Text(
    vi="ổ đĩa hết chỗ; hãy giải phóng dung lượng rồi chạy lại", en="the disk is full; free some space and run again"
)


def save_atomically(path: Path | str, data: bytes, *, overwrite: bool = True) -> None:
    """Put these bytes into the file: all of them, or the file stays as it was.

    They are written beside it, forced to the disk and then take its name. A symbolic link's target is written.
    Raises Problem if the target is a folder, read-only, or open in Excel or LibreOffice, if its folder is missing
    or cannot be written to, and if the file exists while `overwrite` is false.
    """
    with _told_as_problems(str(path)):
        target = Path(path).resolve()
        _check(target, overwrite)
        _replace(target, data)


def check_target(path: Path | str) -> None:
    """Raise the Problem `save_atomically` would raise before it writes: so that of several files none is written."""
    with _told_as_problems(str(path)):
        _check(Path(path).resolve(), overwrite=True)


@contextlib.contextmanager
def _told_as_problems(file: str) -> Iterator[None]:
    try:
        yield
    except Problem as problem:
        raise problem.in_file(file) from problem.__cause__
    except (OSError, RuntimeError, ValueError) as error:
        # A loop of links is a RuntimeError, a name no system takes a ValueError.
        full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        raise Problem(_FULL if full else _NOT_WRITABLE, file=file) from error


def _check(target: Path, overwrite: bool) -> None:
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
    who = lock_of(target)
    if who is not None:
        raise Problem(_OPEN.with_values(who=who))


def _replace(target: Path, data: bytes) -> None:
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=".xl-addin-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        _take_name(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _take_name(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except PermissionError as error:
        if os.name != "nt":
            raise
        # On Windows a file that a program holds open cannot be replaced.
        raise Problem(_OPEN.with_values(who="Excel")) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system lets folders be opened."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
