"""Whatever loses cells it refers to is named before anything is written, by its sheet and in an officer's words."""

import re
import zipfile
from io import BytesIO

import pytest
from fixtures.books import MAIN
from fixtures.edited_files import edited_file
from fixtures.shifted_parts import with_parts

from xl_addin.formula.shift import Shift
from xl_addin.package.package import open_package
from xl_addin.workbook.edits.edit import DeleteRows, DeleteSheet, Edit
from xl_addin.workbook.structure.lost.deletion import Deletion, lines_deleted, sheets_deleted
from xl_addin.workbook.structure.lost.parts import lost_in_parts


def everything(book, sheet) -> None:
    """A sheet `Tổng hợp` on which one thing of each kind refers to row 5 of `Bảng`."""
    other = book.add_worksheet("Tổng hợp")
    for title, called in (("Tỷ lệ", "='Bảng'!$A$5"), (None, "Xã")):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"name": called, "values": "='Bảng'!$B$5:$C$5"})
        chart.set_title({"name": title} if title else {"none": True})
        other.insert_chart("H2", chart)
    other.conditional_format("A1:B9", {"type": "formula", "criteria": "=A1>Bảng!$B$5", "format": book.add_format()})
    other.data_validation("C1:C9", {"validate": "list", "source": "=Bảng!$A$5"})
    other.write_url("D1", "internal:'Bảng'!A5", string="xem")
    other.add_sparkline("E1", {"range": "'Bảng'!A5:C5"})
    other.insert_textbox("H20", "", {"textlink": "='Bảng'!$A$5"})
    other.insert_textbox("H30", "đi", {"url": "internal:'Bảng'!A5"})
    columns = [{"header": "Xã"}, {"header": "Gấp đôi", "formula": "='Bảng'!$B$5*2"}]
    other.add_table("A20:B22", {"name": "Giao", "columns": columns})
    book.define_name("Đơn_giá", "='Bảng'!$B$5")
    book.define_name("'Tổng hợp'!Riêng", "='Bảng'!$B$5")
    sheet.print_area("A5:C5")


LOST_WITH_ROW_5 = {
    "the name “Đơn_giá”: 'Bảng'!$B$5 → #REF!",
    "the name “Riêng” on the sheet “Tổng hợp”: 'Bảng'!$B$5 → #REF!",
    "the conditional format of A1:B9 on the sheet “Tổng hợp”: A1>Bảng!$B$5 → A1>#REF!",
    "the data validation of C1:C9 on the sheet “Tổng hợp”: Bảng!$A$5 → #REF!",
    "the link in D1 on the sheet “Tổng hợp”: 'Bảng'!A5 → #REF!",
    "the sparkline in E1 on the sheet “Tổng hợp”: 'Bảng'!A5:C5 → #REF!",
    "the shape “TextBox 3” on the sheet “Tổng hợp”: 'Bảng'!$A$5 → #REF!",
    "the link on the shape “TextBox 4” on the sheet “Tổng hợp”: 'Bảng'!A5 → #REF!",
    "the column “Gấp đôi” of the Excel table “Giao” on the sheet “Tổng hợp”: 'Bảng'!$B$5*2 → #REF!*2",
    "the chart “Tỷ lệ” on the sheet “Tổng hợp”, series “xã 4”: 'Bảng'!$A$5 → #REF!",
    "the chart “Tỷ lệ” on the sheet “Tổng hợp”, series “xã 4”: 'Bảng'!$B$5:$C$5 → #REF!",
    "the chart “Chart 2” on the sheet “Tổng hợp”, series “Xã”: 'Bảng'!$B$5:$C$5 → #REF!",
}


def told(data: bytes, deletion: Deletion) -> set[str]:
    lost = list(lost_in_parts(open_package(data), deletion))
    assert len(lost) == len(set(lost))
    return {f"{each.what.en}: {each.before} → {each.after}" for each in lost}


def lines(data: bytes, *, count: int = -1) -> Deletion:
    return lines_deleted(open_package(data), Shift("Bảng", "rows", 5, count))


def test_with_lines_that_go(xlsxwriter_book) -> None:
    data = xlsxwriter_book(everything)
    assert told(data, lines(data)) == {
        *LOST_WITH_ROW_5,
        "the print area on the sheet “Bảng”: Bảng!$A$5:$C$5 → ",
    }


def test_with_sheets_that_go_with_all_that_is_theirs(xlsxwriter_book) -> None:
    data = xlsxwriter_book(everything)
    assert told(data, sheets_deleted(open_package(data), ["bảng"])) == LOST_WITH_ROW_5
    assert told(data, sheets_deleted(open_package(data), ["Tổng hợp"])) == set()


