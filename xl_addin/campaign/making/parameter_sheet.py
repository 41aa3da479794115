"""The sheet `Tham số`: the plan's figures; those the formulas read may be changed in Excel.

A parameter calculated from others is a formula over their cells. One that a column's number states (`12=(10/11)/25`)
stands as that figure in the column's formulas, too: the table is taken at its word, and the two cannot drift apart.
"""

from collections.abc import Mapping

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.campaign.making import styles
from xl_addin.campaign.parameter_cell import cell_formula, cell_value, number_format
from xl_addin.case.kept.parameters import HEADINGS, SHEET
from xl_addin.formula.cells import quoted_sheet
from xl_addin.spec.model import Spec

_FIRST_ROW, _VALUE_COLUMN = 3, "C"
_LIVE = "Đổi giá trị chữ xanh thì mọi công thức tính lại; ô kiểm tra dưới bảng chuyển đỏ cho đến khi phân bổ lại."
_FIXED = "Các tham số dưới đây đã ghi vào tiêu đề và công thức cột; đổi ở đây thì phải điền lại sổ theo đặc tả."


def add_parameter_sheet(book: Workbook, spec: Spec, live: frozenset[str]) -> Mapping[str, str]:
    """Write the sheet and return where each live parameter's value stands, as a formula names the cell."""
    sheet = book.create_sheet(SHEET)
    sheet["A1"].value, sheet["A1"].font = f"THAM SỐ CỦA {spec.document.kind.upper()}", styles.font(13, bold=True)
    rows = _rows(spec, live)
    for note, names in ((_LIVE, live), (_FIXED, spec.parameters.keys() - live)):
        chosen = [name for name in spec.parameters if name in names]
        if not chosen:
            continue
        first = rows[chosen[0]]
        sheet.cell(first - 2, 1).value, sheet.cell(first - 2, 1).font = note, styles.font(italic=True)
        _write_headings(sheet, first - 1)
        for name in chosen:
            _write_parameter(sheet, spec, name, rows, live=name in live)
    for column, width in {"A": 16, "B": 62, "C": 14}.items():
        sheet.column_dimensions[column].width = width
    styles.set_up_page(sheet, landscape=False)
    return {name: f"{quoted_sheet(SHEET)}!{_value_cell(rows[name])}" for name in live}


def _rows(spec: Spec, live: frozenset[str]) -> dict[str, int]:
    """The row of every parameter: two lists, each under a note and its headings, an empty row between them."""
    first = [name for name in spec.parameters if name in live]
    rows = {name: row for row, name in enumerate(first, start=_FIRST_ROW + 2)}
    second = [name for name in spec.parameters if name not in live]
    start = _FIRST_ROW + (len(first) + 3 if first else 0)
    return rows | {name: row for row, name in enumerate(second, start=start + 2)}


def _value_cell(row: int) -> str:
    return f"${_VALUE_COLUMN}${row}"


def _write_headings(sheet: Worksheet, row: int) -> None:
    for column, heading in enumerate(HEADINGS, start=1):
        cell = sheet.cell(row, column)
        styles.write(cell, heading)
        styles.dress(cell, bold=True, alignment=styles.CENTRED)
        cell.fill = styles.HEADER_FILL


def _write_parameter(sheet: Worksheet, spec: Spec, name: str, rows: Mapping[str, int], *, live: bool) -> None:
    row, parameter = rows[name], spec.parameters[name]
    for column, text in enumerate((name, parameter.label), start=1):
        cell = sheet.cell(row, column)
        styles.write(cell, text)
        styles.dress(cell, alignment=styles.LEFT)
    cell = sheet.cell(row, 3)
    styles.dress(cell)
    formula = cell_formula(name, spec.parameters, lambda other: _value_cell(rows[other]))
    if live:
        cell.style = styles.INPUT if formula is None else styles.CALCULATED
    if formula is None:
        styles.write(cell, cell_value(parameter))
    else:
        cell.value = formula
    cell.number_format = number_format(parameter)
