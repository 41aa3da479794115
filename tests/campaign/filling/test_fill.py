"""Filling a workbook the office made itself: the Bình Phước tables typed anew, somewhere else, in another style."""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.campaign.filling.fill import Filled, fill_book
from xl_addin.case.case import Case
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec
from xl_addin.workbook.edits.edit import SetFormula, SetValue
from xl_addin.workbook.reading.read import read_book

FIRST_COLUMN, HEADER_ROW = 3, 6
NUMBER_ROW, FIRST_ROW, TOTAL_ROW = HEADER_ROW + 2, HEADER_ROW + 3, HEADER_ROW + 14
REMARK = "Ghi chú"
DONE_RIGHT = [28211, 52643, 30908, 39145, 62471, 30027, 50837, 47577, 72168, 38223, 47790]
"""Column 4 by largest remainder: one less for Hòn Quản than published."""


def published(table: str) -> list[list[str]]:
    path = shipped_folder("formulas_spec") / "published" / f"binh_phuoc_{table}.csv"
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def number(text: str) -> int | str | None:
    return int(text) if text.isdigit() else text or None


def type_table(sheet: Worksheet, rows: list[list[str]], keep: set[str], *, remark_after: str | None = None) -> None:
    """A table with merged headers and the office's own styles; only the figures of the columns in `keep` are typed.

    After column `remark_after` and at the end stand columns without a number.
    """
    thin = Side(style="thin", color="808080")
    headings, numbers, *body = rows
    labels = [text.partition("=")[0] for text in numbers]
    positions = {}
    position = FIRST_COLUMN
    for label in labels:
        positions[label] = position
        position += 2 if label == remark_after else 1
    last = position
    sheet.merge_cells(start_row=2, start_column=FIRST_COLUMN, end_row=2, end_column=last)
    sheet.cell(2, FIRST_COLUMN).value = "BẢNG PHÂN BỔ CHỈ TIÊU"
    sheet.cell(2, FIRST_COLUMN).font = Font(name="Times New Roman", size=14, bold=True)
    for label, heading, text in zip(labels, headings, numbers, strict=True):
        at = positions[label]
        sheet.cell(HEADER_ROW, at).value = heading
        sheet.merge_cells(start_row=HEADER_ROW, start_column=at, end_row=HEADER_ROW + 1, end_column=at)
        sheet.cell(NUMBER_ROW, at).value = number(text)
        for index, row in enumerate(body):
            cell = sheet.cell(FIRST_ROW + index, at)
            figure = row[labels.index(label)]
            if label in keep and (index < 11 or label in ("1", "2")):
                cell.value = number(figure)
            cell.font = Font(name="Times New Roman", size=11, color="FF1F3864", bold=index == 11)
            cell.border = Border(top=thin, bottom=thin, left=thin, right=thin)
            if label not in ("1", "2"):
                cell.number_format = "0.0" if "/" in text else "#,##0"
                cell.alignment = Alignment(horizontal="right")
    for at in {last, *({positions[remark_after] + 1} if remark_after else ())}:
        sheet.cell(HEADER_ROW, at).value = REMARK
        sheet.cell(FIRST_ROW + 1, at).value = "đã rà soát"
        sheet.cell(FIRST_ROW + 1, at).fill = PatternFill("solid", fgColor="FFFFF2CC")
    sheet.cell(TOTAL_ROW + 2, FIRST_COLUMN).value = "Ghi chú: số liệu tính đến ngày 18/6/2023"
    sheet.column_dimensions["E"].width = 17.5
    sheet.row_dimensions[HEADER_ROW].height = 61


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def office_book() -> bytes:
    """Phase 1 only, without a spec's sheet name, after a cover sheet with a formula of its own."""
    book = Workbook()
    cover = book.active
    cover.title = "Bìa"
    cover["B2"], cover["B3"], cover["B4"] = "Kế hoạch", 20, "=B3*2"
    sheet = book.create_sheet("Biểu 01")
    type_table(sheet, published("phase1"), {"1", "2", "3", "5", "6", "8", "11"}, remark_after="3")
    return saved(book)


