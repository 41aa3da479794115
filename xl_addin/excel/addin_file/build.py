"""Building `chi-tieu.xlam`: workbook parts by XlsxWriter, VBA project and ribbon by this package.

The same sources give the same bytes: every time stamp is fixed, and nothing of the machine enters the file.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from lxml import etree

from xl_addin.excel.addin_file.custom_ui import EXCEL_2007, EXCEL_2010, custom_ui
from xl_addin.excel.addin_file.hidden_sheets import HiddenSheet, hidden_sheets
from xl_addin.excel.addin_file.vba_modules import addin_modules
from xl_addin.excel.addin_file.vba_project import Project, registered_reference, vba_project_bin
from xl_addin.excel.addin_file.wrapper_text import wizard_entries
from xl_addin.excel.ribbon import buttons, groups
from xl_addin.functions.registry import UserFunction, user_functions
from xl_addin.package.safe_xml import parse_xml

FILE_NAME = "chi-tieu.xlam"
PROJECT_ID = "{6B1C7E52-3D0A-4C58-9E0B-7A5D2F41C863}"
WRITTEN = datetime(2026, 1, 1)

REFERENCES = registered_reference(
    "stdole",
    r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
) + registered_reference(
    "Office",
    r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL"
    "#Microsoft Office 16.0 Object Library",
)

_CONTENT_TYPES = "[Content_Types].xml"
_MACRO_WORKBOOK = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RIBBON_PARTS = (
    ("customUI/customUI.xml", "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility", EXCEL_2007),
    ("customUI/customUI14.xml", "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", EXCEL_2010),
)


def build_addin() -> bytes:
    """The add-in file with the product's worksheet functions."""
    return addin_bytes(user_functions())


def addin_bytes(functions: Sequence[UserFunction]) -> bytes:
    """The add-in file with these worksheet functions."""
    sheets = hidden_sheets(wizard_entries(functions))
    parts = _workbook_parts(sheets, vba_project_bin(addin_project(functions, sheets)))
    parts[_CONTENT_TYPES] = parts[_CONTENT_TYPES].replace(_MACRO_WORKBOOK, _ADDIN)
    parts["_rels/.rels"] = _with_ribbon_relationships(parts["_rels/.rels"])
    parts |= {name: custom_ui(groups(), namespace) for name, _, namespace in _RIBBON_PARTS}
    return _zipped(parts)


def addin_project(functions: Sequence[UserFunction], sheets: Sequence[HiddenSheet]) -> Project:
    """The add-in's VBA project."""
    modules = addin_modules(buttons(), functions, [sheet.code_name for sheet in sheets])
    return Project("ChiTieu", PROJECT_ID, modules, REFERENCES)


def _workbook_parts(sheets: Sequence[HiddenSheet], project: bytes) -> dict[str, bytes]:
    import xlsxwriter

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": "Chỉ tiêu",
                "comments": "Điền, kiểm tra và cắt các bảng chỉ tiêu có dòng số cột.",
                "created": WRITTEN,
            }
        )
        book.add_vba_project(io.BytesIO(project), is_stream=True)
        book.set_vba_name("ThisWorkbook")
        for sheet in sheets:
            worksheet = book.add_worksheet(sheet.name)
            worksheet.set_vba_name(sheet.code_name)
            for number, row in enumerate(sheet.rows):
                for column, value in enumerate(row):
                    if isinstance(value, int):
                        worksheet.write_number(number, column, value)
                    else:
                        worksheet.write_string(number, column, value)
    with zipfile.ZipFile(written) as package:
        return {name: package.read(name) for name in package.namelist()}


def _with_ribbon_relationships(relationships: bytes) -> bytes:
    root = parse_xml(relationships)
    for number, (part, kind, _) in enumerate(_RIBBON_PARTS, start=1):
        attributes = {"Id": f"ribbon{number}", "Type": kind, "Target": part}
        etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", attributes)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _zipped(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            # The system that wrote the entry is otherwise taken from the machine.
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return written.getvalue()
