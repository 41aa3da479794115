"""Other inputs, the clock and chance: what a recalculation takes beside the book."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xl_addin.engine import calculation
from xl_addin.engine.calculation import Calculation
from xl_addin.engine.recalculate import Recalculator, recalculate
from xl_addin.formula.cells import Area, CellRef
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import CellError, Unsupported

Make = Callable[..., Any]


def cell(address: str, sheet: str = "Sheet1") -> CellRef:
    return CellRef(sheet, int(address[1:]), ord(address[0]) - 64)


def table(make_book: Make) -> Any:
    """Invented figures: shares of a target in C2, a total, and a column that needs neither."""
    cells: dict[str, Any] = {"C2": 100, "C20": "=SUM(C5:C14)"}
    for row in range(5, 15):
        cells |= {f"A{row}": row, f"C{row}": f"=A{row}*$C$2/SUM(A$5:A$14)", f"D{row}": f"=A{row}+1"}
    return make_book(cells)


def test_inputs_can_be_set_in_one_call(make_book: Make) -> None:
    values = recalculate(table(make_book), set={"Sheet1!C2": 200, cell("A5"): 6}).values
    assert values[cell("C20")] == 200
    assert values[cell("D5")] == 7


def test_a_file_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "bảng.xlsx"
    written = openpyxl.Workbook()
    written.active.title = "Bảng"
    written.active.append([2, "=A1*3"])
    written.save(path)
    assert recalculate(path).values == {cell("B1", "Bảng"): 6}
    assert recalculate(str(path), set={"'Bảng'!A1": 5}).values == {cell("B1", "Bảng"): 15}


@pytest.mark.parametrize("place", ["Sheet9!A1", "Sheet1!A", "A1", CellRef("Mất", 1, 1)])
def test_a_cell_that_is_not_there_cannot_be_set(make_book: Make, place: Any) -> None:
    with pytest.raises(Problem):
        recalculate(table(make_book), set={place: 1})


def test_only_what_depends_on_a_changed_input_is_calculated_again(make_book: Make, monkeypatch: Any) -> None:
    again: list[int] = []
    ordinary = Calculation.run_again

    def watched(self: Calculation, changed: Any) -> list[int]:
        numbers = ordinary(self, changed)
        again.extend(self.blocks[number].place.column for number in numbers)
        return numbers

    monkeypatch.setattr(calculation.Calculation, "run_again", watched)
    calculator = Recalculator(table(make_book))
    assert calculator.result.values[cell("C20")] == 100
    changed = calculator.change({"Sheet1!C2": 510})
    assert set(again) == {3}
    assert changed.values == recalculate(table(make_book), set={"Sheet1!C2": 510}).values
    assert changed.book["Sheet1"].value(2, 3) == 510
    assert calculator.change({"Sheet1!A5": None}).values[cell("D5")] == 1


def test_any_cell_can_be_changed(make_book: Make, make_sheet: Make) -> None:
    book = make_book(
        make_sheet(
            "S",
            {"A1": 1, "B1": "=A1+1", "C1": "=B1*2", "E1": "=A1:A1*{1,2}", "G1": "=F1"},
            arrays={(1, 5): Area(1, 5, 1, 6)},
        )
    )
    calculator = Recalculator(book)
    for inputs in ({"S!A1": 5}, {"S!B1": 50}, {"S!Z99": 3}, {"S!A1": "chữ"}, {"S!A1": 7, "S!B1": None}):
        found = calculator.change(inputs).values
        assert found == recalculate(calculator.result.book).values
    with pytest.raises(Problem):
        calculator.change({"S!F1": 1})


def test_circles_are_found_again(make_book: Make) -> None:
    calculator = Recalculator(make_book({"A1": 1, "A2": "=IF(A1=1,A3,1)", "A3": "=A2", "B1": "=A3"}))
    for value in (1, 2, 1):
        found = calculator.change({"Sheet1!A1": value}).values
        assert found[cell("A2")] == Unsupported("circular reference")


def test_the_clock_can_be_given(make_book: Make) -> None:
    cells = {f"A{row}": "=TODAY()" for row in range(1, 6)} | {"B1": "=NOW()", "B2": "=YEAR(NOW())", "B3": "=TODAY()+1"}
    values = recalculate(make_book(cells), clock=lambda: datetime(2023, 6, 20, 18)).values
    assert {values[cell(f"A{row}")] for row in range(1, 6)} == {45097}
    assert (values[cell("B1")], values[cell("B2")], values[cell("B3")]) == (45097.75, 2023, 45098)


def test_chance_needs_a_seed(make_book: Make) -> None:
    cells = {f"A{row}": "=RAND()" for row in range(1, 9)} | {f"B{row}": "=RANDBETWEEN(1,1000)" for row in range(1, 9)}
    cells |= {"C1": "=RAND()-RAND()", "C2": "=RANDBETWEEN(5,4)", "C3": "=RAND(1)", "C4": "=SUMPRODUCT(RAND()*A1:A2)"}
    book = make_book(cells)
    assert all(isinstance(value, Unsupported) for value in recalculate(book).values.values())
    first, again, other = (recalculate(book, seed=seed).values for seed in (7, 7, 8))
    assert first == again
    assert len({first[cell(f"A{row}")] for row in range(1, 9)}) == 8
    assert all(0 <= first[cell(f"A{row}")] < 1 for row in range(1, 9))
    assert all(1 <= first[cell(f"B{row}")] <= 1000 for row in range(1, 9))
    assert first[cell("A1")] != other[cell("A1")]
    assert first[cell("C1")] != 0
    assert first[cell("C2")] == CellError("#NUM!")
    assert isinstance(first[cell("C3")], Unsupported)
    assert isinstance(first[cell("C4")], Unsupported)