@pytest.fixture
def both_phases() -> bytes:
    book = Workbook()
    book.active.title = "Giai đoạn 1"
    type_table(book.active, published("phase1"), {"1", "2", "3", "5", "6", "11"})
    type_table(book.create_sheet("Giai đoạn 2"), published("phase2"), {"1", "2"})
    return saved(book)


def cells(filled: Filled, sheet: str, column: str) -> list[object]:
    book = read_book(filled.data, file="test.xlsx")
    position = openpyxl.utils.column_index_from_string(column)
    return [book[sheet].value(row, position) for row in range(FIRST_ROW, TOTAL_ROW + 1)]


def formulas(filled: Filled, sheet: str, row: int) -> Mapping[str, str]:
    return {
        f"{openpyxl.utils.get_column_letter(edit.cell.column)}{edit.cell.row}": edit.formula
        for edit in filled.edits
        if isinstance(edit, SetFormula) and edit.cell.sheet == sheet and edit.cell.row == row
    }


def test_the_notation_fills_rows_and_totals(office_book: bytes) -> None:
    filled = fill_book(Case.open(office_book, file="test.xlsx"), targets={"4": 500000})
    assert formulas(filled, "Biểu 01", FIRST_ROW) == {
        "J9": "=G9-H9",
        "L9": "=J9-K9",
        "M9": "=G9-I9",
        "O9": '=IF(N9=0,"",(M9/N9)/25)',
    }
    assert formulas(filled, "Biểu 01", TOTAL_ROW) == {
        **{f"{column}20": f"=SUM({column}9:{column}19)" for column in "EGHIJKLMN"},
        "O20": '=IF(N20=0,"",(M20/N20)/25)',
    }
    assert [edit.value for edit in filled.edits if isinstance(edit, SetValue)] == DONE_RIGHT
    assert cells(filled, "Biểu 01", "G") == [*DONE_RIGHT, 500000]
    assert cells(filled, "Biểu 01", "O")[-1] == pytest.approx(391922 / 846 / 25)
    assert any("cột 4 được chia theo cột 3" in note.vi for note in filled.notes)


def test_everything_else_stays_as_it_was(office_book: bytes) -> None:
    filled = fill_book(Case.open(office_book, file="test.xlsx"), targets={"4": 500000})
    before = openpyxl.load_workbook(io.BytesIO(office_book))
    after = openpyxl.load_workbook(io.BytesIO(filled.data))
    assert after.sheetnames == before.sheetnames
    edited = {(edit.cell.sheet, edit.cell.row, edit.cell.column) for edit in filled.edits}
    assert len(edited) == len(filled.edits) == 11 * 5 + 10
    for old, new in zip(before, after, strict=True):
        assert new.dimensions == old.dimensions
        assert new.merged_cells.ranges == old.merged_cells.ranges
        assert widths(new) == widths(old)
        for row in old.iter_rows():
            for cell in row:
                there = new.cell(cell.row, cell.column)
                assert look(there) == look(cell), cell.coordinate
                if (old.title, cell.row, cell.column) not in edited:
                    assert there.value == cell.value, cell.coordinate


def widths(sheet: Worksheet) -> tuple[dict[str, float], dict[int, float | None]]:
    columns = {letter: each.width for letter, each in sheet.column_dimensions.items()}
    return columns, {row: each.height for row, each in sheet.row_dimensions.items()}


def look(cell: openpyxl.cell.Cell) -> str:
    return repr((cell.font, cell.fill, cell.border, cell.alignment, cell.number_format, cell.protection))


def test_filling_twice_changes_nothing_more(office_book: bytes) -> None:
    once = fill_book(Case.open(office_book, file="test.xlsx"), targets={"4": 500000})
    assert fill_book(Case.open(once.data, file="test.xlsx"), targets={"4": 500000}).edits == ()
    assert fill_book(Case.open(once.data, file="test.xlsx")).edits == ()


def test_another_column_to_share_by(office_book: bytes) -> None:
    filled = fill_book(Case.open(office_book, file="test.xlsx"), targets={"Biểu 01.4": 800}, by={"4": "11"})
    assert cells(filled, "Biểu 01", "G")[-1] == 800
    assert cells(filled, "Biểu 01", "G")[0] == round(800 * 42 / 846)


