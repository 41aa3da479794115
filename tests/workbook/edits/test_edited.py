"""The book as edits would leave it, looked at before anything is written."""

from xl_addin.formula.cells import Area, CellRef
from xl_addin.workbook.edits.edit import SetFormula, SetNumberFormat, SetValue
from xl_addin.workbook.edits.edited import changes_something, edited
from xl_addin.workbook.model.book import Book, Column, Sheet

BOOK = Book(
    "sổ.xlsx",
    (
        Sheet(
            "S",
            {1: Column({1: 5, 2: 7}, {2: "=A1+2"}, {1: "0.0"}), 2: Column({1: "chữ"})},
            arrays={(2, 1): Area(2, 1, 2, 1)},
        ),
        Sheet("T", {1: Column({1: 1})}),
    ),
)


def cell(row: int, column: int = 1) -> CellRef:
    return CellRef("S", row, column)


def test_values_formulas_and_formats() -> None:
    after = edited(BOOK, [SetFormula(cell(1), "=1+1"), SetValue(cell(2), 9), SetNumberFormat(cell(2), "0%")])["S"]
    assert (after.value(1, 1), after.formula(1, 1)) == (None, "=1+1")
    assert (after.value(2, 1), after.formula(2, 1), after.number_format(2, 1)) == (9, None, "0%")
    assert after.arrays == {}


def test_the_general_format_is_none() -> None:
    after = edited(BOOK, [SetNumberFormat(cell(1), "General")])["S"]
    assert after.columns[1].number_formats == {}


def test_the_later_of_two_edits_of_a_cell_counts() -> None:
    after = edited(BOOK, [SetFormula(cell(1), "=1+1"), SetValue(cell(1), 3)])["S"]
    assert (after.value(1, 1), after.formula(1, 1)) == (3, None)


def test_what_no_edit_touches_is_the_same_object() -> None:
    after = edited(BOOK, [SetValue(cell(1), 3)])
    assert after["T"] is BOOK["T"]
    assert after["S"].columns[2] is BOOK["S"].columns[2]


def test_an_edit_that_changes_nothing() -> None:
    sheet = BOOK["S"]
    assert not changes_something(SetFormula(cell(2), "=A1+2"), sheet)
    assert not changes_something(SetNumberFormat(cell(1), "0.0"), sheet)
    assert changes_something(SetValue(cell(2), 7), sheet)
    assert changes_something(SetValue(cell(1), True), sheet)
