"""What a folder of books was given, kept beside them: with it the next run says what changes and writes only that."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xl_addin.language import Text
from xl_addin.problem import Problem

FILE = "cascade.json"
"""What it is called in the folder."""

_VERSION = 1
_UNREADABLE = Text(
    "không đọc được bản kê của thư mục này; hãy khôi phục tệp, hoặc xóa nó để coi mọi sổ là của người khác",
    "the record of this folder cannot be read; restore the file, or delete it to count all books as somebody's",
)


@dataclass(frozen=True)
class BookWritten:
    """A book: what it was made of, and the SHA-256 of the file."""

    digest: str
    file: str


@dataclass(frozen=True)
class UnitGiven:
    """A unit's name and its quotas, by `table.column`."""

    name: str
    quotas: Mapping[str, int]


@dataclass(frozen=True)
class Record:
    """The books by their paths below the folder, and the units by their codes from the top down (`01/00070`)."""

    campaign: str
    books: Mapping[str, BookWritten] = field(default_factory=dict)
    units: Mapping[str, UnitGiven] = field(default_factory=dict)

    def as_file(self) -> bytes:
        """The file, a line for each book and unit."""
        said = {
            "version": _VERSION,
            "campaign": self.campaign,
            "books": {path: [book.digest, book.file] for path, book in self.books.items()},
            "units": {key: [unit.name, unit.quotas] for key, unit in self.units.items()},
        }
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return text.replace('],"', '],\n"').encode() + b"\n"


def read_record(folder: Path, campaign: str) -> Record:
    """The record of a folder, one of nothing where there is none; Problem for one that cannot be read."""
    path = folder / FILE
    if not path.exists():
        return Record(campaign)
    try:
        said: Any = json.loads(path.read_bytes())
        if said["version"] != _VERSION:
            raise ValueError(said["version"])
        return Record(
            str(said["campaign"]),
            {name: BookWritten(*book) for name, book in said["books"].items()},
            {key: UnitGiven(name, quotas) for key, (name, quotas) in said["units"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Problem(_UNREADABLE, file=str(path)) from None


@dataclass(frozen=True)
class QuotaChange:
    """A unit's quota before and after; None before for a new unit, after for one that is gone."""

    unit: str
    name: str
    column: str
    before: int | None
    after: int | None


def changes(before: Mapping[str, UnitGiven], after: Mapping[str, UnitGiven]) -> Sequence[QuotaChange]:
    """What is another quota than before, from the top down, gone units last."""
    found = []
    for key, unit in [*after.items(), *((key, unit) for key, unit in before.items() if key not in after)]:
        old, new = (units[key].quotas if key in units else {} for units in (before, after))
        found += [
            QuotaChange(key, unit.name, column, old.get(column), new.get(column))
            for column in dict.fromkeys((*new, *old))
            if old.get(column) != new.get(column)
        ]
    return found
