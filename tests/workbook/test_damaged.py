"""A damaged sheet is refused with one clear line, never read in part; what is merely unusual is read whole.

The examples are what a fuzzer found by changing files of four programs. All figures are invented.
"""

import io
import random
import re
import zipfile

import pytest
from fixtures.edited_files import edited_file, marks_of

from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import AddSheet
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.quick import row_templates
from xl_addin.workbook.reading.read import read_book

OTHER = "http://schemas.openxmlformats.org/markup-compatibility/2006"
CHOICE = (
    f'<mc:AlternateContent xmlns:mc="{OTHER}"><mc:Choice Requires="x14">{{0}}</mc:Choice>'
    "<mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
)
STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="3"/></cellXfs>'
STRINGS = "<si><t>Xã A</t></si><si><t>Xã B</t></si>"


def rows(*contents: str) -> str:
    """A sheet whose rows 1, 2 … hold these cells."""
    inner = "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(contents, 1))
    return f"<sheetData>{inner}</sheetData>"


def refused(data: bytes) -> Problem:
    """The problem of a book, which must be the same whichever reader meets it."""
    found = []
    for worthwhile in (0, 2**62):
        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setattr(row_templates, "WORTHWHILE_BYTES", worthwhile)
            with pytest.raises(Problem) as caught:
                read_book(data, file="bang.xlsx")
        found.append(caught.value)
    assert found[0].line("vi") == found[1].line("vi")
    assert found[0].file == "bang.xlsx"
    return found[0]


DAMAGED_CELLS = {
    "a type that does not exist": '<c r="A1" t="zzz"><v>1</v></c>',
    "a truth value that is none": '<c r="A1" t="b"><v>TRUE</v></c>',
    "a number in other digits": '<c r="A1"><v>٣</v></c>',
    "a number of 400 digits": f'<c r="A1"><v>{"9" * 400}</v></c>',
    "infinity": '<c r="A1"><v>INF</v></c>',
    "a text that is not there": '<c r="A1" t="s"><v>2</v></c>',
    "a text before the first": '<c r="A1" t="s"><v>-1</v></c>',
    "a text's place in other digits": '<c r="A1" t="s"><v>١</v></c>',
    "an error that is none": '<c r="A1" t="e"><v>foo</v></c>',
    "a day before the calendar begins": '<c r="A1" t="d"><v>1800-01-15</v></c>',
    "two values": '<c r="A1"><v>1</v><v>2</v></c>',
    "two formulas": '<c r="A1"><f>1+1</f><f>5</f></c>',
    "an element within the value": '<c r="A1"><v>1<b/>2</v></c>',
    "an element within the formula": '<c r="A1"><f>1+<b/>2</f></c>',
    "an element within the text": '<c r="A1" t="inlineStr"><is><t>a<b/>c</t></is></c>',
    "a number that is an inline text": '<c r="A1"><is><t>a</t></is></c>',
    "a formula that no program writes": f'<c r="A1"><f>{"1+" * 40_000}1</f></c>',
    "a choice of contents": '<c r="A1">' + CHOICE.format("<v>5</v>") + "</c>",
}


@pytest.mark.parametrize("cell", DAMAGED_CELLS.values(), ids=DAMAGED_CELLS)
def test_a_damaged_cell_is_named(raw_book, cell: str) -> None:
    assert refused(raw_book(rows(cell), strings=STRINGS)).place == "S!A1"


