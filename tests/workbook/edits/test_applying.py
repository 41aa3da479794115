"""Edits change the cells they name; every other cell, format and part stays as it was."""

import io
from pathlib import Path

import openpyxl
import pytest
from fixtures.edited_files import edited_file
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.formula.cells import CellRef
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.problem import Problem
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    CopySheet,
    Edit,
    InsertRows,
    RenameSheet,
    SetFormula,
    SetValue,
)
from xl_addin.workbook.reading.read import read_book


def at(address: str, sheet: str = "S") -> CellRef:
    from xl_addin.formula.cells import parse_address

    return CellRef(sheet, *parse_address(address))


def sheet_after(data: bytes, parts_of, *edits: Edit) -> str:
    xml = parts_of(edited_file(data, edits))["xl/worksheets/sheet1.xml"].decode()
    return xml[xml.index("<sheetData") : xml.index("</sheetData>")].removeprefix("<sheetData>")


OTHER = "xl/worksheets/sheet2.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROW = '<sheetData><row r="2" spans="1:3"><c r="A2" s="1"><v>1</v></c><c r="C2"><v>3</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("edit", "xml"),
    [
        (SetValue(at("A2"), 5), '<c r="A2" s="1"><v>5</v></c>'),
        (SetValue(at("A2"), 0.1), '<c r="A2" s="1"><v>0.1</v></c>'),
        (SetValue(at("A2"), False), '<c r="A2" s="1" t="b"><v>0</v></c>'),
        (SetValue(at("A2"), None), '<c r="A2" s="1"/>'),
        (
            SetValue(at("A2"), " Đ <&\x02"),
            '<c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve"> Đ &lt;&amp;_x0002_</t></is></c>',
        ),
        (SetFormula(at("A2"), '=IF(B2<1,"a&b",1)'), '<c r="A2" s="1"><f>IF(B2&lt;1,"a&amp;b",1)</f></c>'),
    ],
)
def test_a_cell_keeps_its_style_and_gets_its_content(raw_book, parts_of, edit: Edit, xml: str) -> None:
    rest = '<c r="C2"><v>3</v></c></row>'
    assert sheet_after(raw_book(ROW), parts_of, edit) == f'<row r="2" spans="1:3">{xml}{rest}'


def test_new_cells_and_rows_go_where_they_belong(raw_book, parts_of) -> None:
    edits = [SetValue(at(place), 9) for place in ("D2", "B2", "A4", "A1", "B1", "A3")]
    assert sheet_after(raw_book(ROW), parts_of, *edits) == (
        '<row r="1"><c r="A1"><v>9</v></c><c r="B1"><v>9</v></c></row>'
        '<row r="2"><c r="A2" s="1"><v>1</v></c><c r="B2"><v>9</v></c>'
        '<c r="C2"><v>3</v></c><c r="D2"><v>9</v></c></row>'
        '<row r="3"><c r="A3"><v>9</v></c></row><row r="4"><c r="A4"><v>9</v></c></row>'
    )


def test_empty_sheets_and_rows_can_be_written_into(raw_book, parts_of) -> None:
    assert sheet_after(raw_book("<sheetData/>"), parts_of, SetValue(at("B2"), 1)) == (
        '<row r="2"><c r="B2"><v>1</v></c></row>'
    )
    row = '<sheetData><row r="2" ht="30"/></sheetData>'
    assert sheet_after(raw_book(row), parts_of, SetValue(at("B2"), 1), SetValue(at("C9"), None)) == (
        '<row r="2" ht="30"><c r="B2"><v>1</v></c></row>'
    )


