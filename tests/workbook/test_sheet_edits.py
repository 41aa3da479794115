"""Sheets come and go, marks are laid and lifted, formats change: in the file all else stays as it was."""

import io
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from fixtures.edited_files import edited_file, marks_of

from xl_addin.formula.cells import Area, CellRef
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.problem import Problem
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    ClearMarks,
    DeleteSheet,
    Edit,
    Mark,
    SetFormula,
    SetNumberFormat,
    SetValue,
    in_order,
)
from xl_addin.workbook.reading.read import read_book

FINDINGS = AddSheet(
    "Kết quả",
    (("Ô", "Nội dung"), ("B2", "=7-8 & <b>"), ("B3", None), (True, 2.5)),
    heading=1,
    links={(2, 1): CellRef("Bảng", 2, 2)},
    widths=(8.0, 60.0),
)
RED, YELLOW = "FFC7CE", "FFEB9C"


def nothing(_book: object, _sheet: object) -> None:
    pass


def conditional(book, sheet) -> None:
    bold = book.add_format({"bold": True})
    sheet.conditional_format("B1:B9", {"type": "cell", "criteria": ">", "value": 3, "format": bold})
    sheet.data_validation("D1:D5", {"validate": "list", "source": ["a", "b"]})
    sheet.write_url("H1", "https://example.org")
    sheet.merge_range("F1:G2", "gộp")


def applied(data: bytes, *edits: Edit) -> bytes:
    return edited_file(data, edits)


def loaded(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(params=["xlsxwriter", "openpyxl", "raw"])
def book(request, xlsxwriter_book, openpyxl_book, raw_book) -> bytes:
    """The same little book by several writers; by hand it has no styles part."""
    if request.param == "xlsxwriter":
        return xlsxwriter_book(nothing)
    if request.param == "openpyxl":
        return openpyxl_book(lambda _, sheet: sheet.append(["x", 1]))
    return raw_book('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')


def test_a_new_sheet_holds_plain_values_and_links(book: bytes) -> None:
    name = read_book(book).sheets[0].name
    sheet = AddSheet(FINDINGS.sheet, FINDINGS.rows, links={(2, 1): CellRef(name, 2, 2)}, heading=1, widths=(8.0, 60.0))
    after = applied(book, sheet)
    read = read_book(after)
    assert [each.name for each in read.sheets] == [name, "Kết quả"]
    values = [tuple(read["Kết quả"].value(row, column) for column in (1, 2)) for row in range(1, 5)]
    assert values == list(FINDINGS.rows)
    assert not list(read.formula_cells())
    theirs = loaded(after)["Kết quả"]
    assert theirs["A2"].hyperlink.location == f"'{name}'!B2"
    assert theirs.column_dimensions["B"].width == 60


PREFIXED = '<x:styleSheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"styles": ""},
        {"styles": "<fonts/><cellXfs></cellXfs><dxfs/>"},
        {"styles": '<cellXfs><xf numFmtId="0"/></cellXfs>'},
        {"styles": '<dxfs count="0"/><colors/>'},
        {"styles": "<colors/>"},
        {"styles": "", "parts": {"xl/styles.xml": PREFIXED}},
    ],
)
def test_a_book_that_lists_no_formats_gets_those_it_needs(raw_book, parts_of, options: dict) -> None:
    cells = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" s="0"><v>45000</v></c></row></sheetData>'
    dated = SetNumberFormat(CellRef("S", 1, 2), "dd/mm/yyyy")
    text = SetValue(CellRef("S", 1, 1), "=1")
    after = applied(raw_book(cells, **options), FINDINGS, Mark("S", (Area(1, 1, 1, 1),), RED), dated, text)
    assert read_book(after)["S"].number_format(1, 2) == "dd/mm/yyyy"
    book = loaded(after)
    sheet, added = book["S"], book["Kết quả"]
    assert [sheet["A1"].font.b, sheet["A1"].quotePrefix, sheet["A2"].font.b] == [False, True, False]
    assert [added["A1"].font.b, added["A2"].alignment.wrap_text] == [True, True]
    [rule] = [rule for rules in sheet.conditional_formatting for rule in rules.rules]
    assert rule.dxf.fill.bgColor.rgb == f"FF{RED}"
    assert b"</dxfs><colors/>" in parts_of(after)["xl/styles.xml"] or "colors" not in options.get("styles", "")


