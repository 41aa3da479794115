"""Unit sheets in the open book, cut again: for whom, what units wrote stays, names follow; undone and done again."""

from pathlib import Path

import pytest
from fixtures.edited_files import edited_file

from xl_addin.campaign.cutting.manifest.in_file import SHEET as MANIFEST
from xl_addin.campaign.cutting.manifest.reading import IssuedSheets, manifest_in
from xl_addin.excel.macros import redo, undo, unit_sheets
from xl_addin.formula.cells import CellRef
from xl_addin.workbook.edits.edit import AddSheet, SetValue
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

RIGHT, SHEET, UNIT, INDEX = "phan-bo.xlsx", "Giai đoạn 1", "Đồng Xoài", "Mục lục"


def saved(book) -> Book:
    """The workbook as Excel would save it."""
    path = book.api.FullName + ".saved.xlsx"
    book.api.SaveCopyAs(path)
    return read_book(Path(path).read_bytes())


def seen(book) -> list[str]:
    """The sheets in their order, without the one that nobody sees."""
    return [name for name in book.sheets.names() if name != MANIFEST]


def unit_names(book) -> dict[str, object]:
    return {name.Name: name for name in book.names if "xl_addin" in name.Name}


def issued(book) -> IssuedSheets:
    return manifest_in(saved(book))


def sheet_texts(book: Book, name: str) -> str:
    return str([value for column in book[name].columns.values() for value in column.values.values()])


def entry(book) -> CellRef:
    """The first cell that the unit fills in."""
    [unit] = [unit for unit in issued(book).manifest.units if unit.unit == UNIT]
    area = unit.entries[0].area
    return CellRef(unit.sheet, area.first_row, area.first_column)


def figure(data: bytes) -> CellRef:
    """The unit's figure of column 11 in the office's table."""
    sheet = read_book(data)[SHEET]
    [row] = [row for row, value in sheet.columns[2].values.items() if value == UNIT]
    [_, column] = [index for index, cells in sheet.columns.items() if 11 in cells.values.values()]
    return CellRef(SHEET, row, column)


@pytest.fixture
def cut_book(opened, demo_files):
    """A book into which its unit sheets were just cut."""
    book = opened(demo_files[RIGHT])
    unit_sheets.main(book)
    return book


def test_hidden_names_lead_to_what_units_fill_in(cut_book) -> None:
    names = unit_names(cut_book)
    assert len(names) == 11 and not any(name.Visible for name in names.values())
    cell = entry(cut_book)
    assert names["xl_addin_unit_2"].RefersTo.startswith(f"='{cell.sheet}'!$E${cell.row}:")
    undo.main(cut_book)
    assert unit_names(cut_book) == {}
    redo.main(cut_book)
    assert unit_names(cut_book).keys() == names.keys() and MANIFEST in cut_book.hidden


def test_cut_again_the_sheets_are_replaced_and_what_units_wrote_stays(cut_book) -> None:
    cell, before = entry(cut_book), seen(cut_book)
    cut_book.record(SetValue(cell, 12))
    cut_book.app.answers = ["1"]
    unit_sheets.main(cut_book)
    assert "Sẽ thay 12 trang: Mục lục, " in cut_book.app.questions[-1]
    assert "Giữ nguyên 1 ô đơn vị đã ghi" in cut_book.app.questions[-1]
    assert "#REF!" not in cut_book.app.questions[-1]
    assert saved(cut_book)[UNIT].value(cell.row, cell.column) == 12
    assert seen(cut_book) == before
    assert issued(cut_book).manifest.issue == 2
    undo.main(cut_book)
    assert cut_book.app.alerts[-1].startswith("Đã hoàn tác")
    back = saved(cut_book)
    assert back[UNIT].value(cell.row, cell.column) == 12 and manifest_in(back).manifest.issue == 1
    assert seen(cut_book) == before
    assert MANIFEST in cut_book.hidden and len(unit_names(cut_book)) == 11


