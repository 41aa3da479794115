"""The functions as xlwings calls them, in a process with stand-ins for Windows: same results as in Python."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xl_addin.excel import wrappers
from xl_addin.excel.addin_file.wrapper_text import wrappers_of
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


def shown(cell: Cell) -> object:
    """A cell as Excel gets it."""
    if isinstance(cell, CellError):
        return {"error": wrappers.ERROR_NUMBERS[cell.code]}
    return serial_of(cell) if isinstance(cell, date) else cell


def test_every_example_gives_the_same_through_call_udf(answers: list[tuple[str, Any]]) -> None:
    examples = [example for function in FUNCTIONS for example in function.examples]
    for example, (call, result) in zip(examples, answers, strict=False):
        assert call == example.call
        if isinstance(example.result, CellError):
            expected: object = {"raised": example.result.code}
        else:
            rows = example.result if isinstance(example.result, tuple) else ((example.result,),)
            expected = [[shown(cell) for cell in row] for row in rows]
        assert result == expected, call


def test_what_else_excel_hands_over(answers: list[tuple[str, Any]]) -> None:
    found = dict(answers)
    assert found["error cell"] == {"raised": "#DIV/0!"}
    assert found["currency, number as text, empty cell"] == [[33, 67, 0]]
    assert found["words"] == {"raised": "#VALUE!"}
    assert found["one cell"] == [[100]]


def test_vba_and_the_function_wizard_get_every_function() -> None:
    made = wrappers_of("xl_addin.excel.wrappers", "chi-tieu.xlam")
    assert [entry.name for entry in made.wizard] == [function.name for function in FUNCTIONS]
    assert {entry.category for entry in made.wizard} == {"Chỉ tiêu"}
    for entry, function in zip(made.wizard, FUNCTIONS, strict=True):
        assert entry.description == function.summary.vi
        assert entry.arguments == tuple(argument.help.vi for argument in function.arguments)
    assert "Function CT_PHANBO(chi_tieu, co_so, Optional k, Optional phuong_phap," in made.text
    made.text.encode("ascii")
