"""Every worksheet function, through the add-in's own library and the server it starts, as Excel calls it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from windows.excel import Excel, excel_on
from windows.installed_pc import InstalledPc

from xl_addin.excel.wrappers import ERROR_NUMBERS, FIRST_ERROR
from xl_addin.functions.arguments import Cell, CellRows
from xl_addin.functions.registry import user_functions
from xl_addin.workbook.model.book import CellError
from xl_addin.workbook.model.serial_dates import serial_of

EXAMPLES = [(function, example) for function in user_functions() for example in function.examples]
MISSING = {"missing": True}


def given(value: Cell | CellRows) -> Any:
    """An argument as Excel hands it over."""
    if isinstance(value, tuple):
        return [list(map(given, row)) for row in value]
    if isinstance(value, CellError):
        return {"error": FIRST_ERROR + ERROR_NUMBERS[value.code]}
    return {"date": float(serial_of(value))} if isinstance(value, date) else value


def shown(result: Any) -> Any:
    """A result as `ShownResult` in the add-in's VBA puts it into cells; {"raised": …} stays."""
    if isinstance(result, dict):
        return next(code for code, number in ERROR_NUMBERS.items() if {"long": number} == result)
    if not isinstance(result, list):
        return result
    rows = result if isinstance(result[0], list) else [result]
    if rows[0][0] == {"long": 0}:
        rows = [[shown(cell) for cell in row] for row in rows[1:]]
    return rows


def expected(result: Cell | CellRows) -> Any:
    """What the function's documentation says, in the same form."""
    if isinstance(result, tuple):
        rows = [[expected(cell) for cell in row] for row in result]
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows
    if isinstance(result, CellError):
        return result.code
    return float(serial_of(result)) if isinstance(result, date) else result


def called(name: str, *arguments: Any, times: int = 1) -> dict[str, Any]:
    """The step that calls a function."""
    return {"call": name, "arguments": list(arguments), "times": times}


@pytest.fixture(scope="module")
def example_answers(excel: Excel) -> list[Any]:
    """Excel's result for each documented example."""
    steps = []
    for function, example in EXAMPLES:
        arguments = [MISSING if value is None else given(value) for value in example.arguments()]
        left_out = [MISSING] * (len(function.arguments) - len(arguments))
        steps.append(called(function.name, *arguments, *left_out))
    told = excel(steps)
    assert told["complaint"] == ""
    answers: list[Any] = told["answers"]
    return answers


@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=[example.call for _, example in EXAMPLES])
def test_documented_example(example_answers: list[Any], number: int) -> None:
    assert shown(example_answers[number]) == expected(EXAMPLES[number][1].result)


def test_errors_in_arguments_and_in_arrays_arrive_as_excel_errors(excel: Excel) -> None:
    division = {"error": FIRST_ERROR + ERROR_NUMBERS["#DIV/0!"]}
    rest = [MISSING] * 4
    alone, in_rows, spilt = excel(
        [
            called("CT_PHANBO", division, [[1.0], [2.0]], *rest),
            called("CT_PHANBO", 100.0, [[division], [1.0]], *rest),
            called("CT_TYLE", [[3.0], [1.0]], [[4.0], [0.0]]),
        ]
    )["answers"]
    assert (shown(alone), shown(in_rows)) == ("#DIV/0!", "#DIV/0!")
    assert shown(spilt) == [[0.75], ["#DIV/0!"]]


def test_dates_empty_cells_and_missing_arguments(excel: Excel) -> None:
    start, end = ({"date": float(serial_of(date(2023, 12, day)))} for day in (4, 15))
    days, typed, with_empty = excel(
        [
            called("CT_SONGAY", start, end, MISSING, MISSING),
            called("CT_SONGAY", start["date"], end["date"], MISSING, MISSING),
            called("CT_PHANBO", 100.0, [[1.0], [None], [1.0]], *[MISSING] * 4),
        ]
    )["answers"]
    assert days == typed == 12
    assert shown(with_empty) == [[50], [0], [50]]


def test_vietnamese_comes_and_goes_whole(excel: Excel) -> None:
    (answer,) = excel([called("CT_CHUANTEN", "  xã   TÂN  lợi ", MISSING)])["answers"]
    assert answer == "xã TÂN lợi"


def test_the_server_knows_the_user_folders_whatever_letters_they_have(excel: Excel) -> None:
    folders = [
        "__import__('pathlib').Path.home()",
        "__import__('tempfile').gettempdir()",
        "__import__('os').environ['LOCALAPPDATA']",
        "__import__('win32com').__gen_path__",
    ]
    answers = excel([{"tell": folder} for folder in folders])["answers"]
    for answer in answers:
        assert "?" not in answer
    assert answers[0].endswith("Nguyễn Văn Ánh")


def test_functions_need_no_numpy(excel: Excel) -> None:
    assert excel([{"tell": "'numpy' in __import__('sys').modules"}])["answers"] == ["False"]


def test_a_python_that_cannot_start_is_told_at_once(installed: InstalledPc, tmp_path: Path) -> None:
    pc = installed.pc.copy(tmp_path / "prefix")
    for module in pc.home.rglob("site-packages/xl_addin/excel/**/serving.*"):
        module.unlink()
    told = excel_on(pc, installed.home)([])
    # Behind cmd.exe the library waits two minutes and knows nothing.
    assert "Python process exited" in told["complaint"]