def test_a_new_cell_takes_the_style_of_its_row_or_column(raw_book, parts_of) -> None:
    sheet = (
        '<cols><col min="2" max="3" width="9" style="4"/></cols><sheetData>'
        '<row r="1" s="7" customFormat="1"/><row r="2" s="7"/></sheetData>'
    )
    edits = [SetValue(at(place), 1) for place in ("B1", "B2", "D2")]
    written = sheet_after(raw_book(sheet), parts_of, *edits)
    assert '<c r="B1" s="7">' in written
    assert '<c r="B2" s="4">' in written
    assert '<c r="D2"><v>' in written


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-", "@ai"])
def test_a_text_that_looks_like_a_formula_stays_text(openpyxl_book, text: str) -> None:
    def fill(_, sheet) -> None:
        sheet["A1"].number_format = "#,##0"
        sheet["A1"] = 5

    data = edited_file(openpyxl_book(fill), [SetValue(at("A1", "Bảng"), text)])
    cell = openpyxl.load_workbook(io.BytesIO(data))["Bảng"]["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix, cell.number_format) == (text, "s", True, "#,##0")
    # A formula put there later is no text behind an apostrophe.
    again = edited_file(data, [SetFormula(at("A1", "Bảng"), "=1+1")])
    cell = openpyxl.load_workbook(io.BytesIO(again))["Bảng"]["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix, cell.number_format) == ("=1+1", "f", False, "#,##0")


def test_overwriting_the_cell_that_states_a_shared_formula_keeps_the_others(raw_book) -> None:
    sheet = (
        '<sheetData><row r="1"><c r="C1"><f t="shared" ref="C1:C3" si="0">A1&amp;B1</f></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/><v>5</v></c></row>'
        '<row r="3"><c r="C3"><f ca="1" t="shared" si="0"></f></c></row></sheetData>'
    )
    data = edited_file(raw_book(sheet), [SetValue(at("C1"), 1), SetValue(at("C2"), 2)])
    read = read_book(data)["S"]
    assert [read.formula(row, 3) for row in (1, 2, 3)] == [None, None, "=A3&B3"]


def test_the_calculation_chain_goes_and_excel_recalculates(raw_book, parts_of) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/><Relationship Id="rId5" Target="calcChain.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"/></Relationships>'
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName='
        '"/xl/calcChain.xml" ContentType="x"/><Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    chain = {
        "xl/calcChain.xml": "<calcChain/>",
        "xl/_rels/workbook.xml.rels": relations,
        "[Content_Types].xml": types,
    }
    after = parts_of(edited_file(raw_book(ROW, parts=chain), [SetValue(at("A2"), 1)]))
    assert "xl/calcChain.xml" not in after
    assert not any(b"calcChain" in content for content in after.values())
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def furnished(book, sheet) -> None:
    """Invented: a sheet with everything an office workbook usually has."""
    bold = book.add_format({"bold": True, "bg_color": "yellow", "num_format": "#,##0"})
    sheet.write_rich_string("E1", "a ", bold, "b", " c")
    sheet.merge_range("F1:G2", "gộp", bold)
    sheet.conditional_format("B1:B9", {"type": "cell", "criteria": ">", "value": 3, "format": bold})
    sheet.data_validation("D1:D5", {"validate": "list", "source": ["a", "b"]})
    sheet.write_comment("A1", "ghi chú", {"width": 300})
    sheet.write_url("H1", "https://example.org")
    sheet.set_header('&C&"Times New Roman,Bold"&14TIÊU ĐỀ&11 phụ')
    sheet.ignore_errors({"number_stored_as_text": "A1:A9"})
    sheet.autofilter("A1:C9")
    sheet.freeze_panes(2, 1)
    sheet.print_area("A1:H30")
    sheet.set_column("A:A", 30, bold)
    sheet.add_table("J1:K4", {"columns": [{"header": "a"}, {"header": "b"}]})
    book.add_worksheet("Khác").write("A1", "x")


def test_nothing_else_in_the_file_changes(xlsxwriter_book, parts_of) -> None:
    data = xlsxwriter_book(furnished)
    edits = [SetValue(at("B2", "Bảng"), 7), SetFormula(at("C20", "Bảng"), "=SUM(C1:C12)")]
    before, after = parts_of(data), parts_of(edited_file(data, edits))
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    # XlsxWriter's workbook part asks for a recalculation already.
    assert changed == {"xl/worksheets/sheet1.xml"}
    sheet = before["xl/worksheets/sheet1.xml"].decode()
    sheet = sheet.replace('<c r="B2"><v>1</v></c>', '<c r="B2"><v>7</v></c>')
    sheet = sheet.replace("</sheetData>", '<row r="20"><c r="C20"><f>SUM(C1:C12)</f></c></row></sheetData>')
    sheet = sheet.replace('<dimension ref="A1:K12"/>', '<dimension ref="A1:K20"/>')
    assert after["xl/worksheets/sheet1.xml"].decode() == sheet


def test_libreoffice_reads_what_was_written(xlsxwriter_book, libreoffice, tmp_path: Path) -> None:
    edits = [
        SetValue(at("B1", "Bảng"), 100),
        SetFormula(at("D20", "Bảng"), "=SUM(B1:B12)"),
        SetValue(at("D21", "Bảng"), "=1+1"),
    ]
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(edited_file(xlsxwriter_book(furnished), edits))
    read = read_book(libreoffice(path, "xlsx"))["Bảng"]
    assert read.value(20, 4) == 166
    assert (read.value(21, 4), read.formula(21, 4)) == ("=1+1", None)


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.tuples(st.integers(1, 15), st.integers(1, 5)),
        st.one_of(st.none(), st.integers(0, 99), st.booleans(), st.sampled_from(["x", "=y", "=A1+1 "])),
        max_size=20,
    ),
    st.sets(st.tuples(st.integers(1, 15), st.integers(1, 5)), max_size=20),
)
def test_any_edits_to_any_sheet_give_what_they_say(edits: dict, filled: set) -> None:
    book = openpyxl.Workbook()
    for row, column in filled:
        book.active.cell(row, column).value = row * 100 + column
    target = io.BytesIO()
    book.save(target)
    changes: list[Edit] = [
        SetFormula(CellRef("Sheet", *place), value.strip())
        if isinstance(value, str) and value.endswith(" ")
        else SetValue(CellRef("Sheet", *place), value)
        for place, value in edits.items()
    ]
    data = edited_file(target.getvalue(), changes)
    ours, theirs = read_book(data)["Sheet"], openpyxl.load_workbook(io.BytesIO(data)).active
    for row in range(1, 16):
        for column in range(1, 6):
            old = row * 100 + column if (row, column) in filled else None
            wanted = edits.get((row, column), old)
            formula = isinstance(wanted, str) and wanted.endswith(" ")
            assert theirs.cell(row, column).value == (wanted.strip() if formula else wanted)
            assert ours.value(row, column) == (None if formula else wanted)
            assert ours.formula(row, column) == (wanted.strip() if formula else None)


