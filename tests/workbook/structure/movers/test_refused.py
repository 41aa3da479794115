"""What is not moved is named before anything is written."""

import pytest
from fixtures.books import RawBook
from fixtures.shifted_parts import hindrances, with_parts

from xl_addin.formula.shift import Shift
from xl_addin.workbook.structure.movers.refused import MOVER

SHEET, WORKBOOK, TABLE = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/tables/table1.xml"
SHIFT = Shift("S", "rows", 5, 2)


@pytest.mark.parametrize(
    ("leading", "kind", "named"),
    [
        (SHEET, "slicer", "a slicer or timeline"),
        (SHEET, "timeline", "a slicer or timeline"),
        (SHEET, "queryTable", "a list of data from outside"),
        (TABLE, "queryTable", "a list of data from outside"),
        (WORKBOOK, "revisionHeaders", "the workbook is shared"),
    ],
)
def test_it_stands_in_the_way(raw_book: RawBook, leading: str, kind: str, named: str) -> None:
    book = with_parts(raw_book(), (SHEET, "table", TABLE, "<table/>"), (leading, kind, "xl/part1.xml", "<part/>"))
    [(place, text)] = hindrances(MOVER, book, SHIFT)
    assert place == "S"
    assert named in text


def test_an_ordinary_book_can_be_shifted(raw_book: RawBook) -> None:
    book = with_parts(raw_book(), (SHEET, "table", TABLE, "<table/>"), (WORKBOOK, "connections", "xl/c.xml", "<c/>"))
    assert hindrances(MOVER, book, SHIFT) == []
