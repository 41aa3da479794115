import re

import pytest

from xl_addin.excel.addin_file.hidden_sheets import MESSAGES, hidden_sheets
from xl_addin.excel.addin_file.vba_modules import addin_modules, callback
from xl_addin.excel.addin_file.vba_project import Project
from xl_addin.excel.ribbon import Button, buttons
from xl_addin.language import Text

DECLARED = re.compile(r"^(?:Public |Private )?(?:Sub|Function) (\w+)\(", re.MULTILINE | re.IGNORECASE)
LONGEST_LINE = 1023
MOST_CONTINUATIONS = 24


def test_source_is_ascii_with_windows_line_ends_the_editor_can_hold(project: Project) -> None:
    for module in project.modules:
        assert module.source.isascii()
        lines = module.source.split("\r\n")
        assert "\n" not in module.source.replace("\r\n", "")
        assert lines[-1] == ""
        assert max(map(len, lines)) <= LONGEST_LINE
        assert lines[0] == f'Attribute VB_Name = "{module.name}"'
        assert not re.search(rf"( _\r\n[^\n]*){{{MOST_CONTINUATIONS + 1}}}", module.source)


def test_module_names_are_unique_and_legal(project: Project) -> None:
    names = [module.name for module in project.modules]
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,30}", name) for name in names)


def test_public_names_of_standard_modules_are_declared_once(project: Project) -> None:
    """Two public procedures of one name in standard modules make each call of it ambiguous."""
    declared = [name for module in project.modules for name in map(str.lower, DECLARED.findall(module.source))]
    assert len(declared) == len(set(declared))


def test_modules_declare_every_variable(project: Project) -> None:
    written = [module for module in project.modules if not module.name.endswith("Sheet")]
    assert len(written) == 11
    assert all("Option Explicit\r\n" in module.source for module in written)


def test_each_button_runs_its_macro_through_the_one_guarded_way(project: Project) -> None:
    source = next(module.source for module in project.modules if module.name == "ChiTieuRibbon")
    for button in buttons():
        assert (
            f"Public Sub {callback(button)}(ByVal Control As IRibbonControl)\r\n"
            f'    RunMacro "{button.macro}", {button.needs_workbook}\r\n'
            "End Sub\r\n"
        ) in source


def test_a_callback_is_named_after_its_button() -> None:
    button = Button("new_campaign", Text("a", "a"), Text("b", "b"), "FileNew", "some.module", large=True)
    assert callback(button) == "ClickNewCampaign"


def test_every_message_the_source_asks_for_is_on_the_hidden_sheet(project: Project) -> None:
    asked = {key for module in project.modules for key in re.findall(r'MessageText\("(\w+)"\)', module.source)}
    assert asked == {key for key, _ in MESSAGES}


def test_every_sheet_the_source_names_exists(project: Project) -> None:
    named = {name for module in project.modules for name in re.findall(r'Worksheets\("([^"]+)"\)', module.source)}
    assert named == {"chi-tieu.messages", "chi-tieu.functions"}
    assert named == {sheet.name for sheet in hidden_sheets(())}


def test_vietnamese_in_source_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        addin_modules([Button("đồng", *[Text("a", "a")] * 2, "FileNew", "some.module", large=True)], [], [])
