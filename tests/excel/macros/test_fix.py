"""The button “Sửa nhanh”: what `xl-addin fix` does, shown first; with a finding selected, that finding alone."""

import io
from pathlib import Path

import openpyxl
import pytest
from fixtures.edited_files import edited_file, marks_of

from xl_addin.case.case import Case
from xl_addin.excel.macros import fix, redo, undo, verify
from xl_addin.formula.cells import CellRef
from xl_addin.reports.findings_sheet import SHEET
from xl_addin.spec.load import load_spec
from xl_addin.verify import verify as verify_module
from xl_addin.verify.fix import fix_book
from xl_addin.verify.verify import Verification
from xl_addin.workbook.edits.edit import Mark, SetFormula, SetValue
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

PUBLISHED, RIGHT = "cong-bo.xlsx", "phan-bo.xlsx"
TYPED, WRONG = CellRef("Biểu", 4, 5), CellRef("Biểu", 3, 4)


@pytest.fixture
def faulty() -> bytes:
    """Invented: a typed result (E4), a text figure (C5), a summed ratio (F8), and a negative count (D3)."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu"
    sheet.append(["STT", "Đơn vị", "Số người được giao", "Số người đã làm", "Số người còn lại", "Tỷ lệ (%)"])
    sheet.append([1, 2, 3, 4, "5=3-4", "6=4/3*100"])
    sheet.append([1, "Xã An", 1000, -400, "=C3-D3", "=D3/C3*100"])
    sheet.append([2, "Xã Bình", 2000, 500, 1500, "=D4/C4*100"])
    sheet.append([3, "Xã Cát", "4.000", 800, "=C5-D5", "=D5/C5*100"])
    sheet.append([4, "Xã Diên", 3000, 700, "=C6-D6", "=D6/C6*100"])
    sheet.append([5, "Xã Giang", 2500, 900, "=C7-D7", "=D7/C7*100"])
    sheet.append([None, "Tổng", "=SUM(C3:C7)", "=SUM(D3:D7)", "=SUM(E3:E7)", "=SUM(F3:F7)"])
    book.save(target := io.BytesIO())
    return target.getvalue()


def contents(book: Book) -> dict[str, object]:
    """Every cell's formula or value, but for the sheet of findings."""
    return {
        str(CellRef(sheet.name, row, index)): column.formulas.get(row, column.values.get(row))
        for sheet in book.sheets
        for index, column in sheet.columns.items()
        for row in column.values.keys() | column.formulas.keys()
        if sheet.name != SHEET
    }


def marked(book) -> set[CellRef]:
    areas = [(mark.sheet, area) for mark in marks_of(book.data) for area in mark.areas]
    return {CellRef(sheet, area.first_row, area.first_column) for sheet, area in areas}


def row_of(book, code: str) -> str:
    """The place on the sheet of findings that lists a code."""
    codes = read_book(book.data)[SHEET].columns[3].values
    return f"F{next(row for row, value in codes.items() if value == code)}"


@pytest.mark.parametrize("verified", [False, True])
@pytest.mark.parametrize("name", [PUBLISHED, RIGHT, "faulty"])
def test_mending_writes_what_the_command_writes(opened, demo_files, faulty: bytes, name: str, verified: bool) -> None:
    data = faulty if name == "faulty" else demo_files[name]
    expected = fix_book(Case.open(data, file=name, spec=None if name == "faulty" else load_spec("binh_phuoc")))
    book = opened(data)
    if verified:
        verify.main(book)
    book.select(read_book(data).sheets[0].name, "Z99")
    fix.main(book)
    assert contents(read_book(book.data)) == contents(read_book(edited_file(data, expected.edits, file=name)))
    formats = {sheet.name: sheet for sheet in read_book(expected.data).sheets}
    assert all(
        sheet.number_format(row, index) == formats[sheet.name].number_format(row, index)
        for sheet in read_book(book.data).sheets
        if sheet.name != SHEET
        for index, column in sheet.columns.items()
        for row in column.values
    )


def test_each_cell_is_shown_with_its_reason_and_what_is_left_is_said(opened, faulty: bytes) -> None:
    book = opened(faulty)
    book.select("Biểu", "Z99")
    fix.main(book)
    [question] = book.app.questions
    assert question.startswith("Sửa được 3 điểm: F202 (1), I401 (1), V304 (1)\n\n1 điểm phải tự sửa: I403 (1)")
    assert "- Biểu!E4: 1.500 → =C4-D4 (F202: Gõ số đè lên công thức)" in question
    assert "- Biểu!F8: =SUM(F3:F7) → =D8/C8*100 (V304: Cộng dồn cột bình quân hoặc tỷ lệ)" in question
    assert "- Biểu!C5: “4.000” → 4.000 (I401: Số bị lưu thành chữ)" in question
    assert book.app.alerts[0].startswith("Đã sửa 3 điểm")
    fix.main(book)
    assert "Không có phát hiện nào mà cách sửa chắc chắn đúng" in book.app.alerts[1]
    assert "1 điểm phải tự sửa: I403 (1)" in book.app.alerts[1]