def test_a_spec_fills_both_phases_and_links_them(both_phases: bytes) -> None:
    filled = fill_book(Case.open(both_phases, file="test.xlsx"), spec=load_spec("binh_phuoc"))
    assert cells(filled, "Giai đoạn 1", "F") == [*DONE_RIGHT, 500000]
    assert formulas(filled, "Giai đoạn 1", FIRST_ROW)["J9"] == "=MIN(I9,12500)"
    assert formulas(filled, "Giai đoạn 2", FIRST_ROW) == {
        "E9": "='Giai đoạn 1'!E9-'Giai đoạn 1'!F9",
        "H9": "=F9-G9",
        "I9": "='Giai đoạn 1'!M9",
        "J9": '=IF(I9=0,"",(F9/I9)/65)',
    }
    assert [cells(filled, "Giai đoạn 2", column)[-1] for column in "EFGHI"] == [362985, 290388, 58078, 232310, 846]


def test_a_spec_takes_another_target(both_phases: bytes) -> None:
    filled = fill_book(
        Case.open(both_phases, file="test.xlsx"), spec=load_spec("binh_phuoc"), targets={"phase1.4": 510000}
    )
    assert cells(filled, "Giai đoạn 1", "F")[-1] == 510000
    assert cells(filled, "Giai đoạn 2", "F")[-1] == round(0.8 * 352985)


def test_weights_that_are_formulas_follow_what_was_shared_before(both_phases: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(both_phases))
    for row in range(FIRST_ROW, TOTAL_ROW):
        book["Giai đoạn 2"][f"E{row}"] = f"='Giai đoạn 1'!E{row}-'Giai đoạn 1'!F{row}"
    targets = {"Giai đoạn 1.4": 500000, "Giai đoạn 2.4": 290388}
    filled = fill_book(Case.open(saved(book), file="test.xlsx"), targets=targets)
    by_spec = fill_book(Case.open(both_phases, file="test.xlsx"), spec=load_spec("binh_phuoc"))
    assert cells(filled, "Giai đoạn 2", "F") == cells(by_spec, "Giai đoạn 2", "F")


def test_units_in_another_order_are_matched_by_name(both_phases: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(both_phases))
    for index in range(11):
        name = book["Giai đoạn 1"].cell(TOTAL_ROW - 1 - index, 4).value
        book["Giai đoạn 2"].cell(FIRST_ROW + index, 4).value = name
    filled = fill_book(Case.open(saved(book), file="test.xlsx"), spec=load_spec("binh_phuoc"))
    assert formulas(filled, "Giai đoạn 2", FIRST_ROW)["I9"] == "='Giai đoạn 1'!M19"
    in_order = fill_book(Case.open(both_phases, file="test.xlsx"), spec=load_spec("binh_phuoc"))
    assert cells(filled, "Giai đoạn 2", "E")[:11] == cells(in_order, "Giai đoạn 2", "E")[10::-1]


def test_a_table_the_spec_needs_must_be_there_with_the_same_units(both_phases: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(both_phases))
    book["Giai đoạn 2"].delete_rows(TOTAL_ROW - 1)
    with pytest.raises(Problem, match="has 10 units, the table Giai đoạn 1 it takes figures from has 11"):
        fill_book(Case.open(saved(book), file="test.xlsx"), spec=load_spec("binh_phuoc"))
    del book["Giai đoạn 1"]
    with pytest.raises(Problem, match="needs figures of table phase1"):
        fill_book(Case.open(saved(book), file="test.xlsx"), spec=load_spec("binh_phuoc"))


def test_a_zero_divisor_leaves_an_empty_cell_and_a_note(office_book: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(office_book))
    book["Biểu 01"]["N10"] = 0
    filled = fill_book(Case.open(saved(book), file="test.xlsx"), targets={"4": 500000})
    assert cells(filled, "Biểu 01", "O")[1] == ""
    assert [note.vi for note in filled.notes if "để trống" in note.vi] == [
        "Biểu 01: cột 12 để trống ở dòng 10 vì số chia bằng 0"
    ]


