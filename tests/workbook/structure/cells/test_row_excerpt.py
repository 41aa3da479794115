"""An excerpt of a sheet holds the rows asked for, and splices of it are made in the whole sheet."""

import pytest

from xl_addin.package.splicing import spliced
from xl_addin.problem import Problem
from xl_addin.workbook.structure.cells.row_excerpt import row_excerpt, rows_holding

ROWS = '<row r="2"><c r="A2"/></row>\n<row r="5"/><row r="9" ht="3"><c r="B9"><v>1</v></c></row>'


def sheet(rows: str, tail: str = "") -> bytes:
    return f'<worksheet xmlns="x"><dimension ref="A2:B9"/><sheetData>{rows}</sheetData>{tail}</worksheet>'.encode()


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [
        ({2}, '<row r="2"><c r="A2"/></row>'),
        ({5, 9}, '<row r="5"/><row r="9" ht="3"><c r="B9"><v>1</v></c></row>'),
        # Behind which row would stand a new one is not asked: before which.
        ({3}, '<row r="5"/>'),
        ({1, 7}, '<row r="2"><c r="A2"/></row><row r="9" ht="3"><c r="B9"><v>1</v></c></row>'),
        ({10}, ""),
        (set(), ""),
    ],
)
def test_the_rows_asked_for_and_those_behind_missing_ones(numbers: set[int], kept: str) -> None:
    tail = "<mergeCells/>"
    assert row_excerpt(sheet(ROWS, tail), numbers, part="p").xml == sheet(kept, tail)


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c r="A1"/></row>',
        '<row r="2"/><row r="1"/>',
        '<row r="1.0"/>',
        '<row r="0"/>',
        '<row r="1048577"/>',
        '<row r="1"/><!-- <row r="2"/> -->',
        '<row r="1"><c r="A1"><is><t><![CDATA[</row>]]></t></is></c></row>',
        '<row r="1"/><other><row r="2"/></other>',
        '<row r="1"/><o:row xmlns:o="o" r="2"/>',
        '<row r="1"><row r="2"/></row>',
        '<row r="1"></row ><row r="2"></row>',
        '<row r="1"/><mc:AlternateContent xmlns:mc="m"><row r="2"/></mc:AlternateContent>',
    ],
)
def test_a_sheet_whose_rows_are_not_told_apart_is_given_whole(rows: str) -> None:
    assert row_excerpt(sheet(rows), {1}, part="p").xml == sheet(rows)


@pytest.mark.parametrize(
    ("sign", "kept"),
    [
        (b"A2", '<row r="2"><c r="A2"/></row>'),
        (b"r=", ROWS.replace("\n", "")),
        (b"dimension", ""),
        (b"nowhere", ""),
    ],
)
def test_rows_in_which_a_sign_stands(sign: bytes, kept: str) -> None:
    assert rows_holding(sheet(ROWS), [b"~", sign], part="p").xml == sheet(kept)


def test_what_is_no_sheet_is_given_whole() -> None:
    assert rows_holding(b"<table ref='A1:B2'/>", [b"nowhere"], part="p").xml == b"<table ref='A1:B2'/>"


def test_splices_of_the_excerpt_are_made_in_the_whole() -> None:
    xml = sheet(ROWS, "<tail/>")
    some = row_excerpt(xml, {9}, part="p")
    row = some.xml.index(b"<row")
    behind = some.xml.index(b"</sheetData>")
    splices = [
        (some.xml.index(b"<dimension"), some.xml.index(b"<sheetData>"), b""),
        (row, row, b'<row r="7"/>'),
        (row, behind, b'<row r="9"/>'),
        (behind, behind, b'<row r="11"/>'),
        (some.xml.index(b"<tail/>"), some.xml.index(b"</worksheet>"), b"<end/>"),
    ]
    whole = spliced(xml, some.in_whole(splices)).decode()
    data = '<row r="2"><c r="A2"/></row>\n<row r="5"/><row r="7"/><row r="9"/><row r="11"/>'
    assert whole == f'<worksheet xmlns="x"><sheetData>{data}</sheetData><end/></worksheet>'


def test_names_may_be_written_with_a_prefix() -> None:
    rows = "<x:row r='1'><x:c r='A1'/></x:row><x:row r='2'/>"
    xml = f'<x:worksheet xmlns:x="x"><x:sheetData>{rows}</x:sheetData></x:worksheet>'.encode()
    assert row_excerpt(xml, {2}, part="p").xml == xml.replace(b"<x:row r='1'><x:c r='A1'/></x:row>", b"")


def test_a_sheet_that_is_cut_off_is_a_problem_that_names_its_part() -> None:
    with pytest.raises(Problem) as caught:
        row_excerpt(sheet(ROWS)[:-3], {2}, part="xl/worksheets/sheet1.xml")
    assert caught.value.place == "xl/worksheets/sheet1.xml"
