"""Boxes of comments and controls in the older drawing."""

import pytest
from fixtures.books import RawBook
from fixtures.shifted_parts import moved_by, there_and_back, with_parts

from xl_addin.formula.shift import Shift
from xl_addin.workbook.structure.movers.boxes import MOVER

PART = "xl/drawings/vmlDrawing1.vml"
INSERTED, DELETED = Shift("S", "rows", 5, 2), Shift("S", "rows", 5, -2)
STAYS, KEEPS_SIZE, SIZES = "<x:MoveWithCells/><x:SizeWithCells/>", "<x:SizeWithCells>True</x:SizeWithCells>", ""
"""What the file says of an object that stays, that moves and keeps its size, that moves and changes its size."""


def note(row: int, column: int, top: int, bottom: int) -> str:
    anchor = f"<x:Anchor>\n 1, 15, {top}, 2, 3, 4, {bottom}, 9</x:Anchor>"
    cell = f"<x:Row>{row}</x:Row>\n<x:Column>{column}</x:Column>"
    data = f'<x:ClientData ObjectType="Note">{STAYS}{anchor}{cell}</x:ClientData>'
    return f'<v:shape id="_x0000_s1"><br>{data}</v:shape>'


def control(edges: str, how: str = SIZES, formulas: str = "") -> str:
    return (
        f'<v:shape id="_x0000_s2"><x:ClientData ObjectType="Drop">{how}<x:Anchor>{edges}</x:Anchor>{formulas}'
        "</x:ClientData></v:shape>"
    )


def book(raw_book: RawBook, shapes: str) -> bytes:
    # Excel itself leaves `<br>` open.
    return with_parts(
        raw_book(), ("xl/worksheets/sheet1.xml", "vmlDrawing", PART, f"<xml xmlns:v='v' xmlns:x='x'>{shapes}</xml>")
    )


def moved(raw_book: RawBook, shapes: str, shift: Shift) -> str:
    xml = moved_by(MOVER, book(raw_book, shapes), shift).read(PART).decode()
    return xml.removeprefix("<xml xmlns:v='v' xmlns:x='x'>").removesuffix("</xml>")


def test_the_box_of_a_comment_stays_beside_its_cell(raw_book: RawBook) -> None:
    above, below = note(3, 1, 2, 8), note(4, 1, 3, 8)
    assert moved(raw_book, above + below, INSERTED) == above + note(6, 1, 5, 10)
    assert there_and_back(MOVER, book(raw_book, above + below), INSERTED) == ({PART}, frozenset())
    assert moved(raw_book, note(9, 1, 8, 11), DELETED) == note(7, 1, 6, 9)
    sideways = moved(raw_book, note(3, 1, 2, 8), Shift("S", "columns", 1, 2))
    assert sideways == note(3, 3, 2, 8).replace(" 1, 15, 2, 2, 3, 4,", " 3, 15, 2, 2, 5, 4,")


def test_the_box_goes_with_a_deleted_cell(raw_book: RawBook) -> None:
    assert moved(raw_book, note(3, 1, 2, 8) + note(5, 2, 4, 9), DELETED) == note(3, 1, 2, 8)


@pytest.mark.parametrize(
    ("how", "shift", "after"),
    [
        (SIZES, INSERTED, "1, 0, 2, 5, 3, 0, 8, 7"),
        (KEEPS_SIZE, INSERTED, "1, 0, 2, 5, 3, 0, 6, 7"),
        (STAYS, INSERTED, "1, 0, 2, 5, 3, 0, 6, 7"),
        (KEEPS_SIZE, Shift("S", "rows", 1, 2), "1, 0, 4, 5, 3, 0, 8, 7"),
        (STAYS, Shift("S", "rows", 1, 2), "1, 0, 2, 5, 3, 0, 6, 7"),
        (SIZES, DELETED, "1, 0, 2, 5, 3, 0, 4, 7"),
        (SIZES, Shift("S", "columns", 2, 1), "2, 0, 2, 5, 4, 0, 6, 7"),
    ],
)
def test_a_control_stands_as_its_properties_say(raw_book: RawBook, how: str, shift: Shift, after: str) -> None:
    assert moved(raw_book, control("1, 0, 2, 5, 3, 0, 6, 7", how), shift) == control(after, how)


def test_the_cells_that_controls_name_follow(raw_book: RawBook) -> None:
    named = "<x:FmlaLink>{}</x:FmlaLink><x:FmlaRange>{}</x:FmlaRange><x:FmlaMacro>[0]!A5</x:FmlaMacro>"
    found = moved(raw_book, control("1,0,1,0,2,0,2,0", formulas=named.format("$A$5", "S!$K$4:$K$8")), INSERTED)
    assert found == control("1,0,1,0,2,0,2,0", formulas=named.format("$A$7", "S!$K$4:$K$10"))
