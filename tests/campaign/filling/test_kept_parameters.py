"""A book that keeps its parameters: they are written there, and everything that reads or explains them follows."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.campaign.filling.fill import Filled, fill_book
from xl_addin.campaign.making.data.data_source import open_source
from xl_addin.campaign.making.inputs import CampaignInputs, read_inputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.case.case import Case
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec
from xl_addin.spec.parameter_option import with_parameters
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

PHASE_1, PHASE_2 = "Giai đoạn 1", "Giai đoạn 2"
CHECKS = [(PHASE_1, 21, 4), (PHASE_1, 22, 4), (PHASE_2, 21, 4), (PHASE_2, 22, 4), (PHASE_2, 21, 5), (PHASE_2, 22, 5)]


def inputs() -> CampaignInputs:
    figures = shipped_folder("formulas_spec") / "published" / "binh_phuoc_phase1.csv"
    return read_inputs(load_spec("binh_phuoc"), open_source(str(figures)))


@pytest.fixture(scope="module")
def made() -> bytes:
    return campaign_workbook(load_spec("binh_phuoc"), inputs())


def filled(book: bytes, parameters: dict[str, str], **asked: object) -> Filled:
    return fill_book(
        Case.open(book, file="b.xlsx"), spec=load_spec("binh_phuoc", parameters), given=parameters, **asked
    )


def opened(filled: Filled) -> Book:
    return read_book(filled.data, file="b.xlsx")


def contents(book: Book) -> dict[tuple[str, int, int], object]:
    """Every cell's formula or value."""
    return {
        (sheet.name, row, position): sheet.formula(row, position) or column.values.get(row)
        for sheet in book.sheets
        for position, column in sheet.columns.items()
        for row in {*column.values, *column.formulas}
    }


def changed(book: bytes, sheet: str, cell: str, value: object) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(book))
    workbook[sheet][cell] = value
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_a_parameter_is_written_and_everything_that_reads_or_explains_it_follows(made: bytes) -> None:
    result = filled(made, {"target": "510000"})
    book = opened(result)
    assert book["Tham số"].value(5, 3) == 510000
    assert book["Cách chia"].value(4, 1).startswith("Chia 510.000 theo cột 3, không vượt cột 3; phần dư lớn nhất")
    assert [book["Cách chia"].value(row, 8) for row in range(6, 17)] == [
        book[PHASE_1].value(row, 4) for row in range(9, 20)
    ]
    assert {book[sheet].value(row, column) for sheet, row, column in CHECKS} == {0}
    assert book[PHASE_1].formula(9, 8) == "=MIN(G9,'Tham số'!$C$6)"
    assert next(note.vi for note in result.notes) == "Tham số!C5: 500.000 → 510.000"


@settings(max_examples=5)
@given(
    target=st.integers(1, 800_000),
    cap=st.integers(0, 60_000),
    shares=st.tuples(st.integers(1, 999), st.integers(1, 999)),
    days=st.tuples(st.integers(13, 99), st.integers(9, 99)),
    end=st.dates(
        min_value=load_spec("binh_phuoc").day("phase2_start"), max_value=load_spec("binh_phuoc").day("final_report")
    ),
)
def test_a_book_filled_with_parameters_is_the_one_made_with_them(
    target: int, cap: int, shares: tuple[int, int], days: tuple[int, int], end: object
) -> None:
    parameters = {
        "target": str(target),
        "level_2_cap": str(cap),
        "phase2_share": f"{shares[0] / 10}0%",
        "level_2_share": f"{shares[1] / 10}0%",
        "phase1_days": str(days[0]),
        "phase2_days": str(days[1]),
        "phase2_end": str(end),
    }
    units = inputs()
    before = campaign_workbook(load_spec("binh_phuoc"), units)
    after = read_book(campaign_workbook(load_spec("binh_phuoc", parameters), units), file="n.xlsx")
    once = filled(before, parameters)
    assert contents(opened(once)) == contents(after)
    assert filled(once.data, {}).edits == ()


def test_nothing_changes_in_a_book_that_is_right(made: bytes) -> None:
    assert filled(made, {}).edits == ()


def test_filling_without_a_spec_leaves_a_book_that_was_made_with_one(made: bytes) -> None:
    assert fill_book(Case.open(made, file="b.xlsx")).edits == ()


def test_a_sheet_filled_alone_leaves_the_others_behind_and_it_is_said(made: bytes) -> None:
    notes = [note.vi for note in filled(made, {"target": "510000"}, sheet=PHASE_1).notes]
    assert any("các trang Giai đoạn 2 còn theo tham số cũ" in note for note in notes)


