"""Comments are put on cells and taken off again: the officer's stay as they are, and so does the rest of the file."""

import io
from pathlib import Path

import openpyxl
import pytest
from fixtures.edited_files import edited_file
from fixtures.foreign_books import SHEET, foreign_book
from lxml import etree
from openpyxl.comments import Comment

from xl_addin.formula.cells import Area
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.package.parts import relations, sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.workbook.edits.comments.ours import is_ours, signed, without_our_words
from xl_addin.workbook.edits.edit import AddComments, ClearComments, DeleteSheet, Edit, Mark
from xl_addin.workbook.edits.kinds.comments import our_comments
from xl_addin.workbook.reading.read import read_book

OURS = signed("Lỗi V302: dòng tổng ghi 500.000 <> 500.001 & lệch 1.\nCách sửa: cộng lại.")
THEIRS = "Văn phòng:\nđã hỏi huyện"
VML = "urn:schemas-microsoft-com:vml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def applied(data: bytes, *edits: Edit) -> bytes:
    return edited_file(data, edits)


def comments(data: bytes, sheet: str = "Bảng") -> dict[str, str]:
    """As openpyxl reads them."""
    # Row by row and column by column there would be a thousand million cells.
    cells = openpyxl.load_workbook(io.BytesIO(data))[sheet]._cells.values()
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def by_xlsxwriter(xlsxwriter_book, *, theirs: bool) -> bytes:
    def fill(_book, sheet) -> None:
        sheet.set_column("B:B", 3)
        sheet.set_row(4, None, None, {"hidden": True})
        if theirs:
            sheet.write_comment("B2", THEIRS, {"author": "Văn phòng"})

    return xlsxwriter_book(fill)


def by_openpyxl(openpyxl_book, *, theirs: bool) -> bytes:
    def fill(_book, sheet) -> None:
        sheet["B2"] = 1
        if theirs:
            sheet["B2"].comment = Comment(THEIRS, "Văn phòng")

    return openpyxl_book(fill)


@pytest.fixture(params=["xlsxwriter", "openpyxl", "LibreOffice"])
def book(request, xlsxwriter_book, openpyxl_book, tmp_path: Path):
    """`book(theirs)` is a little book by several writers, perhaps with the officer's comment on B2."""

    def make(theirs: bool) -> bytes:
        if request.param == "openpyxl":
            return by_openpyxl(openpyxl_book, theirs=theirs)
        data = by_xlsxwriter(xlsxwriter_book, theirs=theirs)
        if request.param == "xlsxwriter":
            return data
        path = tmp_path / "bảng.xlsx"
        path.write_bytes(data)
        return request.getfixturevalue("libreoffice")(path, "xlsx").read_bytes()

    return make


@pytest.mark.parametrize("theirs", [False, True])
def test_what_is_put_on_is_taken_off_without_a_trace(book, parts_of, theirs: bool) -> None:
    before = book(theirs)
    new = {(3, 3): OURS, (1, 1): OURS, (12, 16384): OURS, (1048576, 2): OURS}
    after = applied(before, AddComments("Bảng", new))
    there = {"B2": THEIRS} if theirs else {}
    assert comments(after) == there | dict.fromkeys(("A1", "C3", "XFD12", "B1048576"), OURS)
    assert our_comments(read_book(after)) == (AddComments("Bảng", new),)
    untouched = parts_of(before).keys() - {"xl/worksheets/sheet1.xml", "[Content_Types].xml"}
    untouched -= {name for name in parts_of(before) if "comment" in name or "vmlDrawing" in name or "sheet1" in name}
    assert all(parts_of(after)[name] == parts_of(before)[name] for name in untouched)
    assert parts_of(applied(after, ClearComments("Bảng"))) == parts_of(before)


def test_new_comments_take_the_place_of_old_ones(book, parts_of) -> None:
    before = book(True)
    old = applied(before, AddComments("Bảng", {(3, 3): signed("cũ"), (4, 3): signed("cũ")}))
    new = applied(old, AddComments("Bảng", {(4, 3): OURS, (5, 3): OURS}), ClearComments("Bảng"))
    assert comments(new) == {"B2": THEIRS, "C4": OURS, "C5": OURS}
    assert parts_of(applied(new, ClearComments("Bảng"))) == parts_of(before)


def test_a_cell_that_has_a_comment_keeps_it(book) -> None:
    before = book(True)
    assert applied(before, AddComments("Bảng", {(2, 2): OURS})) == before
    assert comments(applied(before, AddComments("Bảng", {(2, 2): OURS, (3, 2): OURS})))["B2"] == THEIRS


def test_clearing_where_nothing_is_ours_changes_nothing(book) -> None:
    for before in (book(False), book(True)):
        assert applied(before, ClearComments("Bảng")) == before


