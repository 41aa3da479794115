"""A first template from an office's own table, and the unit sheets it gives."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from xl_addin import api
from xl_addin.case.case import Case
from xl_addin.problem import Problem
from xl_addin.template.beginning.unit_template import PER_UNIT, unit_template
from xl_addin.template.render import render_workbook

Saved = Callable[[Workbook], bytes]


def office() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Giao"
    for row in (
        ["UBND TỈNH", None, '="Năm "&2024', None, "=Khác!A1"],
        [],
        ["STT", "Đơn vị", "Số hộ", "Đã làm", "Chỉ tiêu"],
        ["A", "B", "1", "2", "3=1-2"],
        [1, "Phước Long", 30, 5, "=C5-D5"],
        [2, "Đồng Xoài", 20, 5, "=C6-D6"],
        [None, "Tổng cộng", "=SUM(C5:C6)", "=SUM(D5:D6)", "=SUM(E5:E6)"],
        [],
        ["CHỦ TỊCH"],
    ):
        sheet.append(row)
    sheet["A1"].font = Font(bold=True)
    sheet["E5"].number_format = "#,##0"
    sheet.merge_cells("A9:B9")
    book.create_sheet("Khác")["A1"] = "x"
    return book


def test_letterhead_headings_and_one_row_of_expressions(saved: Saved) -> None:
    template = load_workbook(BytesIO(unit_template(Case.open(saved(office())))))
    assert template.sheetnames == ["{{ unit.sheet }}"]
    [sheet] = template.worksheets
    assert list(sheet.values) == [
        (PER_UNIT + "UBND TỈNH", None, "Năm 2024", None, "x"),
        (None,) * 5,
        ("STT", "Đơn vị", "Số hộ", "Đã làm", "Chỉ tiêu"),
        ("A", "B", "1", "2", "3=1-2"),
        (
            "{{ unit.index }}",
            "{{ unit.name }}",
            *(f"{{{{ unit.tables[0].columns['{number}'].value }}}}" for number in (1, 2, 3)),
        ),
        (None,) * 5,
        ("CHỦ TỊCH", None, None, None, None),
    ]
    assert sheet["A1"].font.bold and sheet["E5"].number_format == "#,##0"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A7:B7"]


def test_the_letterhead_is_asked_of_the_book(saved: Saved) -> None:
    """With its day and the document it comes with: those of the next book are others."""
    book = office()
    sheet = book["Giao"]
    sheet.insert_rows(1, 3)
    for cell, text in {
        "A1": "UBND TỈNH VÍ DỤ", "C1": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "A2": "SỞ VÍ DỤ",
        "C3": "Ví Dụ, ngày 05 tháng 02 năm 2026", "A4": "(Kèm theo Kế hoạch số 1/KH)",
    }.items():  # fmt: skip
        sheet[cell] = text
    for row in (8, 9):
        sheet.cell(row, 5, f"=C{row}-D{row}")
    source = saved(book)
    template = unit_template(Case.open(source))
    made = load_workbook(BytesIO(template)).worksheets[0]
    assert [made[cell].value for cell in ("A1", "A2", "C3", "A4")] == [
        PER_UNIT + "{{ letterhead.parent }}",
        "{{ letterhead.issuer }}",
        "{{ letterhead.place_and_day }}",
        "({{ letterhead.annex }})",
    ]
    result = render_workbook(template, api.unit_context(Case.open(source))).draft.data()
    sheet = load_workbook(BytesIO(result))["Phước Long"]
    assert [sheet[cell].value for cell in ("A1", "A2", "C3", "A4")] == [
        "UBND TỈNH VÍ DỤ", "SỞ VÍ DỤ", "Ví Dụ, ngày 05 tháng 02 năm 2026", "(Kèm theo Kế hoạch số 1/KH)",
    ]  # fmt: skip


def test_units_can_be_cut_with_it(saved: Saved) -> None:
    template = unit_template(Case.open(saved(office())))
    units = [
        {
            "index": 1,
            "name": "Phước Long",
            "sheet": "Phước Long",
            "tables": [{"columns": {"1": {"value": 30}, "2": {"value": 5}, "3": {"value": 25}}}],
        }
    ]
    result = load_workbook(BytesIO(render_workbook(template, {"units": units}).draft.data()))
    assert result.sheetnames == ["Phước Long"]
    assert [cell.value for cell in result["Phước Long"][5]] == [1, "Phước Long", 30, 5, 25]
    assert result["Phước Long"]["A1"].value == "UBND TỈNH"


def test_a_table_that_begins_in_the_first_cell(saved: Saved) -> None:
    book = Workbook()
    for row in (["Đơn vị", "Hộ", "Còn"], ["A", "1", "2=1"], ["Xã A", 1, "=B3"], ["Xã B", 2, "=B4"]):
        book.worksheets[0].append(row)
    [sheet] = load_workbook(BytesIO(unit_template(Case.open(saved(book))))).worksheets
    assert [row[0].value for row in sheet.iter_rows()] == [PER_UNIT + "Đơn vị", "A", "{{ unit.name }}"]


def test_which_table(saved: Saved) -> None:
    book = office()
    book.copy_worksheet(book["Giao"]).title = "Đợt 2"
    template = load_workbook(BytesIO(unit_template(Case.open(saved(book)), "đợt 2")))
    assert template.worksheets[0]["C5"].value == "{{ unit.tables[1].columns['1'].value }}"
    with pytest.raises(Problem, match="the sheet “Đợt 3” has no table to make a template of; do you mean “Đợt 2”"):
        unit_template(Case.open(saved(book)), "Đợt 3")


def test_a_book_without_units_is_refused(saved: Saved) -> None:
    with pytest.raises(Problem, match="there is no table with a column-number row"):
        unit_template(Case.open(saved(Workbook())))
