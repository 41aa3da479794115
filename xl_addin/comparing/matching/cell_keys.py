"""What of a cell tells it again in another version: what it says, whatever its place."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from xl_addin.comparing.matching.lines import LineKey
from xl_addin.formula.cells import Area
from xl_addin.formula.displacement import rewritten
from xl_addin.formula.reference import Reference
from xl_addin.formula.tokens import ADDRESSES
from xl_addin.workbook.model.book import Column, Sheet, Value
from xl_addin.workbook.model.runs import formula_runs_of, stretches_of

_SAMPLE = 128

Keys = Mapping[int, Hashable]


class Skeleton(NamedTuple):
    """A formula without the cells it names."""

    formula: str


class CellKeys:
    """The keys of a sheet's cells: what was typed, and of a formula all but the cells it names."""

    def __init__(self, sheet: Sheet) -> None:
        self._columns = {index: _column_keys(column) for index, column in sheet.columns.items()}
        for filled in sheet.arrays.values():
            for column in range(filled.first_column, filled.last_column + 1):
                _follow(self._columns.get(column, {}), filled)
        for (row, column), text in sheet.comments.items():
            # Else one empty row is like another.
            self._columns.setdefault(column, {}).setdefault(row, ("comment", text))
        area = sheet.used_area()
        self.last_row, self.last_column = (area.last_row, area.last_column) if area else (0, 0)

    def rows(self, rows: Sequence[int], columns: Sequence[int]) -> list[LineKey]:
        """What these rows hold in these columns."""
        found = [self._columns.get(column, {}) for column in columns]
        return [tuple(keys.get(row) for keys in found) for row in rows]

    def filled(self, row: int) -> bool:
        """Whether any cell of the row says something."""
        return any(row in keys for keys in self._columns.values())

    def column_filled(self, column: int) -> bool:
        """Whether any cell of the column says something."""
        return bool(self._columns.get(column))

    def column_samples(self) -> list[frozenset[int]]:
        """For each column, from the first to the last filled one, a sample of what stands in it."""
        return [_sample(self._columns.get(column, {}).values()) for column in range(1, self.last_column + 1)]

    def sample(self) -> frozenset[int]:
        """A sample of what stands in the sheet."""
        return _sample(key for keys in self._columns.values() for key in keys.values())


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """How much two samples have in common, from 0 to 1; 0 for two of nothing."""
    smallest = sorted(one | other)[:_SAMPLE]
    return sum(each in one and each in other for each in smallest) / len(smallest) if smallest else 0.0


def _sample(keys: Iterable[Hashable]) -> frozenset[int]:
    """The smallest hashes: what two versions share is, if it is in one sample, in the other, too."""
    return frozenset(sorted({crc32(repr(key).encode()) for key in set(keys)})[:_SAMPLE])


def _column_keys(column: Column) -> dict[int, Hashable]:
    found: dict[int, Hashable] = {
        row: _key(value)
        for first, cells in stretches_of(column.values)
        for row, value in enumerate(cells, first)
        if value is not None
    }
    for first, last, form in formula_runs_of(column.formulas):
        skeleton = Skeleton(rewritten(form.at(first), _placeless))
        found.update(dict.fromkeys(range(first, last + 1), skeleton))
    return found


def _follow(keys: dict[int, Hashable], area: Area) -> None:
    """What one formula fills follows from it, as the results of single formulas do."""
    rows = range(area.first_row, area.last_row + 1)
    for row in rows if len(rows) < len(keys) else list(keys):
        if row in rows and row in keys and not isinstance(keys[row], Skeleton):
            keys[row] = Skeleton("")


def _key(value: Value) -> Hashable:
    return (value,) if isinstance(value, bool) else value


def _placeless(reference: Reference) -> str:
    return "§" if reference.kind in ADDRESSES else reference.written
