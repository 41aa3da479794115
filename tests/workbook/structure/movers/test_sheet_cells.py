"""Rows and cells stand where they stand after a shift; every other byte of the sheet stays."""

import pytest
from fixtures.books import RawBook
from fixtures.shifted_parts import hindrances, moved_by

from xl_addin.formula.shift import LineAxis, Shift
from xl_addin.workbook.structure.movers.sheet_cells import MOVER

INSERTED, DELETED = Shift("S", "rows", 5, 2), Shift("S", "rows", 5, -2)


def moved(raw_book: RawBook, rows: str, shift: Shift) -> str:
    draft = moved_by(MOVER, raw_book(f"<sheetData>{rows}</sheetData>"), shift)
    xml = draft.read("xl/worksheets/sheet1.xml").decode()
    return xml.partition("<sheetData>")[2].partition("</sheetData>")[0]


@pytest.mark.parametrize(
    ("rows", "shift", "expected"),
    [
        (
            "<row r='5' ht=\"9\"  spans='1:2'><c s='1' r='A5' t=\"s\"><v>1</v></c>\n<c r=\"B5\"/></row>",
            INSERTED,
            "<row r='7' ht=\"9\"  spans='1:2'><c s='1' r='A7' t=\"s\"><v>1</v></c>\n<c r=\"B7\"/></row>",
        ),
        (
            '<row r="4"><c r="A4"><f>A7&amp;"A7"</f><v>2</v></c></row> <row r="6"/><row r="7"><c r="A7"/></row>',
            DELETED,
            '<row r="4"><c r="A4"><f>A5&amp;"A7"</f><v>2</v></c></row> <row r="5"><c r="A5"/></row>',
        ),
        (
            '<row r="1" spans="1:4"><c r="A1"><f>C1+$D1</f></c><c r="C1"/><c r="D1"/></row>',
            Shift("S", "columns", 3, -1),
            '<row r="1" spans="1:3"><c r="A1"><f>#REF!+$C1</f></c><c r="C1"/></row>',
        ),
    ],
)
def test_cells_move(raw_book: RawBook, rows: str, shift: Shift, expected: str) -> None:
    assert moved(raw_book, rows, shift) == expected


def test_new_rows_have_the_height_and_styles_of_their_model_and_none_of_its_content(raw_book: RawBook) -> None:
    rows = (
        '<row r="4" ht="30" customHeight="1" hidden="1"><c r="A4" s="3" t="s"><v>1</v></c><c r="B4"><v>7</v></c></row>'
    )
    new = '<row r="{0}" ht="30" customHeight="1"><c r="A{0}" s="3"/></row>'
    expected = rows + new.format(5) + new.format(6)
    assert moved(raw_book, rows, Shift("S", "rows", 5, 2, like=4)) == expected


def test_new_columns_have_the_styles_of_their_model(raw_book: RawBook) -> None:
    rows = '<row r="1" spans="1:2"><c r="A1" s="3"><v>1</v></c><c r="B1" s="4"><f>A1</f></c></row>'
    rows += '<row r="2"><c r="A2"/></row>'
    assert moved(raw_book, rows, Shift("S", "columns", 2, 2, like=1)) == (
        '<row r="1" spans="1:4"><c r="A1" s="3"><v>1</v></c><c r="B1" s="3"/><c r="C1" s="3"/>'
        '<c r="D1" s="4"><f>A1</f></c></row><row r="2"><c r="A2"/><c r="B2"/><c r="C2"/></row>'
    )


def test_a_shared_formula_stays_one_where_it_moves_alike(raw_book: RawBook) -> None:
    shared = '<row r="{0}"><c r="C{0}"><f t="shared" si="0"{1}</c></row>'
    before = "".join(shared.format(row, ' ref="C3:C6">A3+B$2</f>' if row == 3 else "/>") for row in range(3, 7))
    after = "".join(shared.format(row, ' ref="C3:C8">A3+B$2</f>' if row == 3 else "/>") for row in (3, 4, 7, 8))
    assert moved(raw_book, before, INSERTED) == after


def test_cells_of_a_shared_formula_that_refer_across_the_new_rows_get_it_written_out(raw_book: RawBook) -> None:
    shared = '<row r="{0}"><c r="C{0}"><f t="shared" si="0"{1}</c></row>'
    before = "".join(shared.format(row, ' ref="C3:C7">C2+1</f>' if row == 3 else "/>") for row in range(3, 8))
    after = (
        shared.format(3, ' ref="C3:C9">C2+1</f>')
        + shared.format(4, "/>")
        + '<row r="7"><c r="C7"><f>C4+1</f></c></row>'
        + shared.format(8, "/>")
        + shared.format(9, "/>")
    )
    assert moved(raw_book, before, INSERTED) == after


def test_a_shared_formula_outlives_the_cell_that_states_it(raw_book: RawBook) -> None:
    shared = '<row r="{0}"><c r="C{0}"><f t="shared" si="0"{1}</c></row>'
    before = "".join(shared.format(row, ' ref="C5:C8">A5*2</f>' if row == 5 else "/>") for row in range(5, 9))
    after = '<row r="5"><c r="C5"><f t="shared" si="0" ref="C5:C6">A5*2</f></c></row>' + shared.format(6, "/>")
    assert moved(raw_book, before, DELETED) == after


