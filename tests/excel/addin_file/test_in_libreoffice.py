"""The add-in's VBA executed: LibreOffice runs the callbacks and every function's examples, against the real Python."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from fixtures.vba_in_libreoffice import CLASSES, run_in_libreoffice

from xl_addin.excel.addin_file.hidden_sheets import MESSAGES
from xl_addin.excel.addin_file.vba_modules import callback
from xl_addin.excel.addin_file.vba_project import Project
from xl_addin.excel.ribbon import buttons
from xl_addin.functions.arguments import Cell
from xl_addin.functions.example import Example
from xl_addin.functions.registry import user_functions
from xl_addin.workbook.model.book import CellError
from xl_addin.workbook.model.serial_dates import serial_of

Answers = Callable[[str], list[Any]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Everything LibreOffice is asked to do, in one run of it."""
    formulas = [*map(_ordered, EXAMPLES), *((formula, [], None) for formula in FORMULAS)]
    return run_in_libreoffice(tmp_path_factory.mktemp("in-libreoffice"), CALLS, formulas)


TRACEBACK = 'Unexpected Python Error: Traceback\r\n  File "x.py", line 1\r\nValueError: #DIV/0!\r\n'
CALLS: list[tuple[str, list[Any]]] = [
    ("ChiTieuRibbon.OnRibbonLoad", [None]),
    *[(f"ChiTieuRibbon.{callback(button)}", [None]) for button in buttons()],
    ("ChiTieuLibrary.RecordedAsked", []),
    ("ChiTieuCommands.RunMacro", ["no_such_module", True]),
    ("ChiTieuDisplay.RecordedMessages", []),
    ("ChiTieuLibrary.RecordedAsked", []),
    ("ChiTieuLibrary.CloseWorkbooks", []),
    *[(f"ChiTieuRibbon.{callback(button)}", [None]) for button in buttons()],
    ("ChiTieuLibrary.RecordedAsked", []),
    ("ChiTieuDisplay.RecordedMessages", []),
    ("ChiTieuLibrary.OpenWorkbook", []),
    *[("ChiTieuMessages.MessageText", [key]) for key, _ in MESSAGES],
    ("ChiTieuMessages.LastLine", [TRACEBACK]),
    ("ChiTieuLibrary.WizardTexts", []),
    ("ChiTieuLibrary.CellOfSeveralAreas", ["CT_CHUANTEN"]),
]
CVERR = {"#DIV/0!": 2007, "#N/A": 2042, "#NUM!": 2036, "#VALUE!": 2015}
# What the examples leave out: errors in one row, in several columns, beside empty and text cells, in a long column.
MORE = [
    Example("=CT_TYLE(A1:C1,A2:C2)", ((0.75, CellError("#DIV/0!"), CellError("#VALUE!")),), ((3, 1, "a"), (4, 0, 2))),
    Example(
        "=CT_TYLE(A1:B2,C1:D2)",
        ((0.5, CellError("#DIV/0!")), (CellError("#VALUE!"), 2)),
        ((1, 2, 2, 0), ("chưa", 4, 2, 2)),
    ),
    Example(
        "=CT_TYLE(A1:A900,B1)", (*[(0.5,)] * 899, (CellError("#VALUE!"),)), (*[(1, 2)], *[(1, None)] * 898, ("x",))
    ),
]
# LibreOffice hands over 0 for an argument left out between others, Excel that it is missing.
EXAMPLES = [each for function in user_functions() for each in function.examples if ",," not in each.call] + MORE
# LibreOffice shows an error made by CVErr in these words.
FORMULAS = {
    "=ShownResult(2.5)": 2.5,
    '=ShownResult("#N/A")': "#N/A",
    '=CT_CHUANTEN("no_such_function")': "Error 2015",
}


def test_libreoffice_reads_every_module(run: dict[str, Any], project: Project) -> None:
    # The made-up functions' project has the same modules.
    assert run["modules"] == sorted([*(module.name for module in project.modules), *CLASSES])


