"""Which block of `Cách chia` explains which column of which table."""

from collections.abc import Sequence

from xl_addin.case.kept.checks import INPUT_CHECK, check_cell
from xl_addin.case.kept.shares import KeptShares
from xl_addin.formula.reference import references
from xl_addin.table.model import NumberedTable
from xl_addin.table.words import folded
from xl_addin.workbook.model.book import Sheet


def block_of(blocks: Sequence[KeptShares], table: NumberedTable, label: str, sheet: Sheet) -> KeptShares | None:
    """The block that explains a column: the one its check reads, else the one whose title names it."""
    check = check_cell(sheet, table, label, INPUT_CHECK)
    formula = sheet.formula(check.row, check.column) if check else None
    for reference in references(formula or ""):
        if reference.sheet is None or reference.area is None:
            continue
        for block in blocks:
            if reference.sheet.name == block.sheet and reference.area.first_row == block.heading_row + 1:
                return block
    named = (block for block in blocks if block.label == label and folded(block.of_sheet) == folded(table.sheet))
    return next(named, None)