def test_array_formulas_and_what_if_tables_move_whole(raw_book: RawBook) -> None:
    rows = (
        '<row r="6"><c r="A6"><f t="array" ref="A6:A7">B6:B7*2</f></c>'
        '<c r="C6"><f t="dataTable" ref="C6:C8" r1="A1" r2="B9"/></c></row>'
    )
    assert moved(raw_book, rows, INSERTED) == (
        '<row r="8"><c r="A8"><f t="array" ref="A8:A9">B8:B9*2</f></c>'
        '<c r="C8"><f t="dataTable" ref="C8:C10" r1="A1" r2="B11"/></c></row>'
    )


SPILL = (
    '<row r="4"><c r="A4" cm="1"><f t="array" ref="A4:A6">{}*2</f><v>2</v></c></row>'
    '<row r="5"><c r="A5" s="1"><v>4</v></c></row><row r="6"><c r="A6"><v>6</v></c></row>'
)


def test_a_spill_stretches_and_shrinks_with_its_rows_as_in_excel(raw_book: RawBook) -> None:
    rows = SPILL.format("B4:B6")
    assert moved(raw_book, rows, INSERTED) == (
        '<row r="4"><c r="A4" cm="1"><f t="array" ref="A4:A8">B4:B8*2</f><v>2</v></c></row>'
        '<row r="7"><c r="A7" s="1"><v>4</v></c></row><row r="8"><c r="A8"><v>6</v></c></row>'
    )
    assert moved(raw_book, rows, Shift("S", "rows", 5, -1)) == (
        '<row r="4"><c r="A4" cm="1"><f t="array" ref="A4:A5">B4:B5*2</f><v>2</v></c></row>'
        '<row r="5"><c r="A5"><v>6</v></c></row>'
    )


def test_what_a_formula_has_spilled_goes_with_it(raw_book: RawBook) -> None:
    after = '<row r="4"><c r="A4" s="1"/></row><row r="5"><c r="A5"/></row>'
    assert moved(raw_book, SPILL.format("B4:B6"), Shift("S", "rows", 4, -1)) == after


def test_rows_and_cells_that_do_not_say_where_they_are_do_afterwards(raw_book: RawBook) -> None:
    rows = "<row/><!-- ghi chú --><row><c><v>1</v></c><c s='1'><v>2</v></c></row>"
    assert moved(raw_book, rows, Shift("S", "rows", 2, 1)) == (
        '<row r="1"/><row r="3"><c r="A3"><v>1</v></c><c r="B3" s="1"><v>2</v></c></row>'
    )


@pytest.mark.parametrize(
    ("rows", "shift", "place"),
    [
        ('<row r="4"><c r="A4"><f t="array" ref="A4:A6">B4:B6</f></c></row>', INSERTED, "S!A4:A6"),
        ('<row r="4"><c r="A4"><f t="array" ref="A4:A6">B4:B6</f></c></row>', DELETED, "S!A4:A6"),
        ('<row r="1048575"><c r="B1048575"><v>1</v></c></row>', INSERTED, "S!B1048575"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', Shift("S", "columns", 2, 1), "S!XFD1"),
        ('<row r="1"><c r="A1"><v>1</v></c></row>', Shift("S", "columns", 1, 16384), "S!A1"),
        ('<row r="1"><c r="B1"/><c r="ZZ1"><v>1</v></c></row>', Shift("S", "columns", 2, 15683), "S!ZZ1"),
    ],
)
def test_what_would_be_cut_or_pushed_off_the_sheet_is_refused(
    raw_book: RawBook, rows: str, shift: Shift, place: str
) -> None:
    assert [where for where, _ in hindrances(MOVER, raw_book(f"<sheetData>{rows}</sheetData>"), shift)] == [place]


WHAT_IF = '<row r="4"><c r="C4"><f t="dataTable" ref="C4:D8" dt2D="1" dtr="1" r1="A1" r2="A2"/></c></row>'


@pytest.mark.parametrize(
    ("axis", "at", "count"),
    [("rows", 4, 1), ("rows", 8, 1), ("rows", 3, -1), ("rows", 5, -2), ("columns", 3, 1), ("columns", 1, -2)],
)
def test_a_what_if_table_is_not_parted_from_its_formulas_and_the_values_it_tries(
    raw_book: RawBook, axis: LineAxis, at: int, count: int
) -> None:
    book = raw_book(f"<sheetData>{WHAT_IF}</sheetData>")
    [(where, message)] = hindrances(MOVER, book, Shift("S", axis, at, count))
    assert (where, message.partition(",")[0]) == ("S!C4:D8", "the what-if table C4:D8")


@pytest.mark.parametrize(
    ("axis", "at", "count"),
    [("rows", 3, 1), ("rows", 9, 1), ("rows", 4, -5), ("rows", 3, -6), ("columns", 2, 1), ("columns", 5, -1)],
)
def test_a_what_if_table_moves_or_goes_whole(raw_book: RawBook, axis: LineAxis, at: int, count: int) -> None:
    assert not list(hindrances(MOVER, raw_book(f"<sheetData>{WHAT_IF}</sheetData>"), Shift("S", axis, at, count)))