def small_book(rows: list[list[object]]) -> bytes:
    """Invented figures."""
    book = Workbook()
    book.active.title = "Biểu"
    for row in rows:
        book.active.append(row)
    return saved(book)


HEADINGS = ["STT", "Đơn vị", "Dân số", "Hồ sơ", "Còn lại", "Tỷ lệ"]
NUMBERS = [1, 2, 3, 4, "5=3-4", "6=4/3"]


def grouped_rows(first: object, second: object) -> list[list[object]]:
    return [
        HEADINGS,
        NUMBERS,
        ["I", "Khối phường", first, None],
        [1, "Phường A", 30, 10],
        [2, "Phường B", 50, 20],
        ["II", "Khối xã", second, None],
        [1, "Xã C", 70, 30],
        [2, "Xã D", 90, 40],
        [None, "Tổng cộng", None, None],
    ]


def test_sub_totals_are_summed_once() -> None:
    filled = fill_book(Case.open(small_book(grouped_rows("=C4+C5", 160)), file="test.xlsx"))
    assert formulas(filled, "Biểu", 3) == {
        "D3": "=SUM(D4:D5)",
        "E3": "=SUM(E4:E5)",
        "F3": '=IF(C3=0,"",D3/C3)',
    }
    assert formulas(filled, "Biểu", 9) == {
        "C9": "=SUM(C3,C6)",
        "D9": "=SUM(D3,D6)",
        "E9": "=SUM(E3,E6)",
        "F9": '=IF(C9=0,"",D9/C9)',
    }
    assert read_book(filled.data, file="test.xlsx")["Biểu"].value(9, 5) == 140
    assert fill_book(Case.open(filled.data, file="test.xlsx")).edits == ()


def test_a_heading_of_a_group_stays_without_figures() -> None:
    filled = fill_book(Case.open(small_book(grouped_rows(None, None)), file="test.xlsx"))
    assert formulas(filled, "Biểu", 3) == {}
    assert formulas(filled, "Biểu", 9)["C9"] == "=SUM(C4:C5,C7:C8)"


def test_a_text_in_the_total_row_says_that_there_is_no_total() -> None:
    rows = [HEADINGS, NUMBERS, [1, "Xã A", 30, 10], [2, "Xã B", 50, 20], [None, "Tổng cộng", "x", 99]]
    filled = fill_book(Case.open(small_book(rows), file="test.xlsx"))
    assert formulas(filled, "Biểu", 5).keys() == {"D5", "E5", "F5"}


def test_without_a_total_row_there_are_no_totals() -> None:
    filled = fill_book(Case.open(small_book([HEADINGS, NUMBERS, *UNITS[:2]]), file="test.xlsx"), targets={"4": 9})
    assert [edit.cell.row for edit in filled.edits] == [3, 4] * 3
    assert any("không có dòng tổng cộng" in note.vi for note in filled.notes)


def test_a_percentage_that_is_typed_in_has_no_total() -> None:
    rows = [HEADINGS, [1, 2, 3, 4, "5=3*4", 6], [1, "Xã A", 30, 0.5], [2, "Xã B", 50, 0.2], [None, "Tổng", None, None]]
    book = openpyxl.load_workbook(io.BytesIO(small_book(rows)))
    book.active["D3"].number_format = book.active["D4"].number_format = "0%"
    filled = fill_book(Case.open(saved(book), file="test.xlsx"))
    assert formulas(filled, "Biểu", 5) == {"C5": "=SUM(C3:C4)", "E5": "=SUM(E3:E4)"}


UNITS = [[1, "Xã A", 30, None], [2, "Xã B", 50, None], [None, "Tổng cộng", None, None]]


