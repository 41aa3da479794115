"""Excel compiles the VBA on the officer's PC; here a static analyser and, for what it does not see, lints do.

Each kind of fault is planted once in the released project, so that one knows who finds it.
"""

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from fixtures.vba_blocks import block_faults
from pyvbaanalysis import analyze_workbook

from xl_addin.excel.addin_file import build
from xl_addin.excel.addin_file.build import addin_project, build_addin
from xl_addin.excel.addin_file.hidden_sheets import hidden_sheets
from xl_addin.excel.addin_file.vba_project import Project, vba_project_bin
from xl_addin.functions.registry import user_functions

# What the analyser calls it; module, what stands there, what is planted.
CAUGHT_BY_THE_ANALYSER = [
    ("unknown-call", "ChiTieuPython", "        ShowProgress Problem &", "        ShowProgres Problem &"),
    ("undeclared-variable", "ChiTieuPython", "= InstallationProblem()", "= InstallationProblm()"),
    ("undeclared-variable", "ChiTieuPython", "        ProblemSince = Now", "        ProblemSinc = Now"),
    ("undeclared-variable", "ChiTieuDisplay", "vbExclamation", "vbExclamatio"),
    ("invalid-as-type-name", "ChiTieuPython", "Dim Loaded As Object", "Dim Loaded As Objekt"),
    ("member-not-found", "ChiTieuMessages", "Texts.Cells(Place, 1).Value = Key", "Texts.Cel(1).Value = Key"),
    ("runtime-member-not-found", "ChiTieuDisplay", "StatusBar = False", "StatusBarr = False"),
    ("member-not-found", "ChiTieuRibbon", "ThisWorkbook.Prepare", "ThisWorkbook.Prepar"),
    ("argument-count", "ChiTieuRibbon", '", False', '"'),
    ("argument-count", "ChiTieuPython", "        EndProgress", "        EndProgress 1"),
    ("argument-count", "ChiTieuFunctions", "Macro:=Macro, Cat", "Makro:=Macro, Cat"),
    ("set-required", "ChiTieuMessages", "    Set Texts =", "    Texts ="),
    ("sub-used-as-value", "ChiTieuPython", "    Ready = Len(Problem) = 0", "    Ready = EndProgress"),
    ("assignment-type-mismatch", "ChiTieuFunctions", "    Place = 1", '    Place = "x"'),
    ("undefined-label", "ChiTieuPython", "Missing:\r\n", ""),
    ("event-handler-signature", "ThisWorkbook", "(ByVal Sh As Object)", "()"),
    ("declare-missing-ptrsafe", "ChiTieuLibrary", "PtrSafe Function MessageBox", "Function MessageBox"),
    ("unbalanced-parens", "ChiTieuDisplay", "Left(Message, 255)", "Left(Message, 255"),
    ("if-missing-then", "ChiTieuPython", "ToldProblem Then Exit Sub", "ToldProblem Exit Sub"),
    ("required-param-after-optional", "ChiTieuWrappers", "(ten, Optional kieu_dau)", "(Optional ten, kieu_dau)"),
]
CAUGHT_BY_OUR_LINT = {
    "an If left open": ("ChiTieuPython", "        EndProgress\r\n    End If\r\n", "        EndProgress\r\n"),
    "a loop left open": ("ChiTieuMessages", "    Loop\r\n", ""),
    "a For left open": ("ChiTieuPython", "    Next Loaded\r\n", ""),
    "a Sub left open": ("ChiTieuDisplay", "= False\r\nEnd Sub\r\n", "= False\r\n"),
    "a condition of the compiler left open": ("ChiTieuLibrary", "#End If\r\n", ""),
    "an Exit of something else": ("ChiTieuPython", "ToldProblem Then Exit Sub", "ToldProblem Then Exit Function"),
    "the handler of no event": ("ThisWorkbook", "Host_SheetCalculate(", "Host_SheetCalculat("),
}
# Of Excel's Application object, as far as handlers are written here.
EVENTS = {"SheetCalculate", "WorkbookActivate"}


@pytest.fixture(scope="module")
def released() -> Project:
    return addin_project(user_functions(), hidden_sheets(()))


def test_the_analyser_has_nothing_to_say_of_the_released_addin(tmp_path: Path) -> None:
    (tmp_path / build.FILE_NAME).write_bytes(build_addin())
    assert {module: found for module, found in analyze_workbook(tmp_path / build.FILE_NAME).items() if found} == {}


def test_the_analyser_would_find_every_fault(released: Project, tmp_path: Path) -> None:
    spoilt = released
    for _, *fault in CAUGHT_BY_THE_ANALYSER:
        spoilt = _planted(spoilt, *fault)
    file = tmp_path / build.FILE_NAME
    file.write_bytes(_with_project(build_addin(), spoilt))
    found = analyze_workbook(file).items()
    errors = Counter((module, one.code) for module, every in found for one in every if one.severity.value == "error")
    planted = Counter((module, code) for code, module, _, _ in CAUGHT_BY_THE_ANALYSER)
    assert planted - errors == Counter()
    assert _lints(spoilt) == []


def test_our_lints_have_nothing_to_say_of_the_released_addin(released: Project) -> None:
    assert _lints(released) == []


@pytest.mark.parametrize("fault", CAUGHT_BY_OUR_LINT)
def test_our_lints_would_find(fault: str, released: Project) -> None:
    assert _lints(_planted(released, *CAUGHT_BY_OUR_LINT[fault]))


def test_what_comes_from_a_library_is_declared_for_both_kinds_of_office(released: Project) -> None:
    source = next(module.source for module in released.modules if module.name == "ChiTieuLibrary")
    assert "Declare" not in "".join(module.source for module in released.modules if module.name != "ChiTieuLibrary")
    declared = [line.strip() for line in source.split("\r\n") if "Declare " in line]
    assert all(line.startswith("Public Declare PtrSafe Function ") for line in declared)
    # Addresses are LongPtr: a Long would be cut off in a 64-bit Office.
    assert not re.search(r"\b(Path|Owner|Message|Title) As Long\b", source)
    wide, _, narrow = source.partition("#If Win64 Then\r\n")[2].partition("#End If")[0].partition("#Else\r\n")
    assert wide.replace("xlwings64", "xlwings32") == narrow


def _lints(project: Project) -> list[str]:
    faults = [f"{module.name}: {fault}" for module in project.modules for fault in block_faults(module.source)]
    for module in project.modules:
        for watched in re.findall(r"WithEvents (\w+) As Application", module.source):
            handled = set(re.findall(rf"Sub {watched}_(\w+)\(", module.source))
            faults += [f"{module.name}: no event {name}" for name in handled - EVENTS]
    return faults


def _planted(project: Project, name: str, right: str, wrong: str) -> Project:
    (source,) = (module.source for module in project.modules if module.name == name)
    assert right in source
    spoilt = source.replace(right, wrong, 1)
    return replace(
        project,
        modules=tuple(replace(each, source=spoilt) if each.name == name else each for each in project.modules),
    )


def _with_project(addin: bytes, project: Project) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(addin)) as package, zipfile.ZipFile(written, "w") as copy:
        for name in package.namelist():
            vba = name == "xl/vbaProject.bin"
            copy.writestr(name, vba_project_bin(project) if vba else package.read(name))
    return written.getvalue()