DAMAGED_SHEETS = {
    "a cell that stands there twice": rows('<c r="A1"><f>1+1</f><v>2</v></c><c r="A1"><v>7</v></c>'),
    "a row that stands there twice": '<sheetData><row r="1"><c><v>1</v></c></row>'
    '<row r="1"><c r="B1"><v>2</v></c></row></sheetData>',
    "a style before the first": rows('<c r="A1" s="-1"><v>1</v></c>'),
    "a style written otherwise": rows('<c r="A1" s="0_1"><v>1</v></c>'),
    "row 0": '<sheetData><row r="0"/></sheetData>',
    "row infinity": '<sheetData><row r="inf"/></sheetData>',
    "half a row": '<sheetData><row r="1.5"><c><v>5</v></c></row></sheetData>',
    "a row below the last": '<sheetData><row r="1048577"/></sheetData>',
    "a cell of another name": rows('<d r="A1"><v>1</v></d>'),
    "a row of another name": '<sheetData><row r="1"/><line r="2"><c r="A2"><v>1</v></c></line></sheetData>',
    "a choice of cells": rows(CHOICE.format('<c r="A1"><v>1</v></c>')),
    "a choice of rows": f"<sheetData>{CHOICE.format('<row/>')}</sheetData>",
    "a choice of all rows": CHOICE.format(rows('<c r="A1"><v>1</v></c>')),
    "no rows at all": "<sheetFormatPr/>",
    "a formula of an unknown type": rows('<c r="A1"><f t="zzz">1+1</f></c>'),
    "two shared formulas of one number": rows(
        '<c r="B1"><f t="shared" ref="B1:B2" si="0">A1+1</f></c>',
        '<c r="B2"><f t="shared" si="0"/></c>',
        '<c r="B3"><f t="shared" ref="B3:B4" si="0">A3*9</f></c>',
    ),
    "an array formula without text": rows('<c r="A1"><f t="array" ref="A1:A2"/><v>1</v></c>'),
    "an array formula outside its area": rows("", "", '<c r="B3"><f t="array" ref="B1:B2">{1;2}</f></c>'),
    "array formulas over each other": rows(
        '<c r="A1"><f t="array" ref="A1:B3">{1,2;3,4;5,6}</f></c>', '<c r="B2"><f t="array" ref="B2:B4">{7;8;9}</f></c>'
    ),
    "columns listed again and again": "<cols>" + '<col min="1" max="16384" width="5"/>' * 9 + "</cols><sheetData/>",
    "an entity": rows('<c r="A1"><v>&one;</v></c>'),
}


@pytest.mark.parametrize("sheet", DAMAGED_SHEETS.values(), ids=DAMAGED_SHEETS)
def test_a_damaged_sheet_is_refused(raw_book, sheet: str) -> None:
    assert refused(raw_book(sheet, styles=STYLES)).place == "xl/worksheets/sheet1.xml"


def test_a_sheet_that_is_none_does_not_pass_for_an_empty_one(raw_book) -> None:
    for sheet in ('<worksheet xmlns="urn:x"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>', "<chart/>"):
        assert refused(raw_book(parts={"xl/worksheets/sheet1.xml": sheet})).place == "xl/worksheets/sheet1.xml"


def test_a_namespace_that_is_no_address_is_a_problem(raw_book, parts_of) -> None:
    sheet = rows('<c r="A1" t="s"><v>0</v></c>')
    parts = parts_of(raw_book(sheet, strings='<si xmlns="&#10;x"><t>a</t></si>', styles=STYLES))
    assert refused(archive(parts)).place == "xl/sharedStrings.xml"
    for name in (
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
        "_rels/.rels",
    ):
        damaged_part = re.sub(rb'xmlns="[^"]*"', b'xmlns="&#10;x"', parts[name], count=1)
        sound = {**parts, "xl/sharedStrings.xml": parts["xl/sharedStrings.xml"].replace(b' xmlns="&#10;x"', b"")}
        read_as(archive({**sound, name: damaged_part}), 0)


@pytest.mark.parametrize(
    "strings", [f"<x/>{STRINGS}", f"{STRINGS}<x/>", "<si><t>a</t></si><x/><si><t>b</t></si>", "<si><x>a</x></si>"]
)
def test_texts_do_not_move_up_where_one_is_damaged(raw_book, strings: str) -> None:
    assert refused(raw_book(rows('<c r="A1" t="s"><v>0</v></c>'), strings=strings)).place == "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    "styles", ['<cellXfs><x/><xf numFmtId="3"/></cellXfs>', '<cellXfs><xf numFmtId="x"/></cellXfs>']
)
def test_formats_do_not_move_up_where_one_is_damaged(raw_book, styles: str) -> None:
    assert (
        refused(raw_book(rows('<c r="A1" s="0"><v>1</v></c>'), styles=f"<cellXfs>{styles}</cellXfs>")).place
        == "xl/styles.xml"
    )


