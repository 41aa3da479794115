"""Nothing is shared among units of which one stands twice: it would get two quotas."""

from xl_addin.case.unit_rows import units_in
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Sheet


def check_units_once(table: NumberedTable, sheet: Sheet) -> None:
    """Problem, at the later cell, where a unit stands twice; under different sub-totals units may share a name."""
    column, units = table.unit_column, units_in(table, sheet)
    if column is None:
        return
    for row, first in units.duplicates[:1]:
        raise Problem(
            Text(
                vi="không phân bổ được: đơn vị “{name}” đã có ở dòng {first}; mỗi đơn vị chỉ ghi một lần",
                en="nothing can be shared: the unit “{name}” already stands in row {first}; write each unit once",
            ).with_values(name=units.name(row), first=str(first)),
            place=str(CellRef(table.sheet, row, column.position)),
        )
