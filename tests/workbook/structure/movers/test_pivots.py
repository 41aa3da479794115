"""Pivot tables summarise the cells they summarised, and no shift cuts them."""

import pytest
from fixtures.books import MAIN, OFFICE, RawBook
from fixtures.shifted_parts import hindrances, moved_by, there_and_back, with_parts

from xl_addin.formula.shift import LineAxis, Shift
from xl_addin.workbook.structure.movers.pivots import MOVER

RANGES = '<consolidation><rangeSet ref="{}" sheet="s"/><rangeSet ref="A5" sheet="T"/></consolidation>'
CACHE, TABLE = "xl/pivotCache/pivotCacheDefinition1.xml", "xl/pivotTables/pivotTable1.xml"


def cache(source: str) -> str:
    return (
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}"><cacheSource>{source}</cacheSource>'
        '<cacheFields><cacheField name="S!A5"><sharedItems><s v="S!A5"/></sharedItems></cacheField></cacheFields>'
        "</pivotCacheDefinition>"
    )


def table(ref: str, filters: str = "") -> str:
    return (
        f'<pivotTableDefinition xmlns="{MAIN}" name="Tổng hợp"><location ref="{ref}"{filters}/></pivotTableDefinition>'
    )


def of_source(raw_book: RawBook, source: str) -> bytes:
    return with_parts(raw_book(), ("xl/workbook.xml", "pivotCacheDefinition", CACHE, cache(source)))


def of_table(raw_book: RawBook, ref: str, filters: str = "") -> bytes:
    return with_parts(raw_book(), ("xl/worksheets/sheet1.xml", "pivotTable", TABLE, table(ref, filters)))


@pytest.mark.parametrize(
    ("source", "inserted"),
    [
        ('<worksheetSource ref="A2:C9" sheet="S"/>', '<worksheetSource ref="A2:C11" sheet="S"/>'),
        ('<worksheetSource ref="A2:C9" sheet="T"/>', '<worksheetSource ref="A2:C9" sheet="T"/>'),
        (
            '<worksheetSource ref="A2:C9" sheet="S" r:id="rId1"/>',
            '<worksheetSource ref="A2:C9" sheet="S" r:id="rId1"/>',
        ),
        ('<worksheetSource name="Bảng1"/>', '<worksheetSource name="Bảng1"/>'),
        (RANGES.format("A5"), RANGES.format("A7")),
    ],
)
def test_a_source_follows(raw_book: RawBook, source: str, inserted: str) -> None:
    before, shift = of_source(raw_book, source), Shift("S", "rows", 5, 2)
    assert moved_by(MOVER, before, shift).read(CACHE).decode() == cache(inserted)
    assert there_and_back(MOVER, before, shift)[1] == frozenset()


def test_a_source_that_would_be_deleted_stands_in_the_way(raw_book: RawBook) -> None:
    before = of_source(raw_book, '<worksheetSource ref="A5:C6" sheet="S"/>')
    [(place, text)] = hindrances(MOVER, before, Shift("S", "rows", 5, -2))
    assert place == "S!A5:C6"
    assert "all cells (A5:C6) that a pivot table summarises" in text


@pytest.mark.parametrize(
    ("axis", "at", "count", "after"),
    [
        ("rows", 5, 2, "B7:D11"),
        ("rows", 1, -2, "B3:D7"),
        ("rows", 10, 2, "B5:D9"),
        ("rows", 10, -2, "B5:D9"),
        ("columns", 2, 1, "C5:E9"),
        ("columns", 5, 1, "B5:D9"),
    ],
)
def test_a_table_beside_the_shift_goes_with_its_cells(
    raw_book: RawBook, axis: LineAxis, at: int, count: int, after: str
) -> None:
    found = moved_by(MOVER, of_table(raw_book, "B5:D9"), Shift("S", axis, at, count))
    assert found.read(TABLE).decode() == table(after)


@pytest.mark.parametrize(
    ("axis", "at", "count", "filters"),
    [
        ("rows", 6, 1, ""),
        ("rows", 9, -1, ""),
        ("rows", 1, -5, ""),
        ("columns", 3, 1, ""),
        # Two filters and an empty row stand above.
        ("rows", 5, 1, ' rowPageCount="2" colPageCount="1"'),
        ("rows", 2, -1, ' rowPageCount="2" colPageCount="1"'),
    ],
)
def test_a_shift_through_a_table_is_refused(
    raw_book: RawBook, axis: LineAxis, at: int, count: int, filters: str
) -> None:
    [(place, text)] = hindrances(MOVER, of_table(raw_book, "B5:D9", filters), Shift("S", axis, at, count))
    assert place == ("S!B2:D9" if filters else "S!B5:D9")
    assert "cut the pivot table “Tổng hợp”" in text
