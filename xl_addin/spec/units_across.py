"""Columns shared two ways: one entry of a spec stands for a column for every unit of another table."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # Whoever verifies without a spec asks here, too, and need not load the model.
    from xl_addin.spec.model import ColumnSpec, Spec, TableSpec


class UnitAcross(NamedTuple):
    """The unit that a column stands for: its name, and the table and column that hold its own total."""

    name: str
    table: str
    label: str


def with_units_across(spec: "Spec") -> "Spec":
    """The spec with such entries as the columns they stand for; their numbers go on after the table's largest."""
    tables = tuple(
        table.model_copy(update={"columns": tuple(_columns(spec, table))})
        if any(column.crossed and not column.number for column in table.columns)
        else table
        for table in spec.tables
    )
    return spec.model_copy(update={"tables": tables})


def _columns(spec: "Spec", table: "TableSpec") -> "Iterator[ColumnSpec]":
    number = max((int(column.label) for column in table.columns if column.label.isdecimal()), default=0)
    for column in table.columns:
        if column.crossed is None or column.number:
            yield column
            continue
        for unit in spec.units_of(spec.table(column.crossed.columns.partition(".")[0])):
            number += 1
            heading = column.heading.replace("{unit}", unit.name)
            yield column.model_copy(update={"number": str(number), "heading": heading, "key": None})


def shared_across(table: "TableSpec", column: "ColumnSpec") -> list[str]:
    """The numbers of the columns that one entry stands for, from any of them."""
    return [other.label for other in table.columns if other.crossed == column.crossed and other.number]


def unit_across(spec: "Spec", table: "TableSpec", column: "ColumnSpec") -> UnitAcross:
    """Which unit one of these columns stands for."""
    assert column.crossed is not None
    key, _, label = column.crossed.columns.partition(".")
    units = spec.units_of(spec.table(key))
    return UnitAcross(units[shared_across(table, column).index(column.label)].name, key, label)