def test_the_books_own_parameter_comes_before_the_specs_and_it_is_said(made: bytes) -> None:
    result = filled(changed(made, "Tham số", "C5", 510000), {})
    book = opened(result)
    assert book["Tham số"].value(5, 3) == 510000
    assert sum(book[PHASE_1].value(row, 4) for row in range(9, 20)) == 510000
    assert {book[sheet].value(row, column) for sheet, row, column in CHECKS} == {0}
    assert "Tham số!C5: target = 510.000 theo sổ tính; đặc tả ghi 500.000, đã dùng số của sổ" in [
        note.vi for note in result.notes
    ]


def test_parameters_are_found_on_a_renamed_sheet(made: bytes) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(made))
    sheet = workbook["Tham số"]
    sheet.title = "Số liệu KH"
    for name in (PHASE_1, PHASE_2):
        for row in workbook[name].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = cell.value.replace("'Tham số'!", "'Số liệu KH'!")
    stream = io.BytesIO()
    workbook.save(stream)
    book = opened(filled(stream.getvalue(), {"target": "510000"}))
    assert book["Số liệu KH"].value(5, 3) == 510000
    assert book[PHASE_1].formula(9, 8) == "=MIN(G9,'Số liệu KH'!$C$6)"
    assert book[PHASE_1].value(21, 4) == 0


def test_a_whole_asked_for_is_written_where_the_book_keeps_it(made: bytes) -> None:
    for result in (
        filled(made, {}, targets={"phase1.4": 510000}),
        fill_book(Case.open(made, file="b.xlsx"), targets={f"{PHASE_1}.4": 510000}, by={f"{PHASE_1}.4": "3"}),
    ):
        book = opened(result)
        assert book["Tham số"].value(5, 3) == 510000
        assert book["Cách chia"].value(4, 1).startswith("Chia 510.000 ")
        assert (book[PHASE_1].value(21, 4), book[PHASE_1].value(22, 4)) == (0, 0)
        assert "Tham số!C5: 500.000 → 510.000" in [note.vi for note in result.notes]


def test_the_check_of_the_inputs_follows_another_column_to_share_by(made: bytes) -> None:
    book = opened(filled(made, {}, by={"phase1.4": "11"}, at_most={"phase1.4": "3"}, targets={"phase1.4": 100000}))
    assert book[PHASE_1].formula(22, 4) == (
        "=SUMPRODUCT(ABS(K9:K19-'Cách chia'!$C$6:$C$16))+SUMPRODUCT(ABS(C9:C19-'Cách chia'!$D$6:$D$16))"
    )
    assert book[PHASE_1].value(22, 4) == 0


def test_a_cell_that_is_no_figure_is_refused_at_its_place(made: bytes) -> None:
    with pytest.raises(Problem) as refused:
        filled(changed(made, "Tham số", "C5", "510.000"), {})
    assert refused.value.place == "Tham số!C5"


def test_a_parameter_fits_the_others_of_the_book_not_those_of_the_specs_file() -> None:
    moved = load_spec("binh_phuoc", {"phase2_end": "2024-09-20", "final_report": "2024-09-25"})
    book = campaign_workbook(moved, inputs())
    spec = with_parameters(load_spec("binh_phuoc"), {"phase2_start": "2024-07-16"})
    result = fill_book(Case.open(book, file="b.xlsx"), spec=spec, given=("phase2_start",))
    assert opened(result)[PHASE_2].value(5, 1).endswith("từ ngày 16/7/2024 đến ngày 20/9/2024")


def test_parameters_that_contradict_each_other_are_refused(made: bytes) -> None:
    spec = with_parameters(load_spec("binh_phuoc"), {"phase2_start": "2024-07-16"})
    with pytest.raises(Problem, match="the first day is after the last"):
        fill_book(Case.open(made, file="b.xlsx"), spec=spec, given=("phase2_start",))


def test_a_book_that_keeps_no_parameters_gets_figures_and_it_is_said(made: bytes) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(made))
    del workbook["Tham số"]
    del workbook["Cách chia"]
    stream = io.BytesIO()
    workbook.save(stream)
    result = filled(stream.getvalue(), {"target": "510000"})
    assert opened(result)[PHASE_1].formula(9, 8) == "=MIN(G9,12500)"
    notes = [note.vi for note in result.notes]
    assert any("công thức ghi thẳng số: target = 510.000; level_2_cap = 12.500" in note for note in notes)
    with pytest.raises(Problem, match="has no effect") as refused:
        filled(stream.getvalue(), {"phase1_days": "30"})
    assert refused.value.place == "phase1_days"


def test_more_units_than_the_explanation_has_rows_is_said(made: bytes) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(made))
    sheet = workbook["Cách chia"]
    for column in range(1, 9):
        sheet.cell(16, column).value = None
    stream = io.BytesIO()
    workbook.save(stream)
    result = filled(stream.getvalue(), {})
    assert any("có 10 dòng, bảng có 11 đơn vị" in note.vi for note in result.notes)


def test_a_whole_that_is_given_twice_is_refused(made: bytes) -> None:
    with pytest.raises(Problem, match="give one of the two"):
        filled(made, {"target": "510000"}, targets={"phase1.4": 520000})
