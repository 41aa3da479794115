"""One table of a recalculated book and how its columns are read: what rules ask a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from xl_addin.case.pairing import Pairing
from xl_addin.case.table_cells import BodyColumn, TableCells, is_dash
from xl_addin.notation import ColumnRef, Expression, Nature, WholeColumn, evaluate, exact, parse_formula
from xl_addin.spec.units_across import unit_across
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.unit_names.comparing import same_name_key
from xl_addin.workbook.model.book import EMPTY_COLUMN, Column, Sheet, Value
from xl_addin.workbook.model.formats import displayed

if TYPE_CHECKING:
    from xl_addin.spec.model import ColumnSpec, Spec, TableSpec

Computed = TypeVar("Computed")
_NUMBERS = (int, float)
NO_FIGURES: Mapping[str, Fraction] = {}


@dataclass(frozen=True)
class Ambiguity:
    """A notation with two readings: how many of the units' rows each satisfies, and which one holds (or none)."""

    readings: tuple[Expression, Expression]
    satisfied: tuple[int, int]
    rows: int
    chosen: int | None


@dataclass(frozen=True)
class TableView:
    """One table of the recalculated book and how its columns are read.

    `expressions` holds every column whose notation (or spec formula) can be read without doubt; `ambiguous`
    those whose notation has two readings, decided or not; `cycles` the circles of columns that need each other.
    `peers` are the campaign's tables by key, for formulas that refer to another table.
    """

    cells: TableCells
    expressions: Mapping[str, Expression]
    natures: Mapping[str, Nature]
    ambiguous: Mapping[str, Ambiguity] = field(default_factory=dict)
    cycles: tuple[tuple[str, ...], ...] = ()
    spec: "TableSpec | None" = None
    campaign: "Spec | None" = None
    peers: "Mapping[str, TableView]" = field(default_factory=dict)

    @property
    def table(self) -> NumberedTable:
        """The table that is viewed."""
        return self.cells.table

    @property
    def sheet(self) -> Sheet:
        """The recalculated sheet it stands on."""
        return self.cells.sheet

    def body(self, label: str) -> BodyColumn:
        """A column in the units' rows, all cells at once."""
        return self.cells.column(label)

    def remember(self, work: "Callable[[TableView], Computed]") -> Computed:
        """What `work` makes of this view, done once: many rules ask the same of every table."""
        if work not in self._memory:
            self._memory[work] = work(self)
        return cast("Computed", self._memory[work])

    @cached_property
    def _memory(self) -> dict[object, object]:
        return {}

    @cached_property
    def _columns(self) -> Mapping[str, Column]:
        """The sheet's columns by their number in the table."""
        return {one.label: self.sheet.columns.get(one.position, EMPTY_COLUMN) for one in reversed(self.table.columns)}

    def column_spec(self, label: str) -> "ColumnSpec | None":
        """What the spec says about a column."""
        if self.spec is None or label not in {column.label for column in self.spec.columns}:
            return None
        return self.spec.column(label)

    @cached_property
    def number_columns(self) -> tuple[TableColumn, ...]:
        """The columns that hold figures."""
        return tuple(column for column in self.table.columns if column.role == "number")

    def unit_name(self, row: int) -> str:
        """The unit a row stands for, as written."""
        value = self._unit_names.get(row)
        return value if isinstance(value, str) else "" if value is None else str(value)

    @cached_property
    def _unit_names(self) -> Mapping[int, Value]:
        column = self.table.unit_column
        return {} if column is None else self.sheet.columns.get(column.position, EMPTY_COLUMN).values

    def value(self, row: int, label: str) -> Value:
        """The recalculated value of a cell."""
        return self._columns[label].values.get(row)

    def formula(self, row: int, label: str) -> str | None:
        """The formula of a cell."""
        return self._columns[label].formulas.get(row)

    def number_format(self, row: int, label: str) -> str:
        """The number format of a cell."""
        return self._columns[label].number_formats.get(row, "General")

    def number(self, row: int, label: str) -> int | float | None:
        """The stored number of a cell, None where it holds none."""
        value = self._columns[label].values.get(row)
        return value if isinstance(value, _NUMBERS) and not isinstance(value, bool) else None

    def stored(self, row: int, label: str) -> Fraction | None:
        """The stored number, exact; 0 for a dash."""
        value = self.number(row, label)
        if value is None:
            return Fraction(0) if is_dash(self.value(row, label)) else None
        return exact(value)

    def shown(self, row: int, label: str) -> Fraction | None:
        """The number the reader sees, exact; 0 for a dash."""
        value = self.number(row, label)
        return self.stored(row, label) if value is None else displayed(value, self.number_format(row, label))

    def expected(
        self,
        row: int,
        label: str,
        *,
        as_displayed: bool = False,
        instead: Mapping[str, Fraction] = NO_FIGURES,
    ) -> Fraction | None:
        """What the column's notation gives in a row; None without one, with a missing operand or divisor 0.

        `as_displayed` calculates with what the reader sees; `instead` replaces the figures of some columns.
        """
        expression = self.expressions.get(label)
        if expression is None:
            return None

        def operand(ref: ColumnRef) -> Fraction:
            if ref.table is None and ref.label in instead:
                return instead[ref.label]
            return self._operand(row, ref, as_displayed)

        try:
            result = evaluate(expression, operand, self.parameter, lambda ref: self._whole(ref, as_displayed))
        except (_MissingOperand, ZeroDivisionError):
            return None
        column = self.column_spec(label)
        return result if column is None or column.floor is None else max(result, Fraction(column.floor))

    def calculated(self, row: int, expression: Expression, *, as_displayed: bool = False) -> Fraction | None:
        """What an expression over the table's columns gives in a row; None with a missing operand or divisor 0."""
        try:
            return evaluate(
                expression,
                lambda ref: self._operand(row, ref, as_displayed),
                self.parameter,
                lambda ref: self._whole(ref, as_displayed),
            )
        except (_MissingOperand, ZeroDivisionError):
            return None

    def divides_by_zero(self, row: int, label: str) -> bool:
        """Whether the notation divides by 0 in this row although every operand is there."""
        expression = self.expressions.get(label)
        try:
            if expression is not None:
                evaluate(
                    expression,
                    lambda ref: self._operand(row, ref, False),
                    self.parameter,
                    lambda ref: self._whole(ref, False),
                )
        except _MissingOperand:
            return False
        except ZeroDivisionError:
            return True
        return False

    def _operand(self, row: int, ref: ColumnRef, as_displayed: bool) -> Fraction:
        view, where = self, row
        if ref.table is not None:
            peer = self.peers.get(ref.table)
            if peer is None:
                raise _MissingOperand
            paired = self.pairing(peer).rows.get(row)
            if paired is None:
                raise _MissingOperand
            view, where = peer, paired
        if ref.label not in view.table.labels:
            raise _MissingOperand
        value = view.shown(where, ref.label) if as_displayed else view.stored(where, ref.label)
        if value is None:
            raise _MissingOperand
        return value

    def _whole(self, ref: ColumnRef, as_displayed: bool) -> WholeColumn:
        """A column in all units' rows as SUM and RANK see it: numbers, and nothing for a dash or a text."""
        view = self if ref.table is None else self.peers.get(ref.table)
        if view is None or ref.label not in view.table.labels:
            raise _MissingOperand
        key = ref.label, as_displayed
        if key not in view._wholes:
            figure = view.shown if as_displayed else view.stored
            view._wholes[key] = WholeColumn(
                None if view.number(row, ref.label) is None else figure(row, ref.label) for row in view.table.body_rows
            )
        return view._wholes[key]

    @cached_property
    def _wholes(self) -> dict[tuple[str, bool], WholeColumn]:
        return {}

    def pairing(self, peer: "TableView") -> Pairing:
        """Which of its rows are which of another table's."""
        return self.cells.pairing(peer.cells)

    def parameter(self, name: str) -> Fraction:
        """A figure of the spec; stops the evaluation where there is none."""
        if self.campaign is None or name not in self.campaign.parameters:
            raise _MissingOperand
        return self.campaign.number(name)

    def target(self, label: str) -> Fraction | None:
        """The whole an apportioned column must add up to; column references are totals."""
        column = self.column_spec(label)
        total_row = self.table.total_row
        if column is None or total_row is None:
            return None
        if column.crossed is not None:
            return self._target_across(column)
        if column.apportion is None:
            return None
        try:
            return evaluate(
                parse_formula(column.apportion.target),
                self._total,
                self.parameter,
                lambda ref: self._whole(ref, True),
            )
        except (_MissingOperand, ZeroDivisionError):
            return None

    def _total(self, ref: ColumnRef) -> Fraction:
        """A column's total as it is printed, in whatever table: the units of another table may be others."""
        view = self if ref.table is None else self.peers.get(ref.table)
        row = None if view is None else view.table.total_row
        value = (
            None if view is None or row is None or ref.label not in view.table.labels else view.shown(row, ref.label)
        )
        if value is None:
            raise _MissingOperand
        return value

    def _target_across(self, column: "ColumnSpec") -> Fraction | None:
        """What the unit that a column stands for is given in its own table."""
        assert self.campaign is not None and self.spec is not None
        unit = unit_across(self.campaign, self.spec, column)
        there = self.peers.get(unit.table)
        if there is None or unit.label not in there.table.labels:
            return None
        rows = [row for row in there.table.body_rows if same_name_key(there.unit_name(row)) == same_name_key(unit.name)]
        return there.shown(rows[0], unit.label) if len(rows) == 1 else None

    def total_kind(self, label: str) -> str:
        """How a total is formed: `sum`, `own` (the column's own notation) or `none` (cannot be judged)."""
        column = self.column_spec(label)
        if column is not None and column.total is not None:
            return column.total
        nature = self.natures.get(label)
        if nature == "ratio":
            return "own" if label in self.expressions else "none"
        if nature == "rank":
            return "none"
        return "sum"


class _MissingOperand(Exception):
    """A figure the notation needs is not there."""
