"""What a cell of a table holds, as far as finding the table goes: nothing, a figure or a word."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import NoneType
from typing import Literal

from xl_addin.table.words import is_number_text, number_text
from xl_addin.workbook.model.book import EMPTY_COLUMN, CellError, Column, Sheet, Unsupported, Value
from xl_addin.workbook.model.run_parts import part_of, runs_within
from xl_addin.workbook.model.runs import formula_runs_of, stretches_of, text_runs_of

Kind = Literal["blank", "figure", "word"]


def kind_of(value: Value, formula: bool = False) -> Kind:
    """A formula that shows nothing, an error and a number typed as text all fill a figure's cell."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return "figure" if formula else "blank"
    if isinstance(value, str):
        return "figure" if is_number_text(value) else "word"
    return "word" if isinstance(value, bool) else "figure"


def text_of(value: Value) -> str:
    """A cell's text on one line with single spaces; a whole number without a decimal point."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


class ColumnCells:
    """A sheet column, many rows of which are read at once; numbers are float."""

    def __init__(self, column: Column) -> None:
        self.stretches = stretches_of(column.values)
        self.formula_runs = formula_runs_of(column.formulas)
        self.format_runs = text_runs_of(column.number_formats)

    @cached_property
    def last_row(self) -> int:
        """The last row with a value or a formula, 0 in an empty column."""
        ends = [first + len(cells) - 1 for first, cells in self.stretches[-1:]]
        return max([0, *ends, *(run.last for run in self.formula_runs[-1:])])

    def values(self, rows: Sequence[int]) -> list[Value]:
        """What stands in these rows, from top to bottom; None in a blank cell, "" where a formula shows nothing."""
        if not rows:
            return []
        first, last = rows[0], rows[-1]
        found = part_of(self.stretches, first, last)
        kinds = set(map(type, found))
        if str in kinds and not (len(kinds) == 1 and all(map(str.strip, found))):  # type: ignore[arg-type]
            found = [None if type(value) is str and not value.strip() else value for value in found]
        if kinds != {float} and None in found:
            for run in runs_within(self.formula_runs, first, last):
                for index in range(max(run.first, first) - first, min(run.last, last) - first + 1):
                    if found[index] is None:
                        found[index] = ""
        return found if last - first + 1 == len(rows) else [found[row - first] for row in rows]

    def count_formats(self, rows: Sequence[int], wanted: Callable[[str], bool]) -> int:
        """How many of these rows have a number format of the wanted sort, none being General."""
        return sum(
            bisect_right(rows, run.last) - bisect_left(rows, run.first) for run in self.format_runs if wanted(run.text)
        )


_EMPTY = ColumnCells(EMPTY_COLUMN)


@dataclass(frozen=True)
class Cells:
    """The cells of a sheet, its columns from left to right."""

    columns: Mapping[int, Column]

    @classmethod
    def of(cls, sheet: Sheet) -> "Cells":
        """The cells of a sheet."""
        return cls(dict(sorted(sheet.columns.items())))

    @cached_property
    def _read(self) -> dict[int, ColumnCells]:
        return {}

    def column(self, position: int) -> ColumnCells:
        """A column to be read many rows at once."""
        if position not in self.columns:
            return _EMPTY
        if position not in self._read:
            self._read[position] = ColumnCells(self.columns[position])
        return self._read[position]

    def value(self, row: int, position: int) -> Value:
        """A cell's value."""
        return self.columns.get(position, EMPTY_COLUMN).values.get(row)

    def text(self, row: int, position: int) -> str:
        """A cell's text on one line."""
        return text_of(self.value(row, position))

    def kind(self, row: int, position: int) -> Kind:
        """What a cell holds."""
        column = self.columns.get(position, EMPTY_COLUMN)
        return kind_of(column.values.get(row), column.formulas.get(row) is not None)


_FIGURES = frozenset({float, CellError, Unsupported})
_KINDS: Mapping[type, Kind] = {NoneType: "blank", bool: "word", **dict.fromkeys(_FIGURES, "figure")}


def _kind_of_text(value: Value) -> Kind:
    """The kind of a text among `ColumnCells.values`, where only a formula's is empty."""
    return "word" if isinstance(value, str) and value and not is_number_text(value) else "figure"


class RowCells:
    """Some rows of a sheet, from top to bottom, read column by column; each column once."""

    def __init__(self, cells: Cells, rows: Sequence[int]) -> None:
        self._cells = cells
        self.rows = rows
        self._values: dict[int, list[Value]] = {}
        self._texts: dict[int, list[str]] = {}
        self._kinds: dict[int, list[Kind]] = {}

    def values(self, position: int) -> list[Value]:
        """What stands in a column, as `ColumnCells.values` gives it."""
        if position not in self._values:
            self._values[position] = self._cells.column(position).values(self.rows)
        return self._values[position]

    def texts(self, position: int) -> list[str]:
        """The texts of a column, each on one line."""
        if position not in self._texts:
            values = self.values(position)
            if set(map(type, values)) == {str}:
                self._texts[position] = [" ".join(value.split()) for value in values]  # type: ignore[union-attr]
            else:
                self._texts[position] = list(map(text_of, values))
        return self._texts[position]

    def kinds(self, position: int) -> list[Kind]:
        """What a column holds, as `kind_of` tells it."""
        if position not in self._kinds:
            values = self.values(position)
            kinds = set(map(type, values))
            if kinds <= _FIGURES:
                self._kinds[position] = ["figure"] * len(values)
            elif kinds == {str} and "" not in values:
                found = map(number_text, values)  # type: ignore[arg-type]
                self._kinds[position] = ["word" if number is None else "figure" for number in found]
            else:
                self._kinds[position] = [_KINDS.get(type(value)) or _kind_of_text(value) for value in values]
        return self._kinds[position]

    def count_formats(self, position: int, wanted: Callable[[str], bool]) -> int:
        """How many of the rows have a number format of the wanted sort in a column, none being General."""
        return self._cells.column(position).count_formats(self.rows, wanted)
