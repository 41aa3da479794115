"""Calculated values go beside their formulas, and nothing else in the file changes."""

import io

import numpy as np
import openpyxl
import pytest
from fixtures.edited_files import with_stored_values
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.formula.cells import CellRef
from xl_addin.workbook.model.book import CellError, Unsupported, Value
from xl_addin.workbook.reading.read import read_book

A1 = CellRef("S", 1, 1)
FORMULA = '<sheetData><row r="1"><c r="A1"><f>B1</f></c></row></sheetData>'


def sheet_after(data: bytes, parts_of) -> str:
    return parts_of(data)["xl/worksheets/sheet1.xml"].decode()


@pytest.mark.parametrize(
    ("value", "xml"),
    [
        (5, '<c r="A1"><f>B1</f><v>5</v></c>'),
        (0.1, '<c r="A1"><f>B1</f><v>0.1</v></c>'),
        (np.float64(2.5), '<c r="A1"><f>B1</f><v>2.5</v></c>'),
        (float("inf"), '<c r="A1" t="e"><f>B1</f><v>#NUM!</v></c>'),
        (True, '<c r="A1" t="b"><f>B1</f><v>1</v></c>'),
        ("", '<c r="A1" t="str"><f>B1</f><v></v></c>'),
        ("Đồng <Xoài> & \r", '<c r="A1" t="str"><f>B1</f><v>Đồng &lt;Xoài&gt; &amp; _x000D_</v></c>'),
        (" a", '<c r="A1" t="str"><f>B1</f><v xml:space="preserve"> a</v></c>'),
        (CellError("#N/A"), '<c r="A1" t="e"><f>B1</f><v>#N/A</v></c>'),
        (Unsupported("VLOOKUP"), '<c r="A1"><f>B1</f></c>'),
        (None, '<c r="A1"><f>B1</f></c>'),
    ],
)
def test_how_each_value_is_written(raw_book, parts_of, value: Value, xml: str) -> None:
    assert f">{xml}<" in sheet_after(with_stored_values(raw_book(FORMULA), {A1: value}), parts_of)


def test_a_stale_value_of_another_type_is_replaced_or_dropped(raw_book, parts_of) -> None:
    stale = '<sheetData><row><c s="3" t="str" vm="1" r="A1"><v>cũ</v><f ca="1">B1</f></c></row></sheetData>'
    written = sheet_after(with_stored_values(raw_book(stale), {A1: 7}), parts_of)
    assert '<row><c s="3" r="A1"><v>7</v><f ca="1">B1</f></c></row>' in written
    dropped = sheet_after(with_stored_values(raw_book(stale), {A1: Unsupported("?")}), parts_of)
    assert '<row><c s="3" r="A1"><f ca="1">B1</f></c></row>' in dropped


def test_everything_else_stays_byte_for_byte(raw_book, parts_of) -> None:
    # Odd but valid XML: comments, quotes, a `>` in an attribute, spaces, CDATA, foreign elements named like ours.
    odd = (
        "<!-- <c r='A1'><f>B1</f></c> --><sheetPr\n  codeName='a>b'/><sheetData><row r='1' ><c  r = 'A1'  ><f\n>"
        "<![CDATA[B1<2]]></f ><v >1</v ></c ><c r='B1'><v>2</v></c></row></sheetData>"
        "<extLst><x:c xmlns:x='u' r='A1'><x:f/></x:c></extLst>"
    )
    data = raw_book(odd, strings="<si/>", parts={"xl/media/a.bin": b"\0\1"})
    before, after = parts_of(data), parts_of(with_stored_values(data, {A1: 9}))
    sheet = "xl/worksheets/sheet1.xml"
    assert after[sheet] == before[sheet].replace(b"<v >1</v >", b"<v>9</v>")
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}


def test_prefixed_sheets_get_prefixed_values(raw_book, parts_of) -> None:
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row>'
        "<x:c><x:f>1+1</x:f></x:c></x:row></x:sheetData></x:worksheet>"
    )
    data = with_stored_values(raw_book(parts={"xl/worksheets/sheet1.xml": sheet.encode("utf-16")}), {A1: 2})
    assert "<x:f>1+1</x:f><x:v>2</x:v></x:c>" in sheet_after(data, parts_of)
    assert read_book(data)["S"].value(1, 1) == 2


def test_a_byte_order_mark_moves_nothing(raw_book, parts_of) -> None:
    sheet = b"\xef\xbb\xbf" + parts_of(raw_book(FORMULA))["xl/worksheets/sheet1.xml"]
    data = with_stored_values(raw_book(parts={"xl/worksheets/sheet1.xml": sheet}), {A1: 2})
    assert '<c r="A1"><f>B1</f><v>2</v></c>' in sheet_after(data, parts_of)