def test_every_callback_asks_python_for_its_macro(answers: Answers) -> None:
    assert answers("ChiTieuRibbon.OnRibbonLoad") == [None]
    assert all(answers(f"ChiTieuRibbon.{callback(button)}") == [None, None] for button in buttons())
    asked = answers("ChiTieuLibrary.RecordedAsked")[0]
    said = ["set xl_addin.excel.calling.EXCEL", "set xlwings._xlwindows.BOOK_CALLER"]
    assert asked.splitlines() == [
        line for button in buttons() for line in (*said, f"import {button.macro} as macro; macro.main()")
    ]


def test_without_a_workbook_the_buttons_that_need_one_say_so(answers: Answers) -> None:
    asked, shown = answers("ChiTieuLibrary.RecordedAsked")[2], answers("ChiTieuDisplay.RecordedMessages")[1]
    run = [button.macro for button in buttons() if not button.needs_workbook]
    assert [line.split()[1] for line in asked.splitlines() if line.startswith("import ")] == run
    assert shown.count(f"box: {dict(MESSAGES)['no_workbook']}\n") == len(buttons()) - len(run)


def test_progress_is_shown_first_and_a_failure_is_one_vietnamese_message(answers: Answers) -> None:
    messages = dict(MESSAGES)
    shown = answers("ChiTieuDisplay.RecordedMessages")[0]
    assert shown.split("\n") == [
        *[messages["starting"], "-"] * len(buttons()),
        *[messages["starting"], "-", f"box: {messages['failed']}\r", "\r", "No such module"],
        "",
    ]


def test_vietnamese_texts_come_from_the_hidden_sheets(answers: Answers) -> None:
    assert answers("ChiTieuMessages.MessageText") == [text for _, text in MESSAGES]
    assert answers("ChiTieuLibrary.WizardTexts") == ["|".join(each.help.vi for each in user_functions()[0].arguments)]
    assert answers("ChiTieuMessages.LastLine") == ["ValueError: #DIV/0!"]


@pytest.mark.parametrize(("number", "example"), list(enumerate(EXAMPLES)), ids=[example.call for example in EXAMPLES])
def test_a_cell_formula_reaches_the_python_function_and_back(
    run: dict[str, Any], number: int, example: Example
) -> None:
    rows = example.result if isinstance(example.result, tuple) else ((example.result,),)
    assert run["cells"][number] == [[pytest.approx(_shown(cell)) for cell in row] for row in rows]


def test_every_function_is_called(run: dict[str, Any]) -> None:
    assert {example.call.partition("(")[0][1:] for example in EXAMPLES} == {each.name for each in user_functions()}
    assert len(run["cells"]) == len(EXAMPLES) + len(FORMULAS)


def test_a_text_is_no_error_and_a_failure_is_one(run: dict[str, Any]) -> None:
    assert dict(zip(FORMULAS, run["cells"][len(EXAMPLES) :], strict=True)) == {
        formula: [[text]] for formula, text in FORMULAS.items()
    }


def test_of_several_areas_the_first_is_not_taken_for_all(answers: Answers) -> None:
    assert answers("ChiTieuLibrary.CellOfSeveralAreas") == ["Error 2015"]


@pytest.fixture(scope="module")
def answers(run: dict[str, Any]) -> Answers:
    """The results of the calls of one Basic procedure."""
    return lambda name: [result for (called, _), result in zip(CALLS, run["calls"], strict=True) if called == name]


def _ordered(example: Example) -> tuple[str, list[list[object]], tuple[int, int] | None]:
    """An example as LibreOffice takes it: `;` between arguments, dates as serial numbers."""
    formula = "".join(part.replace(",", ";") if outside % 2 == 0 else part for outside, part in _quoted(example.call))
    cells = [[serial_of(cell) if isinstance(cell, date) else cell for cell in row] for row in example.sheet]
    result = example.result
    return formula, cells, (len(result), len(result[0])) if isinstance(result, tuple) else None


def _quoted(formula: str) -> Iterator[tuple[int, str]]:
    """The parts of a formula; those with an odd number are texts in quotes."""
    for number, part in enumerate(formula.split('"')):
        yield number, f'"{part}"' if number % 2 else part


def _shown(cell: Cell) -> object:
    if isinstance(cell, CellError):
        return f"Error {CVERR[cell.code]}"
    return serial_of(cell) if isinstance(cell, date) else cell