def test_an_officer_reads_it_in_vietnamese(xlsxwriter_book) -> None:
    data = xlsxwriter_book(everything)
    assert "biểu đồ “Tỷ lệ” ở trang “Tổng hợp”, dãy số liệu “xã 4”" in {
        each.what.vi for each in lost_in_parts(open_package(data), lines(data))
    }


@pytest.mark.parametrize("edit", [DeleteRows("Bảng", 5), DeleteSheet("Bảng")])
def test_it_is_as_the_edit_leaves_the_file(xlsxwriter_book, edit: Edit) -> None:
    data = xlsxwriter_book(everything)
    package = open_package(data)
    deletion = lines(data) if isinstance(edit, DeleteRows) else sheets_deleted(package, ["Bảng"])
    after = zipfile.ZipFile(BytesIO(edited_file(data, [edit])))
    # Rows hold the table's formulas a second time: these are cells.
    parts = [re.sub(rb"<sheetData>.*</sheetData>", b"", after.read(name), flags=re.DOTALL) for name in after.namelist()]
    gone = sum(part.count(b"#REF!") + part.count(b"%23REF!") for part in parts)
    assert gone == sum("#REF!" in each.after for each in lost_in_parts(package, deletion))


def rules(book, sheet) -> None:
    sheet.conditional_format("A5:A6", {"type": "formula", "criteria": "=$B$5>1", "format": book.add_format()})
    sheet.conditional_format("A6:A9", {"type": "formula", "criteria": "=A7>1", "format": book.add_format()})
    sheet.write_url("A5", "internal:'Bảng'!A5")
    sheet.autofilter("A5:C5")


def test_what_goes_with_its_own_cells_loses_nothing(xlsxwriter_book) -> None:
    data = xlsxwriter_book(rules)
    assert told(data, lines(data)) == {"the conditional format of A5:A6 on the sheet “Bảng”: $B$5>1 → #REF!>1"}
    assert told(data, lines(data, count=-2)) == set()


def a_table(book, sheet) -> None:
    sheet.add_table("A5:B6", {"name": "Giao", "columns": [{"header": "Xã"}, {"header": "Số"}]})
    book.define_name("Tổng_số", "=SUM(Giao[Số])")


def test_a_table_goes_with_its_lines_and_what_names_it_loses_it(xlsxwriter_book) -> None:
    data = xlsxwriter_book(a_table)
    assert told(data, lines(data, count=-2)) == {
        "the Excel table “Giao” on the sheet “Bảng”: A5:B6 → ",
        "the name “Tổng_số”: SUM(Giao[Số]) → SUM(#REF!)",
    }
    column = lines_deleted(open_package(data), Shift("Bảng", "columns", 2, -1))
    assert told(data, column) == {"the name “Tổng_số”: SUM(Giao[Số]) → SUM(#REF!)"}


def test_a_pivot_table_loses_its_source_with_the_sheet(xlsxwriter_book) -> None:
    cache, table = "xl/pivotCache/pivotCacheDefinition1.xml", "xl/pivotTables/pivotTable1.xml"
    source = '<cacheSource type="worksheet"><worksheetSource ref="A1:C9" sheet="Bảng"/></cacheSource>'
    data = with_parts(
        xlsxwriter_book(everything),
        (
            "xl/workbook.xml",
            "pivotCacheDefinition",
            cache,
            f'<pivotCacheDefinition xmlns="{MAIN}">{source}</pivotCacheDefinition>',
        ),
        ("xl/worksheets/sheet2.xml", "pivotTable", table, f'<pivotTableDefinition xmlns="{MAIN}" name="Theo xã"/>'),
        (table, "pivotCacheDefinition", cache, f'<pivotCacheDefinition xmlns="{MAIN}">{source}</pivotCacheDefinition>'),
    )
    pivot = "the source of the pivot table “Theo xã” on the sheet “Tổng hợp”: 'Bảng'!A1:C9 → #REF!"
    assert told(data, sheets_deleted(open_package(data), ["Bảng"])) == {*LOST_WITH_ROW_5, pivot}


def test_a_control_of_an_older_drawing_loses_its_cell(xlsxwriter_book) -> None:
    box = '<xml><ClientData ObjectType="Checkbox"><FmlaLink>Bảng!$A$5</FmlaLink></ClientData></xml>'
    data = with_parts(
        xlsxwriter_book(lambda book, sheet: book.add_worksheet("Tổng hợp")),
        ("xl/worksheets/sheet2.xml", "vmlDrawing", "xl/drawings/vmlDrawing1.vml", box),
    )
    assert told(data, lines(data)) == {"a control on the sheet “Tổng hợp”: Bảng!$A$5 → #REF!"}
