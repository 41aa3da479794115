"""How a table tells its units where the spec or somebody says so: by which columns, under which names."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from xl_addin.spec.known_units import KnownUnits
from xl_addin.table.model import NumberedTable, TableColumn

if TYPE_CHECKING:
    from xl_addin.spec.model import Spec, TableSpec


def columns_of(table: NumberedTable) -> Sequence[TableColumn]:
    """All columns of a table, numbered or not, from left to right."""
    return sorted((*table.columns, *table.unnumbered), key=lambda column: column.position)


def as_spec_says(table: NumberedTable, spec: "TableSpec | None", campaign: "Spec") -> NumberedTable:
    """The table with what its spec says of its units; itself where that is nothing new."""
    if spec is None:
        return table
    table = _with_words(table, spec)
    column = of_spec(table, spec)
    named = table if column is None else named_by(table, column)
    codes, parents = (
        _with_label(named, one.label if one else None) for one in (spec.with_role("code"), spec.with_role("parent"))
    )
    known = KnownUnits(campaign, spec)
    said = (codes, parents, known.own_names, known.parent_names)
    if said == (named.unit_codes, named.unit_parents, named.own_names, named.parent_names):
        return named
    return replace(
        named, unit_codes=codes, unit_parents=parents, own_names=known.own_names, parent_names=known.parent_names
    )


def _with_words(table: NumberedTable, spec: "TableSpec") -> NumberedTable:
    """The table with no figures in the columns that hold codes, parents, texts and dates."""
    words = {column.label for column in spec.columns if column.in_words}
    if not any(column.role == "number" and column.label in words for column in table.columns):
        return table
    columns = (
        replace(one, role="text") if one.role == "number" and one.label in words else one for one in table.columns
    )
    return replace(table, columns=tuple(columns))


def _with_label(table: NumberedTable, label: str | None) -> TableColumn | None:
    return next((column for column in table.columns if column.label == label), None)


def of_spec(table: NumberedTable, spec: "TableSpec | None") -> TableColumn | None:
    """The column that the spec says names the units."""
    return _with_label(table, spec.unit_column.label if spec else None)


def named_by(table: NumberedTable, column: TableColumn) -> NumberedTable:
    """The table with its units in this column; what named its rows goes on naming them."""
    if table.unit_column == column:
        return replace(table, unit_rivals=()) if table.unit_rivals else table
    names = table.row_names or table.unit_column
    roles = {
        column.position: "unit",
        **({names.position: "text"} if names and names.position != column.position else {}),
    }
    columns = [
        replace(one, role=roles.get(one.position, "text" if one.role == "unit" else one.role))  # type: ignore[arg-type]
        for one in columns_of(table)
    ]
    listed = {one.position for one in table.columns} | {column.position}
    by_position = {one.position: one for one in columns}
    return replace(
        table,
        columns=tuple(one for one in columns if one.position in listed),
        unnumbered=tuple(one for one in columns if one.position not in listed),
        row_names=by_position[names.position] if names and names.position != column.position else None,
        unit_rivals=(),
    )
