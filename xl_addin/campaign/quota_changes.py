"""By how much the changes of a spec's quotas lower each unit's figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec, TableSpec
from xl_addin.unit_names.comparing import same_name_key

_NO_UNIT = Text(
    "điều chỉnh chỉ tiêu từ ngày {day}: bảng {sheet} không có đơn vị “{name}”",
    "quota change from {day}: the table {sheet} has no unit “{name}”",
)


@dataclass(frozen=True)
class ChangeOfUnit:
    """A change as a table's rows know it: `unit` is written as there, `column` the number of the column lowered by."""

    unit: str
    row: int
    column: str
    since: date
    change: int
    reason: str


def changes_of(spec: Spec, table: TableSpec, units: Sequence[str]) -> list[ChangeOfUnit]:
    """The changes that lower a column of a table with these units, in the spec's order.

    Problem for a unit that the table does not have.
    """
    columns = {column.lowers: column.label for column in table.columns if column.lowers is not None}
    row_of = _rows_by_name(spec, table, units)
    found = []
    for change in spec.quota_changes:
        if change.indicator not in columns:
            continue
        row = row_of.get(same_name_key(change.unit))
        if row is None:
            text = _NO_UNIT.with_values(day=change.since, sheet=table.sheet, name=change.unit)
            raise Problem(unknown(text, change.unit, units))
        found.append(
            ChangeOfUnit(units[row], row, columns[change.indicator], change.since, change.change, change.reason)
        )
    return found


def lowered(spec: Spec, table: TableSpec, units: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """For every column that changes lower another by, its figure for each of the units."""
    changes = changes_of(spec, table, units)
    return {
        column.label: tuple(
            -sum(one.change for one in changes if (one.row, one.column) == (row, column.label))
            for row in range(len(units))
        )
        for column in table.columns
        if column.lowers is not None
    }


def _rows_by_name(spec: Spec, table: TableSpec, units: Sequence[str]) -> dict[str, int]:
    """The row of each unit by every name it goes by, and by its code."""
    row_of = {same_name_key(unit): row for row, unit in enumerate(units)}
    unit_set = spec.unit_set(table)
    for unit in spec.units_of(table):
        row = row_of.get(same_name_key(unit.name))
        if row is not None:
            names = unit_set.names_of(unit) if unit_set else (unit.name, *unit.aliases)
            row_of |= {same_name_key(name): row for name in (*names, unit.code or unit.name)}
    return row_of