def test_styles_and_comments_that_are_missing_are_missed(raw_book, parts_of) -> None:
    parts = parts_of(raw_book(rows('<c r="A1"><v>1</v></c>'), styles=STYLES))
    del parts["xl/styles.xml"]
    assert refused(archive(parts)).place == "xl/styles.xml"
    relation = '<Relationship Type="http://x/comments" Id="rId1" Target="../comments1.xml"/>'
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f'<Relationships xmlns="{relations}">{relation}</Relationships>'
    assert refused(raw_book(parts={"xl/worksheets/_rels/sheet1.xml.rels": rels})).place == "xl/comments1.xml"


def test_sheets_are_told_apart(raw_book, parts_of) -> None:
    parts = parts_of(raw_book())
    workbook, rels = parts["xl/workbook.xml"].decode(), parts["xl/_rels/workbook.xml.rels"].decode()
    one = '<sheet name="S" sheetId="1" r:id="rId1"/>'
    second = rels.replace("</Rel", rels[rels.index("<Relationship ") : rels.index("</Rel")] + "</Rel")
    second = second.replace('Id="rId1"', 'Id="rId2"', 1).replace("sheet1", "sheet2", 1)
    for sheets, relations in (
        (one + one.replace('"S"', '"T"'), rels),
        (one + one.replace('"S"', '"s"').replace("rId1", "rId2"), second),
        (one.replace('"S"', '""'), rels),
        (one + CHOICE.format(""), rels),
        (one, rels.replace("/worksheet", "/workshet")),
    ):
        changed = {
            **parts,
            "xl/worksheets/sheet2.xml": parts["xl/worksheets/sheet1.xml"],
            "xl/workbook.xml": workbook.replace(one, sheets).encode(),
            "xl/_rels/workbook.xml.rels": relations.encode(),
        }
        assert refused(archive(changed)).place == "xl/workbook.xml", sheets


def test_two_relationships_of_one_id_are_refused(raw_book, parts_of) -> None:
    parts = parts_of(raw_book())
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    one = rels[rels.index("<Relationship ") : rels.index("</Rel")]
    for other in (one, one.replace("sheet1", "sheet2")):
        damaged = rels.replace(one, one + other)
        again = {**parts, "xl/_rels/workbook.xml.rels": damaged.encode(), "xl/worksheets/sheet2.xml": b"<x/>"}
        assert refused(archive(again)).place == "xl/_rels/workbook.xml.rels"


def test_a_part_that_leads_to_itself_is_refused_or_passed_over(raw_book, parts_of) -> None:
    parts = parts_of(raw_book(rows('<c r="A1"><v>1</v></c>')))
    to_itself = parts["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1.xml", b"workbook.xml")
    assert refused(archive({**parts, "xl/_rels/workbook.xml.rels": to_itself})).place == "xl/workbook.xml"
    for kind in ("table", "comments", "drawing", "vmlDrawing", "pivotTable"):
        rels = parts["_rels/.rels"].replace(b'officeDocument" ', kind.encode() + b'" ')
        rels = rels.replace(b"xl/workbook.xml", b"sheet1.xml")
        looped = archive({**parts, "xl/worksheets/_rels/sheet1.xml.rels": rels})
        outcome = read_as(looped, 0)
        assert outcome == read_as(looped, 2**62)
        assert isinstance(outcome, str) or outcome["S"].value(1, 1) == 1


def merged(*areas: str) -> str:
    inner = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return f'{rows("")}<mergeCells count="{len(areas)}">{inner}</mergeCells>'


@pytest.mark.parametrize("areas", [("A1:C3", "B2:D4"), ("A1:A9", "C1:C9", "A9:C9"), ("B2:C3", "B2:C3"), ("1:1", "A:A")])
def test_merged_areas_over_each_other_are_refused_by_name(raw_book, areas: tuple[str, ...]) -> None:
    problem = refused(raw_book(merged(*areas)))
    assert problem.place == "S"
    assert "chồng lên nhau" in problem.line("vi")


