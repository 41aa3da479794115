"""The add-in's VBA executed: LibreOffice runs the callbacks and every function's examples, against the real Python.

What LibreOffice's Basic does not have is replaced: xlwings' own modules by a stand-in that passes calls on to Python,
the message box by a recorder, and the types of Office's ribbon, which only Excel knows.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xl_addin.excel.addin_file import build
from xl_addin.excel.addin_file.hidden_sheets import MESSAGES
from xl_addin.excel.addin_file.vba_modules import callback
from xl_addin.excel.addin_file.vba_project import Module, ModuleKind, Project, windows_lines
from xl_addin.excel.addin_file.wrapper_text import Wrappers, wrappers_of
from xl_addin.excel.ribbon import buttons
from xl_addin.functions.arguments import Cell
from xl_addin.functions.example import Example
from xl_addin.functions.registry import user_functions
from xl_addin.workbook.model.book import CellError
from xl_addin.workbook.model.serial_dates import serial_of

STAND_INS = {
    "xlwings": """Attribute VB_Name = "xlwings"
Option Explicit
Public Commands As String

Public Function CallUDF(ModuleName, FunctionName, Arguments)
    Const Bridge As String = "vnd.sun.star.script:bridge.py$call_udf?language=Python&location=user"
    Dim Factory, Script, Rows, Grid, Row As Long, Column As Long
    Factory = CreateUnoService("com.sun.star.script.provider.MasterScriptProviderFactory")
    Script = Factory.createScriptProvider("").getScript(Bridge)
    Rows = Script.invoke(Array(ModuleName, FunctionName, Arguments), Array(), Array())
    If Not IsArray(Rows) Then
        CallUDF = Received(Rows)
        If VarType(Rows) = vbString And Left(Rows, 9) = "Traceback" Then Err.Raise 1000, "xlwings", Rows
        Exit Function
    End If
    If Not IsArray(Rows(0)) Then
        CallUDF = Rows
        Exit Function
    End If
    ReDim Grid(0 To UBound(Rows), 0 To UBound(Rows(0)))
    For Row = 0 To UBound(Rows)
        For Column = 0 To UBound(Rows(0))
            Grid(Row, Column) = Received(Rows(Row)(Column))
        Next Column
    Next Row
    CallUDF = Grid
End Function

Private Function Received(Value)
    Received = Value
    If VarType(Value) = vbString And Left(Value, 5) = "Long " Then Received = CLng(Mid(Value, 6))
End Function

Public Function RunPython(ByVal PythonCommand As String)
    If InStr(PythonCommand, "no_such_module") > 0 Then Err.Raise 1000, "xlwings", "Traceback" & vbLf & "No such module"
    Commands = Commands & PythonCommand & vbLf
End Function

Public Function RecordedCommands() As String
    RecordedCommands = Commands
End Function

Public Function WizardTexts() As String
    WizardTexts = Join(ArgumentTexts(ThisWorkbook.Worksheets("chi-tieu.functions"), 1), "|")
End Function
""",
    # LibreOffice cannot read the real one, and then runs nothing of the project.
    "Dictionary": 'Attribute VB_Name = "Dictionary"\n',
    "ChiTieuDisplay": """Attribute VB_Name = "ChiTieuDisplay"
Option Explicit
Public Shown As String

Public Sub ShowMessage(ByVal Message As String)
    Shown = Shown & Message & vbLf
End Sub

Public Sub ShowProgress(ByVal Message As String)
    Shown = Shown & Message & vbLf
End Sub

Public Sub EndProgress()
    Shown = Shown & "-" & vbLf
End Sub

Public Function RecordedMessages() As String
    RecordedMessages = Shown
End Function
""",
}
ONLY_IN_EXCEL = {
    " As IRibbonControl": "",
    " As IRibbonUI": "",
    "If TypeOf Application.Caller Is Range Then On Error": "On Error",
    ", ActiveWorkbook, Application.Caller)": ")",
    "XLPy.CallUDF": "CallUDF",
    "Private WithEvents Host As Application": "Private Host As Object",
}
# Runs inside LibreOffice, whose Python has none of our packages.
BRIDGE = '''
import json, subprocess

workers = []

def values(argument):
    """A range arrives as the Range object VBA has, a missing optional argument as None."""
    argument = getattr(argument, "Value", argument)
    argument = getattr(argument, "Array", argument)
    return [values(item) for item in argument] if isinstance(argument, tuple) else argument

def result(value):
    if isinstance(value, dict):
        return "Long %d" % value["long"] if "long" in value else "Traceback: " + str(value)
    return tuple(result(item) for item in value) if isinstance(value, list) else value

def call_udf(module, function, arguments):
    """What VBA gets: a value, a row, rows; as texts a failure and a Long, of which UNO would make a shorter number."""
    if not workers:
        pipes = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        workers.append(subprocess.Popen({command!r}, env={environment!r}, **pipes))
    order = json.dumps([module, function, [values(argument) for argument in arguments]])
    workers[0].stdin.write(order + chr(10))
    workers[0].stdin.flush()
    return result(json.loads(workers[0].stdout.readline()))
'''
# Runs in the project's Python: xlwings' own reading of arguments, call and writing of the result.
WORKER = """
import json, sys
import pywin32_stand_in
pywin32_stand_in.install()