def test_the_heading_is_bold_and_texts_wrap(xlsxwriter_book) -> None:
    sheet = loaded(applied(xlsxwriter_book(nothing), FINDINGS))["Kết quả"]
    assert [sheet["B1"].font.b, sheet["B2"].font.b, sheet["B2"].alignment.wrap_text] == [True, False, True]
    assert sheet["B1"].font.name == sheet["B2"].font.name == "Calibri"


def test_titles_above_the_heading_run_on_over_narrow_columns(xlsxwriter_book) -> None:
    titled = AddSheet("Kết quả", (("Một tiêu đề dài", None), ("Ô", "Nội dung")), heading=2, widths=(6.0, 60.0))
    sheet = loaded(applied(xlsxwriter_book(nothing), titled))["Kết quả"]
    assert [bool(sheet[cell].alignment.wrap_text) for cell in ("A1", "A2")] == [False, True]


def test_an_added_sheet_goes_without_a_trace(xlsxwriter_book, parts_of) -> None:
    before = xlsxwriter_book(nothing)
    after = parts_of(applied(applied(before, FINDINGS), DeleteSheet("Kết quả")))
    assert after.keys() == parts_of(before).keys()
    assert after["xl/worksheets/sheet1.xml"] == parts_of(before)["xl/worksheets/sheet1.xml"]
    assert b"sheet2" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]


def test_a_sheet_takes_along_what_belongs_to_it_alone(xlsxwriter_book, parts_of) -> None:
    def fill(book, sheet, *, other: bool) -> None:
        sheet.insert_textbox("E2", "của trang đầu")
        if other:
            gone = book.add_worksheet("Bỏ")
            gone.add_table("A1:B4")
            gone.write_comment("A1", "ghi chú")
            chart = book.add_chart({"type": "bar"})
            chart.add_series({"values": "='Bảng'!$B$1:$B$5"})
            gone.insert_chart("E2", chart)

    kept = parts_of(xlsxwriter_book(partial(fill, other=False)))
    after = parts_of(applied(xlsxwriter_book(partial(fill, other=True)), DeleteSheet("Bỏ")))
    assert after.keys() == kept.keys()
    assert after["xl/drawings/drawing1.xml"] == kept["xl/drawings/drawing1.xml"]


def test_formats_offered_to_another_program_are_counted_as_excel_counts_them(raw_book) -> None:
    choices = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        'xmlns:hs="http://schemas.haansoft.com/office/spreadsheet/8.0" Requires="hs">{0}{0}</mc:Choice>'
        "<mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
    )
    lists = {"fonts": "<font/>", "cellXfs": "<xf/>", "dxfs": "<dxf/>"}
    styles = "".join(f"<{name}>{choices.format(item)}</{name}>" for name, item in lists.items())
    mark = Mark("S", (Area.parse("A1"),), RED)
    after = applied(raw_book(styles=styles), mark, AddSheet("Kết quả", (("Ô",), ("A1",)), heading=1))
    assert marks_of(after) == (mark,)
    sheet = loaded(after)["Kết quả"]
    assert (sheet["A1"].font.b, sheet["A2"].font.b, sheet["A2"].alignment.wrap_text) == (True, False, True)


def test_names_of_the_sheets_that_stay_follow_them(xlsxwriter_book) -> None:
    def fill(book, _sheet) -> None:
        for name in ("Giữa", "Cuối"):
            book.add_worksheet(name).write("A1", name)
            book.define_name(f"'{name}'!so", f"='{name}'!$A$1")

    after = applied(xlsxwriter_book(fill), DeleteSheet("Giữa"))
    assert read_book(after).defined_names == {"Cuối!so": "'Cuối'!$A$1"}
    assert loaded(after)["Cuối"].defined_names["so"].attr_text == "'Cuối'!$A$1"


def test_a_sheet_is_replaced_whatever_the_order_of_the_edits(xlsxwriter_book) -> None:
    data = applied(xlsxwriter_book(nothing), FINDINGS)
    new = AddSheet("Kết quả", (("mới",),))
    for edits in ((DeleteSheet("Kết quả"), new), (new, DeleteSheet("Kết quả"))):
        assert read_book(applied(data, *edits))["Kết quả"].value(1, 1) == "mới"


