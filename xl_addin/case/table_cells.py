"""The cells of a numbered table, whole columns of them at once.

Most rules find nothing in most columns. A look at what kinds of values a column holds, or at its smallest one, tells
so for ten thousand rows in the time one cell takes to be judged.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from xl_addin.case.formula_text import form_in_row
from xl_addin.case.pairing import Pairing, pair
from xl_addin.case.unit_rows import UnitRows, units_in
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.unit_names.comparing import plainly_written_all, same_name_key, same_name_keys
from xl_addin.workbook.model.book import EMPTY_COLUMN, Column, Sheet, Value
from xl_addin.workbook.model.run_parts import part_of, runs_within
from xl_addin.workbook.model.runs import FormulaRun, formula_runs_of, shown, stretches_of, text_runs_of

_DASHES = frozenset("-–—−")


def is_dash(value: Value) -> bool:
    """Whether a cell says with a dash that there was nothing: statistical tables write `-` for 0, not `x` or `…`."""
    return isinstance(value, str) and value.strip() in _DASHES


class BodyColumn:
    """One column in the units' rows, from top to bottom."""

    def __init__(self, column: Column, rows: Sequence[int]) -> None:
        self._column = column
        self.rows = rows

    @cached_property
    def values(self) -> list[Value]:
        """The recalculated values; numbers are float, None is nothing."""
        if not self.rows:
            return []
        first, last = self.rows[0], self.rows[-1]
        found = part_of(stretches_of(self._column.values), first, last)
        return found if last - first + 1 == len(self.rows) else [found[row - first] for row in self.rows]

    @cached_property
    def kinds(self) -> frozenset[type]:
        """The types of the values."""
        return frozenset(map(type, self.values))

    @cached_property
    def numbers(self) -> Sequence[float]:
        """The numbers among the values."""
        if self.kinds <= {float}:
            return self.values  # type: ignore[return-value]
        return [value for value in self.values if type(value) is float]

    @cached_property
    def is_whole(self) -> bool:
        """Whether every number is a whole one."""
        return all(map(float.is_integer, self.numbers))

    @cached_property
    def least(self) -> float:
        """The smallest number; infinite where there is none."""
        return min(self.numbers, default=float("inf"))

    @cached_property
    def largest_amount(self) -> float:
        """The number furthest from 0, without its sign; 0 where there is none."""
        return max(map(abs, self.numbers), default=0.0)

    @cached_property
    def smallest_amount(self) -> float:
        """The number nearest to 0, without its sign; 0 where there is none."""
        return min(map(abs, self.numbers), default=0.0)

    @cached_property
    def formats(self) -> frozenset[str]:
        """The number formats."""
        runs = text_runs_of(self._column.number_formats)
        formatted = [(run.text, self._count(run.first, run.last)) for run in runs]
        plain = len(self.rows) - sum(count for _, count in formatted)
        return frozenset([text for text, count in formatted if count] + ["General"] * (plain > 0))

    def _count(self, first: int, last: int) -> int:
        """How many of the units' rows lie between these."""
        return bisect_right(self.rows, last) - bisect_left(self.rows, first)

    @cached_property
    def formula_runs(self) -> tuple[tuple[FormulaRun, Sequence[int]], ...]:
        """The formulas filled down, each with the units' rows that hold it."""
        if not self.rows:
            return ()
        within = runs_within(formula_runs_of(self._column.formulas), self.rows[0], self.rows[-1])
        rows = self.rows
        found = ((run, rows[bisect_left(rows, run.first) : bisect_right(rows, run.last)]) for run in within)
        return tuple((run, some) for run, some in found if some)

    @cached_property
    def calculated(self) -> int:
        """How many of the rows hold a formula."""
        return sum(len(rows) for _, rows in self.formula_runs)

    def typed(self) -> Iterator[tuple[int, int | float]]:
        """The rows that hold a number and no formula, with the number."""
        if self.calculated == len(self.rows):
            return
        formulas = self._column.formulas
        for row, value in zip(self.rows, self.values, strict=True):
            if type(value) is float and (not self.calculated or formulas.get(row) is None):
                yield row, shown(value)  # type: ignore[misc]

    @cached_property
    def rows_by_form(self) -> dict[str, list[int]]:
        """The rows that hold each formula, the formula as it would read in the first row."""
        found: dict[str, list[int]] = {}
        for run, rows in self.formula_runs:
            forms = {row: form_in_row(run.form.at(row), row, self.rows[0]) for row in (rows[0], rows[-1])}
            if len({*forms.values()}) == 1:
                found.setdefault(forms[rows[0]], []).extend(rows)
            else:
                for row in rows:
                    found.setdefault(form_in_row(run.form.at(row), row, self.rows[0]), []).append(row)
        return found

    @cached_property
    def figures(self) -> list[float]:
        """As `TableView.stored` reads them: a dash is 0, NaN whatever is no number."""
        if self.kinds <= {float}:
            return self.values  # type: ignore[return-value]
        return list(map(_figure, self.values))


def _figure(value: Value) -> float:
    if type(value) is float:
        return value
    return 0.0 if is_dash(value) else float("nan")


class TableCells:
    """The units' rows of a table on its sheet."""

    def __init__(self, table: NumberedTable, sheet: Sheet) -> None:
        self.table = table
        self.sheet = sheet
        self._columns: dict[int, BodyColumn] = {}
        self.screened: dict[object, Sequence[bool]] = {}
        """What `certainly_right` has told, by column and how it is read."""
        self._pairings: dict[TableCells, Pairing] = {}

    @cached_property
    def rows(self) -> frozenset[int]:
        """The units' rows."""
        return frozenset(self.table.body_rows)

    def column(self, label: str) -> BodyColumn:
        """A column of the table by its number."""
        return self.at(self.table.column(label))

    def at(self, column: TableColumn) -> BodyColumn:
        """One of the table's columns, numbered or not."""
        position = column.position
        if position not in self._columns:
            cells = self.sheet.columns.get(position, EMPTY_COLUMN)
            self._columns[position] = BodyColumn(cells, self.table.body_rows)
        return self._columns[position]

    @cached_property
    def names(self) -> Sequence[str]:
        """The units' names as written."""
        unit = self.table.unit_column
        if unit is None:
            return [""] * len(self.table.body_rows)
        values = self.at(unit).values
        return [value if type(value) is str else "" if value is None else str(shown(value)) for value in values]

    @cached_property
    def plainly_named(self) -> bool:
        """Whether every name certainly is written as `plainly_written` writes it."""
        return plainly_written_all(self.names)

    @cached_property
    def units(self) -> UnitRows:
        """The units as they are paired with those of other tables."""
        return units_in(self.table, self.sheet)

    def pairing(self, other: "TableCells") -> Pairing:
        """Which of its rows are which of another table's; found once."""
        if other not in self._pairings:
            self._pairings[other] = pair(self.units, other.units)
        return self._pairings[other]

    @cached_property
    def name_keys(self) -> Sequence[str]:
        """The units' own names as they are compared, also where another one stands."""
        keys, own = same_name_keys(self.names), self.table.own_names
        return [same_name_key(own[key]) if key in own else key for key in keys] if own else keys
