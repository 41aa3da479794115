"""Which table of a spec a table found in a sheet is: by its column numbers, then its headings and sheet name."""

import re
from collections.abc import Sequence

from xl_addin.spec.model import ColumnSpec, Spec, TableSpec
from xl_addin.table.model import NumberedTable
from xl_addin.table.words import folded

_PLACEHOLDER = re.compile(r"\{\w+\}")
_WORD = re.compile(r"\w+")
_WORDS_IN_COMMON = 0.6
"""How many of a spec heading's words a sheet's heading must have to be the same: offices reword and re-date."""
_HEADINGS_IN_COMMON = 0.5


def candidates(tables: Sequence[NumberedTable], spec: TableSpec) -> list[NumberedTable]:
    """The tables that may be this table of the spec, all equally like it; empty if none is.

    A candidate has all the spec's column numbers, and its sheet's name or at least half its headings.
    """
    likeness = [(table, _likeness(table, spec)) for table in tables]
    best = max((score for _, score in likeness if score is not None), default=None)
    return [table for table, score in likeness if score is not None and score == best]


def match_spec(tables: Sequence[NumberedTable], spec: Spec) -> list[TableSpec | None]:
    """For every table found, the table of the spec that it is; of equal candidates the first in sheet order."""
    matched: dict[int, TableSpec] = {}
    for table_spec in spec.tables:
        free = [table for index, table in enumerate(tables) if index not in matched]
        for table in candidates(free, table_spec)[:1]:
            matched[next(index for index, each in enumerate(tables) if each is table)] = table_spec
    return [matched.get(index) for index in range(len(tables))]


def _likeness(table: NumberedTable, spec: TableSpec) -> tuple[bool, bool, int] | None:
    """The sheet's name, the same number of columns, how many headings agree; None where it cannot be the table."""
    if not {column.label for column in spec.columns} <= set(table.labels):
        return None
    same_sheet = folded(table.sheet) == folded(spec.sheet)
    headings = sum(_same_heading(column, table.column(column.label).heading) for column in spec.columns)
    if not same_sheet and headings < _HEADINGS_IN_COMMON * len(spec.columns):
        return None
    return same_sheet, len(table.columns) == len(spec.columns), headings


def _same_heading(column: ColumnSpec, heading: str) -> bool:
    expected = _words(_PLACEHOLDER.sub(" ", column.heading))
    return len(expected & _words(heading)) >= _WORDS_IN_COMMON * max(1, len(expected))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(folded(text)))
