"""Units come and go with a click, as the command brings them in and takes them out, and can be taken back."""

import pytest
from fixtures.edited_files import edited_file

from xl_addin.campaign.units.delete import unit_deleted
from xl_addin.campaign.units.insert import units_inserted
from xl_addin.case.case import Case
from xl_addin.excel.macros import add_unit, remove_unit, undo
from xl_addin.formula.cells import CellRef
from xl_addin.workbook.edits.edit import SetFormula
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

PUBLISHED, RIGHT = "cong-bo.xlsx", "phan-bo.xlsx"


def contents(book: Book) -> dict[str, object]:
    """What cells hold; formulas without their values."""
    return {
        sheet.name: {
            (row, index): column.formulas.get(row, column.values.get(row))
            for index, column in sheet.columns.items()
            for row in {*column.values, *column.formulas}
        }
        for sheet in book.sheets
    }


def test_units_come_in_as_the_command_brings_them_in(opened, demo_files, spec) -> None:
    data = demo_files[RIGHT]
    book = opened(data)
    book.select("Giai đoạn 2", "D10")
    book.app.answers = ["Tân Lập; Tân Tiến"]
    add_unit.main(book)
    change = units_inserted(Case.open(data, spec=spec), "Đồng Xoài", names=["Tân Lập", "Tân Tiến"])
    assert contents(read_book(book.data)) == contents(read_book(edited_file(data, change.edits)))
    assert "“Đồng Xoài”" in book.app.questions[0]
    assert "Thêm 2 đơn vị sau “Đồng Xoài”." in book.app.questions[1]
    assert "- Giai đoạn 1: chèn dòng 11:12" in book.app.questions[1]


def test_a_unit_goes_as_the_command_takes_it_out_and_comes_back(opened, demo_files, spec) -> None:
    data = demo_files[RIGHT]
    book = opened(data)
    book.select("Giai đoạn 1", "A10")
    remove_unit.main(book)
    change = unit_deleted(Case.open(data, spec=spec), "Đồng Xoài")
    assert contents(read_book(book.data)) == contents(read_book(edited_file(data, change.edits)))
    assert "#REF!" not in book.app.questions[0]
    undo.main(book)
    assert contents(read_book(book.data)) == contents(read_book(data))


def test_formulas_that_lose_the_unit_are_named_first(opened, demo_files) -> None:
    data = edited_file(demo_files[RIGHT], [SetFormula(CellRef("Tham số", 30, 1), "='Giai đoạn 1'!D10*2")])
    book = opened(data)
    book.select("Giai đoạn 1", "A10")
    book.app.answers = ["cancel"]
    remove_unit.main(book)
    assert "Tham số!A30" in book.app.questions[0]
    assert book.edits == []


@pytest.mark.parametrize("macro", [add_unit, remove_unit])
def test_a_row_that_is_no_units_is_said(opened, demo_files, macro) -> None:
    book = opened(demo_files[PUBLISHED])
    book.select("Giai đoạn 1", "D20")
    macro.main(book)
    assert "không nằm ở dòng đơn vị nào" in book.app.alerts[0]
    assert book.edits == []


@pytest.mark.parametrize("answers", [[False], ["Tân Lập", "cancel"]])
def test_adding_can_be_given_up(opened, demo_files, answers: list[object]) -> None:
    book = opened(demo_files[RIGHT])
    book.select("Giai đoạn 1", "B12")
    book.app.answers = answers
    add_unit.main(book)
    assert book.edits == []
