"""The live checks under an apportioned table: cells that are 0 while the figures are what was shared."""

from collections.abc import Mapping

from xl_addin.case.kept.finding import texts
from xl_addin.formula.cells import CellRef
from xl_addin.formula.reference import Reference, pieces
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Sheet

TARGET_CHECK = "Kiểm tra: tổng − chỉ tiêu (phải bằng 0)"
INPUT_CHECK = "Kiểm tra: số liệu đã đổi từ lần chia (phải bằng 0)"


def difference_from_target(body: str, target: str) -> str:
    """The formula of the sum of the units (`D9:D19`) minus what was to be shared."""
    return f"=SUM({body})-{target}"


def inputs_changed(kept: Mapping[str, str]) -> str:
    """The formula of how far inputs (`C9:C19`) have moved from where they are kept (`'Cách chia'!$C$6:$C$16`)."""
    return "=" + "+".join(f"SUMPRODUCT(ABS({body}-{cells}))" for body, cells in kept.items())


def check_cell(sheet: Sheet, table: NumberedTable, label: str, check: str) -> CellRef | None:
    """The cell of one of the checks under a column; None where there is none (any more)."""
    rows = sorted(row for row, _, text in texts(sheet) if text == check and row > table.area.last_row)
    position = table.column(label).position
    cell = next((CellRef(sheet.name, row, position) for row in rows), None)
    return cell if cell and sheet.formula(cell.row, cell.column) else None


def target_cell(sheet: Sheet, table: NumberedTable, label: str) -> CellRef | None:
    """The cell that holds what a column shares, told by its check; None where that is calculated or not said."""
    check = check_cell(sheet, table, label, TARGET_CHECK)
    if check is None:
        return None
    formula = sheet.formula(check.row, check.column) or ""
    *difference, last = pieces(formula)
    if not isinstance(last, Reference) or not last.is_one_cell or last.area is None:
        return None
    if not difference or isinstance(difference[-1], Reference) or difference[-1].text != "-":
        return None
    return CellRef(last.sheet.name if last.sheet else sheet.name, last.area.first_row, last.area.first_column)
