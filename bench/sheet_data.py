"""Templates and invented data for cutting.py: unit sheets of 26 rows and five columns, and one long list."""

import json
import random
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, Side
from sheet_writers import HEAD_ROWS, HEADS, WIDTHS

ROWS_OF_A_UNIT = 20
_BOX = Border(*[Side("thin")] * 4)


def write_units(path: Path, count: int) -> None:
    """So many units, each with its indicators, and what our formulas are going to give."""
    chance = random.Random(count)
    units = [
        {"name": f"Xã {number:04d}", "number": number, "rows": _rows(ROWS_OF_A_UNIT, chance)}
        for number in range(1, count + 1)
    ]
    for unit in units:
        unit["totals"] = [sum(row[key] for row in unit["rows"]) for key in ("quota", "done")]
    path.write_text(json.dumps(units), encoding="utf-8")


def write_rows(path: Path, count: int) -> None:
    """A list of so many rows."""
    path.write_text(json.dumps(_rows(count, random.Random(count))), encoding="utf-8")


def _rows(count: int, chance: random.Random) -> list[dict[str, Any]]:
    found = []
    for number in range(1, count + 1):
        quota = chance.randint(1, 12_000)
        done = chance.randint(0, quota)
        row = {"number": number, "name": f"Chỉ tiêu số {number}", "quota": quota, "done": done, "share": done / quota}
        found.append(row)
    return found


def write_templates(folder: Path) -> None:
    """Ours of both kinds, and the unit sheet as xltpl has it: its loop in notes."""
    for_row = "{%tr for row in {} %}"
    sheets = _template("{{ unit.name }}", "{%ts for unit in units %}", for_row.replace("{}", "unit.rows"))
    sheets.save(folder / "ours_sheets.xlsx")
    _template("Danh sách", "", for_row.replace("{}", "rows")).save(folder / "ours_list.xlsx")
    theirs = _template("unit", "", "")
    sheet = theirs.active
    sheet["A6"].comment = Comment("beforerow{% for row in unit.rows %}\n", "x")
    sheet["A7"].comment = Comment("beforerow{% endfor %}", "x")
    theirs.save(folder / "xltpl_sheets.xlsx")


def _template(name: str, sheets: str, rows: str) -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = name.replace("{{ ", "{{").replace(" }}", "}}")
    is_list = not sheets and bool(rows)
    if not is_list:
        sheet["A1"], sheet["C1"] = f"{sheets}ỦY BAN NHÂN DÂN TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        sheet["A2"], sheet["A3"], sheet["A4"] = "PHIẾU GIAO CHỈ TIÊU", "Đơn vị: {{ unit.name }}", "{{ unit.number }}"
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True), start=1):
        sheet.cell(HEAD_ROWS, column, head)
        sheet.column_dimensions["ABCDE"[column - 1]].width = width
    at = HEAD_ROWS + 1
    if rows:
        sheet.cell(at, 1, rows)
        at += 1
    cells = ("{{ row.number }}", "{{ row.name }}", "{{ row.quota }}", "{{ row.done }}", f'=IF(C{at}=0,"",D{at}/C{at})')
    for column, text in enumerate(cells, start=1):
        sheet.cell(at, column, text)
    last = at
    if rows:
        at += 1
        sheet.cell(at, 1, "{%tr endfor %}")
    at += 1
    total = ("", "Cộng", f"=SUM(C{last}:C{last})", f"=SUM(D{last}:D{last})", f'=IF(C{at}=0,"",D{at}/C{at})')
    for column, text in enumerate(total, start=1):
        sheet.cell(at, column, text or None)
    for line in sheet.iter_rows(1 if not is_list else HEAD_ROWS, at, 1, len(HEADS)):
        for cell in line:
            cell.border = _BOX
            if cell.row <= HEAD_ROWS:
                cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
            elif cell.column in (3, 4):
                cell.number_format = "#,##0"
            elif cell.column == 5:
                cell.number_format = "0.0%"
    if not is_list:
        for area in ("A1:B1", "C1:E1", "A2:E2", "A3:E3", "A4:E4"):
            sheet.merge_cells(area)
    return book
