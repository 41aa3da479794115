"""Templates as other programs write them: with prefixes, in the strict namespaces, with shared texts that are none."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from xl_addin import api
from xl_addin.package.parts import MAIN, STRICT_MAIN
from xl_addin.template.render import render_workbook

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def rewritten(data: bytes, rewrite: Callable[[str], str]) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, rewrite(old.read(name).decode()))
    return target.getvalue()


def strict(xml: str) -> str:
    """As Excel's “Strict Open XML Spreadsheet”."""
    return xml.replace(MAIN, STRICT_MAIN).replace(_RELATIONS, _STRICT_RELATIONS)


def prefixed(xml: str) -> str:
    """As the Open XML SDK writes parts, and with it ClosedXML."""
    if MAIN not in xml:
        return xml
    return re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", xml).replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')


@pytest.mark.parametrize("form", [strict, prefixed])
def test_the_result_has_all_cells(saved: Callable[[Workbook], bytes], form: Callable[[str], str]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("Hộ", "{{ name }}"), ("{%tr for x in xs %}",), ("{{ x }}", "=A3*2"), ("{%tr endfor %}",)):
        sheet.append(row)
    sheet.append(("=SUM(A3:A3)", "đồng"))
    sheet.merge_cells("C1:D1")
    template = rewritten(saved(book), form)
    data = render_workbook(template, {"xs": [1, 2], "name": "Bù Đốp"}, file="mau.xlsx").draft.data()
    [result] = api.open(bytes(data)).book.sheets
    cells = [[result.value(row, column) for column in (1, 2)] for row in range(1, 5)]
    assert cells == [["Hộ", "Bù Đốp"], [1, 2], [2, 4], [3, "đồng"]]


def test_a_shared_text_without_number_is_an_empty_cell(saved: Callable[[Workbook], bytes]) -> None:
    book = Workbook()
    book.worksheets[0].append(("Hộ", "x"))
    text, nothing = 't="inlineStr"><is><t>x</t></is>', 't="s"><v/>'
    template = rewritten(saved(book), lambda xml: xml.replace(text, nothing))
    data = render_workbook(template, {}, file="mau.xlsx").draft.data()
    [result] = api.open(bytes(data)).book.sheets
    assert [result.value(1, column) for column in (1, 2)] == ["Hộ", None]
