"""The functions as xlwings calls them, in a process with stand-ins for Windows: same results as in Python."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xl_addin.excel import wrappers
from xl_addin.functions.arguments import Cell
from xl_addin.functions.registry import user_functions
from xl_addin.workbook.model.book import CellError
from xl_addin.workbook.model.serial_dates import serial_of

FUNCTIONS = user_functions()


@pytest.fixture(scope="module")
def answers() -> list[tuple[str, Any]]:
    driver = Path(__file__).with_name("call_udf_driver.py")
    run = subprocess.run([sys.executable, str(driver)], capture_output=True, encoding="utf-8", check=True)
    return [(call, result) for call, result in json.loads(run.stdout)]


def handed_over(cell: Cell) -> object:
    """A cell as VBA gets it: whole numbers are errors."""
    if isinstance(cell, CellError):
        return {"long": wrappers.ERROR_NUMBERS[cell.code]}
    return serial_of(cell) if isinstance(cell, date) else cell


def test_every_example_gives_the_same_through_call_udf(answers: list[tuple[str, Any]]) -> None:
    examples = [example for function in FUNCTIONS for example in function.examples]
    for example, (call, result) in zip(examples, answers, strict=False):
        assert call == example.call
        rows = example.result if isinstance(example.result, tuple) else ((example.result,),)
        expected: Any = [list(map(handed_over, row)) for row in rows]
        if isinstance(example.result, tuple) and any(isinstance(cell, CellError) for row in rows for cell in row):
            expected.insert(0, [{"long": 0}, *[""] * (len(rows[0]) - 1)])
        assert result == (expected if isinstance(example.result, tuple) else expected[0][0]), call


def test_an_error_is_a_whole_number_and_an_array_with_errors_begins_with_one(answers: list[tuple[str, Any]]) -> None:
    found = dict(answers)
    assert found['=CT_TIMTEN("Dong Tien",A1:A4)'] == {"long": 2042}
    assert found["=CT_TYLE(A1:A2,B1:B2)"] == [[{"long": 0}], [0.75], [{"long": 2007}]]


def test_what_else_excel_hands_over(answers: list[tuple[str, Any]]) -> None:
    found = dict(answers)
    assert found["error cell"] == {"long": 2007}
    assert found["error of a newer Excel (#SPILL!)"] == {"long": 2015}
    assert found["currency, number as text, empty cell"] == [[33, 67, 0]]
    assert found["array in the formula"] == [[33, 67]]
    assert found["words"] == {"long": 2015}
    assert found["one cell"] == [[100]]