def test_marks_lie_over_formats_and_are_lifted_again(xlsxwriter_book, parts_of) -> None:
    before = xlsxwriter_book(conditional)
    red = Mark("Bảng", (Area.parse("B2"), Area.parse("C4:D5")), RED)
    yellow = Mark("Bảng", (Area.parse("A1"),), YELLOW)
    marked = applied(before, red, yellow)
    assert set(marks_of(marked)) == {red, yellow}
    assert [cell.s for cell in _cells(before)] == [cell.s for cell in _cells(marked)]
    formats = loaded(marked)["Bảng"].conditional_formatting
    priorities = {str(each.sqref): each.rules[0].priority for each in formats}
    assert priorities == {"B1:B9": 3, "B2 C4:D5": 2, "A1": 1}
    cleared = applied(marked, ClearMarks("Bảng"))
    assert marks_of(cleared) == ()
    assert parts_of(cleared)["xl/worksheets/sheet1.xml"] == parts_of(before)["xl/worksheets/sheet1.xml"]


def _cells(data: bytes) -> list:
    class Cell:
        def __init__(self, cell) -> None:
            self.s = (cell.coordinate, cell.number_format, cell.fill.fgColor.rgb, cell.font.b)

    return [Cell(cell) for row in loaded(data)["Bảng"].iter_rows() for cell in row]


def test_new_marks_take_the_place_of_old_ones(xlsxwriter_book) -> None:
    old, new = Mark("Bảng", (Area.parse("B2"),), RED), Mark("Bảng", (Area.parse("B3"),), RED)
    assert marks_of(applied(applied(xlsxwriter_book(nothing), old), new, ClearMarks("Bảng"))) == (new,)


def test_marks_beside_a_rule_that_excel_wrote_into_the_same_element(raw_book) -> None:
    sheet = (
        '<sheetData/><conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="0" priority="1">'
        "<formula>&quot;xl-addin&quot;=&quot;xl-addin&quot;</formula></cfRule>"
        '<cfRule type="expression" priority="2"><formula>A1&gt;1</formula></cfRule></conditionalFormatting>'
    )
    data = raw_book(sheet, styles='<cellXfs count="1"><xf/></cellXfs>')
    assert marks_of(data) == (Mark("S", (Area.parse("A1"),), ""),)
    rules = loaded_rules(applied(data, ClearMarks("S")))
    assert rules == ["A1>1"]


def loaded_rules(data: bytes) -> list[str]:
    root = open_package(data).xml("xl/worksheets/sheet1.xml")
    return [element.text for element in root.iter("{*}formula")]


def test_a_number_format_alone_keeps_the_content(xlsxwriter_book) -> None:
    def fill(_book, sheet) -> None:
        sheet.write_formula("D1", "=B1+1")

    place = CellRef("Bảng", 1, 4)
    for number_format in ("@", "0.00", '#,##0" {người}"', "General"):
        after = read_book(applied(xlsxwriter_book(fill), SetNumberFormat(place, number_format)))["Bảng"]
        assert (after.formula(1, 4), after.number_format(1, 4)) == ("=B1+1", number_format)
    both = applied(xlsxwriter_book(fill), SetValue(place, "=x"), SetNumberFormat(place, "@"))
    cell = loaded(both)["Bảng"]["D1"]
    assert (cell.value, cell.data_type, cell.number_format, cell.quotePrefix) == ("=x", "s", "@", True)
    empty = applied(xlsxwriter_book(fill), SetNumberFormat(CellRef("Bảng", 40, 9), "0.0"))
    assert read_book(empty)["Bảng"].number_format(40, 9) == "0.0"


def test_formats_come_before_contents_and_the_later_content_counts() -> None:
    cell = CellRef("S", 1, 1)
    edits = [SetValue(cell, 1), SetFormula(cell, "=1"), SetNumberFormat(cell, "@"), ClearMarks("S"), DeleteSheet("T")]
    assert in_order(edits) == [
        DeleteSheet("T"),
        SetNumberFormat(cell, "@"),
        SetFormula(cell, "=1"),
        ClearMarks("S"),
    ]


