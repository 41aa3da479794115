"""What cannot follow is named before anything is written, and only where a shift touches it."""

import pytest
from fixtures.books import MAIN, RawBook
from fixtures.shifted_parts import hindrances, with_parts

from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.workbook.structure.movers.refused import MOVER

SHEET, WORKBOOK, TABLE = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/tables/table1.xml"
SHIFT = Shift("S", "rows", 5, 2)
COLUMNS = "".join(f'<tableColumn id="{at}" name="C{at}"/>' for at in (4, 7, 9))
LISTED = f'<table xmlns="{MAIN}" id="3" ref="B3:D6"><tableColumns count="3">{COLUMNS}</tableColumns></table>'
FILTERS = '<ext><tableSlicerCache tableId="3" column="7"/></ext>'
CACHE = f'<slicerCacheDefinition sourceName="Hộ">{FILTERS}</slicerCacheDefinition>'


def with_query(raw_book: RawBook, name: str) -> bytes:
    """A list from outside that is no table, and the name that says where it is."""
    data = with_parts(raw_book(), (SHEET, "queryTable", "xl/part1.xml", f'<queryTable name="{name}"/>'))
    draft = Draft(open_package(data))
    names = (
        "<definedNames><definedName name='Dân_số' localSheetId='0' hidden='1'>S!$B$3:$D$9</definedName></definedNames>"
    )
    draft.write(WORKBOOK, draft.read(WORKBOOK).replace(b"</sheets>", f"</sheets>{names}".encode()))
    return draft.data()


def test_a_shared_workbook_stands_in_the_way(raw_book: RawBook) -> None:
    book = with_parts(raw_book(), (WORKBOOK, "revisionHeaders", "xl/part1.xml", "<part/>"))
    [(place, text)] = hindrances(MOVER, book, SHIFT)
    assert place == "S" and "the workbook is shared" in text


def test_an_ordinary_book_can_be_shifted(raw_book: RawBook) -> None:
    parts = [(SHEET, "table", TABLE, LISTED), (WORKBOOK, "connections", "xl/c.xml", "<c/>")]
    assert hindrances(MOVER, with_parts(raw_book(), *parts), SHIFT) == []


@pytest.mark.parametrize(
    ("shift", "refused"),
    [
        (SHIFT, False),
        (Shift("S", "rows", 5, -1), False),
        (Shift("S", "columns", 2, 1), False),
        (Shift("S", "columns", 2, -1), False),
        (Shift("S", "columns", 3, -1), True),
        (Shift("S", "rows", 1, -9), True),
    ],
)
def test_a_slicer_stands_in_the_way_of_the_end_of_its_column_alone(
    raw_book: RawBook, shift: Shift, refused: bool
) -> None:
    parts = [(SHEET, "table", TABLE, LISTED), (SHEET, "slicer", "xl/slicers/slicer1.xml", "<slicers/>")]
    book = with_parts(raw_book(), *parts, (WORKBOOK, "slicerCache", "xl/slicerCaches/slicerCache1.xml", CACHE))
    told = [text for _, text in hindrances(MOVER, book, shift)]
    assert ["the slicer “Hộ” filters a table or column that would go" in text for text in told] == [True] * refused


@pytest.mark.parametrize(
    ("shift", "refused"),
    [
        (SHIFT, False),
        (Shift("S", "rows", 4, -3), False),
        (Shift("S", "rows", 1, -9), True),
        (Shift("S", "columns", 2, 1), False),
        (Shift("S", "columns", 3, 1), True),
        (Shift("S", "columns", 4, -1), True),
    ],
)
def test_a_list_from_outside_stands_in_the_way_of_what_changes_its_columns(
    raw_book: RawBook, shift: Shift, refused: bool
) -> None:
    found = hindrances(MOVER, with_query(raw_book, "Dân số"), shift)
    assert [place for place, _ in found] == ["S!B3:D9"] * refused


def test_a_list_from_outside_that_nobody_knows_where_it_is_stands_in_the_way(raw_book: RawBook) -> None:
    [(place, text)] = hindrances(MOVER, with_query(raw_book, "Hộ nghèo"), SHIFT)
    assert place == "S" and "the list of data from outside (a query) “Hộ nghèo”" in text
