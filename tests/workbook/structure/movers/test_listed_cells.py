"""Cells that other parts list by address: those mapped to XML, parameters of queries, those that wait for data."""

from fixtures.books import MAIN, RawBook
from fixtures.shifted_parts import moved_by, there_and_back, with_parts

from xl_addin.formula.shift import Shift
from xl_addin.workbook.structure.movers import connections, volatile, xml_cells

SHEET, WORKBOOK, PART = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/part1.xml"
INSERTED, DELETED = Shift("S", "rows", 5, 2), Shift("S", "rows", 5, -1)


def mapped(*cells: str) -> str:
    listed = "".join(f'<singleXmlCell id="1" r="{cell}" connectionId="0"/>' for cell in cells)
    return f'<singleXmlCells xmlns="{MAIN}">{listed}</singleXmlCells>'


def test_a_cell_mapped_to_xml_keeps_its_mapping(raw_book: RawBook) -> None:
    before = with_parts(raw_book(), (SHEET, "tableSingleCells", PART, mapped("A4", "B5")))
    assert moved_by(xml_cells.MOVER, before, INSERTED).read(PART).decode() == mapped("A4", "B7")
    assert moved_by(xml_cells.MOVER, before, DELETED).read(PART).decode() == mapped("A4")
    assert there_and_back(xml_cells.MOVER, before, INSERTED) == ({PART}, frozenset())


def test_the_list_goes_with_the_last_mapped_cell(raw_book: RawBook) -> None:
    before = with_parts(raw_book(), (SHEET, "tableSingleCells", PART, mapped("B5")))
    left = moved_by(xml_cells.MOVER, before, DELETED)
    assert PART not in left
    assert "xl/worksheets/_rels/sheet1.xml.rels" not in left


def test_a_parameter_of_a_query_keeps_its_cell(raw_book: RawBook) -> None:
    listed = f'<connections xmlns="{MAIN}"><connection name="S!A5"><parameters><parameter cell="{{}}"/></parameters>'
    listed += "</connection></connections>"
    before = with_parts(raw_book(), (WORKBOOK, "connections", PART, listed.format("S!$B$5")))
    assert moved_by(connections.MOVER, before, INSERTED).read(PART).decode() == listed.format("S!$B$7")


def waiting(*cells: tuple[str, int]) -> str:
    listed = "".join(f'<tr r="{cell}" s="{sheet}"/>' for cell, sheet in cells)
    return f'<volTypes xmlns="{MAIN}"><volType><main><tp><v>1</v>{listed}</tp></main></volType></volTypes>'


def test_cells_that_wait_for_data_are_listed_where_they_are(raw_book: RawBook) -> None:
    before = with_parts(raw_book(), (WORKBOOK, "volatileDependencies", PART, waiting(("B5", 1), ("B5", 2))))
    assert moved_by(volatile.MOVER, before, INSERTED).read(PART).decode() == waiting(("B7", 1), ("B5", 2))
    assert PART not in moved_by(volatile.MOVER, before, DELETED)
    assert there_and_back(volatile.MOVER, before, INSERTED) == ({PART}, frozenset())
