"""The exact values of a table's columns, row by row and in their totals, apportioned columns included.

One plan serves a table of a spec (`column_plan.plan_table`) and a table found in somebody's workbook. A value is a
`Fraction`, or None where it cannot be said (a zero divisor, a missing figure): what depends on it is None too, as the
formulas of `column_formula` leave the cell empty.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Literal

from xl_addin.language import Text
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
from xl_addin.problem import Problem
from xl_addin.quota.apportion import Apportionment, Method, Tie, apportion
from xl_addin.quota.bounds import ApportionError

Exact = Fraction | None
TotalKind = Literal["sum", "own", "none"]
Locate = Callable[[str, int | None], str]
"""Where a column (and one of its rows, counted from 0) stands, for messages: `Giai đoạn 1!D9`."""


@dataclass(frozen=True)
class Shared:
    """A column that shares `target` (over parameters and the table's column totals) in proportion to column `by`."""

    target: Expression
    by: str
    at_most: str | None = None
    at_least: str | None = None
    method: Method = "largest_remainder"
    tie: Tie = "first"


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
    kind: Literal["count", "ratio"] | None = None


@dataclass(frozen=True)
class CalculatedTable:
    """The rows and totals of every column, what each column's total is, and how the shared columns came about.

    `wholes` are the columns in the rows of all units, also where `values` follow the rows of another table.
    """

    values: Mapping[str, tuple[Exact, ...]]
    totals: Mapping[str, Exact]
    total_kinds: Mapping[str, TotalKind]
    natures: Mapping[str, Nature]
    apportionments: Mapping[str, Apportionment] = field(default_factory=dict)
    wholes: Mapping[str, WholeColumn] = field(default_factory=dict)


def calculate_table(
    columns: Sequence[ColumnPlan],
    inputs: Mapping[str, Sequence[Exact | int]],
    *,
    rows: int,
    parameters: Mapping[str, Fraction] | None = None,
    others: Mapping[str, CalculatedTable] | None = None,
    place: Locate = lambda label, row: label,
) -> CalculatedTable:
    """Calculate a table of `rows` units; `inputs` has the columns without a source, `others` the tables it refers to.

    Raises CycleError where columns need each other, KeyError for a column or parameter that is not there, and
    Problem (at `place`) where a column cannot be apportioned.
    """
    plans = {plan.label: plan for plan in columns}
    given, tables = parameters or {}, others or {}
    values: dict[str, tuple[Exact, ...]] = {}
    totals: dict[str, Exact] = {}
    kinds: dict[str, TotalKind] = {}
    wholes: dict[str, WholeColumn] = {}
    apportionments: dict[str, Apportionment] = {}
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

    for label in calculation_order(columns):
        plan = plans[label]
        if isinstance(plan.source, Shared):
            whole = _exact(plan.source.target, in_totals, given, of_all_units)
            result = _share(plan.label, plan.source, whole, values, place)
            apportionments[label] = result
            values[label] = tuple(Fraction(part) for part in result.parts)
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
    return CalculatedTable(values, totals, kinds, natures, apportionments, wholes)


def calculation_order(columns: Sequence[ColumnPlan]) -> list[str]:
    """All columns, each after those it needs; CycleError names columns that need each other."""
    needs = {
        plan.label: FunctionCall("SUM", tuple(ref for ref in columns_needed(plan) if ref.table is None))
        for plan in columns
    }
    return column_order(needs)


def columns_needed(plan: ColumnPlan) -> tuple[ColumnRef, ...]:
    """The columns whose values or totals a column is calculated from."""
    if plan.source is None:
        return ()
    if not isinstance(plan.source, Shared):
        return columns_of(plan.source)
    labels = (plan.source.by, plan.source.at_most, plan.source.at_least)
    return (*(ColumnRef(label) for label in labels if label is not None), *columns_of(plan.source.target))


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


def _share(
    label: str, shared: Shared, whole: Exact, values: Mapping[str, Sequence[Exact]], place: Locate
) -> Apportionment:
    """Apportion a column; Problem where the whole, a weight or a bound does not allow it."""

    def problem(reason: Text, column: str = label, row: int | None = None) -> Problem:
        bound = Text(vi=", không vượt cột {at_most}", en=" within column {at_most}").with_values(at_most=shared.at_most)
        text = Text(
            vi="không phân bổ được cột {label} theo cột {by}{bound}: {reason}",
            en="column {label} cannot be shared by column {by}{bound}: {reason}",
        ).with_values(label=label, by=shared.by, bound=bound if shared.at_most else "", reason=reason)
        return Problem(text, place=place(column, row))

    def column(name: str) -> list[Fraction]:
        for row, value in enumerate(values[name]):
            if value is None:
                raise problem(
                    Text(
                        vi="cột {name} không có số ở dòng đơn vị thứ {row} (ô trống, ô báo lỗi hoặc số ghi dạng chữ); "
                        "hãy ghi số vào ô này",
                        en="column {name} has no figure for unit {row} (an empty cell, an error, or a number typed as "
                        "text); enter a number in that cell",
                    ).with_values(name=name, row=row + 1),
                    name,
                    row,
                )
        return [_known(value) for value in values[name]]

    if whole is None or whole.denominator != 1 or whole <= 0:
        raise problem(
            Text(
                vi="chỉ tiêu cần phân bổ là {whole}; phải là số nguyên lớn hơn 0",
                en="the whole to share is {whole}; it must be a whole number above 0",
            ).with_values(
                whole=Text(vi="chưa tính được", en="unknown") if whole is None else whole,
            )
        )
    try:
        return apportion(
            int(whole),
            column(shared.by),
            method=shared.method,
            at_least=None if shared.at_least is None else [-floor(-v) for v in column(shared.at_least)],
            at_most=None if shared.at_most is None else [floor(v) for v in column(shared.at_most)],
            tie=shared.tie,
        )
    except ApportionError as error:
        column_to_blame = label if error.unit is None else shared.by
        raise problem(error.text, column_to_blame, error.unit) from error
