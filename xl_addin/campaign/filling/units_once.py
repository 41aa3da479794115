"""Nothing is shared among units of which one stands twice: it would get two quotas."""

from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.table.model import NumberedTable
from xl_addin.table.words import folded
from xl_addin.workbook.model.book import Sheet


def check_units_once(table: NumberedTable, sheet: Sheet) -> None:
    """Problem, at the later cell, where a unit stands twice; under different sub-totals units may share a name."""
    column = table.unit_column
    if column is None:
        return
    group_of = {row: group for group, rows in table.subtotal_rows for row in rows}
    seen: dict[tuple[int | None, str], int] = {}
    for row in table.body_rows:
        name = sheet.value(row, column.position)
        if not isinstance(name, str):
            continue
        key = group_of.get(row), folded(name)
        if key in seen:
            raise Problem(
                Text(
                    vi="không phân bổ được: đơn vị “{name}” đã có ở dòng {first}; mỗi đơn vị chỉ ghi một lần",
                    en="nothing can be shared: the unit “{name}” already stands in row {first}; write each unit once",
                ).with_values(name=" ".join(name.split()), first=str(seen[key])),
                place=str(CellRef(table.sheet, row, column.position)),
            )
        seen[key] = row
