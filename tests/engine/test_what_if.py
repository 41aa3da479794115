"""Other inputs, and what then changes."""

from collections.abc import Callable
from typing import Any

import pytest

from xl_addin.engine.what_if import what_if
from xl_addin.formula.cells import Area, CellRef
from xl_addin.problem import Problem

Make = Callable[..., Any]


def test_only_what_depends_on_the_input_changes(make_book: Make) -> None:
    book = make_book({"A1": 10, "A2": 5, "B1": "=A1*2", "B2": "=A2*2", "B3": "=SUM(B1:B2)"})
    answer = what_if(book, {CellRef("Sheet1", 1, 1): 11})
    assert [(str(one.cell), one.before, one.after) for one in answer.changes] == [
        ("Sheet1!B1", 20, 22),
        ("Sheet1!B3", 30, 32),
    ]
    assert book.sheets[0].value(1, 1) == 10


def test_a_value_takes_the_place_of_a_formula(make_book: Make) -> None:
    book = make_book({"A1": "=2+3", "B1": "=A1*2"})
    answer = what_if(book, {CellRef("Sheet1", 1, 1): 7})
    assert [(str(one.cell), one.before, one.after) for one in answer.changes] == [("Sheet1!B1", 10, 14)]
    assert CellRef("Sheet1", 1, 1) not in answer.after.values


def test_an_empty_input_empties_the_cell(make_book: Make) -> None:
    book = make_book({"A1": 1, "A2": 2, "B1": "=COUNT(A1:A2)"})
    (change,) = what_if(book, {CellRef("Sheet1", 1, 1): None}).changes
    assert (change.before, change.after) == (2, 1)


def test_parts_of_arrays_and_of_merged_cells_cannot_change_alone(make_book: Make, make_sheet: Make) -> None:
    array = make_sheet("S", {"A1": "=D1:D2*2", "A2": 0, "D1": 1, "D2": 2}, arrays={(1, 1): Area.parse("A1:A2")})
    merged = make_sheet("M", {"A1": 5}, merges=(Area.parse("A1:B2"),))
    book = make_book(array, merged)
    for ref in (CellRef("S", 1, 1), CellRef("S", 2, 1), CellRef("M", 2, 2)):
        with pytest.raises(Problem) as raised:
            what_if(book, {ref: 1})
        assert "A1" in raised.value.line("vi")
