"""Lines and sheets that a button moved are moved back; what Excel cannot give back is told before it is done."""

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import openpyxl
import pytest
from fixtures.edited_files import edited_file
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from xl_addin.excel.acting import Writing, carry_out
from xl_addin.excel.macros import redo, undo
from xl_addin.excel.reading import read_open_book
from xl_addin.excel.session.quiet import quiet
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import (
    AddSheet,
    CopySheet,
    DeleteColumns,
    DeleteRows,
    DeleteSheet,
    Edit,
    InsertColumns,
    InsertRows,
    MoveSheet,
    RenameSheet,
    SetFormula,
    SetNumberFormat,
    SetValue,
)
from xl_addin.workbook.reading.read import read_book

Table = openpyxl.worksheet.worksheet.Worksheet


def table(change: Callable[[Table], None] = lambda sheet: None) -> bytes:
    """Invented: units with their total, another sheet that refers to them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Bảng"
    sheet.append(["Đơn vị", "Giao", "Đạt", "Tỷ lệ"])
    for row in range(2, 7):
        sheet.append([f"xã {row}", row * 10, row, f"=C{row}/B{row}"])
        sheet.cell(row, 4).number_format = "0.0%"
    sheet.append(["Cộng", "=SUM(B2:B6)", "=SUM(C$2:C$6)", "=C7/B7"])
    book.create_sheet("Trang 2").append(["=SUM('Bảng'!B2:B6)", "='Bảng'!B7", "='Bảng'!B4", "='Bảng'!C6+1"])
    book.create_sheet("Trang 3")["A1"] = 1
    change(sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def content(data: bytes) -> dict[str, object]:
    """What cells hold and show, sheet by sheet in their order."""
    return {
        sheet.name: {
            (row, index): (
                column.formulas.get(row),
                None if row in column.formulas else column.values.get(row),
                sheet.number_format(row, index),
            )
            for index, column in sorted(sheet.columns.items())
            for row in sorted(column.values.keys() | column.formulas.keys())
        }
        for sheet in read_book(data).sheets
    }


def do(book, *edits: Edit) -> Path | None:
    """Write as a button does; gives the copy kept."""
    with quiet(book.app, display_alerts=False):
        copy = carry_out(read_open_book(book), Writing(edits), Text("Thử", "Try"), lambda text: None)
    return None if copy is None else Path(copy.vi)


@pytest.mark.parametrize(
    "edits",
    [
        [InsertRows("Bảng", 7, 2, like=6, fill=True, stretch=True)],
        [InsertRows("Bảng", 7, like=6, fill=True, stretch=True), SetValue(CellRef("Bảng", 7, 1), "xã mới")],
        [InsertRows("Bảng", 3), InsertRows("Bảng", 1), SetValue(CellRef("Bảng", 9, 2), 5)],
        [InsertColumns("Bảng", 3, like=2), SetNumberFormat(CellRef("Bảng", 3, 5), "0")],
        [DeleteRows("Bảng", 4)],
        [DeleteRows("Bảng", 6)],
        [DeleteRows("Bảng", 2, 2), InsertRows("Bảng", 3, like=2), DeleteRows("Bảng", 4)],
        [DeleteColumns("Bảng", 3)],
        [RenameSheet("Bảng", "Giao"), InsertRows("Giao", 7, stretch=True), SetFormula(CellRef("Giao", 7, 2), "=B2")],
        [RenameSheet("Bảng", "Giữa"), RenameSheet("Trang 2", "Bảng"), RenameSheet("Giữa", "Trang 2")],
        [RenameSheet("Bảng", "Giao"), DeleteRows("Giao", 4, 2)],
        [MoveSheet("Bảng"), MoveSheet("Trang 3", "Trang 2")],
        [CopySheet("Bảng", "Bảng sau"), InsertRows("Bảng sau", 3), SetValue(CellRef("Bảng sau", 3, 1), "x")],
        [CopySheet("Trang 2", "Trang 4"), MoveSheet("Trang 4", "Bảng"), DeleteRows("Bảng", 6)],
        [AddSheet("Thêm", (("a",),)), DeleteRows("Bảng", 6), SetValue(CellRef("Bảng", 2, 2), 7)],
        [DeleteSheet("Trang 3"), MoveSheet("Trang 2", "Bảng"), InsertRows("Bảng", 2)],
    ],
)
def test_whatever_moved_is_moved_back_and_moved_again(opened, edits: list[Edit]) -> None:
    book = opened(table())
    before = content(book.data)
    assert do(book, *edits) is not None
    after = content(book.data)
    assert after != before or list(after) != list(before)
    undo.main(book)
    assert "Đã hoàn tác" in book.app.alerts[-1]
    assert sorted(content(book.data).items()) == sorted(before.items())
    if not any(isinstance(edit, DeleteSheet) for edit in edits):
        assert list(content(book.data)) == list(before)
    redo.main(book)
    assert "Đã làm lại" in book.app.alerts[-1]
    assert sorted(content(book.data).items()) == sorted(after.items())


def test_a_unit_typed_into_a_new_row_since_is_not_thrown_away(opened) -> None:
    book = opened(table())
    do(book, InsertRows("Bảng", 7, like=6, fill=True, stretch=True))
    book.record(SetValue(CellRef("Bảng", 7, 1), "xã mới"))
    undo.main(book)
    assert "Bảng!A7" in book.app.alerts[-1]
    assert read_book(book.data)["Bảng"].value(7, 1) == "xã mới"


def test_a_copied_sheet_that_was_filled_in_since_stays(opened) -> None:
    book = opened(table())
    do(book, CopySheet("Bảng", "Tháng 2"))
    book.record(SetValue(CellRef("Tháng 2", 2, 2), 99))
    undo.main(book)
    assert "Tháng 2!B2" in book.app.alerts[-1]
    assert "Tháng 2" in book.sheets.names()


def test_a_formula_that_lost_its_cell_and_was_mended_since_stays(opened) -> None:
    book = opened(table())
    do(book, DeleteRows("Bảng", 4))
    book.record(SetFormula(CellRef("Trang 2", 1, 3), "=Bảng!B3"))
    undo.main(book)
    assert "Trang 2!C1" in book.app.alerts[-1]
    assert read_book(book.data)["Trang 2"].formula(1, 3) == "=Bảng!B3"


def test_formulas_that_lose_their_cells_are_named_first(opened) -> None:
    book = opened(table())
    do(book, RenameSheet("Bảng", "Giao"), DeleteRows("Giao", 4))
    [shown] = book.app.questions
    assert shown.startswith("1 công thức mất ô mà nó tính (thành #REF!): Trang 2!C1\n\n")
    assert "- đổi tên trang tính “Bảng” thành “Giao”\n- Giao: xóa dòng 4" in shown
    assert "Hoàn tác" not in shown


def commented(sheet: Table) -> None:
    sheet["A4"].comment = Comment("của văn phòng", "Văn phòng")


def charted(sheet: Table) -> None:
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=4, max_row=4))
    sheet.add_chart(chart, "F3")


def merged(sheet: Table) -> None:
    sheet.merge_cells("F3:F4")


@pytest.mark.parametrize("change", [commented, charted, merged])
def test_what_only_the_copy_brings_back_is_said_before_and_not_half_undone(opened, change) -> None:
    book = opened(table(change))
    copy = do(book, DeleteRows("Bảng", 4))
    [shown] = book.app.questions
    assert "Nút “Hoàn tác” không trả lại được việc này" in shown
    done = content(book.data)
    undo.main(book)
    assert str(copy) in book.app.alerts[-1]
    assert content(book.data) == done


def test_nothing_is_said_of_the_copy_where_undoing_brings_all_back(opened) -> None:
    def merged_elsewhere(sheet: Table) -> None:
        commented(sheet)
        sheet.merge_cells("F5:G5")

    book = opened(table(merged_elsewhere))
    do(book, DeleteRows("Bảng", 5))
    assert "Hoàn tác" not in book.app.questions[0]


@pytest.mark.parametrize("refused", [SetFormula, SetValue, DeleteRows, MoveSheet])
def test_a_refusal_half_way_takes_all_back(opened, refused: type) -> None:
    book = opened(table())
    before = content(book.data)
    book.refuses = lambda edit: (
        type(edit) is refused and not book.edits_refused.append(edit) and len(book.edits_refused) == 1
    )
    book.edits_refused = []
    edits = [
        RenameSheet("Bảng", "Giao"),
        CopySheet("Trang 2", "Trang 4"),
        MoveSheet("Trang 3", "Giao"),
        InsertRows("Giao", 7, like=6, fill=True, stretch=True),
        DeleteRows("Giao", 3),
        SetValue(CellRef("Giao", 3, 1), "khác"),
        SetFormula(CellRef("Giao", 3, 2), "=B2"),
    ]
    with pytest.raises(Problem, match="set back"):
        do(book, *edits)
    assert sorted(content(book.data).items()) == sorted(before.items())
    assert list(content(book.data)) == list(before)


def test_lines_of_a_filtered_list_stay_until_the_filter_is_cleared(opened) -> None:
    def filtered(sheet: Table) -> None:
        sheet.auto_filter.ref = "A1:D6"
        sheet.auto_filter.add_filter_column(0, ["xã 2"])

    book = opened(table(filtered))
    with pytest.raises(Problem, match="filtered") as raised:
        do(book, RenameSheet("Bảng", "Giao"), InsertRows("Giao", 3))
    assert raised.value.place == "Bảng"
    assert book.edits == []
    assert do(book, InsertRows("Trang 2", 1)) is not None


def test_sheets_stay_where_the_structure_is_protected(opened) -> None:
    source = openpyxl.load_workbook(io.BytesIO(table()))
    source.security.lockStructure = True
    target = io.BytesIO()
    source.save(target)
    for edit in (RenameSheet("Bảng", "Giao"), CopySheet("Bảng", "Giao"), MoveSheet("Bảng")):
        book = opened(target.getvalue(), f"{type(edit).__name__}.xlsx")
        with pytest.raises(Problem, match="structure"):
            do(book, edit)
        assert book.edits == []


def some_edits(seed: int, data: bytes) -> list[Edit]:
    """A few edits that the workbook allows, one after the other."""
    random = Random(seed)
    edits: list[Edit] = []
    while len(edits) < 4:
        at, count = random.randint(1, 8), random.randint(1, 2)
        like, stretch = random.choice([None, at - 1 or None, at]), random.random() < 0.5
        edit = random.choice(
            [
                InsertRows("Bảng", at, count, like=like, fill=like is not None, stretch=stretch),
                InsertColumns("Bảng", at, count, like=like, fill=like is not None, stretch=stretch),
                DeleteRows("Bảng", at, count),
                DeleteColumns("Bảng", at, count),
                DeleteRows("Trang 2", 1),
                InsertRows("Trang 2", 1),
                MoveSheet("Trang 2", random.choice([None, "Bảng", "Trang 3"])),
            ]
        )
        with suppress(Problem):
            edited_file(data, [*edits, edit])
            edits.append(edit)
    return edits


@pytest.mark.parametrize("seed", range(8))
def test_whatever_the_edits_they_are_taken_back_and_made_again(opened, seed: int) -> None:
    book = opened(table())
    before = content(book.data)
    do(book, *some_edits(seed, book.data))
    after = content(book.data)
    undo.main(book)
    assert "Đã hoàn tác" in book.app.alerts[-1]
    assert list(content(book.data).items()) == list(before.items())
    redo.main(book)
    assert "Đã làm lại" in book.app.alerts[-1]
    assert list(content(book.data).items()) == list(after.items())
