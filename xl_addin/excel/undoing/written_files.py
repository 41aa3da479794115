"""Files a button wrote into a folder: all of them or none; what stood there before is held, to be put back."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from xl_addin.excel.undoing.record import ActionKind, UndoRecord, held_path
from xl_addin.language import Text
from xl_addin.package.saving import save_atomically
from xl_addin.problem import Problem

MOST_HELD = 100 * 1024 * 1024
"""So many bytes of files are held for one action: a thousand unit files with their PDFs are fewer."""

_NOT_READ = Text("không đọc được tệp này ({reason})", "this file cannot be read ({reason})")
_NOT_DELETED = Text(
    "không xóa được tệp này ({reason}); nếu đang mở thì hãy đóng lại rồi bấm lại",
    "this file cannot be deleted ({reason}); close it if it is open and press again",
)
_NOT_HELD = Text(
    "không đọc được các tệp cũ đã giữ để trả lại ({reason}), nên chưa đổi gì",
    "the old files kept to be put back cannot be read ({reason}), so nothing was changed",
)


@dataclass(frozen=True)
class FilesNow:
    """Of the files of a record: those nobody has touched since, or that are gone, and those somebody changed."""

    unchanged: tuple[Path, ...]
    changed: tuple[Path, ...]


def put_files(files: Mapping[Path, bytes | None], saying: Callable[[Path], None] = lambda path: None) -> None:
    """Let every file hold these bytes, None for being gone: all of them, or, with Problem, all are as they were."""
    with ExitStack() as setting_back:
        for path, data in files.items():
            saying(path)
            was = content_of(path)
            if was == data:
                continue
            _put(path, data)
            setting_back.callback(_put, path, was)
        setting_back.pop_all()


def content_of(path: Path) -> bytes | None:
    """What a file holds, None where there is none; Problem for one that cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Problem(_NOT_READ.with_values(reason=error), file=str(path)) from error


def can_be_held(files: Mapping[Path, bytes]) -> bool:
    """Whether these files are few enough to be held."""
    return sum(map(len, files.values())) <= MOST_HELD


def hold(files: Mapping[Path, bytes], copy: Path, kind: ActionKind) -> dict[str, str]:
    """Keep files beside the copy of the workbook; gives what a record says of them. Problem as `save_atomically`."""
    if not files:
        return {}
    names = {path: f"{number} {path.name}" for number, path in enumerate(files, start=1)}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path, data in files.items():
            zipped.writestr(names[path], data)
    save_atomically(held_path(copy, kind), content.getvalue())
    return {str(path): name for path, name in names.items()}


def held_by(record: UndoRecord) -> dict[Path, bytes]:
    """The files that stood there before; Problem where they cannot be read any more."""
    if not record.held:
        return {}
    source = held_path(Path(record.copy), record.kind)
    try:
        with zipfile.ZipFile(source) as zipped:
            return {Path(path): zipped.read(name) for path, name in record.held.items()}
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise Problem(_NOT_HELD.with_values(reason=error), file=str(source)) from error


def digests(files: Mapping[Path, bytes | None]) -> dict[str, str]:
    """The SHA-256 of each file, by its path; "" where there is to be none."""
    return {str(path): "" if data is None else hashlib.sha256(data).hexdigest() for path, data in files.items()}


def files_now(record: UndoRecord) -> FilesNow:
    """How the files of a record are now; one that cannot be read counts as changed."""
    same = tuple(Path(name) for name, digest in record.files.items() if _is_as_left(Path(name), digest))
    return FilesNow(same, tuple(path for path in map(Path, record.files) if path not in same))


def _put(path: Path, data: bytes | None) -> None:
    if data is not None:
        save_atomically(path, data)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Problem(_NOT_DELETED.with_values(reason=error), file=str(path)) from error


def _is_as_left(path: Path, digest: str) -> bool:
    try:
        now = content_of(path)
    except Problem:
        return False
    return now is None or digests({path: now})[str(path)] == digest
