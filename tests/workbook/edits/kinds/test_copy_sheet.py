"""A sheet is copied with all that belongs to it, and the copy speaks of itself."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from fixtures.books import MAIN, RawBook
from fixtures.edited_files import edited_file
from fixtures.foreign_books import FOREIGN_BOOKS, SHEET, foreign_book, picture
from fixtures.shifted_parts import with_parts
from lxml import etree

from xl_addin.formula.cells import Area, CellRef
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.package.parts import relations, sheet_parts
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import (
    CopySheet,
    DeleteColumns,
    DeleteRows,
    DeleteSheet,
    Edit,
    InsertRows,
    MoveSheet,
    RenameSheet,
    SetFormula,
    SetValue,
)
from xl_addin.workbook.edits.undoing.undo import taken_back, undo_of
from xl_addin.workbook.reading.read import read_book

COPY = "Tháng 2"
TO_ITSELF = f"'{COPY}'!"
# The copy has the name that its sheet had.
CHANGED_HANDS: list[Edit] = [RenameSheet("Tháng 1", "X"), CopySheet("X", "Tháng 1")]


@pytest.fixture(scope="module")
def book() -> bytes:
    """A sheet with whatever XlsxWriter can put on one, and another that speaks of it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet, other = made.add_worksheet("Tháng 1"), made.add_worksheet("Tổng")
        sheet.write_column("A1", [1, 2, 3])
        sheet.write_formula("B1", "=SUM('Tháng 1'!A1:A3)+A1", None, 7)
        sheet.write_formula("B2", "=SUM(Giao)", None, 6)
        sheet.write_formula("B3", "=SUM(Xã[a])+SUM('Tháng 1:Tổng'!A1)", None, 5)
        sheet.write_formula("B4", "=Tổng!A1", None, 6)
        other.write_formula("A1", "=SUM('Tháng 1'!A1:A3)", None, 6)
        sheet.add_table(
            "A6:B8", {"name": "Xã", "data": [[1, 2], [3, 4]], "columns": [{"header": "a"}, {"header": "b"}]}
        )
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "='Tháng 1'!$A$1:$A$3", "name": "=Tổng!$A$1"})
        sheet.insert_chart("H1", chart)
        sheet.insert_image("H20", "a.png", {"image_data": io.BytesIO(picture())})
        sheet.write_comment("A1", "ghi chú")
        sheet.insert_button("D1", {"macro": "a"})
        sheet.set_header("&L&G", {"image_left": "b.png", "image_data_left": io.BytesIO(picture(b"\x01\x02\x03"))})
        sheet.data_validation("C1", {"validate": "list", "source": "='Tháng 1'!$A$1:$A$3"})
        sheet.conditional_format("A1:A3", {"type": "data_bar", "data_bar_2010": True})
        sheet.print_area("A1:B4")
        made.define_name("Giao", "='Tháng 1'!$A$1:$A$3")
        made.define_name("'Tháng 1'!Riêng", "='Tháng 1'!$A$1")
    return target.getvalue()


@pytest.fixture(scope="module")
def copied(book: bytes) -> bytes:
    return edited_file(book, [CopySheet("Tháng 1", COPY)])


def test_nothing_that_was_there_is_touched(book: bytes, copied: bytes, parts_of) -> None:
    before, after = parts_of(book), parts_of(copied)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "docProps/app.xml"}
    assert after.keys() - before.keys() == {
        "xl/worksheets/sheet3.xml",
        "xl/worksheets/_rels/sheet3.xml.rels",
        "xl/drawings/drawing2.xml",
        "xl/drawings/_rels/drawing2.xml.rels",
        "xl/charts/chart2.xml",
        "xl/drawings/vmlDrawing3.vml",
        "xl/drawings/vmlDrawing4.vml",
        "xl/drawings/_rels/vmlDrawing4.vml.rels",
        "xl/comments2.xml",
        "xl/tables/table2.xml",
    }


