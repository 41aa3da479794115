"""A book is read the same whatever program wrote it; openpyxl is the judge where it knows better than we."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula

from xl_addin.formula.cells import Area
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import CellError, Sheet
from xl_addin.workbook.reading.read import read_book
from xl_addin.workbook.reading.sheet_xml import EMPTY_ROWS_KEPT


def sheet_of(data: bytes, name: str = "S") -> Sheet:
    return read_book(data, file="bang.xlsx")[name]


def row(*cells: str, number: int = 1) -> str:
    return f'<sheetData><row r="{number}">{"".join(cells)}</row></sheetData>'


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>48692</v></c>', 48692),
        ('<c r="A1" t="n"><v>48692.0</v></c>', 48692),
        ('<c r="A1"><v>4.8692E4</v></c>', 48692),
        ('<c r="A1"><v>57.418</v></c>', 57.418),
        ('<c r="A1"><v>1E+300</v></c>', 1e300),
        ('<c r="A1"><v>-3</v></c>', -3),
        ('<c r="A1"/>', None),
        ('<c r="A1"><v/></c>', None),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', CellError("#DIV/0!")),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="A1" t="str"><v>Đồng Xoài</v></c>', "Đồng Xoài"),
        ('<c r="A1" t="s"><v>1</v></c>', "Phước Long"),
        ('<c t="s" r="A1"><v>2</v></c>', "đỏ và đen"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', " a "),
        ('<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
        ('<c r="A1" t="str"><v>a_x000A_b_x005F_x000D__xD83D__xDE00_</v></c>', "a\nb_x000D_😀"),
        ('<c r="A1" t="str"><v><![CDATA[a<b]]></v></c>', "a<b"),
        # Excel takes white space at a text's ends for layout unless it is said to be meant.
        ('<c r="A1" t="str"><v> \n a b&#9;</v></c>', "a b"),
        ('<c r="A1" t="str"><v xml:space="preserve"> a </v></c>', " a "),
        ('<c r="A1" t="str"><v>\u00a0a_x000A_</v></c>', "\u00a0a\n"),
        ('<c r="A1" t="inlineStr"><is><t> a </t></is></c>', "a"),
        ('<c r="A1" t="inlineStr"><is xml:space="preserve"><t> a </t></is></c>', " a "),
        ('<c r="A1" t="inlineStr"><is xml:space="preserve"><t xml:space="default"> a </t></is></c>', "a"),
        ('<c r="A1" t="inlineStr"><is><r><t> a </t></r><r><t>b</t></r></is></c>', "ab"),
        ('<c r="A1" t="s"><v>3</v></c>', "a"),
        ('<c r="A1" t="s"><v>4</v></c>', " a"),
        ('<c r="A1" t="d"><v>2023-06-20</v></c>', 45097),
        ('<c r="A1" t="d"><v>2023-06-20T12:00:00Z</v></c>', 45097.5),
        ("<c><v>5</v></c>", 5),
    ],
)
def test_every_kind_of_value(raw_book, cell: str, value: object) -> None:
    strings = (
        "<si><t>a</t></si><si><t>Phước Long</t><rPh sb='0' eb='1'><t>x</t></rPh></si>"
        "<si><r><rPr><color rgb='FFFF0000'/></rPr><t>đỏ</t></r><r><t xml:space='preserve'> và đen</t></r></si>"
        "<si><t> a\n</t></si><si><t xml:space='preserve'> a</t></si>"
    )
    read = sheet_of(raw_book(row(cell), strings=strings)).value(1, 1)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    "cell", ['<c r="B2"><v>abc</v></c>', '<c r="B2" t="s"><v>9</v></c>', '<c r="B2"><v>NaN</v></c>']
)
def test_a_damaged_value_names_its_cell(raw_book, cell: str) -> None:
    with pytest.raises(Problem) as caught:
        sheet_of(raw_book(row(cell, number=2), strings="<si><t>a</t></si>"))
    assert (caught.value.file, caught.value.place) == ("bang.xlsx", "S!B2")


@pytest.mark.parametrize(
    "sheet",
    [
        row('<c r="A2"><v>1</v></c>'),
        row('<c r="XFE1"><v>1</v></c>'),
        row('<c r="A1048577"><v>1</v></c>', number=1048577),
        row('<c r="A1" s="x"><v>1</v></c>'),
        '<sheetData/><mergeCells><mergeCell ref="A1:B"/></mergeCells>',
        row('<c r="A1"><f t="shared" si="4"/><v>1</v></c>'),
        "<sheetData><row>",
    ],
)
def test_a_damaged_sheet_is_refused_not_half_read(raw_book, sheet: str) -> None:
    with pytest.raises(Problem) as caught:
        sheet_of(raw_book(sheet))
    assert caught.value.place == "xl/worksheets/sheet1.xml"


def test_prefixes_strict_namespaces_and_utf16(raw_book, parts_of) -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    prefixed = (
        f'<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="{strict}"><x:sheetData><x:row>'
        '<x:c t="inlineStr"><x:is><x:t>Ấp 1</x:t></x:is></x:c><x:c><x:f>A1&amp;"!"</x:f></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    workbook = (
        f'<workbook xmlns="{strict}" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships">'
        '<workbookPr date1904="true"/><sheets><sheet r:id="rId1" sheetId="1" name="S"/></sheets></workbook>'
    )
    data = raw_book(parts={"xl/worksheets/sheet1.xml": prefixed.encode("utf-16"), "xl/workbook.xml": workbook})
    book = read_book(data)
    assert book.date_system == 1904
    assert book["S"].value(1, 1) == "Ấp 1"
    assert book["S"].formula(1, 2) == '=A1&"!"'


def test_shared_formulas_are_written_out_for_every_cell(raw_book) -> None:
    sheet = (
        "<sheetData>"
        '<row r="2"><c r="D2"><f t="shared" ref="D2:D4" si="0">B2*$A$1+SUM(Sheet1!C$1:C2)</f><v>1</v></c></row>'
        '<row r="3"><c r="D3"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="4"><c r="D4"><f t="shared" si="0"/></c></row></sheetData>'
    )
    read = sheet_of(raw_book(sheet))
    assert read.formula(3, 4) == "=B3*$A$1+SUM(Sheet1!C$1:C3)"
    assert read.formula(4, 4) == "=B4*$A$1+SUM(Sheet1!C$1:C4)"
    assert read.value(3, 4) == 2


def test_array_formulas_and_what_if_tables_state_their_area(raw_book) -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>2</v></c>'
        '<c r="D1"><f t="dataTable" ref="D1:D2" dt2D="0" dtr="0" r1="F9"/><v>7</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c><c r="D2"><v>8</v></c></row></sheetData>'
    )
    read = sheet_of(raw_book(sheet))
    assert read.formula(1, 1) == "=B1:B2*2"
    assert read.formula(2, 1) is None
    assert read.arrays == {(1, 1): Area(1, 1, 2, 1), (1, 4): Area(1, 4, 2, 4)}
    assert read.formula(2, 4) == "=TABLE(,F9)"


def test_number_formats_built_in_custom_and_absent(raw_book) -> None:
    styles = (
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0&quot; hồ sơ&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="3"/><xf numFmtId="164"/><xf numFmtId="14"/>'
        '<xf numFmtId="999"/></cellXfs>'
    )
    cells = [f'<c r="{letter}1" s="{style}"><v>1</v></c>' for style, letter in enumerate("ABCDEF")]
    read = sheet_of(raw_book(row(*cells), styles=styles))
    assert [read.number_format(1, column) for column in range(1, 7)] == [
        "General",
        "#,##0",
        '#,##0" hồ sơ"',
        "mm-dd-yy",
        "General",
        "General",
    ]


def test_hidden_rows_and_columns_widths_and_merges(raw_book) -> None:
    sheet = (
        '<sheetFormatPr defaultRowHeight="15"/><cols><col min="2" max="3" width="12.5"/>'
        '<col min="4" max="4" hidden="1"/><col min="5" max="16384" width="0" customWidth="1"/></cols><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"/><row r="3" ht="0" customHeight="1"/>'
        '<row r="4"><c r="A4"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C2"/></mergeCells>'
    )
    read = sheet_of(raw_book(sheet))
    assert read.hidden_rows == {2, 3}
    assert read.hidden_columns == {4, *range(5, 16385)}
    assert (read.column_widths[2], read.column_widths[3], read.column_widths.get(4)) == (12.5, 12.5, None)
    assert read.merges == (Area(1, 1, 2, 3),)


def test_rows_hidden_by_default_are_those_not_listed(raw_book) -> None:
    sheet = (
        '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="4"><c r="A4"><v>1</v></c></row></sheetData>'
    )
    assert sheet_of(raw_book(sheet)).hidden_rows == {2, 3}


def test_many_formatted_empty_rows_leave_nothing_behind(raw_book) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="3"/></cellXfs>'
    filled = '<row r="1"><c r="A1" s="1"><v>5</v></c></row>'
    numbers = [*range(2, 50), *range(1 + EMPTY_ROWS_KEPT + 1, 1_048_577, 8)]
    rows = "".join(f'<row r="{number}" s="1"><c s="1"/></row>' for number in numbers)
    read = sheet_of(raw_book(f"<sheetData>{filled}{rows}</sheetData>", styles=styles))
    assert read.used_area() == Area(1, 1, 1, 1)
    assert set(read.columns[1].number_formats) == {1, *range(2, 50)}


def test_names_comments_and_hidden_sheets(openpyxl_book) -> None:
    def fill(book, sheet) -> None:
        book.defined_names["Chỉ_tiêu"] = openpyxl.workbook.defined_name.DefinedName("Chỉ_tiêu", attr_text="Bảng!$B$2")
        sheet.print_area = "A1:C9"
        sheet["B2"].comment = openpyxl.comments.Comment("Số liệu đến 18/6", "Phòng")
        book.create_sheet("Ẩn").sheet_state = "veryHidden"

    book = read_book(openpyxl_book(fill))
    assert book.defined_names["Chỉ_tiêu"] == "Bảng!$B$2"
    assert book.defined_names["Bảng!_xlnm.Print_Area"] == "'Bảng'!$A$1:$C$9"
    assert book["Bảng"].comments == {(2, 2): "Số liệu đến 18/6"}
    assert [(sheet.name, sheet.visible) for sheet in book.sheets] == [("Bảng", True), ("Ẩn", False)]


def test_dates_stay_serials_in_both_date_systems(xlsxwriter_book) -> None:
    def fill(book, sheet) -> None:
        sheet.write_datetime(0, 4, datetime.datetime(2023, 6, 20), book.add_format({"num_format": "dd/mm/yyyy"}))

    for options, serial in (({}, 45097), ({"date_1904": True}, 43635)):
        book = read_book(xlsxwriter_book(fill, **options))
        assert book["Bảng"].value(1, 5) == serial
        assert book["Bảng"].number_format(1, 5) == "dd/mm/yyyy"
        assert book.date(serial) == datetime.date(2023, 6, 20)


def test_chart_sheets_are_left_out(xlsxwriter_book) -> None:
    def fill(book, _) -> None:
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "='Bảng'!$B$1:$B$5"})
        book.add_chartsheet("Biểu đồ").set_chart(chart)

    assert [sheet.name for sheet in read_book(xlsxwriter_book(fill)).sheets] == ["Bảng"]


def rich_content(book, sheet) -> None:
    """Invented figures with every kind of cell XlsxWriter can write."""
    bold = book.add_format({"bold": True, "num_format": "#,##0.00"})
    sheet.merge_range("E1:F2", "Đơn vị", bold)
    sheet.write_formula("G1", "=SUM(B1:B12)", bold, 66)
    sheet.write_formula("G2", '=IF(B2>0,"có","không")', None, "có")
    sheet.write_formula("G3", "=1/0", None, "#DIV/0!")
    sheet.write_formula("G4", "=B1=0", None, True)
    sheet.write_array_formula("H1:H3", "{=B1:B3*2}", None, 0)
    sheet.write_rich_string("G5", "thường ", bold, "đậm", " hết")
    sheet.write_boolean("G6", False)
    sheet.write_blank("G7", None, bold)
    sheet.write_string("G8", "=1+1")
    sheet.write_url("G9", "https://example.org", string="liên kết")
    sheet.write_datetime("G10", datetime.datetime(2023, 6, 20, 6), book.add_format({"num_format": "dd/mm/yy hh:mm"}))
    sheet.set_column("J:K", 3, None, {"hidden": True})
    sheet.set_row(20, None, None, {"hidden": True})
    sheet.write_string("A25", "cuối")


def assert_reads_like_openpyxl(data: bytes) -> None:
    book = read_book(data)
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    assert [sheet.name for sheet in book.sheets] == formulas.sheetnames
    compared = 0
    for sheet in book.sheets:
        for line in formulas[sheet.name].iter_rows():
            for cell in line:
                place = (cell.row, cell.column)
                formula = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
                assert sheet.formula(*place) == (formula if cell.data_type == "f" else None), cell.coordinate
                expected, read = values[sheet.name].cell(*place).value, sheet.value(*place)
                if isinstance(expected, datetime.datetime | datetime.date):
                    expected = to_excel(expected)
                assert (str(read) if isinstance(read, CellError) else read) == expected, cell.coordinate
                if read is not None:
                    assert sheet.number_format(*place) == cell.number_format, cell.coordinate
                compared += 1
        assert {str(area) for area in sheet.merges} == {str(area) for area in formulas[sheet.name].merged_cells.ranges}
        dimensions = formulas[sheet.name].row_dimensions
        assert sheet.hidden_rows == {row for row, dimension in dimensions.items() if dimension.hidden}
    assert compared > 100


def test_reads_xlsxwriter_and_openpyxl_books_like_openpyxl(xlsxwriter_book) -> None:
    data = xlsxwriter_book(rich_content)
    assert_reads_like_openpyxl(data)
    again = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(data)).save(again)
    assert_reads_like_openpyxl(again.getvalue())


def test_reads_libreoffice_books_like_openpyxl(xlsxwriter_book, libreoffice, tmp_path: Path) -> None:
    source = tmp_path / "bảng.xlsx"
    source.write_bytes(xlsxwriter_book(rich_content))
    assert_reads_like_openpyxl(libreoffice(source, "xlsx").read_bytes())
