"""Comments and threads go with their cells."""

import pytest
from fixtures.books import MAIN, RawBook
from fixtures.shifted_parts import hindrances, moved_by, there_and_back, with_parts

from xl_addin.formula.shift import Shift
from xl_addin.workbook.structure.movers.comments import MOVER

SHEET = "xl/worksheets/sheet1.xml"
INSERTED, DELETED = Shift("S", "rows", 5, 2), Shift("S", "rows", 5, -2)


def comments(*cells: str) -> str:
    listed = "".join(f'<comment ref="{cell}" authorId="0"><text><t>S!A5</t></text></comment>' for cell in cells)
    return (
        f'<comments xmlns="{MAIN}"><authors><author>a</author></authors><commentList>{listed}</commentList></comments>'
    )


def thread(*cells: str) -> str:
    listed = "".join(f'<threadedComment ref="{cell}" id="{{1}}"><text>S!A5</text></threadedComment>' for cell in cells)
    return f'<ThreadedComments xmlns="http://x">{listed}</ThreadedComments>'


def book(raw_book: RawBook, kind: str, content: str) -> bytes:
    return with_parts(raw_book(), (SHEET, kind, "xl/list1.xml", content))


@pytest.mark.parametrize(("kind", "listed"), [("comments", comments), ("threadedComment", thread)])
def test_each_goes_with_its_cell(raw_book: RawBook, kind: str, listed: type[str]) -> None:
    before = book(raw_book, kind, listed("A4", "C5", "D7"))
    assert moved_by(MOVER, before, INSERTED).read("xl/list1.xml").decode() == listed("A4", "C7", "D9")
    assert moved_by(MOVER, before, DELETED).read("xl/list1.xml").decode() == listed("A4", "D5")
    assert moved_by(MOVER, before, Shift("S", "columns", 3, 1)).read("xl/list1.xml").decode() == listed(
        "A4", "D5", "E7"
    )
    assert there_and_back(MOVER, before, INSERTED) == ({"xl/list1.xml"}, frozenset())


def test_a_list_that_loses_all_of_its_comments_stays_a_list(raw_book: RawBook) -> None:
    before = book(raw_book, "comments", comments("A5", "B6"))
    assert moved_by(MOVER, before, DELETED).read("xl/list1.xml").decode() == comments()


def test_a_box_told_in_the_list_stays_beside_its_cell(raw_book: RawBook) -> None:
    box = (
        '<commentPr><anchor moveWithCells="1"><from><row>{}</row><rowOff>9</rowOff></from>'
        "<to><row>{}</row><rowOff>9</rowOff></to></anchor></commentPr></comment>"
    )
    before = book(raw_book, "comments", comments("B5").replace("</comment>", box.format(3, 8)))
    after = comments("B7").replace("</comment>", box.format(5, 10))
    assert moved_by(MOVER, before, INSERTED).read("xl/list1.xml").decode() == after


def test_a_comment_that_would_leave_the_sheet_stands_in_the_way(raw_book: RawBook) -> None:
    [(place, text)] = hindrances(MOVER, book(raw_book, "comments", comments("A4", "B1048575")), INSERTED)
    assert place == "S!B1048575"
    assert "pushed off the sheet" in text
