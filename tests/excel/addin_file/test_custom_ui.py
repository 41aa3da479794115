import re
from pathlib import Path

import pytest
from lxml import etree

from xl_addin.excel.addin_file.custom_ui import EXCEL_2007, EXCEL_2010, custom_ui
from xl_addin.excel.addin_file.vba_project import Project
from xl_addin.excel.ribbon import buttons, groups

NAMESPACES = [EXCEL_2007, EXCEL_2010]


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_the_ribbon_follows_the_schema(namespace: str) -> None:
    _schema(namespace).assertValid(etree.fromstring(custom_ui(groups(), namespace)))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<tabs>", b"<tabs/><tabs>"),
        (b'size="large"', b'size="Large"'),
        (b'imageMso="', b'imageMso="not an icon '),
        (b'label="', b'label="" tag="'),
        (b" supertip=", b" superTip="),
        (b'id="chiTieu_fill"', b'id="chiTieu_verify"'),
        (b'id="chiTieu_fill"', b'id="1"'),
        (b'onAction="', b'onAction="Wrong name.'),
    ],
)
@pytest.mark.parametrize("namespace", NAMESPACES)
def test_the_schema_refuses_what_excel_would(namespace: str, right: bytes, wrong: bytes) -> None:
    right_xml = custom_ui(groups(), namespace)
    assert right in right_xml
    assert not _schema(namespace).validate(etree.fromstring(right_xml.replace(right, wrong, 1)))


def _schema(namespace: str) -> etree.XMLSchema:
    text = Path(__file__).with_name("custom_ui.xsd").read_text(encoding="utf-8")
    return etree.XMLSchema(etree.fromstring(text.replace("NAMESPACE", namespace).encode()))


def test_both_parts_show_the_same_ribbon() -> None:
    older, newer = (custom_ui(groups(), namespace) for namespace in NAMESPACES)
    assert older.replace(EXCEL_2007.encode(), EXCEL_2010.encode()) == newer


def test_every_callback_is_a_public_sub_of_the_named_module(project: Project) -> None:
    sources = {module.name: module.source for module in project.modules}
    root = etree.fromstring(custom_ui(groups(), EXCEL_2010))
    called = [("Control", str(value)) for value in root.xpath("//@onAction")]
    called += [("UI", str(value)) for value in root.xpath("//@onLoad")]
    assert len(called) == len(buttons()) + 1
    for kind, callback in called:
        module, _, name = callback.partition(".")
        assert re.search(rf"^Public Sub {name}\(ByVal \w+ As IRibbon{kind}\)\r$", sources[module], re.MULTILINE)


def test_labels_and_tips_are_vietnamese() -> None:
    root = etree.fromstring(custom_ui(groups(), EXCEL_2010))
    labels = [str(value) for value in root.xpath("//@label")]
    assert labels[0] == "Chỉ tiêu"
    assert "Phân bổ chỉ tiêu" in labels
    assert len(labels) == len(set(labels))
