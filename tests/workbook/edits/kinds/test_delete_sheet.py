"""A sheet goes: what named it reads #REF!, sums over several sheets keep what is left, every other byte stays."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from fixtures.edited_files import edited_file
from fixtures.foreign_books import SHEET, foreign_book

from xl_addin.formula.cells import CellRef
from xl_addin.package.package import open_package
from xl_addin.workbook.edits.edit import AddSheet, DeleteSheet, SetFormula
from xl_addin.workbook.edits.undoing.undo import taken_back, undo_of
from xl_addin.workbook.reading.read import read_book
from xl_addin.workbook.structure.lost.cells import lost_in_cells
from xl_addin.workbook.structure.lost.deletion import sheets_deleted
from xl_addin.workbook.structure.lost.reference import LostReference

GONE = "Tháng 1"


@pytest.fixture(scope="module")
def book() -> bytes:
    """A sheet that goes, and two that name it in whatever XlsxWriter can let name a sheet."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        gone, other, last = made.add_worksheet(GONE), made.add_worksheet("Tổng"), made.add_worksheet("Tháng 3")
        gone.write_column("A1", [1, 2, 3])
        gone.add_table("C1:D3", {"name": "Xã", "columns": [{"header": "a"}, {"header": "b"}]})
        other.write_formula("A1", "=SUM('Tháng 1'!A1:A3)&\"'Tháng 1'!\"", None, "6")
        other.write_formula("A2", "=SUM('Tháng 1:Tháng 3'!A7)", None, 1)
        other.write_formula("A3", "=Giao+1", None, 7)
        other.write_formula("A4", "=SUM(Xã[a])+SUM(A8:A9)", None, 0)
        other.write_formula("A5", "=A8+1", None, 1)
        other.write_array_formula("C1:C3", "{='Tháng 1'!A1:A3}", None, 1)
        other.data_validation("B1", {"validate": "list", "source": "='Tháng 1'!$A$1:$A$3"})
        red = made.add_format({"bg_color": "#FF0000"})
        other.conditional_format("B2", {"type": "formula", "criteria": "='Tháng 1'!$A$1>0", "format": red})
        other.write_url("D1", "internal:'Tháng 1'!A1", string="xem")
        other.add_sparkline("E1", {"range": "'Tháng 1'!A1:A3"})
        other.insert_textbox("F1", "", {"textlink": "='Tháng 1'!$A$1", "url": "internal:'Tháng 1'!A1"})
        last.write("A7", 4)
        made.define_name("Giao", "=SUM('Tháng 1'!$A$1:$A$3)")
        made.define_name("'Tháng 1'!Riêng", "='Tháng 1'!$A$1")
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "='Tháng 1'!$A$1:$A$3", "name": "=Tổng!$A$1"})
        other.insert_chart("H1", chart)
    return target.getvalue()


@pytest.fixture(scope="module")
def left(book: bytes) -> bytes:
    return edited_file(book, [DeleteSheet(GONE)])


def test_cells_that_named_it_lose_their_references(left: bytes) -> None:
    sheet = read_book(left)["Tổng"]
    assert [sheet.formula(row, 1) for row in range(1, 6)] == [
        "=SUM(#REF!)&\"'Tháng 1'!\"",
        "=SUM('Tổng:Tháng 3'!A7)",
        "=Giao+1",
        "=SUM(#REF!)+SUM(A8:A9)",
        "=A8+1",
    ]
    assert sheet.formula(1, 3) == "=#REF!"


def test_everything_else_that_named_it_says_so(left: bytes, parts_of) -> None:
    parts = parts_of(left)
    theirs = openpyxl.load_workbook(io.BytesIO(left))
    assert theirs.defined_names["Giao"].value == "SUM(#REF!)"
    assert not any("Riêng" in sheet.defined_names for sheet in theirs)
    other = theirs["Tổng"]
    assert other.data_validations.dataValidation[0].formula1 == "#REF!"
    assert [rule.formula for area in other.conditional_formatting for rule in area.rules] == [["#REF!>0"]]
    assert other["D1"].hyperlink.location == "#REF!"
    assert [series.val.numRef.f for chart in other._charts for series in chart.ser] == ["#REF!"]
    assert b"<xm:f>#REF!</xm:f>" in parts["xl/worksheets/sheet2.xml"]
    assert b'textlink="#REF!"' in parts["xl/drawings/drawing1.xml"]
    # A second `#` in an address is written by its number.
    assert b'Target="#%23REF!"' in parts["xl/drawings/_rels/drawing1.xml.rels"]
    named = [name for name, part in parts.items() if re.search(r"'Tháng 1'!(?!\")".encode(), part)]
    assert set(named) <= {"xl/sharedStrings.xml", "docProps/app.xml", "xl/worksheets/sheet2.xml"}


