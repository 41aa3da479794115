"""Hostile formulas and books: a result or a reason for every cell, in bounded time and memory."""

import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

from xl_addin.engine.recalculate import recalculate
from xl_addin.workbook.model.book import Book, Column, Sheet, Unsupported, Value

Result = Callable[..., Value]
Results = Callable[..., dict[str, Value]]


@pytest.mark.parametrize("depth", [60, 90])
def test_formulas_nested_sixty_deep_are_calculated(result: Result, depth: int) -> None:
    # Excel itself allows 64 levels.
    assert result("=" + "IF(A1=1," * depth + "A1" + ",0)" * depth, {"A1": 1}) == 1
    assert result("=" + "(" * depth + "A1" + ")" * depth, {"A1": 7}) == 7
    assert result("=" + "-(" * depth + "A1" + ")" * depth, {"A1": 7}) == 7


def test_what_is_nested_far_beyond_excels_limit_has_a_result_or_a_reason(result: Result) -> None:
    for formula in ("=" + "(" * 2000 + "A1" + ")" * 2000, "=" + "SUM(" * 2000 + "A1" + ")" * 2000, "=" + "(" * 4000):
        found = result(formula, {"A1": 7})
        assert found == 7 or isinstance(found, Unsupported)


def test_formulas_of_eight_thousand_characters(result: Result) -> None:
    assert result("=" + "+".join(["A1"] * 2700), {"A1": 1}) == 2700
    assert result('="' + "x" * 8000 + '"') == "x" * 8000
    assert result("=SUM(" + ",".join(["A1"] * 2600) + ")", {"A1": 1}) == 2600
    assert isinstance(result("=" + "A" * 8000), Unsupported)


def test_names_that_go_round_in_circles(results: Results) -> None:
    names = {"một": "hai+1", "hai": "một+1", "x": "x", "nở": "+".join(["n_0"] * 4)}
    names |= {f"n_{level}": "+".join([f"n_{level + 1}"] * 4) for level in range(30)}
    names |= {f"p_{level}": "+".join([f"p_{level + 1}"] * 4) for level in range(15)} | {"p_15": "1"}
    found = results({"A1": "=một", "A2": "=x", "A3": "=nở", "A4": "=p_0"}, defined_names=names)
    assert all(isinstance(value, Unsupported) for value in found.values())


def test_references_beyond_the_grid(results: Results) -> None:
    found = results({"A1": "=A1048577", "A2": "=XFE1", "A3": "=SUM(A9999999:B1)"})
    assert all(isinstance(value, Unsupported) for value in found.values())


def test_cells_at_the_ends_of_the_grid_take_little_memory(make_sheet: Any) -> None:
    columns = {column: Column({1: 1, 1_048_576: 2}, {500_000: "=A1+1"}) for column in range(1, 400)}
    tracemalloc.start()
    try:
        values = recalculate(Book("x", (Sheet("S", columns),))).values
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert set(values.values()) == {2}
    assert peak < 20_000_000


def test_ten_thousand_different_sums_over_one_column(results: Results) -> None:
    cells: dict[str, Value] = {f"A{row}": f"={row}" for row in range(1, 3001)}
    cells |= {f"B{row}": f"=SUM(A$1:A{row})" for row in range(1, 3001)}
    assert results(cells)["B3000"] == 3000 * 3001 / 2


def test_limits_of_ranges_and_names_are_set_from_outside(results: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"dài": "+".join(["1"] * 60)}
    book = {"A1": 1, "A9": 2, "B1": "=SUM(A1:A9)", "B2": "=dài+dài"}
    assert results(book, defined_names=names) == {"B1": 3, "B2": 120}
    monkeypatch.setenv("XL_ADDIN_MAX_RANGE_CELLS", "8")
    monkeypatch.setenv("XL_ADDIN_MAX_FORMULA_PARTS", "100")
    found = results(book, defined_names=names)
    assert found["B1"] == Unsupported("unsupported construct: range of more than 8 cells")
    assert found["B2"] == Unsupported("unsupported construct: formula that grows without end through the name dài")
