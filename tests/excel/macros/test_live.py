"""Edits onto an open workbook: few calls, and every value arrives as what it is."""

import pytest
import xlwings
from fixtures.edited_files import edited_file
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.excel.bringing import bring_sheets
from xl_addin.excel.live import applying
from xl_addin.excel.live.applying import apply_live, check_live
from xl_addin.excel.live.cells import blocks
from xl_addin.formula.cells import Area, CellRef
from xl_addin.problem import Problem
from xl_addin.workbook.edits.comments.ours import signed
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    ClearComments,
    DeleteSheet,
    Mark,
    SetFormula,
    SetNumberFormat,
    SetValue,
)
from xl_addin.workbook.edits.registry import edit_kinds
from xl_addin.workbook.reading.read import read_book


def test_a_column_and_a_block_are_one_range_each() -> None:
    cells = [CellRef("S", row, 4) for row in range(9, 20)]
    cells += [CellRef("S", row, column) for row in (2, 3) for column in (1, 2)]
    assert set(blocks(cells)) == {("S", Area(9, 4, 19, 4)), ("S", Area(2, 1, 3, 2))}


@given(st.sets(st.tuples(st.sampled_from("ST"), st.integers(1, 8), st.integers(1, 6))))
def test_blocks_hold_each_cell_once_and_no_other(places: set[tuple[str, int, int]]) -> None:
    cells = [CellRef(*place) for place in places]
    covered = [
        CellRef(sheet, row, column)
        for sheet, area in blocks(cells)
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    ]
    assert sorted(covered) == sorted(cells)


def test_texts_stay_texts_and_numbers_numbers(opened, demo_files) -> None:
    book = opened(demo_files["cong-bo.xlsx"])
    values = ["=7-8", "1/2", "007", "12-3", "TRUE", "@ai", "'nháy", "Đồng Xoài", "", True, 0.1, 2**40, None, "5%"]
    edits = [SetValue(CellRef("Giai đoạn 1", 40 + row, 1), value) for row, value in enumerate(values)]
    apply_live(book, edits)
    assert book.edits == [edit if edit.value != "" else SetValue(edit.cell, None) for edit in edits]


def test_excel_neither_flickers_nor_recalculates_nor_asks_meanwhile(opened, demo_files) -> None:
    book = opened(demo_files["cong-bo.xlsx"])
    book.app.settings["enable_events"] = False
    before = dict(book.app.settings)
    apply_live(book, [SetFormula(CellRef("Giai đoạn 1", 40, 1), "=1+1")])
    wanted = {"screen_updating": False, "enable_events": False, "display_alerts": False, "calculation": "manual"}
    assert book.app.set[:4] == list(wanted.items())
    assert book.app.settings == before


def test_a_sheet_goes_behind_the_last_one_seen_though_that_is_a_chart(opened, demo_files) -> None:
    book = opened(demo_files["cong-bo.xlsx"])
    book.charts, book.hidden = ["Biểu đồ 1", "Biểu đồ ẩn"], {"Biểu đồ ẩn"}
    apply_live(book, [AddSheet("Mới", ())])
    assert book.edits == [AddSheet("Mới", ())]
    bring_sheets(book, edited_file(demo_files["cong-bo.xlsx"], [AddSheet("Phiếu", (("a",),))], file="x"), ["Phiếu"])
    assert book.edits[-1] == AddSheet("Phiếu", (("a",),))


def test_a_sheet_somebody_has_hidden_is_deleted(opened, demo_files) -> None:
    book = opened(demo_files["cong-bo.xlsx"])
    book.hidden = {book.sheets.names()[-1]}
    apply_live(book, [DeleteSheet(book.sheets.names()[-1])])
    assert len(book.edits) == 1


def test_marks_are_laid_while_a_chart_sheet_is_in_front(opened, demo_files) -> None:
    book = opened(demo_files["cong-bo.xlsx"])
    book.charts, book.front = ["Biểu đồ 1"], "Biểu đồ 1"
    book.hidden = {book.sheets.names()[0]}
    apply_live(book, [Mark("Giai đoạn 1", (Area(7, 7, 9, 7),), "FFC7CE")])
    assert len(book.edits) == 1
    assert book.front == "Biểu đồ 1"


