"""The mark Windows puts on files from the internet, for which Office blocks macros: a second stream of the file."""

from collections.abc import Iterable
from pathlib import Path

STREAM = ":Zone.Identifier"


def mark_of(path: Path) -> Path:
    """The name under which Windows opens a file's mark."""
    return path.with_name(path.name + STREAM)


def is_marked(path: Path) -> bool:
    """Whether the file is marked as coming from the internet."""
    try:
        return mark_of(path).exists()
    except OSError:
        # A disk that knows no streams keeps no marks.
        return False


def unmark(paths: Iterable[Path]) -> int:
    """Remove the marks of these files and say how many there were."""
    removed = 0
    for path in paths:
        try:
            mark_of(path).unlink()
        except OSError:
            continue
        removed += 1
    return removed
