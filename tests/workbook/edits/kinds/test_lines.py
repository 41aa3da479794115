"""Rows and columns come and go as edits: in their order, before cells, with everything that follows."""

import io

import openpyxl
import pytest
from fixtures.books import RawBook, Written
from fixtures.edited_files import edited_file

from xl_addin.formula.cells import CellRef
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import (
    DeleteColumns,
    DeleteRows,
    Edit,
    InsertColumns,
    InsertRows,
    LineEdit,
    SetFormula,
    SetValue,
)


def total(book, sheet) -> None:
    sheet.write_formula("B13", "=SUM(B1:B12)")
    sheet.write_formula("C13", "=SUM($C$1:$C$12)/2")
    sheet.merge_range("E12:F12", "gộp")
    sheet.conditional_format("B1:B12", {"type": "cell", "criteria": ">", "value": "$B$13", "format": book.add_format()})
    sheet.data_validation("C1:C12", {"validate": "list", "source": "=$A$1:$A$12"})


def sheet_of(data: bytes, *edits: Edit) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(edited_file(data, edits)))["Bảng"]


@pytest.fixture
def data(xlsxwriter_book: Written) -> bytes:
    return xlsxwriter_book(total)


def test_rows_like_the_last_one_take_part_in_everything_it_takes_part_in(data: bytes) -> None:
    sheet = sheet_of(data, InsertRows("Bảng", 13, 2, like=12, fill=True, stretch=True))
    assert (sheet["B15"].value, sheet["C15"].value) == ("=SUM(B1:B14)", "=SUM($C$1:$C$14)/2")
    assert [str(each) for each in sheet.merged_cells.ranges] == ["E12:F12", "E13:F13", "E14:F14"]
    assert [str(each.sqref) for each in sheet.conditional_formatting] == ["B1:B14"]
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["C1:C14"]
    assert sheet.data_validations.dataValidation[0].formula1 == "$A$1:$A$14"


def test_rows_within_a_merged_area_stay_in_it_whatever_they_are_like(raw_book: RawBook) -> None:
    book = raw_book(
        '<sheetData><row r="2"><c r="A2"><v>1</v></c></row></sheetData>'
        '<mergeCells count="3"><mergeCell ref="A2:B2"/><mergeCell ref="C2:D2"/><mergeCell ref="A3:A5"/></mergeCells>'
    )
    sheet = openpyxl.load_workbook(io.BytesIO(edited_file(book, [InsertRows("S", 4, like=2, fill=True)])))["S"]
    assert sorted(str(each) for each in sheet.merged_cells.ranges) == ["A2:B2", "A3:A6", "C2:D2", "C4:D4"]


def test_rows_that_only_have_the_formats_of_another_have_no_merged_cells_of_it_as_in_excel(data: bytes) -> None:
    sheet = sheet_of(data, InsertRows("Bảng", 13, 2, like=12))
    assert [str(each) for each in sheet.merged_cells.ranges] == ["E12:F12"]


def test_rows_above_a_total_are_not_in_it_unless_that_is_asked_for(data: bytes) -> None:
    assert sheet_of(data, InsertRows("Bảng", 13))["B14"].value == "=SUM(B1:B12)"


def test_rows_and_columns_go(data: bytes) -> None:
    sheet = sheet_of(data, DeleteRows("Bảng", 2, 3), DeleteColumns("Bảng", 1))
    assert (sheet["A10"].value, sheet["B10"].value) == ("=SUM(A1:A9)", "=SUM($B$1:$B$9)/2")
    assert sheet["A2"].value == 4


def test_lines_move_in_the_order_that_is_given_and_cells_are_named_as_they_are_then(data: bytes) -> None:
    edits = [SetValue(CellRef("Bảng", 5, 3), "mới"), DeleteRows("Bảng", 1, 2), InsertRows("Bảng", 3, 1)]
    sheet = sheet_of(data, *edits, InsertColumns("Bảng", 1), SetFormula(CellRef("Bảng", 3, 2), "=C2"))
    assert [sheet.cell(row, 2).value for row in range(1, 5)] == ["xã 2", "xã 3", "=C2", "xã 4"]
    assert sheet["C5"].value == "mới"


def test_a_cell_is_looked_at_where_it_is_then(data: bytes) -> None:
    edited_file(data, [InsertRows("Bảng", 1), SetValue(CellRef("Bảng", 12, 6), 1)])
    with pytest.raises(Problem, match="merged") as raised:
        edited_file(data, [InsertRows("Bảng", 1), SetValue(CellRef("Bảng", 13, 6), 1)])
    assert raised.value.place == "Bảng!F13"


def test_a_later_shift_is_held_against_what_the_earlier_has_left(raw_book: RawBook) -> None:
    book = raw_book('<sheetData><row r="2"><c r="A2"><f t="array" ref="A2:A3">B2:B3</f></c></row></sheetData>')
    edited_file(book, [InsertRows("S", 1, 2), InsertRows("S", 3)])
    with pytest.raises(Problem, match="array formula") as raised:
        edited_file(book, [InsertRows("S", 1, 2), InsertRows("S", 5)])
    assert raised.value.place == "S!A4:A5"


@pytest.mark.parametrize("edit", [InsertRows("S", 2, like=0), InsertRows("S", 2, like=1048577), DeleteRows("S", 0)])
def test_lines_that_no_sheet_has_are_refused(raw_book: RawBook, edit: LineEdit) -> None:
    with pytest.raises(Problem, match="no such rows or columns"):
        edited_file(raw_book("<sheetData/>"), [edit])


def test_stale_values_are_calculated_by_excel(data: bytes) -> None:
    edited = edited_file(data, [InsertRows("Bảng", 5)])
    assert openpyxl.load_workbook(io.BytesIO(edited)).calculation.fullCalcOnLoad
