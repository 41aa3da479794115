"""A workbook whose formulas call the add-in's functions counts the same without Excel. The figures are invented."""

from pathlib import Path

import openpyxl
import pytest

from xl_addin import api
from xl_addin.campaign.filling.fill import fill_book
from xl_addin.case.case import Case
from xl_addin.verify.check import check_file
from xl_addin.workbook.reading.read import read_book

HEADINGS = ["STT", "Đơn vị", "Dân số", "Chỉ tiêu giao", "Đã làm", "Còn phải làm"]
NUMBERS = ["1", "2", "3", "4", "5", "6=4-5"]
UNITS = [("Xã Một", 100, 3), ("Xã Hai", 200, 5), ("Xã Ba", 300, 8)]
SHARES = [100, 200, 300]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Column 4 is shared by CT_PHANBO, row by row."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(HEADINGS)
    sheet.append(NUMBERS)
    for row, (unit, people, done) in enumerate(UNITS, start=3):
        sheet.append([row - 2, unit, people, f"=CT_PHANBO(600,C$3:C$5,A{row})", done, f"=D{row}-E{row}"])
    sheet.append(["", "Tổng cộng", *(f"=SUM({column}3:{column}5)" for column in "CDEF")])
    workbook.save(tmp_path / "bảng.xlsx")
    return tmp_path / "bảng.xlsx"


def test_it_is_verified(book: Path) -> None:
    checked = check_file(str(book))
    assert checked.diagnostics == ()
    assert checked.verification is not None
    assert checked.verification.book["Sheet"].value(6, 6) == 600 - 16


def test_it_is_filled(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    for row in range(3, 7):
        workbook.active.cell(row, 6).value = None
    workbook.save(book)
    filled = fill_book(Case.open(book.read_bytes(), file=book.name))
    sheet = read_book(filled.data)["Sheet"]
    assert [sheet.value(row, 6) for row in range(3, 7)] == [97, 195, 292, 584]
    assert sheet.formula(3, 4) == "=CT_PHANBO(600,C$3:C$5,A3)"
    assert [sheet.value(row, 4) for row in range(3, 6)] == SHARES


def test_it_is_cut(book: Path) -> None:
    units = api.cut(api.open(book), template="phieu-don-vi").manifest["units"]
    assert [table["4"] for unit in units for table in unit["quota"].values()] == SHARES


def test_a_template_may_call_them_but_no_unit_sheet_does(book: Path, tmp_path: Path) -> None:
    template = openpyxl.Workbook()
    template.active.title = "{{ unit.sheet }}"
    template.active["A1"] = "{%ts for unit in units %}{{ unit.name }}"
    template.active["A2"] = '=CT_NGAYDAI("20/6/2024")'
    template.active["A3"] = "=LEN(A2)"
    template.save(tmp_path / "mẫu.xlsx")
    cut = read_book(api.cut(api.open(book), template=str(tmp_path / "mẫu.xlsx")).data())
    sheets = [sheet for sheet in cut.sheets if sheet.visible]
    assert [sheet.value(1, 1) for sheet in sheets] == [unit for unit, _, _ in UNITS]
    for sheet in sheets:
        assert (sheet.value(2, 1), sheet.formula(2, 1)) == ("ngày 20 tháng 6 năm 2024", None)
        assert (sheet.value(3, 1), sheet.formula(3, 1)) == (24, "=LEN(A2)")
