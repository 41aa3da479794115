"""The engine against tables of results on which independent programs agree; docs/conformance.md shows them all."""

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from xl_addin.engine.recalculate import recalculate
from xl_addin.formula.cells import CellRef, parse_address
from xl_addin.workbook.model.book import Book, CellError, Column, Sheet, Unsupported, Value

SCRIPT = Path(__file__).parent / "conformance" / "ask_sources.py"
FIRST_RESULT, RESULT_COLUMN = 101, 30


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ask_sources", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SOURCES = _script()
TABLES: dict[str, dict[str, Any]] = SOURCES.read_tables()
CASES = [(name, at) for name, table in TABLES.items() for at in range(len(table["cases"]))]


@cache
def ours(name: str) -> list[Value]:
    table = TABLES[name]
    columns: dict[int, tuple[dict[int, Value], dict[int, str]]] = {RESULT_COLUMN: ({}, {})}
    for address, value in table["cells"].items():
        row, column = parse_address(address)
        values, formulas = columns.setdefault(column, ({}, {}))
        if isinstance(value, str) and value.startswith("="):
            formulas[row] = value
        else:
            values[row] = value
    for at, case in enumerate(table["cases"]):
        columns[RESULT_COLUMN][1][FIRST_RESULT + at] = case["formula"]
    book = Book("tables.xlsx", (Sheet(name, {index: Column(*each) for index, each in columns.items()}),))
    results = recalculate(book).values
    return [results[CellRef(name, FIRST_RESULT + at, RESULT_COLUMN)] for at in range(len(table["cases"]))]


@pytest.mark.parametrize(("name", "at"), CASES, ids=[TABLES[name]["cases"][at]["formula"] for name, at in CASES])
def test_our_result_is_the_expected_one(name: str, at: int) -> None:
    case, result = TABLES[name]["cases"][at], ours(name)[at]
    if isinstance(result, Unsupported):
        assert "refused" in case, result.reason
    elif "expected" in case:
        shown = result.code if isinstance(result, CellError) else result
        assert SOURCES.agree(shown, case["expected"], case.get("within", 1e-12))


def test_most_of_it_is_calculated_not_refused() -> None:
    refused = sum(isinstance(result, Unsupported) for name in TABLES for result in ours(name))
    assert len(CASES) > 600
    assert refused < len(CASES) * 0.06


def test_what_is_expected_follows_from_the_answers() -> None:
    for table in TABLES.values():
        for case in table["cases"]:
            assert case.get("expected") == SOURCES.expected_of(case), case["formula"]


def test_the_page_is_up_to_date() -> None:
    assert SOURCES.PAGE.read_text(encoding="utf-8") == SOURCES.page(TABLES)