@pytest.mark.parametrize(
    ("numbers", "units", "options", "said"),
    [
        (NUMBERS, UNITS, {"targets": {"4": 81}}, "Biểu!D2: *add up to 80, less than the 81"),
        (NUMBERS, UNITS, {"targets": {"4": -1}}, "Biểu!D2: *whole number, 0 or more"),
        (NUMBERS, [[1, "Xã A", -3, None], *UNITS[1:]], {"targets": {"4": 9}}, "Biểu!C3: *negative"),
        (NUMBERS, [[1, "Xã A", None, None], *UNITS[1:]], {"targets": {"4": 9}}, "Biểu!C3: *has no figure"),
        (NUMBERS, UNITS, {"targets": {"5": 9}}, "Biểu!E2: *calculated by a formula"),
        (NUMBERS, UNITS, {"targets": {"9": 9}}, "no table has a column 9"),
        (NUMBERS, UNITS, {"targets": {"4": 9}, "by": {"4": "7"}}, "no table has a column 7"),
        (NUMBERS, UNITS, {"targets": {"4": 9, "Biểu.4": 8}}, "Biểu!D2: *column 4 is given a whole to share twice"),
        (NUMBERS, UNITS, {"targets": {"Bieu.4": 9}}, "there is no table “Bieu”; do you mean “Biểu”?"),
        (NUMBERS, UNITS, {"targets": {"2": 9}}, "Biểu!B2: *names units and holds no figures to share; the columns"),
        (NUMBERS, UNITS, {"targets": {"4": 9}, "by": {"4": "1"}}, "Biểu!A2: *counts rows"),
        (NUMBERS, UNITS, {"targets": {"4": 9}, "by": {"4": "4"}}, "column 4 cannot be shared by itself"),
        (
            NUMBERS,
            UNITS,
            {"targets": {"4": 9}, "at_most": {"4": "4"}},
            "column 4 cannot be shared by itself or bounded",
        ),
        (NUMBERS, UNITS, {"by": {"4": "3"}}, "Biểu!D2: *no whole to share"),
        (NUMBERS, UNITS, {"targets": {"4": 9}, "at_most": {"4": "7"}}, "no table has a column 7"),
        (NUMBERS, [[1, "Xã A", "30", None], *UNITS[1:]], {"targets": {"4": 9}}, "Biểu!C3: *a number typed as text"),
        (NUMBERS, [[1, "Xã B ", 30, None], *UNITS[1:]], {"targets": {"4": 9}}, "Biểu!B4: *already stands in row 3"),
        ([1, 2, 3, 4, "5=3-14", "6=4/3"], UNITS, {}, "Biểu!E2: *needs column 14"),
        ([1, 2, 3, 4, "5=6-4", "6=5/3"], UNITS, {}, "Biểu!F2: *in a circle"),
        ([1, 2, 3, 4, "5=3-", "6=4/3"], UNITS, {}, "Biểu!E2: *cannot be read"),
        (NUMBERS, UNITS, {"sheet": "Bieu"}, "there is no sheet “Bieu”; do you mean “Biểu”?"),
        (["a", "b", "c", "d", "e", "f"], UNITS, {}, "no table with a column-number row"),
        (NUMBERS, UNITS, {"spec": "binh_phuoc"}, "no table of the workbook has the columns of the spec"),
    ],
)
def test_what_cannot_be_filled_is_named(
    numbers: list[object], units: list[list[object]], options: dict[str, object], said: str
) -> None:
    if "spec" in options:
        options = {"spec": load_spec(str(options["spec"]))}
    with pytest.raises(Problem) as problem:
        fill_book(Case.open(small_book([HEADINGS, numbers, *units]), file="test.xlsx"), **options)  # type: ignore[arg-type]
    line = problem.value.line("en")
    place, _, message = said.rpartition("*")
    assert line.startswith(f"test.xlsx: {place}")
    assert message in line


def test_a_sheet_is_named_in_any_letter_case_as_in_excel() -> None:
    case = Case.open(small_book([HEADINGS, NUMBERS, *UNITS]), file="test.xlsx")
    assert fill_book(case, sheet="BIỂU").edits == fill_book(case).edits != ()


def test_an_empty_column_that_a_formula_reads_is_filled_in_later() -> None:
    """`Chỉ tiêu` heads a column of names in many tables; here the formula of column 5 reads it."""
    headings = ["STT", "Đơn vị", "Dân số", "Chỉ tiêu", "Còn lại"]
    rows = [headings, [1, 2, 3, 4, "5=3-4"], [1, "Xã A", 30, None], [2, "Xã B", 50, None], [None, "Tổng", None, None]]
    filled = fill_book(Case.open(small_book(rows), file="test.xlsx"))
    assert formulas(filled, "Biểu", 3) == {"E3": "=C3-D3"}


