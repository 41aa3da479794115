"""What openpyxl loses is found out by letting it load and save each book, and compared with what we say."""

import io
import warnings
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from xl_addin.workbook.edits.fragile import what_openpyxl_would_lose

# A picture of one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63600000020000"
    "01e221bc330000000049454e44ae426082"
)


def plain(book, sheet) -> None:
    book.set_properties({"title": "t", "company": "UBND"})
    book.set_custom_property("số", 3)


def conditional_formats(book, sheet) -> None:
    look = book.add_format({"bg_color": "#FF0000", "bold": True, "num_format": "0.0", "border": 1})
    for rule in (
        {"type": "cell", "criteria": ">", "value": 3, "format": look},
        {"type": "formula", "criteria": "=$B1>2", "format": look, "stop_if_true": True},
        {"type": "3_color_scale"},
        {"type": "icon_set", "icon_style": "3_arrows"},
        {"type": "data_bar"},
        {"type": "top", "value": 3, "format": look},
        {"type": "duplicate", "format": look},
        {"type": "text", "criteria": "containing", "value": "n", "format": look},
        {"type": "average", "criteria": "above", "format": look},
        {"type": "time_period", "criteria": "today", "format": look},
    ):
        sheet.conditional_format("B1:C9", rule)


def validations(book, sheet) -> None:
    texts = {"input_title": "t", "input_message": "m", "error_title": "e", "error_message": "em"}
    sheet.data_validation("D1:D5", {"validate": "list", "source": ["a", "b"], **texts})
    sheet.data_validation("D6", {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 9})
    sheet.data_validation("D7", {"validate": "custom", "value": "=B1>2"})


def table(book, sheet) -> None:
    columns = [{"header": "a"}, {"header": "b", "total_function": "sum"}, {"header": "c", "formula": "=[@b]*2"}]
    sheet.add_table("A14:C18", {"columns": columns, "total_row": True})


def names_and_filter(book, sheet) -> None:
    book.define_name("Muc", "=Bảng!$B$2")
    book.define_name("Bảng!Cuc", "=Bảng!$B$3")
    sheet.print_area("A1:C9")
    sheet.repeat_rows(0, 1)
    sheet.autofilter("A1:C9")
    sheet.filter_column("B", "x > 3")


def links(book, sheet) -> None:
    sheet.write_url("E1", "https://example.org/a#b", string="x", tip="t")
    sheet.write_url("E2", "internal:'Bảng'!A1")


def page(book, sheet) -> None:
    sheet.set_header('&L&"Times New Roman,Bold"&12Trái&C&P/&N&R&D')
    sheet.set_footer("&Ctrang &P")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_h_pagebreaks([5])
    sheet.set_v_pagebreaks([2])
    sheet.print_row_col_headers()


def views_and_outline(book, sheet) -> None:
    sheet.freeze_panes(2, 1)
    sheet.set_zoom(80)
    sheet.set_row(3, 30, None, {"level": 1, "hidden": True})
    sheet.set_column("C:D", 20, None, {"level": 1, "collapsed": True})
    sheet.set_tab_color("red")
    book.add_worksheet("h").very_hidden()


def protection(book, sheet) -> None:
    sheet.protect("x", {"sort": True})


def rich_text_and_arrays(book, sheet) -> None:
    bold = book.add_format({"bold": True, "font_color": "red", "font_script": 1})
    sheet.write_rich_string("E1", "a ", bold, "b", " c")
    sheet.write_array_formula("F1:F3", "{=B1:B3*2}")


def formats(book, sheet) -> None:
    look = {"rotation": 45, "text_wrap": True, "indent": 2, "diag_type": 3, "pattern": 5, "fg_color": "red"}
    look |= {"locked": False, "hidden": True, "underline": 33, "font_strikeout": True, "quote_prefix": True}
    sheet.write("E1", 1, book.add_format({**look, "num_format": "[$-42A]dd/mm/yyyy", "border": 6}))


KEPT = [
    plain,
    conditional_formats,
    validations,
    table,
    names_and_filter,
    links,
    page,
    views_and_outline,
    protection,
    rich_text_and_arrays,
    formats,
]

