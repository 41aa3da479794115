import re

import pytest

from xl_addin.excel.addin_file import vendor_modules
from xl_addin.excel.addin_file.vendor_modules import CORRECTIONS, class_source, xlwings_modules, xlwings_version

DICTIONARY, XLWINGS = xlwings_modules()


def test_the_modules_are_of_the_installed_version_and_keep_their_licences() -> None:
    assert f'XLWINGS_VERSION As String = "{xlwings_version()}"' in XLWINGS.source
    assert f"xlwings64-{xlwings_version()}.dll" in XLWINGS.source
    assert "3-clause license" in XLWINGS.source
    assert "@license: MIT" in DICTIONARY.source


def test_every_correction_is_there_and_says_why() -> None:
    source = XLWINGS.source.replace("\r\n", "\n")
    for correction in CORRECTIONS:
        assert correction.old not in source
        assert correction.new in source
        assert len(correction.why) > 30


def test_a_received_workbook_cannot_choose_what_is_run() -> None:
    """Settings come from the add-in's own sheet or the user's own file, never from the active workbook or beside it."""
    source = XLWINGS.source.replace("\r\n", "\n")
    config = source[source.index("Function GetConfig(") : source.index("Function SaveConfigToFile")]
    active = [line.strip() for line in config.split("\n") if "ActiveWorkbook" in line]
    # What is left of it stands in branches that are never taken.
    assert active == [
        "If GetConfigFromSheet(ActiveWorkbook).Exists(configKey) = True Then",
        "GetConfig = GetConfigFromSheet(ActiveWorkbook).Item(configKey)",
        "If GetFullName(ActiveWorkbook) <> \"\" Then ' Empty if local dir can't be figured out (e.g. SharePoint)",
    ]
    assert config.count("If False Then") == 2
    server = source[source.index("Function XLPyCommand") : source.index("Private Sub XLPyLoadDLL")]
    assert "ActiveWorkbook" not in server


def test_the_command_line_keeps_its_seven_fields() -> None:
    """xlwings splits it at `;`: a flag, two workbooks, three cloud folders, then folders of modules."""
    server = XLWINGS.source[XLWINGS.source.index("Function XLPyCommand") :]
    line = next(line for line in server.split("\r\n") if "PYTHONPATH = AddExcelDir" in line)
    fields = re.sub(r'GetConfig\("(\w+)"\)', r'"\1"', line.partition(" = ")[2].replace("AddExcelDir", '"False"'))
    assert "".join(re.findall(r'"([^"]*)"', fields)).split(";") == [
        "False",
        "",
        "",
        "ONEDRIVE_CONSUMER_WIN",
        "ONEDRIVE_COMMERCIAL_WIN",
        "SHAREPOINT_WIN",
        "PYTHONPATH",
    ]


def test_an_unknown_xlwings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor_modules, "_shipped", lambda name: "another text")
    with pytest.raises(ValueError, match="VBA has changed"):
        xlwings_modules()


def test_a_class_gets_the_heading_a_project_stores() -> None:
    exported = (
        "VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1  'True\nEND\n"
        'Attribute VB_Name = "Sample"\nAttribute VB_Exposed = True\nOption Explicit\n'
    )
    assert class_source(exported).split("\n") == [
        'Attribute VB_Name = "Sample"',
        'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"',
        "Attribute VB_Exposed = True",
        "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = False",
        "Option Explicit",
        "",
    ]


def test_the_description_is_the_one_in_the_vendors_project() -> None:
    assert DICTIONARY.description.startswith("Drop-in replacement for Scripting.Dictionary on Mac\r\n\r\n")