def test_many_marks_go_in_addresses_excel_takes(opened, demo_files) -> None:
    book = opened(demo_files["cong-bo.xlsx"])
    areas = tuple(Area(row, 7, row, 7) for row in range(1, 400, 2))
    apply_live(book, [Mark("Giai đoạn 1", areas, "FFC7CE")])
    assert len(book.edits) > 1
    assert tuple(area for mark in book.edits for area in mark.areas) == areas


def test_comments_come_and_only_ours_go(opened, demo_files) -> None:
    sheet, theirs, ours = "Giai đoạn 1", "đã hỏi huyện", signed("sai")
    book = opened(edited_file(demo_files["cong-bo.xlsx"], [AddComments(sheet, {(9, 3): theirs})], file="x"))
    apply_live(book, [AddComments(sheet, {(9, 3): ours, (9, 4): ours, (10, 4): ours})])
    assert read_book(book.data)[sheet].comments == {(9, 3): theirs, (9, 4): ours, (10, 4): ours}
    apply_live(book, [ClearComments(sheet)])
    assert read_book(book.data)[sheet].comments == {(9, 3): theirs}


def test_boxes_are_as_large_as_their_text(opened, demo_files) -> None:
    book = opened(demo_files["cong-bo.xlsx"])
    short, long = signed("sai"), signed("một câu dài hơn nhiều " * 20)
    apply_live(book, [AddComments("Giai đoạn 1", {(9, 4): short, (10, 4): long})])
    [first, second] = book.boxes
    assert first.Width == second.Width == 247.5
    assert 30 < first.Height < second.Height


def test_a_sheet_may_be_empty_or_ragged(opened, demo_files) -> None:
    book = opened(demo_files["cong-bo.xlsx"])
    apply_live(book, [AddSheet("Trống", ()), AddSheet("Lệch", (("a",), ("b", 2)))])
    cells = {edit.cell: edit.value for edit in book.edits if isinstance(edit, SetValue)}
    assert cells[CellRef("Lệch", 1, 2)] is None
    assert cells[CellRef("Lệch", 2, 2)] == 2


def test_one_format_is_one_call_for_neighbours(opened, demo_files) -> None:
    book = opened(demo_files["cong-bo.xlsx"])
    cells = [CellRef("Giai đoạn 1", row, 5) for row in range(30, 35)]
    apply_live(book, [SetNumberFormat(cell, "0.0") for cell in cells])
    assert book.edits == [SetNumberFormat(cell, "0.0") for cell in cells]


def test_xlwings_has_all_that_is_used_of_it() -> None:
    used = {
        xlwings.App: "alert api books screen_updating enable_events display_alerts calculation status_bar",
        xlwings.Book: "api app caller close name sheets",
        xlwings.main.Books: "open",
        xlwings.main.Sheets: "__getitem__ __iter__",
        xlwings.Sheet: "api delete name range visible",
        xlwings.Range: "add_hyperlink api column_width font formula formula2 formula_array number_format value "
        "vertical_alignment wrap_text",
    }
    for owner, names in used.items():
        assert [name for name in names.split() if not hasattr(owner, name)] == []


def test_a_kind_of_edit_is_made_in_excel_or_refused_by_name_before_anything_is_written(monkeypatch) -> None:
    made = {edit for kind in edit_kinds() for edit in kind.edits}
    assert set(applying._APPLIERS) <= made
    edits = [object.__new__(edit) for edit in made]
    check_live([edit for edit in edits if type(edit) in applying._APPLIERS], file="sổ.xlsx")
    for edit in edits:
        monkeypatch.delitem(applying._APPLIERS, type(edit), raising=False)
        with pytest.raises(Problem, match=type(edit).__name__) as caught:
            check_live([edit], file="sổ.xlsx")
        assert caught.value.file == "sổ.xlsx"
