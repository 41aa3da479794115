"""The VBA modules of the add-in: fixed ones kept as files, ribbon callbacks and function wrappers generated.

All source is ASCII, because VBA source has the code page of the PC it was written on.
"""

from collections.abc import Iterable, Sequence
from importlib.resources import files

from xl_addin.excel.addin_file.python_server import LIBRARY_MODULE, library_module
from xl_addin.excel.addin_file.vba_names import check_names
from xl_addin.excel.addin_file.vba_project import Module, ModuleKind, windows_lines
from xl_addin.excel.addin_file.wrapper_text import wrapper_text
from xl_addin.excel.ribbon import Button
from xl_addin.functions.registry import UserFunction

RIBBON_MODULE = "ChiTieuRibbon"
WRAPPER_MODULE = "ChiTieuWrappers"
ON_LOAD = f"{RIBBON_MODULE}.OnRibbonLoad"
FIXED_MODULES = (
    "ChiTieuCells",
    "ChiTieuCommands",
    "ChiTieuDisplay",
    "ChiTieuErrors",
    "ChiTieuFunctions",
    "ChiTieuMessages",
    "ChiTieuPython",
)

_WORKBOOK_CLASS = "00020819-0000-0000-C000-000000000046"
_SHEET_CLASS = "00020820-0000-0000-C000-000000000046"


def addin_modules(
    buttons: Sequence[Button], functions: Sequence[UserFunction], sheets: Sequence[str]
) -> tuple[Module, ...]:
    """Every module of the project, from the ribbon's buttons, the worksheet functions and the sheets' code names.

    UnicodeEncodeError if anything is not ASCII, ValueError for a function's or argument's name that is refused.
    """
    modules = (
        _document("ThisWorkbook", _WORKBOOK_CLASS, _fixed_source("ThisWorkbook.cls")),
        *(_document(sheet, _SHEET_CLASS, "") for sheet in sheets),
        *(Module(name, _fixed_source(f"{name}.bas")) for name in FIXED_MODULES),
        Module(LIBRARY_MODULE, windows_lines(library_module())),
        Module(RIBBON_MODULE, ribbon_callbacks(buttons)),
        Module(WRAPPER_MODULE, function_wrappers(functions)),
    )
    for module in modules:
        module.source.encode("ascii")
    return modules


def callback(button: Button) -> str:
    """The name of a button's VBA callback: `ClickNewCampaign`."""
    return "Click" + "".join(word.capitalize() for word in button.id.split("_"))


def ribbon_callbacks(buttons: Iterable[Button]) -> str:
    """The module the ribbon calls: one Sub per button, and the one that runs when the ribbon is loaded."""
    lines = [
        f'Attribute VB_Name = "{RIBBON_MODULE}"',
        "Option Explicit",
        "",
        "' Generated from the table of ribbon buttons.",
        "Public Sub OnRibbonLoad(ByVal Ribbon As IRibbonUI)",
        "    ThisWorkbook.Prepare",
        "End Sub",
    ]
    for button in buttons:
        lines += [
            "",
            f"Public Sub {callback(button)}(ByVal Control As IRibbonControl)",
            f'    RunMacro "{button.macro}", {button.needs_workbook}',
            "End Sub",
        ]
    return windows_lines("\n".join(lines) + "\n")


def function_wrappers(functions: Sequence[UserFunction]) -> str:
    """The module the cells call: one Function per worksheet function.

    ValueError if Excel or VBA would refuse a function's or an argument's name.
    """
    text = wrapper_text(functions)
    check_names(text)
    heading = f'Attribute VB_Name = "{WRAPPER_MODULE}"\nOption Explicit\n\n'
    return windows_lines(f"{heading}' Generated from the registry of worksheet functions.\n{text}")


def _document(name: str, class_id: str, body: str) -> Module:
    attributes = {
        "Name": f'"{name}"',
        "Base": f'"0{{{class_id}}}"',
        "GlobalNameSpace": "False",
        "Creatable": "False",
        "PredeclaredId": "True",
        "Exposed": "True",
        "TemplateDerived": "False",
        "Customizable": "True",
    }
    heading = "".join(f"Attribute VB_{attribute} = {value}\n" for attribute, value in attributes.items())
    return Module(name, windows_lines(heading) + body, ModuleKind.DOCUMENT)


def _fixed_source(name: str) -> str:
    source = files("xl_addin.excel.addin_file").joinpath("vba", name).read_text(encoding="ascii")
    return windows_lines(source)
