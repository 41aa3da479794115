"""Links on pictures and shapes lead to the cells they led to."""

import pytest
from fixtures.books import PACKAGE, RawBook
from fixtures.shifted_parts import moved_by, there_and_back, with_parts

from xl_addin.formula.shift import Shift
from xl_addin.workbook.structure.movers.shape_links import MOVER

DRAWING, PART = "xl/drawings/drawing1.xml", "xl/drawings/_rels/drawing1.xml.rels"
INSERTED = Shift("S", "rows", 5, 2)


def links(target: str) -> str:
    link = f'<Relationship Id="rId1" Type="http://x/hyperlink" Target="{target}" TargetMode="External"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'


def book(raw_book: RawBook, target: str) -> bytes:
    leading = "xl/worksheets/sheet1.xml"
    return with_parts(raw_book(parts={PART: links(target)}), (leading, "drawing", DRAWING, "<d/>"))


@pytest.mark.parametrize(
    ("target", "inserted"),
    [
        ("#S!A5", "#S!A7"),
        ("#'S'!$A$4:B9", "#'S'!$A$4:B11"),
        ("#A5", "#A7"),
        ("#S!A5:B9%20T!A5", "#S!A7:B11%20T!A5"),
        ("#T!A5", "#T!A5"),
        ("#Tên", "#Tên"),
        ("S!A5", "S!A5"),
        ("https://example.org/#S!A5", "https://example.org/#S!A5"),
    ],
)
def test_a_link_follows(raw_book: RawBook, target: str, inserted: str) -> None:
    before = book(raw_book, target)
    assert moved_by(MOVER, before, INSERTED).read(PART).decode() == links(inserted)
    assert there_and_back(MOVER, before, INSERTED)[1] == frozenset()


def test_a_link_to_a_deleted_cell_says_so(raw_book: RawBook) -> None:
    deleted = moved_by(MOVER, book(raw_book, "#S!A5"), Shift("S", "rows", 5, -1))
    assert deleted.read(PART).decode() == links("#%23REF!")