# Lost by openpyxl without consequence: which program wrote the file; defaults it need not state.
HARMLESS = {
    "workbook.xml/fileVersion",
    "styles.xml/dxfs",
    "sheet1.xml/sheetFormatPr@outlineLevelCol",
}
ONLY_HINTS = ("@applyAlignment", "@applyBorder", "@applyFill", "@applyFont", "@applyNumberFormat", "@applyProtection")


def saved_by_openpyxl(data: bytes) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        openpyxl.load_workbook(io.BytesIO(data), rich_text=True).save(target)
    return target.getvalue()


def elements(parts: dict[str, bytes]) -> set[str]:
    """Every element and attribute path outside the cells, by part."""
    found: set[str] = set()

    def walk(element: etree._Element, path: str) -> None:
        found.add(path)
        found.update(f"{path}@{etree.QName(name).localname}" for name in element.attrib)
        for child in element:
            walk(child, f"{path}/{etree.QName(child).localname}")

    for name, content in parts.items():
        if name.startswith(("xl/worksheets/sheet", "xl/tables/", "xl/styles", "xl/workbook")):
            walk(etree.fromstring(content), name.rpartition("/")[2])
    return {path for path in found if "/sheetData/row" not in path and not path.endswith(ONLY_HINTS)}


@pytest.mark.parametrize("fill", KEPT, ids=lambda fill: fill.__name__)
def test_ordinary_books_pass_and_openpyxl_indeed_keeps_them(xlsxwriter_book, parts_of, fill: Callable) -> None:
    data = xlsxwriter_book(fill)
    assert what_openpyxl_would_lose(data) == []
    before, after = parts_of(data), parts_of(saved_by_openpyxl(data))
    # It writes texts into the cells instead of a shared table.
    assert before.keys() - after.keys() <= {"xl/sharedStrings.xml"}
    lost = {path.partition("@")[0] if "fileVersion" in path else path for path in elements(before) - elements(after)}
    assert {path for path in lost if not path.startswith(("styles.xml/dxfs@", "workbook.xml/workbookPr@"))} <= HARMLESS
    assert what_openpyxl_would_lose(saved_by_openpyxl(data)) == []


def chart(book, sheet) -> None:
    drawn = book.add_chart({"type": "column"})
    drawn.add_series({"values": "='Bảng'!$B$1:$B$5"})
    sheet.insert_chart("E2", drawn)


def chart_sheet(book, sheet) -> None:
    drawn = book.add_chart({"type": "bar"})
    drawn.add_series({"values": "='Bảng'!$B$1:$B$5"})
    book.add_chartsheet().set_chart(drawn)


def picture(book, sheet) -> None:
    sheet.insert_image("E2", "a.png", {"image_data": io.BytesIO(PNG)})


def header_picture(book, sheet) -> None:
    sheet.set_header("&L&G", {"image_left": "a.png", "image_data_left": io.BytesIO(PNG)})


def text_box(book, sheet) -> None:
    sheet.insert_textbox("E2", "xin chào")


def sparkline(book, sheet) -> None:
    sheet.add_sparkline("E1", {"range": "'Bảng'!B1:C1"})


def data_bar_2010(book, sheet) -> None:
    sheet.conditional_format("C1:C9", {"type": "data_bar", "data_bar_2010": True})


def comment(book, sheet) -> None:
    # openpyxl keeps text and author, but not the size of the box nor the fonts in it.
    sheet.write_comment("A1", "ghi chú", {"width": 300})


def button(book, sheet) -> None:
    sheet.insert_button("E2", {"caption": "Chạy"})


def check_box(book, sheet) -> None:
    sheet.insert_checkbox("E2", True)


def ignored_errors(book, sheet) -> None:
    sheet.ignore_errors({"number_stored_as_text": "A1:A9"})


def protected_ranges(book, sheet) -> None:
    sheet.protect("x")
    sheet.unprotect_range("A1:A3", "r")


def two_fonts_in_a_header(book, sheet) -> None:
    sheet.set_header('&C&"Times New Roman,Bold"&14TIÊU ĐỀ&"Times New Roman,Italic"&11 phụ')


def read_only_recommended(book, sheet) -> None:
    book.read_only_recommended()