@pytest.mark.parametrize(
    ("fill", "edit", "place", "says"),
    [
        (nothing, AddSheet("bảng", ()), "bảng", "đã có trang tính này"),
        (nothing, DeleteSheet("Khác"), "Khác", "không có trang tính này"),
        (nothing, ClearMarks("Khác"), "Khác", "không có trang tính này"),
        (nothing, DeleteSheet("Bảng"), "Bảng", "trang tính duy nhất"),
    ],
)
def test_what_the_book_does_not_allow_is_named(xlsxwriter_book, fill, edit: Edit, place: str, says: str) -> None:
    with pytest.raises(Problem) as caught:
        applied(xlsxwriter_book(fill), edit)
    assert (caught.value.file, caught.value.place) == ("bang.xlsx", place)
    assert says in caught.value.text.vi


@pytest.mark.parametrize("name", ["Bảng", "BẢNG", "bảng"])
def test_a_sheet_is_named_in_any_letter_case_as_in_excel(xlsxwriter_book, name: str) -> None:
    edits = (
        SetValue(CellRef(name, 1, 1), 5),
        SetNumberFormat(CellRef(name, 1, 1), "0.0"),
        ClearMarks(name),
        Mark(name, (Area(1, 1, 1, 1),), "FF0000"),
        AddComments(name, {(1, 1): "một"}),
        AddSheet("Mới", ((1,),)),
        SetValue(CellRef("MỚI", 2, 1), 7),
    )
    book = loaded(applied(xlsxwriter_book(nothing), *edits))
    assert (book["Bảng"]["A1"].value, book["Bảng"]["A1"].number_format) == (5, "0.0")
    assert book["Bảng"]["A1"].comment is not None
    assert book["Mới"]["A2"].value == 7


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(xlsxwriter_book) -> None:
    with pytest.raises(Problem) as caught:
        applied(xlsxwriter_book(nothing), SetValue(CellRef("Bang", 1, 1), 5))
    assert caught.value.line("en") == "bang.xlsx: Bang: the book has no such worksheet; do you mean “Bảng”?"


def test_protection_guards_against_hands_and_stays(xlsxwriter_book, parts_of) -> None:
    data = xlsxwriter_book(lambda _, sheet: sheet.protect("mật khẩu"))
    locked = parts_of(data)["xl/workbook.xml"].replace(
        b"<bookViews", b'<workbookProtection lockStructure="1"/><bookViews'
    )
    draft = Draft(open_package(data))
    draft.write("xl/workbook.xml", locked)
    apply_edits(draft, [SetValue(CellRef("Bảng", 1, 1), 1), Mark("Bảng", (Area.parse("A1"),), RED), FINDINGS])
    after = parts_of(draft.data())
    assert b"<sheetProtection password=" in after["xl/worksheets/sheet1.xml"]
    assert b'<workbookProtection lockStructure="1"/>' in after["xl/workbook.xml"]
    apply_edits(draft, [DeleteSheet(FINDINGS.sheet)])
    assert draft.read("xl/workbook.xml") == locked


def test_the_sheet_in_front_stays_in_front(xlsxwriter_book) -> None:
    def fill(book, _) -> None:
        for name in ("Giữa", "Trước mắt"):
            book.add_worksheet(name)
        book.get_worksheet_by_name("Trước mắt").activate()

    data = xlsxwriter_book(fill)
    assert loaded(applied(data, DeleteSheet("Giữa"))).active.title == "Trước mắt"
    assert loaded(applied(data, FINDINGS)).active.title == "Trước mắt"
    assert loaded(applied(data, DeleteSheet("Trước mắt"))).active.title == "Giữa"


def test_libreoffice_reads_sheets_and_marks(xlsxwriter_book, libreoffice, tmp_path: Path) -> None:
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(applied(xlsxwriter_book(conditional), FINDINGS, Mark("Bảng", (Area.parse("B2:C3"),), RED)))
    after = libreoffice(path, "xlsx").read_bytes()
    assert read_book(after)["Kết quả"].value(2, 2) == "=7-8 & <b>"
    assert marks_of(after) == (Mark("Bảng", (Area.parse("B2:C3"),), RED),)