def test_merged_areas_that_touch_are_read(raw_book) -> None:
    areas = ("A1:B2", "C1:C9", "A3:B9", "D2:D2", "A10:XFD1048576", "D3:F9")
    assert {str(area) for area in read_book(raw_book(merged(*areas)))["S"].merges} >= set(areas) - {"D2:D2"}


def test_a_used_area_of_the_whole_sheet_costs_nothing(raw_book) -> None:
    whole = '<dimension ref="A1:XFD1048576"/>' + rows('<c r="A1"><v>1</v></c>')
    assert read_book(raw_book(whole)) == read_book(raw_book(rows('<c r="A1"><v>1</v></c>')))


def test_absurd_numbers_of_merged_areas_and_names_are_refused(raw_book, monkeypatch: pytest.MonkeyPatch) -> None:
    names = "".join(f'<definedName name="Tên{number}">S!$A$1</definedName>' for number in range(4))
    book = raw_book(merged("A1:A2", "B1:B2", "C1:C2"), workbook=f"<definedNames>{names}</definedNames>")
    assert len(read_book(book)["S"].merges) == 3
    monkeypatch.setenv("XL_ADDIN_MAX_MERGES", "2")
    assert "hơn 2 vùng gộp ô" in refused(book).line("vi")
    monkeypatch.setenv("XL_ADDIN_MAX_MERGES", "3")
    monkeypatch.setenv("XL_ADDIN_MAX_NAMES", "3")
    assert "hơn 3 tên đã đặt" in refused(book).line("vi")


def test_a_name_with_two_meanings_is_refused(raw_book) -> None:
    names = '<definedNames><definedName name="N">{}</definedName><definedName name="n">{}</definedName></definedNames>'
    assert refused(raw_book(workbook=names.format("S!$A$1", "S!$A$2"))).place == "xl/workbook.xml"
    assert len(read_book(raw_book(workbook=names.format("S!$A$1", "S!$A$1"))).defined_names) == 2


UNUSUAL = {
    "rows and cells out of order": '<sheetData><row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row>'
    '<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row></sheetData>',
    "without places": "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row>"
    "<row><c><v>3</v></c><c><v>4</v></c></row></sheetData>",
    "a comment, an instruction and CDATA": rows(
        '<!-- a --><c r="A1"><v><!-- 9 -->1</v></c><c r="B1"><?x y?><v><![CDATA[2]]></v></c>',
        '<c r="A2"><v>3</v></c><c r="B2"><v> 4 </v></c>',
    ),
    "a used area that is not true": '<dimension ref="Z9"/>'
    + rows('<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>', '<c r="A2"><v>3</v></c><c r="B2"><v>4</v></c>'),
    "rows as decimal numbers": '<sheetData><row r="1.0" spans="7:9"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    '<row r="2.0"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row></sheetData>',
}


@pytest.mark.parametrize("sheet", UNUSUAL.values(), ids=UNUSUAL)
def test_what_is_merely_unusual_is_read(raw_book, sheet: str) -> None:
    read = read_book(raw_book(sheet))["S"]
    assert [read.value(*place) for place in ((1, 1), (1, 2), (2, 1), (2, 2))] == [1, 2, 3, 4]


def test_the_first_days_of_the_calendar_count_as_in_excel(raw_book) -> None:
    days = ("1900-01-01", "1900-02-28", "1900-03-01", "1899-12-30T06:00:00", "1899-12-31T06:00:00")
    cells = "".join(f'<c t="d"><v>{day}</v></c>' for day in days)
    read = read_book(raw_book(rows(cells)))["S"]
    assert [read.value(1, column) for column in range(1, 6)] == [1, 59, 61, 0.25, 0.25]