def dynamic_array(book, sheet) -> None:
    sheet.write_dynamic_array_formula("E1:E3", "=_xlfn.SEQUENCE(3)")


LOST = {
    chart: "xl/charts/chart1.xml",
    chart_sheet: "xl/chartsheets/sheet1.xml",
    picture: "xl/drawings/drawing1.xml",
    header_picture: "xl/drawings/vmlDrawing1.vml",
    text_box: "xl/drawings/drawing1.xml",
    sparkline: "xl/worksheets/sheet1.xml: extLst",
    data_bar_2010: "xl/worksheets/sheet1.xml: conditionalFormatting/cfRule/extLst",
    comment: "xl/comments1.xml",
    button: "xl/drawings/vmlDrawing1.vml",
    check_box: "xl/featurePropertyBag/featurePropertyBag.xml",
    ignored_errors: "xl/worksheets/sheet1.xml: ignoredErrors",
    protected_ranges: "xl/worksheets/sheet1.xml: protectedRanges",
    two_fonts_in_a_header: "xl/worksheets/sheet1.xml: headerFooter",
    read_only_recommended: "xl/workbook.xml: fileSharing",
    dynamic_array: "xl/metadata.xml",
}


@pytest.mark.parametrize(("fill", "named"), LOST.items(), ids=[fill.__name__ for fill in LOST])
def test_what_is_named_first_is_what_openpyxl_damages(xlsxwriter_book, parts_of, fill: Callable, named: str) -> None:
    data = xlsxwriter_book(fill)
    assert what_openpyxl_would_lose(data)[0] == named
    part = named.partition(": ")[0]
    assert parts_of(saved_by_openpyxl(data)).get(part) != parts_of(data)[part]


def test_macros(xlsxwriter_book, tmp_path: Path) -> None:
    project = tmp_path / "vbaProject.bin"
    project.write_bytes(b"not a real project")
    data = xlsxwriter_book(lambda book, _: book.add_vba_project(str(project)))
    assert what_openpyxl_would_lose(data) == ["xl/vbaProject.bin"]


@pytest.mark.parametrize(
    "part",
    [
        "xl/pivotTables/pivotTable1.xml",
        "xl/pivotCache/pivotCacheDefinition1.xml",
        "xl/slicers/slicer1.xml",
        "xl/threadedComments/threadedComment1.xml",
        "xl/ctrlProps/ctrlProp1.xml",
        "xl/activeX/activeX1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/connections.xml",
        "xl/queryTables/queryTable1.xml",
        "xl/model/item.data",
        "xl/xmlMaps.xml",
        "customXml/item1.xml",
        "customUI/customUI14.xml",
        "docMetadata/LabelInfo.xml",
        "_xmlsignatures/sig1.xml",
        "xl/anything/new.xml",
    ],
)
def test_unknown_parts_are_named(raw_book, part: str) -> None:
    assert what_openpyxl_would_lose(raw_book(parts={part: "<x/>"})) == [part]


@pytest.mark.parametrize(
    ("sheet", "named"),
    [
        ('<sheetData/><customSheetViews><customSheetView guid="{1}"/></customSheetViews>', "customSheetViews"),
        ('<sheetData/><customProperties><customPr name="a"/></customProperties>', "customProperties"),
        ("<sheetData/><brandNew/>", "brandNew"),
        (
            '<sheetData/><AlternateContent xmlns="http://schemas.openxmlformats.org/markup-compatibility/2006"/>',
            "AlternateContent",
        ),
        (
            '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>'
            '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
            "B1",
        ),
    ],
)
def test_unknown_elements_and_cells_under_merges_are_named(raw_book, sheet: str, named: str) -> None:
    assert what_openpyxl_would_lose(raw_book(sheet)) == [f"xl/worksheets/sheet1.xml: {named}"]


def test_numbers_that_are_no_dates_under_a_date_format_are_named(raw_book) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    values = (45097, 45097.25, 0, 0.5, 9_999_999, -4_000_000)
    cells = "".join(f'<c r="A{row}" s="1"><v>{value}</v></c>' for row, value in enumerate(values, 1))
    rows = "".join(f'<row r="{row}">{cell}</c></row>' for row, cell in enumerate(cells.split("</c>")[:-1], 1))
    named = what_openpyxl_would_lose(raw_book(f"<sheetData>{rows}</sheetData>", styles=styles))
    assert named == [f"xl/worksheets/sheet1.xml: A{row}" for row in (5, 6)]


