"""What floats over the cells goes with them as its properties in Excel say."""

import pytest
from fixtures.books import RawBook
from fixtures.shifted_parts import hindrances, moved_by, there_and_back, with_parts

from xl_addin.formula.cells import MAX_ROW
from xl_addin.formula.shift import LineAxis, Shift
from xl_addin.problem import Problem
from xl_addin.workbook.structure.movers.drawings import MOVER

PART = "xl/drawings/drawing1.xml"
NAMESPACES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
PIXEL = 9525
Corner = tuple[int, int]
"""A row counted from 0 as drawings do, and pixels into it."""


def corner(name: str, place: Corner, axis: LineAxis = "rows") -> str:
    row, column = (place, (1, 5)) if axis == "rows" else ((1, 5), place)
    return (
        f"<xdr:{name}><xdr:col>{column[0]}</xdr:col><xdr:colOff>{column[1] * PIXEL}</xdr:colOff>"
        f"<xdr:row>{row[0]}</xdr:row><xdr:rowOff>{row[1] * PIXEL}</xdr:rowOff></xdr:{name}>"
    )


def anchor(first: Corner, last: Corner, edit_as: str = "", axis: LineAxis = "rows") -> str:
    how = f' editAs="{edit_as}"' if edit_as else ""
    return (
        f"<xdr:twoCellAnchor{how}>{corner('from', first, axis)}{corner('to', last, axis)}"
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Logo"/></xdr:nvPicPr></xdr:pic></xdr:twoCellAnchor>'
    )


def book(raw_book: RawBook, drawing: str, sheet: str = "<sheetData/>") -> bytes:
    leading = "xl/worksheets/sheet1.xml"
    return with_parts(raw_book(sheet), (leading, "drawing", PART, f"<xdr:wsDr {NAMESPACES}>{drawing}</xdr:wsDr>"))


def moved(raw_book: RawBook, drawing: str, shift: Shift, sheet: str = "<sheetData/>") -> str:
    xml = moved_by(MOVER, book(raw_book, drawing, sheet), shift).read(PART).decode()
    return xml.removeprefix(f"<xdr:wsDr {NAMESPACES}>").removesuffix("</xdr:wsDr>")


@pytest.mark.parametrize("axis", ["rows", "columns"])
@pytest.mark.parametrize(
    ("first", "last", "after"),
    [
        ((1, 5), (3, 5), ((1, 5), (3, 5))),
        ((1, 5), (5, 5), ((1, 5), (7, 5))),
        ((4, 0), (6, 5), ((6, 0), (8, 5))),
        # It ends where the new lines begin: they are below it.
        ((1, 5), (4, 0), ((1, 5), (4, 0))),
    ],
)
def test_lines_put_in_push_it_on_or_stretch_it(
    raw_book: RawBook, axis: LineAxis, first: Corner, last: Corner, after: tuple[Corner, Corner]
) -> None:
    shift = Shift("S", axis, 5, 2)
    assert moved(raw_book, anchor(first, last, axis=axis), shift) == anchor(*after, axis=axis)
    assert there_and_back(MOVER, book(raw_book, anchor(first, last, axis=axis)), shift)[1] == frozenset()


@pytest.mark.parametrize(
    ("first", "last", "after"),
    [
        ((1, 5), (3, 5), ((1, 5), (3, 5))),
        ((1, 5), (9, 5), ((1, 5), (6, 5))),
        ((1, 5), (5, 5), ((1, 5), (4, 0))),
        ((5, 5), (9, 5), ((4, 0), (6, 5))),
        ((7, 5), (9, 5), ((4, 5), (6, 5))),
        # Nothing of it is left to be seen, but it is not thrown away.
        ((4, 5), (6, 5), ((4, 0), (4, 0))),
    ],
)
def test_lines_taken_out_under_it_shrink_it(
    raw_book: RawBook, first: Corner, last: Corner, after: tuple[Corner, Corner]
) -> None:
    assert moved(raw_book, anchor(first, last), Shift("S", "rows", 5, -3)) == anchor(*after)


SIZES = '<sheetFormatPr defaultRowHeight="15"/><sheetData><row r="2" ht="30"/><row r="6" ht="60"/></sheetData>'
"""Rows of 20 pixels, but the second of 40 and the sixth of 80."""


