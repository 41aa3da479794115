"""The tables of a sheet are read as openpyxl and XlsxWriter write them; a damaged one is a message."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.table import Table

from xl_addin.formula.cells import Area
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import ExcelTable
from xl_addin.workbook.reading.read import read_book

# Invented figures.
HEADINGS = ("Đơn vị", "Chỉ tiêu\ngiao", "Số [hộ] #'@")


def by_openpyxl(name: str = "Chỉ_tiêu") -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Biểu 1"
    for row, cells in enumerate([HEADINGS, ("Xã A", 10, 2), ("Xã B", 20, 5)], start=3):
        for column, value in enumerate(cells, start=2):
            sheet.cell(row, column, value)
    sheet.add_table(Table(displayName=name, ref="B3:D5"))
    made.create_sheet("Khác")
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def by_xlsxwriter() -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as made:
        made.add_worksheet("Bìa")
        sheet = made.add_worksheet("Biểu 1")
        columns = [{"header": heading, "total_function": "sum"} for heading in HEADINGS]
        sheet.add_table("B3:D6", {"name": "Chỉ_tiêu", "columns": columns, "total_row": True})
        sheet.add_table("F3:F5", {"name": "Không_đầu", "header_row": False})
    return target.getvalue()


def changed(data: bytes, old: str, new: str) -> bytes:
    """The file with a piece of its table's part put in another way."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if name.startswith("xl/tables/"):
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            copy.writestr(name, content)
    return target.getvalue()


def test_a_table_of_openpyxl() -> None:
    table = ExcelTable("Chỉ_tiêu", "Biểu 1", Area(3, 2, 5, 4), HEADINGS, totals_row_shown=True)
    assert read_book(by_openpyxl()).tables == (table,)


def test_tables_of_xlsxwriter_with_totals_and_without_headings() -> None:
    assert read_book(by_xlsxwriter()).tables == (
        ExcelTable("Chỉ_tiêu", "Biểu 1", Area(3, 2, 6, 4), HEADINGS, 1, 1, True),
        ExcelTable("Không_đầu", "Biểu 1", Area(3, 6, 5, 6), ("Column1",), 0, 0, False),
    )


@pytest.mark.parametrize("written", ["Chỉ tiêu_x000a_giao", "Chỉ tiêu_x000A_giao", "Chỉ tiêu&#10;giao"])
def test_headings_keep_their_line_breaks_however_they_are_written(written: str) -> None:
    assert read_book(changed(by_openpyxl(), "Chỉ tiêu_x000a_giao", written)).tables[0].columns == HEADINGS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (' ref="B3:D5" h', ' ref="B3:x" h'),
        (' ref="B3:D5" h', " h"),
        ('name="Chỉ_tiêu" displayName="Chỉ_tiêu"', 'displayName=""'),
        ('headerRowCount="1"', 'headerRowCount="nhiều"'),
        ('headerRowCount="1"', 'headerRowCount="4"'),
        ('headerRowCount="1"', 'totalsRowCount="-1"'),
        ("</table>", ""),
        ("<table ", '<!DOCTYPE table [<!ENTITY x "y">]><table '),
    ],
)
def test_a_damaged_table_is_one_clear_message(old: str, new: str) -> None:
    with pytest.raises(Problem) as problem:
        read_book(changed(by_openpyxl(), old, new), file="bảng.xlsx")
    assert (problem.value.file, problem.value.place) == ("bảng.xlsx", "xl/tables/table1.xml")


def test_a_table_whose_part_is_missing_is_told() -> None:
    data = by_openpyxl()
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            if not name.startswith("xl/tables/"):
                copy.writestr(name, archive.read(name))
    with pytest.raises(Problem) as problem:
        read_book(target.getvalue())
    assert problem.value.place == "xl/tables/table1.xml"