def test_a_chart_keeps_no_values_of_cells_that_have_gone(book: bytes, left: bytes, parts_of) -> None:
    before, after = (parts_of(data)["xl/charts/chart1.xml"] for data in (book, left))
    assert b"<c:numCache>" in before and b"<c:strCache>" in before
    # The name of its series stands on another sheet, and its value stays with it.
    assert b"<c:numRef><c:f>#REF!</c:f></c:numRef>" in after and b"<c:strCache>" in after


def test_a_pivot_table_has_no_source_left(parts_of) -> None:
    other = edited_file(foreign_book("pivot table"), [AddSheet("Khác", (("a",),))])
    sources = [part for name, part in parts_of(other).items() if "pivotCacheDefinition" in name and b"Source" in part]
    [sheet] = {
        found[1].decode() for part in sources if (found := re.search(rb'<worksheetSource[^>]*sheet="([^"]*)"', part))
    }
    after = parts_of(edited_file(other, [DeleteSheet(sheet)]))
    for name, part in after.items():
        assert f'sheet="{sheet}"'.encode() not in part, name


def test_a_sheet_that_nobody_names_leaves_the_rest_as_it_is(book: bytes, parts_of) -> None:
    with_findings = edited_file(book, [AddSheet("Kết quả kiểm tra", (("a",),))])
    before, after = parts_of(with_findings), parts_of(edited_file(with_findings, [DeleteSheet("Kết quả kiểm tra")]))
    assert after.keys() == parts_of(book).keys()
    changed = {name for name in after if before[name] != after[name]}
    assert changed == {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "docProps/app.xml"}


def test_several_go_at_once(book: bytes) -> None:
    after = read_book(edited_file(book, [DeleteSheet("Tháng 3"), DeleteSheet(GONE)]))
    assert after["Tổng"].formula(2, 1) == "=SUM('Tổng'!A7)"


def test_all_of_it_is_taken_back(book: bytes, left: bytes, parts_of) -> None:
    undone = taken_back(open_package(left), undo_of(open_package(book), open_package(left))).data()
    assert parts_of(undone) == parts_of(book)


def test_the_cells_that_lose_a_reference_are_known_before(book: bytes) -> None:
    assert list(lost_in_cells(read_book(book), sheets_deleted(open_package(book), [GONE]))) == [
        LostReference(CellRef("Tổng", 1, 1), "=SUM('Tháng 1'!A1:A3)&\"'Tháng 1'!\"", "=SUM(#REF!)&\"'Tháng 1'!\""),
        LostReference(CellRef("Tổng", 4, 1), "=SUM(Xã[a])+SUM(A8:A9)", "=SUM(#REF!)+SUM(A8:A9)"),
        LostReference(CellRef("Tổng", 1, 3), "='Tháng 1'!A1:A3", "=#REF!"),
    ]


def test_libreoffice_reads_what_is_left(left: bytes, tmp_path: Path, libreoffice) -> None:
    (tmp_path / "so.xlsx").write_bytes(left)
    sheet = read_book(libreoffice(tmp_path / "so.xlsx", "xlsx").read_bytes())["Tổng"]
    # References over several sheets in quotation marks it cannot read at all.
    assert sheet.value(5, 1) == 1
    assert "#REF!" in (sheet.formula(1, 1) or "")


def test_a_name_of_a_foreign_book_is_lost_with_its_sheet() -> None:
    data = edited_file(
        foreign_book("chart column"), [AddSheet("Tổng", ()), SetFormula(CellRef("Tổng", 1, 1), f"={SHEET}!C3*2")]
    )
    assert read_book(edited_file(data, [DeleteSheet(SHEET)]))["Tổng"].formula(1, 1) == "=#REF!*2"
