"""Put a whole file in the place of another: written beside it, forced to the disk, then given its name."""

import contextlib
import os
import sys
import tempfile
from pathlib import Path

if sys.platform == "win32":
    from xl_addin.package.replacing import windows_files as system
else:
    from xl_addin.package.replacing import posix_files as system

_PREFIX, _SUFFIX = ".xl-addin-", ".tmp"
_PIECE = 2**20


def put_file(target: Path, data: bytes, *, like: Path | None = None) -> None:
    """Make these bytes the file's content; it is whole at every moment, the old one or the new one.

    Owner, permissions, attributes … are those of the old file, else of `like`, else what new files get. OSError if it
    cannot be done: the file is then as it was, and nothing is left beside it.
    """
    _remove_abandoned(target.parent)
    with contextlib.ExitStack() as undoing:
        handle, temporary = _temporary_in(target.parent)
        undoing.callback(_remove, temporary)
        # The handle stays open, and with it the mark that the file is being written, until it has its name …
        with os.fdopen(handle, "wb", buffering=0) as stream:
            _write(stream.fileno(), data)
            system.force_to_disk(stream.fileno())
            _dress(temporary, target if target.exists() else like)
            if system.RENAMES_OPEN_FILES:
                system.take_name(temporary, target)
        if not system.RENAMES_OPEN_FILES:
            system.take_name(temporary, target)
        undoing.pop_all()
    system.force_name_to_disk(target.parent)


def is_in_use(target: Path) -> bool:
    """Whether a program has the file open so that it cannot be replaced; only Windows knows that."""
    return system.is_in_use(target)


def _temporary_in(folder: Path) -> tuple[int, Path]:
    while True:
        handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder)
        if system.hold(handle):
            return handle, Path(name)
        # Somebody saved into the same folder and took it for abandoned before it was marked.
        os.close(handle)


def _write(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left[:_PIECE]) :]


def _dress(temporary: Path, example: Path | None) -> None:
    if example is None:
        temporary.chmod(0o666 & ~_umask())
    else:
        system.carry(example, temporary)


def _remove_abandoned(folder: Path) -> None:
    """Take away what processes left that were killed while they wrote."""
    with contextlib.suppress(OSError):
        for temporary in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            if system.is_abandoned(temporary):
                _remove(temporary)


def _remove(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