def test_the_workbook_is_verified_once_before_it_is_mended_and_once_after(
    opened, faulty: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases: list[Case] = []

    def counting(case: Case) -> Verification:
        cases.append(case)
        return verification(case)

    verification = verify_module.verify
    monkeypatch.setattr("xl_addin.verify.fix.verify", counting)
    monkeypatch.setattr("xl_addin.excel.macros.fix.verify", counting)
    book = opened(faulty)
    book.select("Biểu", "E4")
    fix.main(book)
    assert book.edits
    assert len(cases) == len(set(map(id, cases))) == 2


def test_whoever_says_no_gets_nothing_mended(opened, faulty: bytes) -> None:
    book = opened(faulty)
    book.app.answers = ["cancel"]
    fix.main(book)
    assert (book.edits, book.app.alerts) == ([], [])
    assert not (Path(book.fullname).parent / "ban-sao-chi-tieu").exists()


def test_with_a_cell_selected_only_its_finding_is_mended_and_explained(opened, faulty: bytes) -> None:
    book = opened(faulty)
    book.select("Biểu", "E4")
    fix.main(book)
    [question] = book.app.questions
    assert question.startswith("Chỉ sửa phát hiện này: F202: Gõ số đè lên công thức (Biểu!E4)")
    assert "khi số đầu vào thay đổi ô này sẽ không đổi theo" in question
    assert "chọn một ô không có lỗi rồi bấm lại" in question
    assert book.edits == [SetFormula(TYPED, "=C4-D4")]
    # The others that could be mended are not called the officer's own work.
    assert "Còn 1 điểm khác có cách sửa: I401 (1)" in book.app.alerts[-1]
    assert "1 điểm phải tự sửa: I403 (1)" in book.app.alerts[-1]


def test_from_its_row_on_the_findings_sheet_one_finding_is_mended_and_ticked_off(opened, faulty: bytes) -> None:
    book = opened(faulty)
    verify.main(book)
    before, row = marked(book), row_of(book, "F202")
    book.select(SHEET, row)
    fix.main(book)
    after = read_book(book.data)
    assert after["Biểu"].formula(4, 5) == "=C4-D4"
    assert after["Biểu"].value(5, 3) == "4.000"
    assert after[SHEET].value(int(row[1:]), 2) == "Đã sửa"
    assert marked(book) == before - {TYPED}
    assert (4, 5) not in after["Biểu"].comments
    assert (5, 3) in after["Biểu"].comments
    fix.main(book)
    assert book.app.alerts[-1].startswith("Phát hiện ở dòng này không còn")


@pytest.mark.parametrize("at", ["A1", "F4", "C80"])
def test_outside_its_rows_the_findings_sheet_means_all(opened, faulty: bytes, at: str) -> None:
    book = opened(faulty)
    verify.main(book)
    book.select(SHEET, at)
    fix.main(book)
    assert book.app.questions[-1].startswith("Sửa được 3 điểm")


def test_mending_is_undone_and_done_again_with_marks_and_ticks(opened, faulty: bytes) -> None:
    book = opened(faulty)
    verify.main(book)
    book.select(SHEET, "A1")

    def state() -> tuple[object, ...]:
        read = read_book(book.data)
        ticks = dict(read[SHEET].columns[2].values)
        return contents(read), marked(book), [sheet.comments for sheet in read.sheets], ticks

    before = state()
    fix.main(book)
    mended = state()
    assert marked(book) == {WRONG}
    undo.main(book)
    assert state() == before
    redo.main(book)
    assert state() == mended


def test_why_a_finding_is_not_mended_is_said_with_what_to_do(opened, faulty: bytes, demo_files) -> None:
    book = opened(faulty)
    book.select("Biểu", "D3")
    fix.main(book)
    [message] = book.app.alerts
    assert message.startswith("I403: Số đếm bị âm (Biểu!D3)")
    assert "phải có người quyết định" in message
    assert "\n\nCách sửa: " in message
    published = demo_files[PUBLISHED]
    unsafe = fix_book(Case.open(published, file="x", spec=load_spec("binh_phuoc"))).unsafe[0]
    other = opened(published) if not Path(book.fullname).unlink() else book
    other.select(unsafe.sheet, unsafe.cell)
    fix.main(other)
    assert "thay số đã gõ hoặc phân bổ lại" in other.app.alerts[0]
    assert other.edits == []


def test_a_clean_workbook_has_nothing_to_mend(opened, demo_files) -> None:
    book = opened(demo_files[RIGHT])
    fix.main(book)
    assert book.app.alerts == ["Không phát hiện sai sót nào."]
    assert book.edits == []


def test_on_a_chart_sheet_all_is_meant(opened, faulty: bytes) -> None:
    book = opened(faulty)
    book.front = "Biểu đồ 1"
    fix.main(book)
    assert book.app.questions[0].startswith("Sửa được 3 điểm")


def test_a_finding_that_went_since_it_was_listed_is_said_to_be_gone(opened, faulty: bytes) -> None:
    book = opened(faulty)
    verify.main(book)
    book.record(SetValue(WRONG, 400))
    book.select(SHEET, row_of(book, "I403"))
    written = len(book.edits)
    fix.main(book)
    assert "không còn" in book.app.alerts[-1]
    assert len(book.edits) == written
    assert any(isinstance(edit, Mark) for edit in book.edits)
