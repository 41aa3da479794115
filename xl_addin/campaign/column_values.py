"""The exact values of a table's columns, row by row and in their totals, apportioned columns included.

One plan serves a table of a spec (`column_plan.plan_table`) and a table found in somebody's workbook. A value is a
`Fraction`, or None where it cannot be said (a zero divisor, a missing figure): what depends on it is None too, as the
formulas of `column_formula` leave the cell empty.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

from xl_addin.campaign.sharing.parts import Exact, Locate, SharedColumn, SharingTable, share_columns
from xl_addin.campaign.sharing.shared import Shared
from xl_addin.notation import (
    ColumnRef,
    Expression,
    FunctionCall,
    Nature,
    WholeColumn,
    column_order,
    columns_of,
    evaluate,
    nature,
    row_columns_of,
)
from xl_addin.unit_names.comparing import same_name_key, same_name_keys

TotalKind = Literal["sum", "own", "none"]

Source = Expression | Shared | None


@dataclass(frozen=True)
class ColumnPlan:
    """What a number column holds: an input (None), a formula, or its share of a whole.

    `total` is None where the column's nature decides: ratio columns apply their own formula to the total row.
    """

    label: str
    source: Source = None
    floor: int | None = None
    total: TotalKind | None = None
    kind: Literal["count", "ratio", "amount"] | None = None


@dataclass(frozen=True)
class CalculatedTable:
    """The rows and totals of every column, what each column's total is, and how the shared columns came about.

    `wholes` are the columns in the rows of all units, also where `values` follow the rows of another table. `units`
    names the rows, where units of another table may lie in them.
    """

    values: Mapping[str, tuple[Exact, ...]]
    totals: Mapping[str, Exact]
    total_kinds: Mapping[str, TotalKind]
    natures: Mapping[str, Nature]
    shared: Mapping[str, SharedColumn] = field(default_factory=dict)
    wholes: Mapping[str, WholeColumn] = field(default_factory=dict)
    units: tuple[str, ...] = ()

    def row_of(self, unit: str) -> int | None:
        """The row of a unit, by its name; None where there is none."""
        return self._rows.get(same_name_key(unit))

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {key: row for row, key in reversed(list(enumerate(same_name_keys(self.units))))}


def calculate_table(
    columns: Sequence[ColumnPlan],
    inputs: Mapping[str, Sequence[Exact | int]],
    *,
    rows: int,
    parameters: Mapping[str, Fraction] | None = None,
    others: Mapping[str, CalculatedTable] | None = None,
    place: Locate = lambda label, row: label,
    groups: Mapping[str, Sequence[str | None]] | None = None,
    units: Sequence[str] = (),
) -> CalculatedTable:
    """Calculate a table of `rows` units; `inputs` has the columns without a source, `others` the tables it refers to.

    `groups` has, for each column that names them and for `parent`, the groups that the `units` lie in.

    Raises CycleError where columns need each other, KeyError for a column or parameter that is not there, and
    Problem (at `place`) where a column cannot be apportioned.
    """
    plans = {plan.label: plan for plan in columns}
    given, tables = parameters or {}, others or {}
    values: dict[str, tuple[Exact, ...]] = {}
    totals: dict[str, Exact] = {}
    kinds: dict[str, TotalKind] = {}
    wholes: dict[str, WholeColumn] = {}
    shared: dict[str, SharedColumn] = {}
    natures = column_natures(columns, {key: table.natures for key, table in tables.items()})

    def in_row(row: int) -> Callable[[ColumnRef], Fraction]:
        return lambda ref: _known(
            values[ref.label][row] if ref.table is None else tables[ref.table].values[ref.label][row]
        )

    def in_totals(ref: ColumnRef) -> Fraction:
        return _known(totals[ref.label] if ref.table is None else tables[ref.table].totals[ref.label])

    def of_all_units(ref: ColumnRef) -> WholeColumn:
        return wholes[ref.label] if ref.table is None else tables[ref.table].wholes[ref.label]

    def total_kind_of(ref: ColumnRef) -> TotalKind:
        return kinds[ref.label] if ref.table is None else tables[ref.table].total_kinds[ref.label]

    def in_row_of(group: str, ref: ColumnRef) -> Fraction | None:
        """A column of another table in the row of one of its units; None where it has no such unit."""
        other = None if ref.table is None else tables[ref.table]
        row = None if other is None else other.row_of(group)
        return None if other is None or row is None else _known(other.values[ref.label][row])

    def of_group(target: Expression, group: str) -> Exact:
        # A whole that reads no other table is one for all groups.
        read = columns_of(target)
        return _exact(target, lambda ref: _known(in_row_of(group, ref)), given, of_all_units) if read else None

    def in_cell(weight: Expression, row: int, group: str) -> Exact:
        def column(ref: ColumnRef) -> Fraction:
            there = in_row_of(group, ref)
            return in_row(row)(ref) if there is None else there

        return _exact(weight, column, given, of_all_units)

    sharing = SharingTable(
        units,
        rows,
        lambda expression, row: _exact(expression, in_row(row), given, of_all_units),
        lambda expression: _exact(expression, in_totals, given, of_all_units),
        of_group,
        in_cell,
        groups or {},
        place,
    )
    for label in calculation_order(columns):
        plan = plans[label]
        if isinstance(plan.source, Shared):
            if label not in shared:
                shared.update(share_columns(_rounded_with(plan.source, label, plans), sharing))
            values[label] = tuple(map(Fraction, shared[label].outcome.parts))
        elif plan.source is None:
            values[label] = tuple(None if value is None else Fraction(value) for value in inputs[label])
        else:
            values[label] = tuple(
                _at_least(plan.floor, _exact(plan.source, in_row(row), given, of_all_units)) for row in range(rows)
            )
        wholes[label] = WholeColumn(values[label])
        kinds[label] = total_kind(plan, natures[label])
        if kinds[label] == "own" and any(total_kind_of(ref) == "none" for ref in _columns_in_row(plan)):
            kinds[label] = "none"
        if kinds[label] == "sum":
            totals[label] = sum((value for value in values[label] if value is not None), Fraction(0))
        elif kinds[label] == "own" and plan.source is not None and not isinstance(plan.source, Shared):
            totals[label] = _at_least(plan.floor, _exact(plan.source, in_totals, given, of_all_units))
        else:
            totals[label] = None
    return CalculatedTable(values, totals, kinds, natures, shared, wholes, tuple(units))


def _rounded_with(source: Shared, label: str, plans: Mapping[str, ColumnPlan]) -> dict[str, Shared]:
    """The shared columns that are rounded with one, in the table's order; itself alone where there are none."""
    names = source.together or (label,)
    return {name: each for name in names if isinstance(each := plans[name].source, Shared)}