def test_pictures_are_shared(copied: bytes) -> None:
    package = open_package(copied)
    for one, other in (("drawing1.xml", "drawing2.xml"), ("vmlDrawing2.vml", "vmlDrawing4.vml")):
        images = [
            [each.target for each in relations(package, f"xl/drawings/{name}") if each.kind == "image"]
            for name in (one, other)
        ]
        assert images[0] == images[1] != []


def test_the_copy_speaks_of_itself_and_of_others_as_before(copied: bytes) -> None:
    sheet = read_book(copied)[COPY]
    assert [sheet.formula(row, 2) for row in range(1, 5)] == [
        f"=SUM({TO_ITSELF}A1:A3)+A1",
        "=SUM(Giao)",
        "=SUM(Xã_2[a])+SUM('Tháng 1:Tổng'!A1)",
        "=Tổng!A1",
    ]
    names = openpyxl.load_workbook(io.BytesIO(copied))[COPY].defined_names
    # A name of the whole book for cells of the sheet is one of the copy's own there, as in Excel.
    assert {name: names[name].value for name in names} == {
        "Giao": f"{TO_ITSELF}$A$1:$A$3",
        "Riêng": f"{TO_ITSELF}$A$1",
    }


def test_names_with_a_prefix_come_along(book: bytes, copied: bytes) -> None:
    """As ClosedXML writes them."""
    draft = Draft(open_package(book))
    plain = draft.read("xl/workbook.xml")
    prefixed = re.sub(rb"<(/?)(?=\w)(?!\?)", rb"<\1x:", plain).replace(b"xmlns=", b"xmlns:x=")
    draft.write("xl/workbook.xml", prefixed)
    names = etree.fromstring(
        open_package(edited_file(draft.data(), [CopySheet("Tháng 1", COPY)])).read("xl/workbook.xml")
    )
    wanted = etree.fromstring(open_package(copied).read("xl/workbook.xml"))
    assert [dict(each.attrib) | {"": each.text} for each in names.iter("{*}definedName")] == [
        dict(each.attrib) | {"": each.text} for each in wanted.iter("{*}definedName")
    ]


def test_openpyxl_finds_all_of_it(book: bytes, copied: bytes) -> None:
    was, now = openpyxl.load_workbook(io.BytesIO(book))["Tháng 1"], openpyxl.load_workbook(io.BytesIO(copied))[COPY]
    assert [chart.ser[0].val.numRef.f for chart in now._charts] == [f"{TO_ITSELF}$A$1:$A$3"]
    assert now["A1"].comment.text == was["A1"].comment.text
    assert now.data_validations.dataValidation[0].formula1 == f"{TO_ITSELF}$A$1:$A$3"
    assert now.print_area == f"{TO_ITSELF}$A$1:$B$4"
    assert [(table.displayName, table.ref, table.id) for table in now.tables.values()] == [("Xã_2", "A6:B8", 2)]


def test_libreoffice_calculates_it(copied: bytes, tmp_path: Path, libreoffice) -> None:
    other = edited_file(copied, [SetFormula(CellRef(COPY, 1, 1), "=101")])
    (tmp_path / "so.xlsx").write_bytes(other)
    calculated = read_book(libreoffice(tmp_path / "so.xlsx", "xlsx").read_bytes())
    assert [calculated["Tháng 1"].value(row, 2) for row in (1, 2, 4)] == [7, 6, 6]
    assert [calculated[COPY].value(row, 2) for row in (1, 2, 4)] == [207, 106, 6]


def ids(data: bytes) -> list[str]:
    """What Excel wants once in a book: tables, clusters of shapes, ids of what is edited together."""
    package, found = open_package(data), []
    for name in package.names:
        if name.startswith("xl/tables/"):
            root = etree.fromstring(package.read(name))
            found += [f"table {root.get('id')}", f"table {root.get('displayName', '').casefold()}"]
        if name.endswith(".vml"):
            found += [f"cluster {each}" for each in re.findall(r'idmap[^>]*data="(\d+)"', package.read(name).decode())]
        if name.startswith("xl/worksheets/sheet"):
            found += re.findall(r"<worksheet[^>]*?uid=\"(\{.*?\})\"", package.read(name).decode())
    return found


