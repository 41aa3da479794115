"""The sheet `Tham số`: the plan's figures; those the formulas read may be changed in Excel."""

from collections.abc import Mapping

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.campaign.making import styles
from xl_addin.campaign.parameter_cell import cell_value, number_format
from xl_addin.case.kept.parameters import HEADINGS, SHEET
from xl_addin.formula.cells import quoted_sheet
from xl_addin.spec.model import ParameterSpec, Spec

_VALUE_COLUMN = "C"
_LIVE = "Đổi giá trị chữ xanh thì mọi công thức tính lại; ô kiểm tra dưới bảng chuyển đỏ cho đến khi phân bổ lại."
_FIXED = "Các tham số dưới đây đã ghi vào tiêu đề và công thức cột; đổi ở đây thì phải điền lại sổ theo đặc tả."


def add_parameter_sheet(book: Workbook, spec: Spec, live: frozenset[str]) -> Mapping[str, str]:
    """Write the sheet and return where each live parameter's value stands, as a formula names the cell."""
    sheet = book.create_sheet(SHEET)
    sheet["A1"].value, sheet["A1"].font = f"THAM SỐ CỦA {spec.document.kind.upper()}", styles.font(13, bold=True)
    addresses: dict[str, str] = {}
    row = 3
    for note, names in ((_LIVE, live), (_FIXED, spec.parameters.keys() - live)):
        chosen = [name for name in spec.parameters if name in names]
        if not chosen:
            continue
        sheet.cell(row, 1).value, sheet.cell(row, 1).font = note, styles.font(italic=True)
        _write_headings(sheet, row + 1)
        row += 2
        for name in chosen:
            _write_parameter(sheet, row, name, spec.parameters[name], live=name in live)
            if name in live:
                addresses[name] = f"{quoted_sheet(SHEET)}!${_VALUE_COLUMN}${row}"
            row += 1
        row += 1
    for column, width in {"A": 16, "B": 62, "C": 14}.items():
        sheet.column_dimensions[column].width = width
    styles.set_up_page(sheet, landscape=False)
    return addresses


def _write_headings(sheet: Worksheet, row: int) -> None:
    for column, heading in enumerate(HEADINGS, start=1):
        cell = sheet.cell(row, column)
        styles.write(cell, heading)
        styles.dress(cell, bold=True, alignment=styles.CENTRED)
        cell.fill = styles.HEADER_FILL


def _write_parameter(sheet: Worksheet, row: int, name: str, parameter: ParameterSpec, *, live: bool) -> None:
    for column, text in enumerate((name, parameter.label), start=1):
        cell = sheet.cell(row, column)
        styles.write(cell, text)
        styles.dress(cell, alignment=styles.LEFT)
    cell = sheet.cell(row, 3)
    styles.dress(cell)
    if live:
        cell.style = styles.INPUT
    cell.value = cell_value(parameter)
    cell.number_format = number_format(parameter)
