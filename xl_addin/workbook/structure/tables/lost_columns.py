"""Columns that go from Excel tables, and tables that go: what names them says `#REF!`."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from xl_addin.formula.cells import Area
from xl_addin.formula.shift import Shift
from xl_addin.formula.table_columns import without_columns, without_table


class NamedColumns(NamedTuple):
    """A table by its name: where it is, and its columns in their order."""

    name: str
    area: Area
    columns: Sequence[str]


def columns_lost(area: Area, columns: Sequence[str], shift: Shift) -> list[str]:
    """The columns of a table that a shift takes out of it."""
    if shift.axis == "rows":
        return []
    return [name for at, name in enumerate(columns, area.first_column) if shift.line(at) is None]


def without_lost(tables: Iterable[NamedColumns], shift: Shift) -> Callable[[str], str] | None:
    """How formulas read once these tables of the shifted sheet are without what goes; None where nothing goes."""
    lost = [(table, columns_lost(table.area, table.columns, shift)) for table in tables]
    lost = [(table, gone) for table, gone in lost if gone or shift.area(table.area) is None]
    if not lost:
        return None

    def formula(written: str) -> str:
        for table, gone in lost:
            if table.name.casefold() not in written.casefold():
                continue
            if shift.area(table.area) is None:
                written = without_table(written, table.name)
            else:
                written = without_columns(written, table.name, gone, table.columns)
        return written

    return formula