def test_a_comment_the_officer_went_on_with_is_theirs(openpyxl_book) -> None:
    mixed = f"{OURS}\nxl-addin: bỏ qua V302 – đã công bố"
    before = openpyxl_book(lambda _, sheet: setattr(sheet["B2"], "comment", Comment(mixed, "Văn phòng")))
    assert comments(applied(before, ClearComments("Bảng"))) == {"B2": mixed}
    assert without_our_words(mixed).strip() == "xl-addin: bỏ qua V302 – đã công bố"


@pytest.mark.parametrize("text", ["", "xl-addin", "xl-addin: bỏ qua V302 – lý do", "— xl-addin —", f"{OURS}\n{OURS}"])
def test_only_what_is_signed_before_and_behind_is_ours(text: str) -> None:
    assert not is_ours(text)


def test_every_line_break_a_program_may_make_of_ours_is_read() -> None:
    assert is_ours(OURS) and is_ours(OURS.replace("\n", "\r\n")) and is_ours(f"\n{OURS}\n")
    assert without_our_words(OURS) == ""
    assert is_ours(signed("— xl-addin — lồng nhau"))


def test_the_list_of_comments_and_the_drawing_are_what_excel_writes(xlsxwriter_book) -> None:
    after = applied(by_xlsxwriter(xlsxwriter_book, theirs=False), AddComments("Bảng", {(9, 4): OURS}))
    package = open_package(after)
    [comment] = package.xml("xl/comments1.xml").iter("{*}comment")
    assert comment.attrib == {"ref": "D9", "authorId": "0", "shapeId": "0"}
    [author] = package.xml("xl/comments1.xml").iter("{*}author")
    assert author.text == "xl-addin"
    bold, plain = comment.iter("{*}r")
    assert (bold.find("{*}rPr/{*}b") is not None, plain.find("{*}rPr/{*}b") is not None) == (True, False)
    [shape] = package.xml("xl/drawings/vmlDrawing1.vml").iter(f"{{{VML}}}shape")
    assert "visibility:hidden" in shape.get("style", "")
    assert [shape.findtext(f".//{{*}}{name}") for name in ("Row", "Column")] == ["8", "3"]
    assert b'<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' in (
        package.read("[Content_Types].xml")
    )


def order_of(data: bytes) -> list[str]:
    return [etree.QName(element).localname for element in open_package(data).xml("xl/worksheets/sheet1.xml")]


def test_the_drawing_stands_where_the_schema_wants_it(raw_book) -> None:
    sheet = (
        '<sheetData/><conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>A1&gt;1'
        '</formula></cfRule></conditionalFormatting><pageMargins left="1" right="1" top="1" bottom="1" header="1" '
        'footer="1"/><rowBreaks/><legacyDrawingHF r:id="rId7"/><tableParts count="0"/><extLst/>'
    )
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" '
        f'Type="{OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>'
    )
    header = f'<xml xmlns:v="{VML}"><v:shape id="LH"/></xml>'
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": rels, "xl/drawings/vmlDrawing1.vml": header}
    before = raw_book(sheet.replace("<extLst/>", ""), parts=parts)
    after = applied(before, Mark("S", (Area.parse("A1"),), "FFC7CE"), AddComments("S", {(1, 1): OURS}))
    names = order_of(after)
    assert names.index("rowBreaks") < names.index("legacyDrawing") < names.index("legacyDrawingHF")
    # The header's picture has its own drawing.
    assert open_package(after).read("xl/drawings/vmlDrawing1.vml").decode() == header
    assert "xl/drawings/vmlDrawing2.vml" in open_package(after)


def test_shapes_have_numbers_of_their_own_in_every_sheet(xlsxwriter_book) -> None:
    def fill(book, sheet) -> None:
        sheet.write_comment("A1", THEIRS)
        for name in ("Hai", "Ba"):
            book.add_worksheet(name).write("A1", 1)

    many = {(row, 2): OURS for row in range(1, 1500)}
    after = applied(xlsxwriter_book(fill), *(AddComments(name, many) for name in ("Bảng", "Hai", "Ba")))
    package = open_package(after)
    drawings = [package.xml(name) for name in package.names if name.endswith(".vml")]
    ids = [shape.get("id") for drawing in drawings for shape in drawing.iter(f"{{{VML}}}shape")]
    assert len(ids) == len(set(ids)) == 3 * 1499 + 1
    clusters = [mark.get("data") for drawing in drawings for mark in drawing.iter("{*}idmap")]
    assert clusters == ["1", "3,4", "5,6"]


def test_a_drawing_that_is_not_well_formed_is_kept_as_it_is(raw_book, parts_of) -> None:
    drawing = f'<xml xmlns:v="{VML}"><v:shape id="_x0000_s1025"><v:textbox>a<br>b</v:textbox></v:shape></xml>'
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        f'Type="{OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>'
    )
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": rels, "xl/drawings/vmlDrawing1.vml": drawing}
    before = raw_book('<sheetData/><legacyDrawing r:id="a"/>', parts=parts)
    after = applied(before, AddComments("S", {(1, 1): OURS}))
    assert read_book(after)["S"].comments == {(1, 1): OURS}
    assert parts_of(applied(after, ClearComments("S"))) == parts_of(before)