def calculation_order(columns: Sequence[ColumnPlan]) -> list[str]:
    """All columns, each after those it needs; CycleError names columns that need each other."""
    own = {plan.label: tuple(ref for ref in columns_needed(plan) if ref.table is None) for plan in columns}
    needs: dict[str, Expression] = {}
    for plan in columns:
        together = plan.source.together if isinstance(plan.source, Shared) else ()
        refs = [ref for label in together or (plan.label,) for ref in own[label]]
        needs[plan.label] = FunctionCall("SUM", tuple(dict.fromkeys(refs)))
    return column_order(needs)


def columns_needed(plan: ColumnPlan) -> tuple[ColumnRef, ...]:
    """The columns whose values or totals a column is calculated from."""
    if plan.source is None:
        return ()
    if not isinstance(plan.source, Shared):
        return columns_of(plan.source)
    return (*plan.source.read, *columns_of(plan.source.target))


def tables_read_by_row(columns: Sequence[ColumnPlan]) -> frozenset[str]:
    """The other tables whose rows are read beside a table's own: not those that only give a whole to share."""
    read = [
        ref
        for plan in columns
        for ref in (plan.source.read_by_row if isinstance(plan.source, Shared) else columns_needed(plan))
    ]
    return frozenset(ref.table for ref in read if ref.table is not None)


def _columns_in_row(plan: ColumnPlan) -> tuple[ColumnRef, ...]:
    """The columns a formula reads in its own row, which for a total is the total row."""
    return () if plan.source is None or isinstance(plan.source, Shared) else row_columns_of(plan.source)


def column_natures(
    columns: Sequence[ColumnPlan], others: Mapping[str, Mapping[str, Nature]] | None = None
) -> dict[str, Nature]:
    """Which columns are additive and which ratios; `others` are the natures of the tables referred to."""
    plans = {plan.label: plan for plan in columns}
    elsewhere = {f"{key}.{label}": each for key, natures in (others or {}).items() for label, each in natures.items()}
    found: dict[str, Nature] = {}
    for label in calculation_order(columns):
        plan = plans[label]
        if plan.kind is not None:
            found[label] = "ratio" if plan.kind == "ratio" else "additive"
        elif plan.source is None or isinstance(plan.source, Shared):
            found[label] = "additive"
        else:
            found[label] = nature(plan.source, {**elsewhere, **found})
    return found


def total_kind(plan: ColumnPlan, column_nature: Nature) -> TotalKind:
    """How the total of a column comes about: a ratio is never summed unless the plan says so.

    A column's own formula gives no total where a column it reads has none; `calculate_table` knows.
    """
    if plan.total is not None:
        return plan.total
    if column_nature == "additive":
        return "sum"
    is_formula = plan.source is not None and not isinstance(plan.source, Shared)
    return "own" if is_formula and column_nature == "ratio" else "none"


class _Unknown(ArithmeticError):
    """A value that cannot be said is needed."""


def _known(value: Exact) -> Fraction:
    if value is None:
        raise _Unknown
    return value


def _exact(
    expression: Expression,
    column: Callable[[ColumnRef], Fraction],
    parameters: Mapping[str, Fraction],
    whole: Callable[[ColumnRef], WholeColumn],
) -> Exact:
    try:
        return evaluate(expression, column, lambda name: parameters[name], whole)
    except (ZeroDivisionError, _Unknown):
        return None


def _at_least(least: int | None, value: Exact) -> Exact:
    return value if least is None or value is None else max(Fraction(least), value)
