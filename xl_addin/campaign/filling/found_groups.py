"""Which group each unit of a found table is in: by a column, by the sub-totals it stands under, or by the spec."""

from collections.abc import Mapping, Sequence

from xl_addin.campaign.column_values import ColumnPlan
from xl_addin.campaign.filling.found_tables import FoundTable
from xl_addin.campaign.sharing.shared import PARENT, Shared
from xl_addin.campaign.unit_groups import parents_by_spec
from xl_addin.spec.model import Spec
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Sheet

Groups = Mapping[str, Sequence[str | None]]


def groups_in(found: FoundTable, columns: Sequence[ColumnPlan], sheet: Sheet, spec: Spec | None) -> Groups:
    """For everything the table's columns are shared within, each unit's group; None for a unit without one."""
    within = [column.source.within for column in columns if isinstance(column.source, Shared)]
    return {
        name: _parents(found, sheet, spec) if name == PARENT else _texts(found, sheet, name)
        for name in within
        if name is not None
    }


def _parents(found: FoundTable, sheet: Sheet, spec: Spec | None) -> list[str | None]:
    table = found.table
    column = None if found.spec is None else found.spec.with_role("parent")
    if column is not None and column.label in table.labels:
        return _texts(found, sheet, column.label)
    unit = table.unit_column
    if table.subtotal_rows and unit is not None:
        above = {row: _text(sheet, head, unit.position) for head, rows in table.subtotal_rows for row in rows}
        return [above.get(row) for row in table.body_rows]
    if spec is None or found.spec is None or unit is None:
        return [None] * len(table.body_rows)
    return parents_by_spec(spec, found.spec, unit_names(table, sheet))


def _texts(found: FoundTable, sheet: Sheet, label: str) -> list[str | None]:
    position = found.table.column(label).position
    return [_text(sheet, row, position) for row in found.table.body_rows]


def _text(sheet: Sheet, row: int, position: int) -> str | None:
    value = sheet.value(row, position)
    return None if value is None else " ".join(str(value).split()) or None


def unit_names(table: NumberedTable, sheet: Sheet) -> list[str]:
    """The units' names as they stand in the rows; empty where a row has none."""
    column = table.unit_column
    return [] if column is None else [_text(sheet, row, column.position) or "" for row in table.body_rows]
