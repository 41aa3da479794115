"""Which table of a spec a table found in a sheet is: by its column numbers, then its headings and sheet name.

The one matcher: verifying, filling and cutting hold a table to the same part of a spec, and none of them guesses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.table.model import NumberedTable
from xl_addin.table.words import folded

if TYPE_CHECKING:
    from xl_addin.spec.model import ColumnSpec, Spec, TableSpec

_PLACEHOLDER = re.compile(r"\{\w+\}")
_WORD = re.compile(r"\w+")
_WORDS_IN_COMMON = 0.6
"""How many of a spec heading's words a sheet's heading must have to be the same: offices reword and re-date."""
_HEADINGS_IN_COMMON = 0.5

_Likeness = tuple[bool, bool, float]


@dataclass(frozen=True)
class Undecided:
    """A table of the spec that several tables of the book are equally like: none of them is taken for it."""

    spec: "TableSpec"
    tables: tuple[NumberedTable, ...]

    @property
    def places(self) -> list[str]:
        """Where the tables stand: `Biểu 01!A3:J20`."""
        return [f"{table.sheet}!{table.area}" for table in self.tables]


@dataclass(frozen=True)
class Matched:
    """For every table found the table of the spec that it is, and what could not be decided."""

    specs: "tuple[TableSpec | None, ...]"
    undecided: tuple[Undecided, ...] = ()

    def decided(self, file: str | None = None) -> "tuple[TableSpec | None, ...]":
        """`specs`; Problem, naming the candidates, where something could not be decided."""
        for one in self.undecided:
            raise Problem(
                Text(
                    vi="các bảng {places} giống bảng {key} của đặc tả như nhau; hãy đặt tên trang tính của bảng đúng "
                    "là “{sheet}”, hoặc chỉ rõ trang tính",
                    en="the tables {places} are equally like table {key} of the spec; name the sheet of the right one "
                    "“{sheet}”, or say which sheet",
                ).with_values(key=one.spec.key, places=one.places, sheet=one.spec.sheet),
                file=file,
            )
        return self.specs


def match_spec(tables: Sequence[NumberedTable], spec: "Spec | None") -> Matched:
    """Which table of the spec each table is, the most alike first.

    A table may be the spec's if it has all its column numbers, and its sheet's name or at least half its headings.
    Where two tables are equally like one of the spec, or one is equally like two, neither is taken.
    """
    likeness = {
        (index, each.key): score
        for each in (spec.tables if spec else ())
        for index, table in enumerate(tables)
        if (score := _likeness(table, each)) is not None
    }
    matched: dict[int, TableSpec] = {}
    undecided: list[Undecided] = []
    while spec is not None and likeness:
        best = max(likeness.values())
        pairs = [pair for pair, score in likeness.items() if score == best]
        index, key = pairs[0]
        rivals = {one for one, other in pairs if other == key}
        claims = {other for one, other in pairs if one in rivals}
        if len(rivals) == len(claims) == 1:
            matched[index] = spec.table(key)
        else:
            rivals = {one for one, other in pairs if other in claims}
            undecided += [
                Undecided(spec.table(name), tuple(tables[one] for one in sorted(rivals) if (one, name) in pairs))
                for name in sorted(claims, key=[each.key for each in spec.tables].index)
            ]
        likeness = {
            (one, other): score for (one, other), score in likeness.items() if one not in rivals and other not in claims
        }
    return Matched(tuple(matched.get(index) for index in range(len(tables))), tuple(undecided))


def is_like(table: NumberedTable, spec: "Spec") -> bool:
    """Whether a table may be one of the spec's."""
    return any(_likeness(table, each) is not None for each in spec.tables)


def _likeness(table: NumberedTable, spec: "TableSpec") -> _Likeness | None:
    """The sheet's name, the same number of columns, how many headings agree; None where it cannot be the table."""
    if not {column.label for column in spec.columns} <= set(table.labels):
        return None
    same_sheet = folded(table.sheet) == folded(spec.sheet)
    headings = sum(_same_heading(column, table.column(column.label).heading) for column in spec.columns)
    share = headings / max(1, len(spec.columns))
    if not same_sheet and share < _HEADINGS_IN_COMMON:
        return None
    return same_sheet, len(table.columns) == len(spec.columns), share


def _same_heading(column: "ColumnSpec", heading: str) -> bool:
    expected = _words(_PLACEHOLDER.sub(" ", column.heading))
    return len(expected & _words(heading)) >= _WORDS_IN_COMMON * max(1, len(expected))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(folded(text)))
