"""What the user should know about a filled table."""

from collections.abc import Sequence

from xl_addin.campaign.column_values import CalculatedTable, columns_needed
from xl_addin.campaign.filling.found_plan import FoundPlan
from xl_addin.campaign.sharing.shared import Shared
from xl_addin.language import Text
from xl_addin.table.model import NumberedTable


def notes_on(table: NumberedTable, plan: FoundPlan, values: CalculatedTable) -> list[Text]:
    """What was shared, where a zero divisor left a cell empty, and whether there is a row for totals."""
    notes = []
    for column in plan.columns:
        if isinstance(column.source, Shared):
            notes.append(
                Text(
                    vi="{sheet}: cột {label} chia {total} {how} cho {units} đơn vị",
                    en="{sheet}: column {label} shares {total} {how} among {units} units",
                ).with_values(
                    sheet=table.sheet,
                    label=column.label,
                    total=values.shared[column.label].outcome.total,
                    how=column.source.how(),
                    units=len(table.body_rows),
                )
            )
        elif column.source is not None and (empty := _empty_rows(table, column.label, plan, values)):
            notes.append(
                Text(
                    vi="{sheet}: cột {label} để trống ở dòng {rows} vì số chia bằng 0",
                    en="{sheet}: column {label} stays empty in row {rows}: the divisor is 0",
                ).with_values(sheet=table.sheet, label=column.label, rows=[str(row) for row in empty])
            )
    if table.total_row is None and plan.columns:
        notes.append(
            Text(
                vi="{sheet}: bảng không có dòng tổng cộng nên không ghi tổng",
                en="{sheet}: the table has no total row, so no totals were written",
            ).with_values(sheet=table.sheet)
        )
    return notes


def _empty_rows(table: NumberedTable, label: str, plan: FoundPlan, values: CalculatedTable) -> Sequence[int]:
    """The rows where a column has no value although every column of this table that it reads has one."""
    source = next(column for column in plan.columns if column.label == label)
    read = [ref.label for ref in columns_needed(source) if ref.table is None]
    return [
        row
        for index, row in enumerate(table.body_rows)
        if values.values[label][index] is None and all(values.values[name][index] is not None for name in read)
    ]