MISSING = -2147352572
def cells(value):
    return tuple(cells(item) for item in value) if isinstance(value, list) else value
for line in sys.stdin:
    module, function, arguments = json.loads(line)
    # What no function does: fail.
    module = arguments[0] if arguments[0] == "no_such_module" else module
    arguments = tuple(MISSING if argument is None else cells(argument) for argument in arguments)
    print(json.dumps(pywin32_stand_in.call_udf(module, function, arguments)), flush=True)
"""
Answers = Callable[[str], list[Any]]


@pytest.fixture(scope="module")
def real() -> Wrappers:
    """The wrappers of the registry's functions."""
    return wrappers_of(build.FUNCTIONS_MODULE, build.FILE_NAME)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, real: Wrappers) -> dict[str, Any]:
    """Everything LibreOffice is asked to do, in one run of it."""
    soffice, python = shutil.which("soffice"), _python_with_uno()
    if soffice is None or python is None:
        reason = "LibreOffice or its Python bridge (python3-uno) is missing: the add-in's VBA was NOT executed"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    folder = tmp_path_factory.mktemp("in-libreoffice")
    file = folder / "chi-tieu.xlam"
    with pytest.MonkeyPatch.context() as patch:
        project = build.addin_project
        patch.setattr(build, "addin_project", lambda *given: _for_libreoffice(project(*given)))
        file.write_bytes(build.addin_bytes(real))
    scripts = folder / "profile" / "user" / "Scripts" / "python"
    scripts.mkdir(parents=True)
    environment = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])}
    bridge = BRIDGE.format(command=[sys.executable, "-c", WORKER], environment=environment)
    (scripts / "bridge.py").write_text(bridge, encoding="utf-8")
    order = {
        "soffice": soffice,
        "file": file.as_uri(),
        "profile": (folder / "profile").as_uri(),
        "calls": [[name, arguments] for name, arguments in CALLS],
        "formulas": [*map(_ordered, EXAMPLES), *((formula, [], None) for formula in FORMULAS)],
    }
    (folder / "order.json").write_text(json.dumps(order), encoding="utf-8")
    driver = [python, str(Path(__file__).with_name("libreoffice_driver.py")), str(folder / "order.json")]
    done = subprocess.run(driver, capture_output=True, encoding="utf-8", timeout=180)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


TRACEBACK = 'Unexpected Python Error: Traceback\r\n  File "x.py", line 1\r\nValueError: #DIV/0!\r\n'
CALLS: list[tuple[str, list[Any]]] = [
    ("ChiTieuRibbon.OnRibbonLoad", [None]),
    *[(f"ChiTieuRibbon.{callback(button)}", [None]) for button in buttons()],
    ("xlwings.RecordedCommands", []),
    ("ChiTieuCommands.RunCommand", ["import no_such_module"]),
    ("ChiTieuDisplay.RecordedMessages", []),
    *[("ChiTieuMessages.MessageText", [key]) for key, _ in MESSAGES],
    ("ChiTieuMessages.LastLine", [TRACEBACK]),
    ("xlwings.WizardTexts", []),
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
    '=CT_CHUANTEN("no_such_module")': "Error 2015",
}


def test_libreoffice_reads_every_module(run: dict[str, Any], project: Project) -> None:
    # The made-up functions' project has the same modules.
    assert run["modules"] == sorted(module.name for module in project.modules)


def test_every_callback_asks_python_for_its_macro(answers: Answers) -> None:
    assert answers("ChiTieuRibbon.OnRibbonLoad") == [None]
    assert all(answers(f"ChiTieuRibbon.{callback(button)}") == [None] for button in buttons())
    (commands,) = answers("xlwings.RecordedCommands")
    assert commands.splitlines() == [f"import {button.macro} as m; m.main()" for button in buttons()]


def test_progress_is_shown_first_and_a_failure_is_one_vietnamese_message(answers: Answers) -> None:
    messages = dict(MESSAGES)
    (shown,) = answers("ChiTieuDisplay.RecordedMessages")
    assert shown.split("\n") == [
        *[messages["starting"], "-"] * len(buttons()),
        *[messages["starting"], "-", f"{messages['failed']}\r", "\r", "No such module"],
        "",
    ]


def test_vietnamese_texts_come_from_the_hidden_sheets(answers: Answers, real: Wrappers) -> None:
    assert answers("ChiTieuMessages.MessageText") == [text for _, text in MESSAGES]
    assert answers("xlwings.WizardTexts") == ["|".join(real.wizard[0].arguments)]
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


def _for_libreoffice(project: Project) -> Project:
    return replace(project, modules=tuple(_replaced(module) for module in project.modules))


def _replaced(module: Module) -> Module:
    source = windows_lines(STAND_INS.get(module.name, module.source))
    if module.name not in STAND_INS and module.kind is not ModuleKind.CLASS:
        for old, new in ONLY_IN_EXCEL.items():
            source = source.replace(old, new)
    return replace(module, source=source)


def _python_with_uno() -> str | None:
    for python in ("/usr/bin/python3", shutil.which("python3")):
        if python and subprocess.run([python, "-c", "import uno"], capture_output=True).returncode == 0:
            return python
    return None
