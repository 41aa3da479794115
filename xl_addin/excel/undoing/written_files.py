"""Files a button wrote into a folder: all of them or none, and taken away again only as long as nobody changed them."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from xl_addin.excel.undoing.record import UndoRecord
from xl_addin.package.saving import save_atomically


@dataclass(frozen=True)
class FilesNow:
    """Of the files written: those that are as they were written, and those somebody changed since; others are gone."""

    unchanged: tuple[Path, ...]
    changed: tuple[Path, ...]


def write_files(files: Mapping[Path, bytes], saying: Callable[[Path], None]) -> None:
    """Write new files, none over another; if one cannot be written none is left. Problem as `save_atomically`."""
    with ExitStack() as taking_away:
        for path, data in files.items():
            saying(path)
            save_atomically(path, data, overwrite=False)
            taking_away.callback(path.unlink, missing_ok=True)
        taking_away.pop_all()


def digests(files: Mapping[Path, bytes]) -> dict[str, str]:
    """The SHA-256 of each file, by its path."""
    return {str(path): hashlib.sha256(data).hexdigest() for path, data in files.items()}


def files_now(record: UndoRecord) -> FilesNow:
    """How the files of a record are now; one that cannot be read counts as changed."""
    there = {Path(name): digest for name, digest in record.files.items() if Path(name).exists()}
    same = tuple(path for path, digest in there.items() if _is(path, digest))
    return FilesNow(same, tuple(path for path in there if path not in same))


def delete(files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Delete files; gives those that could not be, because somebody has them open."""
    left = []
    for path in files:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            left.append(path)
    return tuple(left)


def _is(path: Path, digest: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False
