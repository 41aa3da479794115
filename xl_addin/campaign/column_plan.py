"""What each number column of a spec's table holds, once the notation and the spec are read together."""

from xl_addin.campaign.column_values import ColumnPlan
from xl_addin.campaign.sharing.shared import Shared
from xl_addin.language import Text
from xl_addin.notation import ColumnRef, Expression, NotationError, Parameter, parse_formula
from xl_addin.notation.expression import mapped
from xl_addin.problem import Problem
from xl_addin.spec.model import ColumnSpec, Spec, TableSpec
from xl_addin.spec.parts.columns import EQUALLY, CrossShareSpec
from xl_addin.spec.units_across import shared_across, unit_across


def plan_table(spec: Spec, table: TableSpec) -> tuple[ColumnPlan, ...]:
    """The plans of the table's number columns, in sheet order."""
    labels = [column.label for column in table.columns]
    return tuple(
        ColumnPlan(
            column.label,
            _shared(column, table) or _shared_two_ways(spec, column, table) or column_expression(spec, column, labels),
            column.floor,
            column.total,
            column.kind,
        )
        for column in table.columns
        if column.role == "number"
    )


def column_expression(spec: Spec, column: ColumnSpec, labels: list[str]) -> Expression | None:
    """What a column's notation states, else the spec's formula, else None: the office fills the column in.

    Where the notation has two readings the spec's formula decides; without one this is a Problem.
    """
    try:
        cell = spec.number_cell(column)
        readings = cell[1].readings(labels) if cell and cell[1] else ()
    except NotationError as error:
        raise Problem(
            Text(
                vi="không đọc được công thức cột `{number}` (vị trí {position}): {reason}",
                en="the notation `{number}` cannot be read (position {position}): {reason}",
            ).with_values(number=column.number, position=error.position + 1, reason=error.text),
            place=f"{spec.key}.yaml",
        ) from error
    if len(readings) > 1 and column.expression is None:
        raise Problem(
            Text(
                vi="công thức cột `{number}` hiểu được hai cách; hãy ghi `formula:` cho cột {label}",
                en="the notation `{number}` can be read in two ways; state `formula:` for column {label}",
            ).with_values(number=column.number, label=column.label),
            place=f"{spec.key}.yaml",
        )
    return column.as_asked(readings[0]) if len(readings) == 1 else column.expression


def _shared(column: ColumnSpec, table: TableSpec) -> Shared | None:
    share = column.apportion
    if share is None:
        return None
    together = [
        other.label
        for other in table.columns
        if share.together is not None and other.apportion and other.apportion.together == share.together
    ]
    return Shared(
        parse_formula(share.target),
        share.weight,
        share.upper if share.is_capped else None,
        share.at_least,
        share.method,
        share.tie,
        share.within,
        tuple(together),
    )


def _shared_two_ways(spec: Spec, column: ColumnSpec, table: TableSpec) -> Shared | None:
    if column.crossed is None:
        return None
    unit = unit_across(spec, table, column)
    return Shared(
        ColumnRef(unit.label, unit.table),
        _column_of(column.crossed.rows, table),
        together=tuple(shared_across(table, column)),
        across=unit.name,
        weight=_weight_across(spec, column.crossed, table),
    )


def _column_of(named: str, table: TableSpec) -> ColumnRef:
    """`hamlets.6` as a column of the table itself or of another one."""
    key, _, label = named.partition(".")
    return ColumnRef(label, None if key == table.key else key)


def _own(part: Expression, table: TableSpec) -> Expression:
    """A column of the table as its own formulas name it."""
    return ColumnRef(part.label) if isinstance(part, ColumnRef) and part.table == table.key else part


def _weight_across(spec: Spec, share: CrossShareSpec, table: TableSpec) -> Expression | None:
    """What a row and a column weigh; None where all weigh the same."""
    if share.by == EQUALLY:
        return None
    if "{" in share.by:
        return mapped(parse_formula(share.by), lambda part: _own(part, table))
    for key in (share.rows.partition(".")[0], share.columns.partition(".")[0]):
        for column in spec.table(key).columns:
            if share.by in (column.key, column.label):
                return _column_of(f"{key}.{column.label}", table)
    return Parameter(share.by)
