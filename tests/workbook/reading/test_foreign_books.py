"""Workbooks that the standard does not foresee and Excel opens all the same: read as Excel reads them, by both readers.

Every kind was met in a public file. All figures are invented.
"""

import io
import zipfile
from collections.abc import Callable

import pytest
from fixtures.edited_files import edited_file

from xl_addin.formula.cells import Area, CellRef
from xl_addin.package.package import open_package
from xl_addin.package.parts import NO_PART, sheet_parts, workbook_part
from xl_addin.package.safe_xml import parse_xml
from xl_addin.problem import Problem
from xl_addin.workbook.edits.cell_styles import CellStyles
from xl_addin.workbook.edits.edit import SetValue
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.number_formats import number_formats
from xl_addin.workbook.reading.quick import row_templates
from xl_addin.workbook.reading.read import read_book

Raw = Callable[..., bytes]
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
HANCOM = 'xmlns:hs="http://schemas.haansoft.com/office/spreadsheet/8.0" Requires="hs"'
STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="3"/></cellXfs>'


def choice(known_to_hancom: str, fallback: str) -> str:
    return (
        f"<mc:AlternateContent {MC}><mc:Choice {HANCOM}>{known_to_hancom}</mc:Choice>"
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def rows(*contents: str) -> str:
    inner = "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(contents, 1))
    return f"<sheetData>{inner}</sheetData>"


def read_by_both(data: bytes) -> Book:
    books = []
    for worthwhile in (0, 2**62):
        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setattr(row_templates, "WORTHWHILE_BYTES", worthwhile)
            books.append(read_book(data, file="bang.xlsx"))
    assert books[0] == books[1]
    return books[0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" t="inlineStr"><v>Xã A</v></c>', "Xã A"),
        ('<c r="A1" t="inlineStr"><v/></c>', None),
        # What the text was made from stays behind in files of one program; the text is what Excel shows.
        ('<c r="A1" t="inlineStr"><v>1.0</v><is><t>1.</t></is></c>', "1."),
        ('<c r="A1" t="d"><v>10:10:10</v></c>', 36610 / 86400),
        ('<c r="A1" t="d"><v>PT36H0M0.000S</v></c>', 1.5),
        ('<c r="A1" t="d"><v>2009-01-01T11:00:00.00000020954757600</v></c>', 39814.458333333336),
        ('<c r="A1" s=""><v>1</v></c>', 1),
        ('<c r="A1" s="" cm=""><f>1+1</f><v>2</v></c>', 2),
        ('<c r=""><v>1</v></c>', 1),
    ],
)
def test_unusual_cells(raw_book: Raw, cell: str, value: object) -> None:
    assert read_by_both(raw_book(rows(cell, '<c r="A2" s="1"><v>5</v></c>'), styles=STYLES))["S"].value(1, 1) == value


def test_a_cell_without_style_is_edited(raw_book: Raw) -> None:
    data = raw_book(rows('<c r="A1" s=""><v>1</v></c>'), styles=STYLES)
    edited = edited_file(data, [SetValue(CellRef("S", 1, 1), 7)])
    assert read_book(edited)["S"].value(1, 1) == 7


def test_merged_columns(raw_book: Raw) -> None:
    book = read_by_both(raw_book('<sheetData/><mergeCells><mergeCell ref="B:C"/></mergeCells>'))
    assert book["S"].merges == (Area(1, 2, 1_048_576, 3),)


def with_listed(raw_book: Raw, parts_of: Callable[[bytes], dict[str, bytes]], sheets: str, **options: str) -> bytes:
    parts = parts_of(raw_book(rows('<c r="A1"><v>1</v></c>'), **options))
    listed = b'<sheet name="S" sheetId="1" r:id="rId1"/>'
    workbook = parts["xl/workbook.xml"].replace(listed, listed + sheets.encode())
    return archive({**parts, "xl/workbook.xml": workbook})


@pytest.mark.parametrize("id_", ['r:id=""', ""])
def test_a_sheet_that_is_only_listed_has_no_cells_and_keeps_its_place(raw_book: Raw, parts_of, id_: str) -> None:
    # So Excel converts the modules of macros of Excel 5.
    sheets = f'<sheet name="Module1" sheetId="2" state="veryHidden" {id_}/>'
    names = '<definedNames><definedName name="N" localSheetId="1">1</definedName></definedNames>'
    data = with_listed(raw_book, parts_of, sheets, workbook=names)
    book = read_by_both(data)
    assert [sheet.name for sheet in book.sheets] == ["S"]
    assert book.defined_names == {"Module1!N": "1"}
    package = open_package(data)
    assert [sheet.kind for sheet in sheet_parts(package, workbook_part(package))] == ["worksheet", NO_PART]
    edited = edited_file(data, [SetValue(CellRef("S", 1, 1), 7)])
    assert read_book(edited)["S"].value(1, 1) == 7


@pytest.mark.parametrize(("state", "visible"), [("show", True), ("hidden", False), ("veryHidden", False)])
def test_only_a_sheet_that_is_said_to_be_hidden_is(raw_book: Raw, parts_of, state: str, visible: bool) -> None:
    parts = parts_of(raw_book(rows('<c r="A1"><v>1</v></c>')))
    named = parts["xl/workbook.xml"].replace(b'name="S"', f'name="S" state="{state}"'.encode())
    assert read_book(archive({**parts, "xl/workbook.xml": named}))["S"].visible is visible


@pytest.mark.parametrize(
    "sheets", ['<sheet name="T" sheetId="2" r:id="rId7"/>', '<sheet name="s" sheetId="2" r:id=""/>']
)
def test_a_sheet_whose_part_was_lost_or_whose_name_is_taken_is_damage(raw_book: Raw, parts_of, sheets: str) -> None:
    with pytest.raises(Problem) as caught:
        read_book(with_listed(raw_book, parts_of, sheets), file="bang.xlsx")
    assert caught.value.place == "xl/workbook.xml"