def test_a_bound_other_than_the_weights() -> None:
    rows = [["STT", "Đơn vị", "Dân số", "Số tổ", "Giao"], [1, 2, 3, 4, 5], [1, "Xã A", 30, 1], [2, "Xã B", 50, 3]]
    book = small_book([*rows, [None, "Tổng", None, None]])
    with pytest.raises(Problem, match="within column 4"):
        fill_book(Case.open(book, file="test.xlsx"), targets={"5": 60})
    filled = fill_book(Case.open(book, file="test.xlsx"), targets={"5": 60}, by={"5": "4"}, at_most={"5": "3"})
    shares = [edit.value for edit in filled.edits if isinstance(edit, SetValue)]
    assert shares == [15, 45]
    assert any("theo cột 4, không vượt cột 3" in note.vi for note in filled.notes)


def test_two_tables_on_one_sheet_are_told_apart_by_their_range() -> None:
    table = [HEADINGS, NUMBERS, *UNITS]
    book = small_book([*table, [], [], *table])
    with pytest.raises(Problem, match=r"A1:F5\.4"):
        fill_book(Case.open(book, file="test.xlsx"), targets={"4": 9})
    filled = fill_book(Case.open(book, file="test.xlsx"), targets={"A1:F5.4": 9, "Biểu!A8:F12.4": 11})
    shared = {edit.cell.row: edit.value for edit in filled.edits if isinstance(edit, SetValue)}
    assert shared == {3: 3, 4: 6, 10: 4, 11: 7}


def test_a_notation_with_two_readings_is_not_guessed() -> None:
    headings = [f"Cột {label}" for label in range(1, 101)]
    numbers: list[object] = [*range(1, 5), "5=4/3*100", *range(6, 101)]
    rows = [["STT", "Đơn vị", *headings[2:]], numbers, [1, "Xã A", *range(98)], [2, "Xã B", *range(98)]]
    with pytest.raises(Problem) as problem:
        fill_book(Case.open(small_book(rows), file="test.xlsx"))
    assert problem.value.place == "Biểu!E2"
    assert "(4)/(3)*(100)" in problem.value.text.vi
    assert "(4)/(3)*100" in problem.value.text.vi


def test_a_chart_stays_as_it_was(office_book: bytes, parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    from openpyxl.chart import BarChart, Reference

    book = openpyxl.load_workbook(io.BytesIO(office_book))
    chart = BarChart()
    chart.add_data(Reference(book["Biểu 01"], min_col=5, min_row=9, max_row=19))
    book["Biểu 01"].add_chart(chart, "R2")
    before = saved(book)
    after = fill_book(Case.open(before, file="test.xlsx"), targets={"4": 500000}).data
    charts = {"xl/charts/chart1.xml", "xl/drawings/drawing1.xml"}
    assert charts <= parts_of(before).keys()
    assert all(parts_of(after)[name] == parts_of(before)[name] for name in charts)


def test_libreoffice_agrees_with_the_stored_values(
    both_phases: bytes, libreoffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    filled = fill_book(Case.open(both_phases, file="test.xlsx"), spec=load_spec("binh_phuoc"))
    path = tmp_path / "filled.xlsx"
    path.write_bytes(filled.data)
    ours = openpyxl.load_workbook(path, data_only=True)
    theirs = openpyxl.load_workbook(libreoffice(path, "xlsx"), data_only=True)
    for edit in filled.edits:
        value = ours[edit.cell.sheet].cell(edit.cell.row, edit.cell.column).value
        other = theirs[edit.cell.sheet].cell(edit.cell.row, edit.cell.column).value
        assert isinstance(value, int | float), edit
        assert other == pytest.approx(value, abs=1e-9), edit
    assert len(filled.edits) == 12 * (6 + 6) + 4  # calculated columns with their totals, and totals of the inputs
