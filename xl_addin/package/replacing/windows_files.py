"""How files are written and replaced on Windows: as Excel does it, by ReplaceFile.

Renaming over a file would give it the new one's access list, attributes, creation time and alternate streams;
ReplaceFile keeps the old one's (learn.microsoft.com/windows/win32/api/winbase/nf-winbase-replacefilew).
"""

import contextlib
import os
import stat
import time
from pathlib import Path
from typing import Any

RENAMES_OPEN_FILES = False

_IGNORE_MERGE_ERRORS, _IGNORE_ACL_ERRORS = 2, 4
# Somebody has the file open: renaming over it would fail too, and say less.
_IN_USE = (32, 33)
_KEPT_ATTRIBUTES = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM | stat.FILE_ATTRIBUTE_NOT_CONTENT_INDEXED
_GENERIC_READ, _DELETE = 0x8000_0000, 0x1_0000
_SHARE_ALL, _OPEN_EXISTING = 7, 3
_INVALID_HANDLE = 2**64 - 1, 2**32 - 1
# While it is written a file cannot be deleted here; it takes moments from then until it has its name.
_ABANDONED_SECONDS = 60


def force_to_disk(handle: int) -> None:
    """Wait until the file's content is on the disk itself."""
    os.fsync(handle)


def force_name_to_disk(folder: Path) -> None:
    """Nothing: Windows writes names through."""


def carry(old: Path, new: Path) -> None:
    """Give the new file the old one's attributes: the rest is carried over by ReplaceFile, and only where it works."""
    kept = _attributes(old) & _KEPT_ATTRIBUTES
    if kept:
        _kernel().SetFileAttributesW(str(new), _attributes(new) | kept)


def take_name(new: Path, target: Path) -> None:
    """Let the new file have the target's name, and all that the file of that name has beside its content.

    Where ReplaceFile is refused (some network drives and file systems know none) it is renamed over the old one.
    """
    if not target.exists():
        new.replace(target)
        return
    # With a name for the old file, no failure half-way can lose it.
    old = new.with_suffix(".old")
    code = _replace_file(target, new, old)
    if code in _IN_USE:
        raise _error(code, target)
    if code:
        try:
            new.replace(target)
        except OSError:
            if old.exists() and not target.exists():
                old.rename(target)
            raise
    with contextlib.suppress(OSError):
        old.unlink()


def is_in_use(target: Path) -> bool:
    """Whether a program has the file open so that it cannot be replaced."""
    kernel = _kernel()
    handle = kernel.CreateFileW(str(target), _GENERIC_READ | _DELETE, _SHARE_ALL, None, _OPEN_EXISTING, 0, None)
    if handle in (None, *_INVALID_HANDLE):
        return _last_error() in _IN_USE
    kernel.CloseHandle(_pointer(handle))
    return False


def hold(handle: int) -> bool:
    """Nothing: an open file cannot be deleted here."""
    return True


def is_abandoned(temporary: Path) -> bool:
    """Whether a temporary file may be of a process that has ended; deleting fails where it is not."""
    try:
        return time.time() - temporary.stat().st_mtime > _ABANDONED_SECONDS
    except OSError:
        return False


def _attributes(path: Path) -> int:
    return int(getattr(path.stat(), "st_file_attributes", 0))


def _replace_file(target: Path, new: Path, old: Path) -> int:
    """The error's number, 0 without one."""
    flags = _IGNORE_MERGE_ERRORS | _IGNORE_ACL_ERRORS
    done = _kernel().ReplaceFileW(str(target), str(new), str(old), flags, None, None)
    return 0 if done else _last_error()


def _kernel() -> Any:
    import ctypes  # only on Windows, where a file is written

    library: Any = ctypes
    kernel = library.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_void_p
    return kernel


def _pointer(handle: int) -> Any:
    import ctypes

    return ctypes.c_void_p(handle)


def _last_error() -> int:
    import ctypes

    library: Any = ctypes
    return int(library.get_last_error())


def _error(code: int, target: Path) -> OSError:
    import ctypes

    library: Any = ctypes
    error: OSError = library.WinError(code)
    error.filename = str(target)
    return error