def test_only_units_whose_quota_changed_are_replaced(cut_book, demo_files) -> None:
    cell, order = figure(demo_files[RIGHT]), seen(cut_book)
    cut_book.record(SetValue(cell, read_book(demo_files[RIGHT])[SHEET].value(cell.row, cell.column) + 7))
    cut_book.app.answers = ["2"]
    unit_sheets.main(cut_book)
    assert f"Sẽ thay 2 trang: {INDEX}, {UNIT}" in cut_book.app.questions[-1]
    after = saved(cut_book)
    assert "THAY ĐỔI SO VỚI LẦN GIAO TRƯỚC" in sheet_texts(after, UNIT)
    assert "THAY ĐỔI SO VỚI LẦN GIAO TRƯỚC" not in sheet_texts(after, "Phước Long")
    index = sheet_texts(after, INDEX)
    assert all(unit.unit in index for unit in issued(cut_book).manifest.units)
    assert sorted(unit.issue for unit in issued(cut_book).manifest.units) == [1] * 10 + [2]
    assert seen(cut_book) == order


def test_nothing_is_written_where_no_quota_changed(cut_book) -> None:
    before = cut_book.data
    cut_book.app.answers = ["2"]
    unit_sheets.main(cut_book)
    assert "Không đơn vị nào có chỉ tiêu khác lần giao trước" in cut_book.app.alerts[-1]
    assert cut_book.data == before


def test_units_of_selected_rows_come_to_those_that_are_there(opened, demo_files) -> None:
    book = opened(demo_files[RIGHT])
    for row, units in ((10, [UNIT]), (9, ["Phước Long", UNIT])):
        book.select(SHEET, f"B{row}")
        book.app.answers = ["2"]
        unit_sheets.main(book)
        assert [unit.unit for unit in issued(book).manifest.units] == units
        assert all(unit in sheet_texts(saved(book), INDEX) for unit in units)
    assert seen(book)[-3:] == [INDEX, UNIT, "Phước Long"]


def test_a_sheet_that_was_renamed_is_known_and_replaced(cut_book) -> None:
    cell = entry(cut_book)
    cut_book.record(SetValue(cell, 5))
    cut_book.rename(UNIT, "ĐX")
    cut_book.select(SHEET, "B10")
    cut_book.app.answers = ["2"]
    unit_sheets.main(cut_book)
    after = saved(cut_book)
    assert "ĐX" not in cut_book.sheets.names()
    assert after[UNIT].value(cell.row, cell.column) == 5


def test_what_units_wrote_elsewhere_is_named_before(cut_book) -> None:
    cut_book.record(SetValue(CellRef(UNIT, 1, 12), "ghi thêm"))
    cut_book.app.answers = ["1", "cancel"]
    before = cut_book.data
    unit_sheets.main(cut_book)
    assert f"{UNIT}!L1 = ghi thêm" in cut_book.app.questions[-1]
    assert cut_book.data == before


def test_a_sheet_of_the_office_with_a_units_name_is_left_alone(opened, demo_files) -> None:
    book = opened(edited_file(demo_files[RIGHT], [AddSheet(UNIT, (("của cơ quan",),))], file=RIGHT))
    unit_sheets.main(book)
    assert "đã có trang tính này" in book.app.alerts[-1]
    assert book.edits == []


def test_if_excel_refuses_the_names_all_is_as_before(cut_book, monkeypatch) -> None:
    before, names = saved(cut_book), [(name.Name, name.RefersTo) for name in cut_book.names]
    refused = []
    add = type(cut_book.api.Names).Add

    def once(self, **given: object) -> None:
        if not refused:
            refused.append(given)
            raise OSError("0x800A03EC")
        add(self, **given)

    monkeypatch.setattr(type(cut_book.api.Names), "Add", once)
    cut_book.app.answers = ["1"]
    unit_sheets.main(cut_book)
    assert "các ô đã được trả về như cũ" in cut_book.app.alerts[-1]
    assert [sheet.name for sheet in saved(cut_book).sheets] == [sheet.name for sheet in before.sheets]
    assert [(name.Name, name.RefersTo) for name in cut_book.names] == names
