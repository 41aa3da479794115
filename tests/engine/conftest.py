"""Books written out in a test: `results({"B9": 5, "D9": "=B9-2"}) == {"D9": 3}`."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from xl_addin.engine.recalculate import recalculate
from xl_addin.formula.cells import CellRef, parse_address
from xl_addin.workbook.model.book import Book, Column, Sheet, Value

Cells = Mapping[str, Value]

# What files have stored beside formulas in these tests: wrong on purpose, no result may ever be it.
STALE = 987_654_321


def _sheet(name: str, cells: Cells, **more: Any) -> Sheet:
    columns: dict[int, tuple[dict[int, Value], dict[int, str]]] = {}
    for place, content in cells.items():
        row, column = parse_address(place)
        values, formulas = columns.setdefault(column, ({}, {}))
        if isinstance(content, str) and content.startswith("="):
            formulas[row], values[row] = content, STALE
        else:
            values[row] = content
    return Sheet(name, {index: Column(*each) for index, each in columns.items()}, **more)


def _book(*sheets: Sheet | Cells, **more: Any) -> Book:
    made = [
        each if isinstance(each, Sheet) else _sheet(f"Sheet{index}", each) for index, each in enumerate(sheets, start=1)
    ]
    return Book("test.xlsx", tuple(made), **more)


def _results(*sheets: Sheet | Cells, **more: Any) -> dict[str, Value]:
    made = _book(*sheets, **more)
    values = recalculate(made).values
    return {str(ref).removeprefix(f"{made.sheets[0].name}!"): value for ref, value in values.items()}


def _result(formula: str, cells: Cells | None = None) -> Value:
    made = _book({**(cells or {}), "Z99": formula})
    return recalculate(made).values[CellRef("Sheet1", 99, 26)]


@pytest.fixture(scope="session")
def make_sheet() -> Callable[..., Sheet]:
    """A sheet by name from its cells by address; a text that begins with `=` is a formula."""
    return _sheet


@pytest.fixture(scope="session")
def make_book() -> Callable[..., Book]:
    """A book from sheets, or from cells for sheets called Sheet1, Sheet2 …"""
    return _book


@pytest.fixture(scope="session")
def results() -> Callable[..., dict[str, Value]]:
    """The calculated cells of such a book: the first sheet's by address, others as `Sheet2!A1`."""
    return _results


@pytest.fixture(scope="session")
def result() -> Callable[..., Value]:
    """The value of one formula, beside other cells if it needs some."""
    return _result
