"""Which workbooks are meant by the files and folders on a command line."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from xl_addin.cli.settings import settings_for

# What the readers know; others in a folder are no workbooks.
SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")
# Excel's and LibreOffice's marks of an open workbook.
_LOCKS = ("~$", ".~lock.")


def workbooks_in(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The workbooks, each once, in the order given, those of a folder by name; and the folders that hold none.

    Folders are searched to the bottom without hidden folders, lock files and what their settings exclude. What is
    named itself is taken whatever its name.
    """
    found: dict[str, None] = {}
    empty = []
    for path in paths:
        if not Path(path).is_dir():
            found.setdefault(path)
            continue
        inside = [str(workbook) for workbook in _below(Path(path))]
        found.update(dict.fromkeys(inside))
        if not inside:
            empty.append(path)
    return list(found), empty


def _below(folder: Path) -> Iterator[Path]:
    """Files before sub-folders, each by name."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: (entry.is_dir(), entry.name.casefold(), entry.name))
    except OSError:
        return  # a folder that may not be read holds nothing we could check
    for entry in entries:
        if entry.name.startswith((".", *_LOCKS)) or _is_excluded(entry):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)
        elif entry.is_file() and entry.suffix.lower() in SUFFIXES:
            yield entry


def _is_excluded(entry: Path) -> bool:
    settings = settings_for(entry.parent)
    if not settings.exclude or settings.folder is None:
        return False
    inside = entry.absolute().relative_to(settings.folder)
    return any(inside.match(pattern) for pattern in settings.exclude)