@pytest.mark.parametrize("name", FOREIGN_BOOKS)
def test_a_foreign_sheet_is_copied_or_refused_by_what_it_has(name: str) -> None:
    data = foreign_book(name)
    try:
        after = edited_file(data, [CopySheet(SHEET, "Bản sao")])
    except Problem as problem:
        assert "cannot be copied" in problem.text.en
        return
    package, before = open_package(after), ids(data)
    sheets = {sheet.name: sheet.part for sheet in sheet_parts(package, "xl/workbook.xml")}
    kinds = [sorted(each.kind for each in relations(package, sheets[sheet])) for sheet in (SHEET, "Bản sao")]
    assert kinds[0] == kinds[1]
    for part in package.names:
        owner = part.replace("_rels/", "").removesuffix(".rels")
        if part.endswith(".rels") and owner in package:
            assert all(each.external or each.target in package for each in relations(package, owner)), part
    assert len(set(before)) < len(before) or len(set(ids(after))) == len(ids(after))
    was, now = read_book(data)[SHEET], read_book(after)["Bản sao"]
    assert now.columns.keys() == was.columns.keys() and now.merges == was.merges and now.comments == was.comments
    back = taken_back(package, undo_of(open_package(data), package)).data()
    assert [(one, open_package(back).read(one)) for one in open_package(back).names] == [
        (one, open_package(data).read(one)) for one in open_package(data).names
    ]


def test_libreoffice_opens_copies_of_foreign_sheets(tmp_path: Path, libreoffice) -> None:
    for number, name in enumerate(("chart column", "Excel table", "pivot table", "comments")):
        if name in FOREIGN_BOOKS:
            path = tmp_path / f"{number}.xlsx"
            path.write_bytes(edited_file(foreign_book(name), [CopySheet(SHEET, "Bản sao")]))
            assert "Bản sao" in [sheet.name for sheet in read_book(libreoffice(path, "xlsx").read_bytes()).sheets]


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ([CopySheet("Tháng 1", "TỔNG")], "has this worksheet already"),
        ([CopySheet("Tháng 1", "a:b")], "no sheet can be called so"),
        ([CopySheet("Tháng 9", "a")], "no such worksheet"),
        ([DeleteSheet("Tháng 1"), CopySheet("Tháng 1", "a")], "no such worksheet"),
        ([CopySheet("Tháng 1", "a"), CopySheet("Tháng 1", "A")], "has this worksheet already"),
    ],
)
def test_what_cannot_be_done_is_refused(book: bytes, edits: list[Edit], says: str) -> None:
    with pytest.raises(Problem, match=says):
        edited_file(book, edits)


def test_copies_of_copies_are_edited_and_moved_in_one_go(book: bytes) -> None:
    edits = [CopySheet("tháng 1", COPY), CopySheet(COPY, "Tháng 3"), MoveSheet("Tháng 3", "Tổng")]
    after = read_book(edited_file(book, [*edits, SetFormula(CellRef("Tháng 3", 9, 5), "=A1")]))
    assert [sheet.name for sheet in after.sheets] == ["Tháng 1", "Tháng 3", "Tổng", COPY]
    assert after["Tháng 3"].formula(1, 2) == "=SUM('Tháng 3'!A1:A3)+A1"
    assert after["Tháng 3"].formula(9, 5) == "=A1"
    assert len({table.name for table in after.tables}) == 3


@pytest.fixture(scope="module")
def merged() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        made.add_worksheet("Tháng 1").merge_range("A3:B3", "gộp")
        made.add_worksheet("Tổng")
    return target.getvalue()