def test_a_book_without_a_sheet_of_its_own_is_damage(raw_book: Raw, parts_of) -> None:
    parts = parts_of(raw_book())
    workbook = parts["xl/workbook.xml"].replace(b'r:id="rId1"', b'r:id=""')
    with pytest.raises(Problem):
        read_book(archive({**parts, "xl/workbook.xml": workbook}))


def test_texts_that_are_listed_and_missing_are_missed_only_where_a_cell_has_one(raw_book: Raw, parts_of) -> None:
    def without_texts(sheet: str) -> bytes:
        parts = parts_of(raw_book(sheet, strings=""))
        del parts["xl/sharedStrings.xml"]
        return archive(parts)

    assert read_by_both(without_texts(rows('<c r="A1"><v>1</v></c>')))["S"].value(1, 1) == 1
    with pytest.raises(Problem) as caught:
        read_book(without_texts(rows('<c r="A1" t="s"><v>0</v></c>')))
    assert caught.value.place == "S!A1"


def test_styles_offered_to_another_program(raw_book: Raw, parts_of) -> None:
    xf = '<xf numFmtId="{}"/>'.format
    styles = f"<cellXfs>{choice(xf(4), xf(0))}{choice(xf(4), xf(3))}{xf(9)}</cellXfs>"
    data = raw_book(rows('<c r="A1" s="1"><v>1</v></c><c r="B1" s="2"><v>1</v></c>'), styles=styles)
    assert [read_by_both(data)["S"].number_format(1, column) for column in (1, 2)] == ["#,##0", "0%"]
    # Styles that stay are left as they are written; a new one stands behind those that Excel counts.
    written = parts_of(data)["xl/styles.xml"]
    kept = CellStyles(written, "xl/styles.xml")
    assert (kept.style(1), kept.xml()) == (1, written)
    extended = CellStyles(written, "xl/styles.xml")
    assert extended.style(1, number_format="0.00") == 3
    assert number_formats(parse_xml(extended.xml())) == ("General", "#,##0", "0%", "0.00")


def test_sheets_and_names_offered_to_another_program(raw_book: Raw, parts_of) -> None:
    sheets = choice('<sheet name="H" sheetId="3" r:id="rId1"/>', '<sheet name="M" sheetId="3" r:id=""/>')
    names = '<definedNames><definedName name="N">{}</definedName></definedNames>'
    workbook = choice(names.format(1), names.format(2))
    book = read_by_both(with_listed(raw_book, parts_of, sheets, workbook=workbook))
    assert ([sheet.name for sheet in book.sheets], book.defined_names) == (["S"], {"N": "2"})


def test_texts_offered_to_another_program(raw_book: Raw) -> None:
    strings = f"<si><t>Xã A</t></si>{choice('<si><t>B*</t></si>', '<si><t>Xã B</t></si>')}<si>"
    strings += f"{choice('<t>C*</t>', '<t>Xã C</t>')}</si>"
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(3))
    read = read_by_both(raw_book(rows(cells), strings=strings))["S"]
    assert [read.value(1, column) for column in (1, 2, 3)] == ["Xã A", "Xã B", "Xã C"]


CHOICES_IN_A_SHEET = {
    "a value": rows(f'<c r="A1">{choice("<v>9</v>", "<v>1</v>")}</c>'),
    "a cell": rows(choice('<c r="A1"><v>9</v></c>', '<c r="A1"><v>1</v></c>')),
    "a row": "<sheetData>" + choice('<row r="1"/>', '<row r="1"><c r="A1"><v>1</v></c></row>') + "</sheetData>",
    "all rows": choice("<sheetData/>", rows('<c r="A1"><v>1</v></c>')),
    "merged cells": rows('<c r="A1"><v>1</v></c>')
    + choice('<mergeCells><mergeCell ref="A1:B2"/></mergeCells>', '<mergeCells><mergeCell ref="A1:C2"/></mergeCells>'),
}


@pytest.mark.parametrize("sheet", CHOICES_IN_A_SHEET.values(), ids=CHOICES_IN_A_SHEET)
def test_contents_of_a_sheet_offered_to_another_program(raw_book: Raw, sheet: str) -> None:
    read = read_by_both(raw_book(sheet))["S"]
    assert read.value(1, 1) == 1
    assert read.merges in ((), (Area(1, 1, 2, 3),))


def test_cells_offered_to_another_program_are_not_edited(raw_book: Raw) -> None:
    with pytest.raises(Problem) as caught:
        edited_file(raw_book(CHOICES_IN_A_SHEET["a cell"]), [SetValue(CellRef("S", 1, 1), 7)])
    assert caught.value.place == "S"
    assert "open the file in Excel, save it" in caught.value.line("en")


def test_parts_named_with_backslashes(raw_book: Raw, parts_of) -> None:
    # As the zip library of older .NET programs named them.
    parts = parts_of(raw_book(rows('<c r="A1" t="s"><v>0</v></c>'), strings="<si><t>Xã A</t></si>", styles=STYLES))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as zipped:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.filename = name.replace("/", "\\")
            zipped.writestr(info, content)
    assert b"xl\\workbook.xml" in target.getvalue()
    assert read_by_both(target.getvalue())["S"].value(1, 1) == "Xã A"
    edited = edited_file(target.getvalue(), [SetValue(CellRef("S", 2, 1), 7)])
    assert read_book(edited)["S"].value(2, 1) == 7


def archive(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return target.getvalue()