@pytest.mark.parametrize(
    ("sheet", "cell", "says"),
    [
        ('<sheetData/><mergeCells><mergeCell ref="A1:B2"/></mergeCells>', "S!B2", "gộp trong vùng A1:B2"),
        (
            '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f></c></row></sheetData>',
            "S!A2",
            "công thức mảng A1:A2",
        ),
    ],
)
def test_a_cell_that_must_not_be_written_is_named(raw_book, sheet: str, cell: str, says: str) -> None:
    with pytest.raises(Problem) as caught:
        edited_file(raw_book(sheet), [SetValue(at(cell.partition("!")[2]), 1)], file="bang.xlsx")
    assert (caught.value.file, caught.value.place) == ("bang.xlsx", cell)
    assert says in caught.value.text.vi


def test_anchors_of_merges_and_one_cell_arrays_may_be_written(raw_book) -> None:
    sheet = (
        '<sheetData><row r="1"><c r="D1"><f t="array" ref="D1">SUM(A1:A2*2)</f></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    )
    data = edited_file(raw_book(sheet), [SetValue(at("A1"), 1), SetValue(at("D1"), 2)])
    read = read_book(data)["S"]
    assert (read.value(1, 1), read.value(1, 4), read.formula(1, 4)) == (1, 2, None)


def test_a_used_area_of_whole_rows_holds_every_column(raw_book, parts_of) -> None:
    # So some programs write it.
    data = edited_file(raw_book('<dimension ref="1:4"/><sheetData/>'), [SetValue(at("B6"), 1)])
    assert b'<dimension ref="A1:XFD6"/>' in parts_of(data)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("sheet", ["<sheetPr/>", '<dimension ref="?"/><sheetData/>', '<cols><col min="x"/></cols>'])
def test_a_damaged_sheet_is_a_problem(raw_book, sheet: str) -> None:
    with pytest.raises(Problem) as caught:
        edited_file(raw_book(sheet), [SetValue(at("A1"), 1)])
    assert caught.value.place == "xl/worksheets/sheet1.xml"


def test_headings_of_excel_tables_missing_sheets_and_the_grid(xlsxwriter_book) -> None:
    data = xlsxwriter_book(furnished)
    for place in ("Bảng!J1", "Không có", "Bảng!A1048577"):
        cell = {"Bảng!J1": at("J1", "Bảng"), "Không có": at("A1", "Không có")}.get(place, CellRef("Bảng", 1_048_577, 1))
        with pytest.raises(Problem) as caught:
            edited_file(data, [SetValue(cell, 1)])
        assert caught.value.place == place
    with pytest.raises(ValueError, match="cannot be stored"):
        edited_file(data, [SetValue(at("A1", "Bảng"), float("nan"))])


def test_an_edit_reads_no_sheet_that_it_has_nothing_to_do_with(parts_of) -> None:
    book, target = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "S"
    book.create_sheet("Hỏng")
    book.save(target)
    # A cell that shows a text which the book does not hold.
    draft = Draft(open_package(target.getvalue()))
    cells = b'<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>'
    draft.write(OTHER, b'<worksheet xmlns="%b">%b</worksheet>' % (MAIN, cells))
    damaged = draft.data()
    after = parts_of(edited_file(damaged, [SetValue(at("A1"), 1)]))
    assert after[OTHER] == parts_of(damaged)[OTHER]
    with pytest.raises(Problem):
        edited_file(damaged, [SetValue(at("B1", "Hỏng"), 1)])


@pytest.mark.parametrize(
    ("edit", "place", "told"),
    [
        (SetValue(CellRef("S", 1, 1), "ă" * 32_768), "S!A1", "a text of more than 32,767 characters"),
        # Excel counts in UTF-16.
        (SetValue(CellRef("S", 1, 1), "\U0001f600" * 16_384), "S!A1", "a text of more than 32,767 characters"),
        (SetFormula(CellRef("S", 1, 1), "=" + "+".join(["1"] * 4_097)), "S!A1", "a formula of more than 8,192"),
        (SetFormula(CellRef("S", 1, 1), "=" + "ABS(" * 65 + "1" + ")" * 65), "S!A1", "more than 64 levels"),
        (AddComments("S", {(2, 3): "x" * 32_768}), "S!C2", "a comment of more than 32,767 characters"),
        (AddSheet("T", (("a",), ("b", "x" * 32_768))), "T!B2", "a text of more than 32,767 characters"),
    ],
)
def test_what_is_longer_or_deeper_than_excel_takes_is_refused(raw_book, edit: Edit, place: str, told: str) -> None:
    draft = Draft(open_package(raw_book("<sheetData/>")))
    with pytest.raises(Problem) as raised:
        apply_edits(draft, [edit])
    assert raised.value.place == place and told in raised.value.text.en


def test_the_longest_text_is_written(raw_book) -> None:
    data = edited_file(raw_book("<sheetData/>"), [SetValue(CellRef("S", 1, 1), "ă" * 32_767)])
    assert read_book(open_package(data))["S"].value(1, 1) == "ă" * 32_767


@pytest.mark.parametrize(
    "edit", [RenameSheet("S", "Tháng mười hai"), CopySheet("S", "Tháng mười hai"), InsertRows("S", 5, 9_999)]
)
def test_formulas_that_would_become_too_long_are_named(raw_book, edit: Edit) -> None:
    formula = "+".join(["S!A9"] * 1_600)
    data = raw_book(f'<sheetData><row r="1"><c r="B1"><f>{formula}</f></c></row></sheetData>')
    draft = Draft(open_package(data))
    with pytest.raises(Problem, match="would become longer than 8,192") as raised:
        apply_edits(draft, [edit])
    assert raised.value.place == "S!B1"
    assert draft.changed == frozenset()