def test_every_cell_of_an_array_formula_gets_its_value(raw_book) -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3</f><v>0</v></c></row>'
        '<row r="2"><c r="A2" s="1"/></row></sheetData>'
    )
    values = {CellRef("S", row, 1): row for row in (1, 2, 3)}
    read = read_book(with_stored_values(raw_book(sheet), values))["S"]
    assert [read.value(row, 1) for row in (1, 2, 3)] == [1, 2, None]


@pytest.mark.parametrize("stale", ["<is><t>cũ</t></is>", "<v>cũ</v><is><t>cũ</t></is>", "<is><t>cũ</t></is><v/>"])
def test_an_inline_text_beside_a_formula_goes_too(raw_book, parts_of, stale: str) -> None:
    sheet = f'<sheetData><row r="1"><c r="A1" t="inlineStr"><f>B1</f>{stale}</c></row></sheetData>'
    written = sheet_after(with_stored_values(raw_book(sheet), {A1: 7}), parts_of)
    assert '<c r="A1"><f>B1</f><v>7</v></c>' in written


def test_what_a_what_if_table_shows_stays_where_it_cannot_be_calculated(raw_book, parts_of) -> None:
    # Only the first of its cells holds the formula: without a value the others would be nothing but empty.
    sheet = (
        '<sheetData><row r="1"><c r="A1"><f t="dataTable" ref="A1:A2" r1="C1"/><v>5</v></c></row>'
        '<row r="2"><c r="A2"><v>6</v></c></row></sheetData>'
    )
    values = {CellRef("S", row, 1): Unsupported("TABLE") for row in (1, 2)}
    written = sheet_after(with_stored_values(raw_book(sheet), values), parts_of)
    assert '<f t="dataTable" ref="A1:A2" r1="C1"/><v>5</v></c>' in written
    assert '<c r="A2"><v>6</v></c>' in written


def test_a_value_for_a_cell_without_formula_is_a_mistake_of_the_caller(raw_book) -> None:
    plain = raw_book('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    for ref in (A1, CellRef("S", 5, 5), CellRef("T", 1, 1)):
        with pytest.raises(ValueError, match=r"S!|no such sheet"):
            with_stored_values(plain, {ref: 1})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '<calcPr fullCalcOnLoad="1"/>'),
        ("<definedNames/><pivotCaches/>", '<definedNames/><calcPr fullCalcOnLoad="1"/><pivotCaches/>'),
        ('<calcPr calcId="1" fullCalcOnLoad="0"/>', '<calcPr calcId="1" fullCalcOnLoad="1"/>'),
        ("<calcPr></calcPr>", '<calcPr fullCalcOnLoad="1"></calcPr>'),
    ],
)
def test_excel_is_asked_to_recalculate(raw_book, parts_of, before: str, after: str) -> None:
    workbook = parts_of(with_stored_values(raw_book(FORMULA, workbook=before), {A1: 1}))["xl/workbook.xml"].decode()
    assert workbook.endswith(f"</sheets>{after}</workbook>")


STORED = st.one_of(
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.booleans(),
)


@given(st.lists(STORED, min_size=1, max_size=8))
def test_what_is_stored_is_read_back(values: list[Value]) -> None:
    book = openpyxl.Workbook()
    for row in range(1, len(values) + 1):
        book.active.cell(row, 1).value = "=B1"
    target = io.BytesIO()
    book.save(target)
    refs = {CellRef("Sheet", row, 1): value for row, value in enumerate(values, 1)}
    read = read_book(with_stored_values(target.getvalue(), refs))["Sheet"]
    assert [read.value(row, 1) for row in range(1, len(values) + 1)] == values


@pytest.mark.parametrize("comment", ["", "<!-- the sheet is walked whole -->"])
def test_rows_between_others_get_their_values_and_the_others_stay(raw_book, parts_of, comment: str) -> None:
    rows = {row: f'<row r="{row}"><c r="A{row}"><f>B{row}</f><v>0</v></c></row>' for row in range(1, 9)}
    book = raw_book(f"<sheetData>{''.join(rows.values())}</sheetData>{comment}")
    values = {CellRef("S", row, 1): row * 10 for row in (2, 3, 7)}
    for row in (2, 3, 7):
        rows[row] = rows[row].replace("<v>0</v>", f"<v>{row * 10}</v>")
    assert f"<sheetData>{''.join(rows.values())}</sheetData>" in sheet_after(with_stored_values(book, values), parts_of)


def test_cells_that_an_array_formula_of_another_row_fills_get_their_values(raw_book, parts_of) -> None:
    filling = '<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3</f></c></row>'
    book = raw_book(f'<sheetData>{filling}<row r="2"><c r="A2"/></row><row r="3"><c r="A3"/></row></sheetData>')
    after = sheet_after(with_stored_values(book, {CellRef("S", 3, 1): 5}), parts_of)
    assert '<c r="A2"/></row><row r="3"><c r="A3"><v>5</v></c></row>' in after