def test_names_openpyxl_forgets_are_named(raw_book) -> None:
    names = (
        '<definedNames><definedName name="_xlnm.Criteria" localSheetId="0">S!$A$1:$A$2</definedName>'
        '<definedName name="_xlnm.Print_Area" localSheetId="0">S!$A$1</definedName></definedNames>'
    )
    assert what_openpyxl_would_lose(raw_book(workbook=names)) == [
        "xl/workbook.xml: definedNames/definedName _xlnm.Criteria"
    ]


def test_an_empty_list_of_persons_passes_a_filled_one_does_not(raw_book, parts_of) -> None:
    relations = parts_of(raw_book())["xl/_rels/workbook.xml.rels"].decode()
    person = (
        '<Relationship Id="rId7" Type="http://schemas.microsoft.com/office/2017/10/relationships/person" '
        'Target="persons/person.xml"/></Relationships>'
    )
    parts = {"xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", person)}
    assert what_openpyxl_would_lose(raw_book(parts={**parts, "xl/persons/person.xml": "<personList/>"})) == []
    filled = {**parts, "xl/persons/person.xml": "<personList><person/></personList>"}
    assert what_openpyxl_would_lose(raw_book(parts=filled)) == ["xl/persons/person.xml"]


def test_what_every_excel_writes_passes(raw_book) -> None:
    workbook = (
        '<fileVersion appName="xl"/><workbookPr defaultThemeVersion="166925"/>'
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"'
        ' url="D:\\"/></mc:Choice></mc:AlternateContent><xr:revisionPtr revIDLastSave="0" xmlns:xr='
        '"http://schemas.microsoft.com/office/spreadsheetml/2014/revision"/><bookViews><workbookView/></bookViews>'
    )
    after = (
        '<calcPr calcId="191029"/><extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}" xmlns:x15='
        '"http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><x15:workbookPr/></ext>'
        '<ext uri="{B58B0392-4F1F-4190-BB64-5DF3571DCE5F}" xmlns:xcalcf='
        '"http://schemas.microsoft.com/office/spreadsheetml/2018/calcfeatures"><xcalcf:calcFeatures>'
        '<xcalcf:feature name="microsoft.com:RD"/></xcalcf:calcFeatures></ext></extLst>'
    )
    styles = (
        '<cellXfs><xf numFmtId="0"/></cellXfs><dxfs count="0"/><tableStyles count="0"/><colors><mruColors>'
        '<color rgb="FF000000"/></mruColors></colors><extLst><ext uri="{EB79DEF2-80B8-43e5-95BD-54CBDDF9020C}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:slicerStyles '
        'defaultSlicerStyle="SlicerStyleLight1"/></ext></extLst>'
    )
    sheet = (
        '<sheetPr/><dimension ref="A1"/><sheetViews><sheetView workbookViewId="0"><selection/></sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25" xmlns:x14ac='
        '"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"/><sheetData/><phoneticPr fontId="1"/>'
        '<pageMargins left="0.7"/><pageSetup paperSize="9" r:id="rId1"/>'
    )
    parts = {
        "xl/printerSettings/printerSettings1.bin": b"\0",
        "xl/calcChain.xml": "<calcChain/>",
        "docProps/thumbnail.wmf": b"\0",
    }
    data = raw_book(sheet, before_sheets=workbook, workbook=after, styles=styles, parts=parts)
    assert what_openpyxl_would_lose(data) == []


def test_libreoffice_books_pass(xlsxwriter_book, libreoffice, tmp_path: Path) -> None:
    def fill(book, sheet) -> None:
        # Not conditional formats: LibreOffice writes data bars as an extension, which openpyxl does lose.
        for some in (validations, names_and_filter, page, views_and_outline, protection, formats):
            some(book, sheet)

    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsxwriter_book(fill))
    assert what_openpyxl_would_lose(libreoffice(path, "xlsx").read_bytes()) == []