def test_lines_of_the_copy_move_in_the_copy_alone(merged: bytes) -> None:
    edits = [CopySheet("Tháng 1", COPY), InsertRows(COPY, 1, 2), SetValue(CellRef("Tháng 1", 5, 2), 1)]
    after = read_book(edited_file(merged, [*edits, SetValue(CellRef(COPY, 3, 2), 2), DeleteColumns(COPY, 4)]))
    assert (after["Tháng 1"].merges, after[COPY].merges) == ((Area.parse("A3:B3"),), (Area.parse("A5:B5"),))
    assert (after["Tháng 1"].value(5, 2), after[COPY].value(3, 2)) == (1, 2)


@pytest.mark.parametrize(
    ("refused", "edits"),
    [
        (CellRef("Tháng 1", 3, 2), [CopySheet("Tháng 1", COPY), InsertRows(COPY, 1, 2)]),
        (CellRef(COPY, 5, 2), [CopySheet("Tháng 1", COPY), InsertRows(COPY, 1, 2)]),
        (CellRef(COPY, 3, 2), [CopySheet("Tháng 1", COPY), InsertRows("Tháng 1", 1, 2)]),
        (CellRef(COPY, 3, 2), [CopySheet("Tháng 1", COPY)]),
        (
            CellRef("Tháng 1", 5, 2),
            [*CHANGED_HANDS, InsertRows("Tháng 1", 2, 2)],
        ),
        (CellRef("X", 3, 2), [*CHANGED_HANDS, InsertRows("Tháng 1", 2, 2)]),
        (CellRef("Tổng", 5, 2), [DeleteSheet("Tổng"), CopySheet("Tháng 1", "Tổng"), InsertRows("Tổng", 2, 2)]),
    ],
)
def test_what_stands_in_the_way_of_a_cell_is_looked_for_in_its_own_sheet(
    merged: bytes, refused: CellRef, edits: list[Edit]
) -> None:
    with pytest.raises(Problem, match="merged into") as caught:
        edited_file(merged, [*edits, SetValue(refused, 1)])
    assert caught.value.place == str(refused)


def test_lines_that_the_copy_does_not_allow_are_refused_by_its_name(book: bytes) -> None:
    edits = [CopySheet("Tháng 1", COPY), DeleteRows("Tháng 1", 1, 3), DeleteRows(COPY, 6)]
    with pytest.raises(Problem, match="heading row of the Excel table “Xã_2”") as caught:
        edited_file(book, edits)
    assert (caught.value.place or "").startswith(COPY)


@pytest.mark.parametrize(
    ("kind", "name", "content", "told"),
    [
        ("drawing", "xl/drawings/drawing9.xml", None, "the part xl/drawings/drawing9.xml, which the file lacks"),
        ("tableSingleCells", "xl/tables/t.xml", "<a/>", "cells that are bound to XML data"),
        (
            "table",
            "xl/tables/table9.xml",
            f'<table xmlns="{MAIN}" ref="A1:A2"><tableColumn><xmlColumnPr/></tableColumn></table>',
            "cells that are bound to XML data",
        ),
        ("printerSettings", "xl/printer9.bin", None, ""),
    ],
)
def test_what_a_copy_cannot_have_is_named(
    raw_book: RawBook, kind: str, name: str, content: str | None, told: str
) -> None:
    draft = Draft(open_package(with_parts(raw_book(), ("xl/worksheets/sheet1.xml", kind, name, content or ""))))
    if content is None:
        draft.drop(name)
    if not told:
        assert "Hai" in [sheet.name for sheet in read_book(edited_file(draft.data(), [CopySheet("S", "Hai")])).sheets]
        return
    with pytest.raises(Problem, match="cannot be copied") as caught:
        edited_file(draft.data(), [CopySheet("S", "Hai")])
    assert caught.value.place == "S" and told in caught.value.text.en
