import io
import zipfile

import pytest
from lxml import etree

from xl_addin.excel.addin_file import build
from xl_addin.excel.addin_file.build import addin_bytes, build_addin
from xl_addin.functions.registry import UserFunction
from xl_addin.workbook.reading.read import read_book

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def test_two_builds_give_the_same_bytes(made_up: tuple[UserFunction, ...], addin: bytes) -> None:
    assert addin_bytes(made_up) == addin


def test_it_is_an_addin_with_macros(parts: dict[str, bytes]) -> None:
    types = {
        override.get("PartName"): override.get("ContentType")
        for override in etree.fromstring(parts["[Content_Types].xml"])
    }
    assert types["/xl/workbook.xml"] == "application/vnd.ms-excel.addin.macroEnabled.main+xml"
    defaults = {
        default.get("Extension"): default.get("ContentType")
        for default in etree.fromstring(parts["[Content_Types].xml"])
    }
    assert defaults["bin"] == "application/vnd.ms-office.vbaProject"
    assert {"xl/vbaProject.bin", "customUI/customUI.xml", "customUI/customUI14.xml"} <= set(parts)


def test_the_package_names_both_ribbons(parts: dict[str, bytes]) -> None:
    root = etree.fromstring(parts["_rels/.rels"])
    found = {node.get("Target"): node.get("Type") for node in root.iter(RELATIONSHIP)}
    office = "http://schemas.microsoft.com/office"
    assert found["customUI/customUI.xml"] == f"{office}/2006/relationships/ui/extensibility"
    assert found["customUI/customUI14.xml"] == f"{office}/2007/relationships/ui/extensibility"
    assert len({node.get("Id") for node in root.iter(RELATIONSHIP)}) == len(list(root.iter(RELATIONSHIP)))


def test_every_part_is_well_formed_and_reachable(parts: dict[str, bytes]) -> None:
    targets = {"[Content_Types].xml"}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(content)
            if name.endswith(".rels"):
                folder = name.partition("_rels/")[0]
                targets |= {name, *(f"{folder}{node.get('Target')}" for node in root.iter(RELATIONSHIP))}
    assert targets == set(parts)


def test_code_names_of_the_workbook_and_its_sheets_are_its_document_modules(parts: dict[str, bytes]) -> None:
    names = set()
    for name, content in parts.items():
        if name == "xl/workbook.xml" or name.startswith("xl/worksheets/"):
            names |= {
                str(value) for value in etree.fromstring(content).xpath("//*[local-name()!='fileVersion']/@codeName")
            }
    assert names == {"ThisWorkbook", "MessagesSheet", "FunctionsSheet"}


def test_the_hidden_sheets_hold_messages_and_wizard_texts(addin: bytes) -> None:
    book = read_book(addin, file="chi-tieu.xlam")
    assert [sheet.name for sheet in book.sheets] == ["chi-tieu.messages", "chi-tieu.functions"]
    assert [book["chi-tieu.messages"].value(1, column) for column in (1, 2)] == ["title", "Chỉ tiêu"]
    assert [book["chi-tieu.functions"].value(1, column) for column in range(1, 7)] == [
        "CT_GAPDOI",
        "Chỉ tiêu",
        "Gấp đôi một số rồi cộng thêm.",
        2,
        "Số cần gấp đôi",
        "Số cộng thêm; bỏ trống là 0",
    ]


def test_time_stamps_are_fixed(addin: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(addin)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in package.infolist()} == {0}


def test_it_is_built_of_the_products_functions(
    made_up: tuple[UserFunction, ...], addin: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "user_functions", lambda: made_up)
    assert build_addin() == addin