def test_a_drawing_that_is_missing_is_made_anew(raw_book) -> None:
    after = applied(raw_book('<sheetData/><legacyDrawing r:id="rId9"/>'), AddComments("S", {(1, 1): OURS}))
    assert order_of(after) == ["sheetData", "legacyDrawing"]
    assert "xl/drawings/vmlDrawing1.vml" in open_package(after)


@pytest.mark.parametrize("kind", ["comments", "vmlDrawing"])
def test_what_leads_to_comments_that_are_missing_gives_way(kind: str) -> None:
    draft = Draft(open_package(foreign_book("comments")))
    sheet = next(each.part for each in sheet_parts(draft, workbook_part(draft)) if each.name == SHEET)
    draft.drop(next(each.target for each in relations(draft, sheet) if each.kind == kind))
    after = open_package(applied(draft.data(), AddComments(SHEET, {(9, 9): OURS})))
    led = [(each.kind, each.target in after) for each in relations(after, sheet)]
    assert sorted(led) == [("comments", True), ("vmlDrawing", True)]
    assert read_book(after)[SHEET].comments[9, 9] == OURS


def test_what_is_no_drawing_is_refused(raw_book) -> None:
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        f'Type="{OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>'
    )
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": rels, "xl/drawings/vmlDrawing1.vml": "?"}
    with pytest.raises(Problem, match="damaged or unsafe"):
        applied(raw_book('<sheetData/><legacyDrawing r:id="a"/>', parts=parts), AddComments("S", {(1, 1): OURS}))


def test_talks_about_a_cell_stay_and_so_does_its_placeholder(raw_book, parts_of) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    listed = (
        f'<comments xmlns="{main}"><authors><author>tc=1</author></authors><commentList><comment ref="A1" authorId="0">'
        "<text><t>[Threaded comment]</t></text></comment></commentList></comments>"
    )
    relation = '<Relationship Id="%s" Type="%s" Target="%s"/>'
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relation % ("rId1", f"{OFFICE}/comments", "../comments1.xml")
        + relation
        % (
            "rId2",
            "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
            "../threadedComments/threadedComment1.xml",
        )
        + "</Relationships>"
    )
    talk = '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>'
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": rels,
        "xl/comments1.xml": listed,
        "xl/threadedComments/threadedComment1.xml": talk,
    }
    before = raw_book(parts=parts)
    after = applied(before, AddComments("S", {(1, 1): OURS, (1, 2): OURS}))
    assert read_book(after)["S"].comments == {(1, 1): "[Threaded comment]", (1, 2): OURS}
    assert parts_of(after)["xl/threadedComments/threadedComment1.xml"].decode() == talk
    assert parts_of(applied(after, ClearComments("S"))) == parts_of(before)


def test_a_list_with_a_prefix_gets_ours_and_loses_them_again(raw_book, parts_of) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    listed = (
        f'<x:comments xmlns:x="{main}"><x:authors><x:author>Văn phòng</x:author></x:authors><x:commentList><x:comment '
        'ref="A1" authorId="0"><x:text><x:t>của họ</x:t></x:text></x:comment></x:commentList></x:comments>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/comments" Target="../comments1.xml"/></Relationships>'
    )
    before = raw_book(parts={"xl/worksheets/_rels/sheet1.xml.rels": rels, "xl/comments1.xml": listed})
    after = applied(before, AddComments("S", {(1, 2): OURS}))
    assert read_book(after)["S"].comments == {(1, 1): "của họ", (1, 2): OURS}
    assert parts_of(applied(after, ClearComments("S"))) == parts_of(before)


def test_a_sheet_goes_with_its_comments_unread(xlsxwriter_book) -> None:
    data = applied(xlsxwriter_book(lambda book, _: book.add_worksheet("Hai")), AddComments("Hai", {(1, 1): OURS}))
    assert [sheet.name for sheet in read_book(applied(data, DeleteSheet("Hai"))).sheets] == ["Bảng"]


@pytest.mark.parametrize("to", ["xlsx", "ods"])
def test_libreoffice_keeps_cell_and_text(xlsxwriter_book, libreoffice, tmp_path: Path, to: str) -> None:
    path = tmp_path / "bảng.xlsx"
    before = by_xlsxwriter(xlsxwriter_book, theirs=True)
    path.write_bytes(applied(before, AddComments("Bảng", {(3, 3): OURS, (9, 40): OURS})))
    again = libreoffice(path, to)
    after = (again if to == "xlsx" else libreoffice(again, "xlsx")).read_bytes()
    assert read_book(after)["Bảng"].comments == {(2, 2): THEIRS, (3, 3): OURS, (9, 40): OURS}
    cleared = applied(after, ClearComments("Bảng"))
    assert comments(cleared) == {"B2": THEIRS}
    package = open_package(cleared)
    [drawing] = [package.xml(name) for name in package.names if name.endswith(".vml")]
    assert len(list(drawing.iter(f"{{{VML}}}shape"))) == 1