@pytest.mark.parametrize(
    ("shift", "first", "last", "after"),
    [
        (Shift("S", "rows", 1, 2), (1, 5), (6, 5), ((3, 5), (8, 5))),
        # 40 pixels come in above its end: the sixth row, now the eighth, is reached 40 pixels earlier.
        (Shift("S", "rows", 4, 2), (1, 5), (5, 50), ((1, 5), (7, 10))),
        (Shift("S", "rows", 4, 2, like=2), (1, 5), (5, 50), ((1, 5), (5, 10))),
        (Shift("S", "rows", 1, -2), (1, 5), (5, 50), ((0, 0), (4, 5))),
    ],
)
def test_a_picture_that_keeps_its_size_goes_with_its_first_line(
    raw_book: RawBook, shift: Shift, first: Corner, last: Corner, after: tuple[Corner, Corner]
) -> None:
    assert moved(raw_book, anchor(first, last, "oneCell"), shift, SIZES) == anchor(*after, "oneCell")


def test_what_does_not_move_stays_where_it_is_on_the_sheet(raw_book: RawBook) -> None:
    absolute = f"<xdr:absoluteAnchor><xdr:pos x='9' y='9'/></xdr:absoluteAnchor>{anchor((5, 10), (5, 50), 'absolute')}"
    # The sixth row goes down by two of 20 pixels: what stood 10 pixels into it now stands two rows further up.
    stays = absolute.replace(anchor((5, 10), (5, 50), "absolute"), anchor((5, 10), (7, 10), "absolute"))
    assert moved(raw_book, absolute, Shift("S", "rows", 1, 2), SIZES) == stays


def test_an_object_of_a_size_of_its_own_goes_with_its_cell(raw_book: RawBook) -> None:
    one = "<xdr:oneCellAnchor>{}<xdr:ext cx='1' cy='2'/></xdr:oneCellAnchor>"
    for before, after, count in (((4, 5), (6, 5), 2), ((9, 5), (6, 5), -3), ((6, 5), (4, 0), -3), ((3, 5), (3, 5), 2)):
        found = moved(raw_book, one.format(corner("from", before)), Shift("S", "rows", 5, count))
        assert found == one.format(corner("from", after))


def test_choices_for_older_programs_move_alike(raw_book: RawBook) -> None:
    choices = "<mc:Choice Requires='a14'>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
    choice = f"<mc:AlternateContent>{choices}</mc:AlternateContent>"
    found = moved(raw_book, choice.format(anchor((4, 0), (6, 0))), Shift("S", "rows", 5, 2))
    assert found == choice.format(anchor((6, 0), (8, 0)))


def test_the_cells_that_shapes_and_camera_pictures_show_follow(raw_book: RawBook) -> None:
    shapes = '<xdr:sp textlink="{}"/><a14:cameraTool cellRange="{}" spid="_x0000_s1"/>'
    found = moved(raw_book, shapes.format("$A$5", "S!$B$2:$C$6"), Shift("S", "rows", 5, 2))
    assert found == shapes.format("$A$7", "S!$B$2:$C$8")
    assert moved(raw_book, shapes.format("T!$A$5", "[1]S!$B$2"), Shift("S", "rows", 2, 2)) == shapes.format(
        "T!$A$5", "[1]S!$B$2"
    )


def test_what_would_leave_the_sheet_stands_in_the_way(raw_book: RawBook) -> None:
    [(place, text)] = hindrances(MOVER, book(raw_book, anchor((4, 0), (MAX_ROW - 2, 0))), Shift("S", "rows", 5, 2))
    assert place == "S"
    assert "“Logo” would be pushed off the sheet" in text


@pytest.mark.parametrize("line", ["x", ""])
def test_a_line_that_is_no_number_is_a_damaged_part(raw_book: RawBook, line: str) -> None:
    drawing = anchor((1, 5), (3, 5)).replace("<xdr:row>3<", f"<xdr:row>{line}<")
    with pytest.raises(Problem, match="damaged") as raised:
        hindrances(MOVER, book(raw_book, drawing), Shift("S", "rows", 2, 1))
    assert raised.value.place == PART
