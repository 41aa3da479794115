"""Going on from a calculation: the same values as from the start, and nothing calculated that did not have to be."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.engine.recalculate import recalculate
from xl_addin.formula.cells import Area, CellRef
from xl_addin.workbook.edits.edit import SetFormula, SetValue
from xl_addin.workbook.edits.edited import edited
from xl_addin.workbook.model.book import Book, Column, Sheet

Make = Callable[..., Any]

ROWS, COLUMNS = 8, "ABCD"

# What a cell may hold: figures, texts, and formulas over the cells around it, whole columns and another sheet.
NUMBERS = st.integers(-5, 5)
PLACES = st.tuples(st.sampled_from(COLUMNS), st.integers(1, ROWS)).map(lambda at: f"{at[0]}{at[1]}")
FORMULAS = st.one_of(
    st.builds("={}+{}".format, PLACES, PLACES),
    st.builds("=SUM({}:{})".format, PLACES, PLACES),
    st.builds("=IF({}>0,{},{})".format, PLACES, PLACES, PLACES),
    st.builds("=T!{}*2".format, PLACES),
    st.builds("=COUNT({0}:{0})".format, st.sampled_from(COLUMNS)),
    st.builds("=ISFORMULA({})".format, PLACES),
    st.builds("=SUBTOTAL(9,{}:{})".format, PLACES, PLACES),
    st.builds("=A{0}-B{0}".format, st.integers(1, ROWS)),
)
CONTENTS = st.one_of(st.none(), NUMBERS, st.just("chữ"), FORMULAS)
CELLS = st.dictionaries(PLACES, CONTENTS.filter(lambda one: one is not None), max_size=16)
CHANGES = st.lists(st.tuples(st.sampled_from("ST"), PLACES, CONTENTS), min_size=1, max_size=4)


def as_edit(sheet: str, place: str, content: Any) -> SetValue | SetFormula:
    cell = CellRef(sheet, int(place[1:]), ord(place[0]) - 64)
    if isinstance(content, str) and content.startswith("="):
        return SetFormula(cell, content)
    return SetValue(cell, content)


@given(CELLS, CELLS, st.lists(CHANGES, min_size=1, max_size=3))
def test_as_calculated_from_the_start(make_sheet: Make, make_book: Make, first: Any, second: Any, rounds: Any) -> None:
    book = make_book(make_sheet("S", first), make_sheet("T", second))
    now = recalculate(book)
    for changes in rounds:
        edits = [as_edit(*each) for each in changes]
        book = edited(book, edits)
        now = now.after(book, {edit.cell for edit in edits})
        whole = recalculate(book)
        assert now.values == whole.values
        assert now.book == whole.book


def table(make_book: Make) -> Book:
    """Column C needs A and the figure in E1, D needs A alone; another sheet adds up C."""
    cells: dict[str, Any] = {"E1": 100}
    for row in range(2, 12):
        cells |= {f"A{row}": row, f"C{row}": f"=A{row}*$E$1", f"D{row}": f"=A{row}+1"}
    return make_book(cells, {"A1": "=SUM(Sheet1!C2:C11)"}, {"A1": "=1+1"})


def test_only_what_depends_on_a_change_is_calculated(make_book: Make) -> None:
    book = table(make_book)
    before = recalculate(book)
    cell = CellRef("Sheet1", 1, 5)
    after = before.after(edited(book, [SetValue(cell, 7)]), [cell])
    assert {(ref.sheet, ref.column) for ref in after.anew} == {("Sheet1", 3), ("Sheet2", 1)}
    assert after.values[CellRef("Sheet2", 1, 1)] == 7 * sum(range(2, 12))


def test_a_formula_within_a_column_is_calculated_alone(make_book: Make) -> None:
    book = table(make_book)
    cell = CellRef("Sheet1", 5, 4)
    after = recalculate(book).after(edited(book, [SetFormula(cell, "=A5+2")]), [cell])
    assert list(after.anew) == [cell]
    assert after.values[cell] == 7


def test_what_nothing_reached_is_the_same_object(make_book: Make) -> None:
    book = table(make_book)
    before = recalculate(book)
    cell = CellRef("Sheet1", 1, 5)
    after = before.after(edited(book, [SetValue(cell, 7)]), [cell])
    assert after.book["Sheet3"] is before.book["Sheet3"]
    assert after.book["Sheet1"].columns[4] is before.book["Sheet1"].columns[4]
    assert after.book["Sheet1"].columns[3] is not before.book["Sheet1"].columns[3]


def test_a_value_in_place_of_a_formula_reaches_what_needs_it(make_book: Make) -> None:
    book = make_book({"A1": 1, "B1": "=A1+1", "C1": "=B1*2", "D1": "=ISFORMULA(B1)"})
    cell = CellRef("Sheet1", 1, 2)
    after = recalculate(book).after(edited(book, [SetValue(cell, 10)]), [cell])
    assert {str(ref): value for ref, value in after.values.items()} == {"Sheet1!C1": 20, "Sheet1!D1": False}


@pytest.mark.parametrize("column", [5, 6])
def test_an_array_formula_gives_way_to_a_whole_calculation(make_book: Make, make_sheet: Make, column: int) -> None:
    cells = {"A1": 3, "E1": "=A1:A1*{1,2}", "G1": "=F1"}
    book = make_book(make_sheet("S", cells, arrays={(1, 5): Area(1, 5, 1, 6)}))
    cell = CellRef("S", 1, column)
    changed = edited(book, [SetValue(cell, 10)])
    assert recalculate(book).after(changed, [cell]).values == recalculate(changed).values


def test_chance_and_time_stay(make_book: Make) -> None:
    book = make_book({"A1": 1, "B1": "=RAND()", "C1": "=NOW()", "D1": "=A1+1"})
    before = recalculate(book, seed=4)
    cell = CellRef("Sheet1", 1, 1)
    after = before.after(edited(book, [SetValue(cell, 2)]), [cell])
    changed = {str(ref) for ref, value in after.values.items() if value != before.values[ref]}
    assert changed == {"Sheet1!D1"}


def test_a_cell_in_a_column_of_its_own(make_book: Make) -> None:
    book = Book("b.xlsx", (Sheet("S", {1: Column({1: 5}, {})}),))
    cell = CellRef("S", 3, 9)
    after = recalculate(book).after(edited(book, [SetFormula(cell, "=A1")]), [cell])
    assert after.book["S"].value(3, 9) == 5
