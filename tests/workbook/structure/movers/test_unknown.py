"""Whatever seems to name cells where no mover knows it is named before anything is written."""

import pytest
from fixtures.books import MAIN, RawBook
from fixtures.foreign_books import FOREIGN_BOOKS, SHEET, foreign_book
from fixtures.shifted_parts import hindrances, with_parts

from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.workbook.structure.movers.unknown import MOVER

LEADING = "xl/worksheets/sheet1.xml"
SHIFT = Shift("S", "rows", 5, 2)


def named(book: bytes) -> str:
    [(place, text)] = hindrances(MOVER, book, SHIFT)
    assert place == "S"
    return text


@pytest.mark.parametrize(
    "inside", ['<a b="S!$A$5"/>', "<a>SUM('S'!A1:A9)</a>", '<a b="s!A:A"/>', '<view ref="A1:D10"/>']
)
def test_a_part_of_an_unknown_kind(raw_book: RawBook, inside: str) -> None:
    book = with_parts(raw_book(), (LEADING, "namedSheetView", "xl/views/view1.xml", f"<views>{inside}</views>"))
    assert "part xl/views/view1.xml names cells" in named(book)


@pytest.mark.parametrize(
    ("inside", "where"),
    [
        ('<n:area xmlns:n="new" sqref="A5:B6"/>', "area@sqref"),
        ('<n:rule xmlns:n="new"><n:f>SUM(A5:B6)</n:f></n:rule>', "f"),
        ('<n:rule xmlns:n="new" cell="S!A5"/>', "rule@cell"),
    ],
)
def test_an_unknown_extension_of_the_sheet(raw_book: RawBook, inside: str, where: str) -> None:
    book = raw_book(f'<sheetData/><extLst><ext uri="{{NEW}}">{inside}</ext></extLst>')
    assert f"names cells at “{where}”" in named(book)


def test_an_unknown_extension_deep_in_a_chart_of_another_sheet(raw_book: RawBook) -> None:
    drawing, chart = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"
    ext = '<c:chart xmlns:c="c"><c:ext uri="{NEW}"><n:from xmlns:n="new">(S!$A$5,S!$A$9)</n:from></c:ext></c:chart>'
    book = with_parts(raw_book(), (LEADING, "drawing", drawing, "<d/>"), (drawing, "chart", chart, ext))
    assert "names cells at “from”" in named(book)


@pytest.mark.parametrize(
    "harmless",
    [
        '<a t="T!$A$5"/>',
        '<a b="[1]S!$A$5"/>',
        '<a descr="xem S!A5"/>',
        "<t>S!A5</t>",
        '<a b="S!x"/>',
        '<a r="tự do"/>',
    ],
)
def test_what_names_no_cell_of_the_sheet_is_none(raw_book: RawBook, harmless: str) -> None:
    book = with_parts(raw_book(), (LEADING, "other", "xl/other1.xml", f"<o>{harmless}</o>"))
    assert hindrances(MOVER, book, SHIFT) == []


def test_what_is_read_elsewhere_and_what_is_no_xml_is_passed_over(raw_book: RawBook) -> None:
    parts = ((LEADING, "image", "xl/a.xml", "<a b='S!A5'/>"), (LEADING, "other", "xl/b.bin", "S!A5"))
    book = with_parts(raw_book('<sheetData><row r="5"><c r="A5"><f>S!A6</f></c></row></sheetData>'), *parts)
    assert hindrances(MOVER, book, SHIFT) == []


def test_the_sheet_s_own_parts_are_told_from_those_of_others(raw_book: RawBook) -> None:
    book = with_parts(raw_book(), ("xl/workbook.xml", "other", "xl/other1.xml", f'<o xmlns="{MAIN}" ref="A5"/>'))
    assert hindrances(MOVER, book, SHIFT) == []


@pytest.mark.parametrize("name", FOREIGN_BOOKS)
def test_no_ordinary_book_is_refused(name: str) -> None:
    assert hindrances(MOVER, foreign_book(name), Shift(SHEET, "rows", 5, 1)) == []


@pytest.mark.parametrize(
    ("leading", "kind", "target"),
    [
        (LEADING, "drawing", "xl/drawings/drawing1.xml"),
        (LEADING, "vmlDrawing", "xl/drawings/drawing1.vml"),
        ("xl/workbook.xml", "pivotCacheDefinition", "xl/pivotCache/cache1.xml"),
        ("xl/drawings/drawing2.xml", "chart", "xl/charts/chart1.xml"),
    ],
)
def test_a_part_that_is_missing_is_named(raw_book: RawBook, leading: str, kind: str, target: str) -> None:
    parts = [(LEADING, "drawing", "xl/drawings/drawing2.xml", "<d/>"), (leading, kind, target, "<d/>")]
    draft = Draft(open_package(with_parts(raw_book(), *parts)))
    draft.drop(target)
    assert f"the file lacks the part {target} ({kind})" in named(draft.data())


def test_settings_of_a_printer_nobody_misses(raw_book: RawBook) -> None:
    draft = Draft(open_package(with_parts(raw_book(), (LEADING, "printerSettings", "xl/printer1.bin", "x"))))
    draft.drop("xl/printer1.bin")
    assert hindrances(MOVER, draft.data(), SHIFT) == []
