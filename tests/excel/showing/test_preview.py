"""What a macro shows before it writes."""

from xl_addin.excel.showing.preview import preview
from xl_addin.formula.cells import Area, CellRef
from xl_addin.workbook.edits.comments.ours import signed
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    ClearComments,
    ClearMarks,
    DeleteSheet,
    Mark,
    SetFormula,
    SetNumberFormat,
    SetValue,
)
from xl_addin.workbook.model.book import Book, Column, Sheet

BOOK = Book("sổ.xlsx", (Sheet("Bảng", {1: Column({1: 48692, 2: "12", 3: 0.5})}),))


def at(row: int, column: int = 1) -> CellRef:
    return CellRef("Bảng", row, column)


def test_cells_are_shown_before_and_after_with_vietnamese_figures() -> None:
    edits = [SetValue(at(1), 50000), SetValue(at(2), 12), SetFormula(at(3), "=A1/A2"), SetValue(at(4), "mới")]
    assert preview(BOOK, edits).vi == (
        "Sẽ ghi 4 ô:\n- Bảng!A1: 48.692 → 50.000\n- Bảng!A2: “12” → 12\n- Bảng!A3: 0,5 → =A1/A2\n- Bảng!A4: ∅ → mới"
    )


def test_many_cells_are_counted_and_the_first_shown() -> None:
    text = preview(BOOK, [SetValue(at(row, 2), row) for row in range(1, 1501)]).vi
    assert text.startswith("Sẽ ghi 1.500 ô:\n- Bảng!B1: ∅ → 1\n")
    assert text.endswith("- Bảng!B6: ∅ → 6\n… và 1.494 ô nữa")


def test_of_two_edits_of_a_cell_the_later_counts() -> None:
    assert preview(BOOK, [SetValue(at(1), 1), SetValue(at(1), 2)]).vi == "Sẽ ghi 1 ô:\n- Bảng!A1: 48.692 → 2"


def test_a_long_text_takes_one_line() -> None:
    line = preview(BOOK, [SetValue(at(1), "dòng một\ndòng hai " * 50)]).vi.splitlines()[1]
    assert line.startswith("- Bảng!A1: 48.692 → dòng một dòng hai")
    assert len(line) <= 100
    assert line.endswith("…")


def test_sheets_that_come_go_and_are_replaced() -> None:
    edits = [DeleteSheet("Cũ"), DeleteSheet("Bảng"), AddSheet("Bảng", ())]
    assert preview(BOOK, edits, [f"Phiếu {number}" for number in range(1, 9)]).vi == (
        "Sẽ thay 1 trang: Bảng\n\n"
        "Sẽ thêm 8 trang: Phiếu 1, Phiếu 2, Phiếu 3, Phiếu 4, Phiếu 5, Phiếu 6, …\n\n"
        "Sẽ bỏ 1 trang: Cũ"
    )


def test_marked_cells_are_counted_once() -> None:
    marks = [ClearMarks("Bảng"), Mark("Bảng", (Area.parse("A1:B2"), Area.parse("D4")), "FFC7CE")]
    comments = [ClearComments("Bảng"), AddComments("Bảng", {(1, 1): signed("sai"), (9, 9): signed("sai")})]
    assert preview(BOOK, [*marks, *comments]).vi == "Sẽ đánh dấu 6 ô bằng màu và ghi chú."
    assert preview(BOOK, [ClearMarks("Bảng")]).vi.startswith("Sẽ bỏ màu và ghi chú của lần kiểm tra trước")


def test_formats_alone_are_counted_apart() -> None:
    edits = [SetNumberFormat(at(1), "0"), SetNumberFormat(at(2), "0"), SetValue(at(2), 12)]
    assert preview(BOOK, edits).vi.endswith("Sẽ đổi định dạng số của 1 ô.")
