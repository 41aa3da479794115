"""The VBA modules xlwings ships for add-ins, taken from the installed package and corrected in a few named places.

xlwings is written by Zoomer Analytics LLC and licensed under the 3-clause BSD licence, Dictionary.cls by Tim Hall
under the MIT licence; both notices stay in the modules. The VBA loads `xlwings64-<version>.dll`, so text and library
must be of one version: the text is never copied into this repository.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from xl_addin.excel.addin_file.vba_project import Module, ModuleKind, windows_lines

PROJECT_NAME = "chi-tieu"


@dataclass(frozen=True)
class Correction:
    """One replacement in xlwings' VBA, and why it is needed. `old` stands there exactly once."""

    old: str
    new: str
    why: str


CORRECTIONS: tuple[Correction, ...] = (
    Correction(
        'PROJECT_NAME As String = "myaddin"',
        f'PROJECT_NAME As String = "{PROJECT_NAME}"',
        "names the hidden sheet and the user's file that hold the settings",
    ),
    Correction(
        'If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True Then',
        "If False Then",
        "a received workbook with a sheet of that name would choose the program that is run",
    ),
    Correction(
        'If source = "" Or source = "directory" Then',
        "If False Then",
        "so would a settings file lying beside the workbook; and no workbook need be open",
    ),
    Correction(
        "For i = 1 To 2\n        If i = 1 Then\n            Set wb = ActiveWorkbook",
        "For i = 2 To 2\n        If i = 1 Then\n            Set wb = ActiveWorkbook",
        "a received workbook with a sheet called `x.py` must not count as Python code to run",
    ),
    Correction(
        ' -B -c ""import xlwings.utils;',
        ' -B -I -c ""import xlwings.utils;',
        "without -I Python looks for modules in Excel's current folder first",
    ),
    Correction(
        ' -B -c ""import sys, os;"',
        ' -B -I -c ""import sys, os;"',
        "without -I Python looks for modules in Excel's current folder first",
    ),
    Correction(
        '#If App = "Microsoft Excel" Then\n'
        '        PYTHONPATH = AddExcelDir & ";" & ActiveWorkbook.FullName & ";" & ThisWorkbook.FullName & ";"',
        '#If App = "Microsoft Excel" Then\n        PYTHONPATH = AddExcelDir & ";;;"',
        "the server's command line must not hold the names of files: they have spaces, per cent signs and Vietnamese "
        "letters, and no workbook may be open at all",
    ),
    Correction(
        "    XLPyLoadDLL\n    If 0 <> XLPyDLLActivateAuto(XLPy, XLPyCommand, 1)",
        '    Static ServerLine As String\n    If ServerLine = "" Then\n        XLPyLoadDLL\n'
        "        ServerLine = XLPyCommand\n"
        "    End If\n    If 0 <> XLPyDLLActivateAuto(XLPy, ServerLine, 1)",
        "the settings were read a dozen times for each cell that calls a function, though they never change",
    ),
    Correction(
        'ShowError "", Err.Description\n            RunPython = -1',
        "ReportFailure Err.Description\n            RunPython = -1",
        "an officer gets one Vietnamese message, not a traceback",
    ),
)


def xlwings_modules() -> tuple[Module, ...]:
    """`Dictionary` and `xlwings` for a custom add-in; ValueError if this xlwings is not the one known here."""
    text = _shipped("xlwings_custom_addin.bas")
    for correction in CORRECTIONS:
        if text.count(correction.old) != 1:
            raise ValueError(f"xlwings' VBA has changed; not found exactly once: {correction.old.strip()!r}")
        text = text.replace(correction.old, correction.new)
    dictionary = _shipped("addin/Dictionary.cls")
    return (
        Module("Dictionary", windows_lines(class_source(dictionary)), ModuleKind.CLASS, class_description(dictionary)),
        Module("xlwings", windows_lines(text)),
    )


def xlwings_version() -> str:
    """The version of the installed xlwings, which the add-in is tied to."""
    return distribution("xlwings").version


def class_source(exported: str) -> str:
    """A class as a project stores it, from the file the VBA editor exports (which has another heading)."""
    body = re.sub(r"\AVERSION 1\.0 CLASS\nBEGIN\n.*?\nEND\n", "", exported, flags=re.DOTALL)
    lines = body.split("\n")
    exposed = next(number for number, line in enumerate(lines) if line.startswith("Attribute VB_Exposed"))
    return "\n".join(
        [
            lines[0],
            'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"',
            *lines[1 : exposed + 1],
            "Attribute VB_TemplateDerived = False",
            "Attribute VB_Customizable = False",
            *lines[exposed + 1 :],
        ]
    )


def class_description(exported: str) -> str:
    """The class's description, which a project keeps a second time in its dir stream."""
    found = re.search(r'^Attribute VB_Description = "(.*)"$', exported, flags=re.MULTILINE)
    return found[1].replace(r"\r\n", "\r\n") if found else ""


@cache
def _shipped(name: str) -> str:
    path = distribution("xlwings").locate_file(f"xlwings/{name}")
    return Path(str(path)).read_text(encoding="ascii")