def archive(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return target.getvalue()


ATTRIBUTE = re.compile(r'\s[\w:]+="([^"]*)"')
TEXT = re.compile(r">([^<>]*)</(?:v|f|t)>")
NASTY = ("", "-1", "A0", "XFE1", "99999", "zzz", "NaN", "1e400", "9" * 400, "A1:B", "shared", "array", "²", "&#1;")


def damaged(xml: str, chance: random.Random) -> str:
    """A part with one thing wrong in it."""
    match chance.randrange(5):
        case 0:
            return xml[: chance.randrange(len(xml))]
        case 1:
            place = chance.choice([*re.finditer("<[^<>]+>", xml)])
            return xml[: place.start()] + chance.choice(("", "<x/>", place[0] * 2)) + xml[place.end() :]
        case 2:
            place = chance.choice([*TEXT.finditer(xml)] or [*ATTRIBUTE.finditer(xml)])
        case _:
            place = chance.choice([*ATTRIBUTE.finditer(xml)])
    return xml[: place.start(1)] + chance.choice(NASTY) + xml[place.end(1) :]


def read_as(data: bytes, worthwhile: int) -> Book | str:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(row_templates, "WORTHWHILE_BYTES", worthwhile)
        try:
            book = read_book(data, file="bang.xlsx")
        except Problem as problem:
            assert problem.file == "bang.xlsx"
            return problem.line("vi")
    return book


@pytest.mark.parametrize("seed", range(8))
def test_any_damage_is_a_problem_or_the_same_book_by_either_reader(xlsxwriter_book, parts_of, seed: int) -> None:
    def fill(book, sheet) -> None:
        for row in range(20, 60):
            sheet.write_formula(row, 3, f"=B{row}*2", None, row)
        sheet.merge_range("F1:G2", "gộp")
        sheet.write_comment("A1", "ghi chú")
        sheet.write_array_formula("H1:H3", "{=B1:B3*2}", None, 0)
        book.define_name("Chỉ_tiêu", "='Bảng'!$B$2")

    parts = parts_of(xlsxwriter_book(fill))
    names = [name for name in parts if re.search("sheet1.xml|workbook.xml|styles|sharedStrings|comments", name)]
    chance = random.Random(seed)
    for _ in range(25):
        name = chance.choice(names)
        data = archive({**parts, name: damaged(parts[name].decode(), chance).encode()})
        quick, general = read_as(data, 0), read_as(data, 2**62)
        assert quick == general, name


def test_a_directory_that_points_behind_the_file_is_a_problem(raw_book) -> None:
    data = bytearray(raw_book())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 42 : entry + 46] = (len(data) - 5).to_bytes(4, "little")
    assert refused(bytes(data)).text.vi


def test_a_sheet_is_added_whatever_numbers_the_others_have(raw_book, parts_of) -> None:
    parts = parts_of(raw_book())
    for number in ("1e3", "", "x", "4294967294"):
        workbook = parts["xl/workbook.xml"].replace(b'sheetId="1"', f'sheetId="{number}"'.encode())
        made = edited_file(
            archive({**parts, "xl/workbook.xml": workbook}), [AddSheet("T", (("a",),))], file="bang.xlsx"
        )
        assert read_book(made)["T"].value(1, 1) == "a"


def test_marks_are_found_beside_damaged_rules(raw_book) -> None:
    formatting = (
        '<conditionalFormatting sqref="{}"><cfRule type="expression" dxfId="{}" priority="1"><formula>{}</formula>'
    )
    formatting += "</cfRule></conditionalFormatting>"
    ours = '"xl-addin"="xl-addin"'
    data = raw_book("<sheetData/>" + formatting.format("A:B", "x", "A1>1") + formatting.format("A1", "x", ours))
    assert [str(area) for mark in marks_of(data) for area in mark.areas] == ["A1"]
    with pytest.raises(Problem):
        marks_of(raw_book("<sheetData/>" + formatting.format("A:B", "1", ours)))


def test_a_table_without_bottom_is_refused(raw_book) -> None:
    relation = '<Relationship Type="http://x/table" Id="rId1" Target="../tables/table1.xml"/>'
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
    deep = "<a>" * 200_000 + "</a>" * 200_000
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": rels, "xl/tables/table1.xml": f'<table xmlns="x">{deep}</table>'}
    with pytest.raises(Problem) as caught:
        read_book(raw_book(parts=parts))
    assert caught.value.place == "xl/tables/table1.xml"
