"""What stands around and over the cells of a panel is there once for each turn of it, part by part."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook

from xl_addin.template.render import render_workbook

UNITS = [{"name": "An Bình", "rows": [1, 2]}, {"name": "Đông Thành", "rows": [3, 4]}]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def result() -> ZipFile:
    """A panel of three rows in A to C, beside one of six turns in E; two turns: rows 1 to 3 and 4 to 6."""
    target = BytesIO()
    with Workbook(target) as book:
        sheet = book.add_worksheet("Phiếu")
        sheet.write("A1", "{%tb for unit in units %}{{ unit.name }}")
        sheet.write_column("A2", ["{{ unit.rows[0] }}", "{{ unit.rows[1] }}"])
        sheet.write_formula("B2", "=A2+A3")
        sheet.write("C3", "{%tb endfor %}")
        sheet.write("E1", "{%tb for n in range(6) %}{{ n }}{%tb endfor %}")
        small = {"object_position": 1, "x_scale": 0.1, "y_scale": 0.04}
        sheet.insert_textbox("B1", "Hộp {{ unit.name }}", {"width": 40, "height": 15, "object_position": 1})
        sheet.insert_button("C1", {"caption": "Bấm", "width": 40, "height": 15})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Phiếu'!$A$2:$A$3"})
        sheet.insert_chart("C2", chart, small)
        sheet.write_comment("B2", "Của {{ unit.name }}")
        sheet.conditional_format("A2:A3", {"type": "cell", "criteria": ">", "value": "=B2"})
        sheet.data_validation("B3", {"validate": "list", "source": "=A2:A3", "input_message": "Số {{ unit.name }}"})
        sheet.add_sparkline("B1", {"range": "'Phiếu'!A2:A3"})
        sheet.write_url("C2", "https://vidu.vn/{{ loop.index }}", string="xem")
    return ZipFile(BytesIO(render_workbook(target.getvalue(), {"units": UNITS}).draft.data()))


def found(result: ZipFile, part: str, pattern: str) -> list[Any]:
    """What a pattern finds in the parts of that name, in order."""
    parts = sorted(name for name in result.namelist() if re.fullmatch(part, name))
    return [each for name in parts for each in re.findall(pattern, result.read(name).decode())]


def test_text_boxes_and_charts(result: ZipFile) -> None:
    drawing = "xl/drawings/drawing1.xml"
    assert found(result, drawing, r"<xdr:from><xdr:col>(\d+)") == ["2", "2", "1", "1"]
    rows = found(result, drawing, r"<xdr:from>.*?<xdr:row>(\d+)")
    assert rows == ["1", "4", "0", "3"]
    assert found(result, drawing, "<a:t>(.*?)</a:t>") == ["Hộp An Bình", "Hộp Đông Thành"]


def test_each_chart_shows_its_own_turn(result: ZipFile) -> None:
    shown = found(result, r"xl/charts/chart\d+\.xml", "<c:f>(.*?)</c:f>")
    assert shown == ["'Phiếu'!$A$2:$A$3", "'Phiếu'!$A$5:$A$6"]


def test_notes_and_buttons(result: ZipFile) -> None:
    assert found(result, r"xl/comments1\.xml", r'ref="(\w+)"') == ["B2", "B5"]
    assert found(result, r"xl/comments1\.xml", ">(Của .*?)<") == ["Của An Bình", "Của Đông Thành"]
    boxes = r"xl/drawings/vmlDrawing1\.vml"
    assert found(result, boxes, r'ObjectType="(\w+)"').count("Button") == 2
    assert sorted(found(result, boxes, r"<x:Row>(\d+)</x:Row>")) == ["1", "4"]


def test_rules(result: ZipFile) -> None:
    formats = found(result, SHEET, r'<conditionalFormatting sqref="([^"]+)">.*?<formula>(.*?)</formula>')
    # One rule, seen from the first of its cells.
    assert formats == [("A2:A3 A5:A6", "B2")]
    rule = r'<dataValidation [^>]*prompt="([^"]*)" sqref="([^"]+)">\s*<formula1>(.*?)</formula1>'
    checks = found(result, SHEET, rule)
    assert checks == [("Số An Bình", "B3", "A2:A3"), ("Số Đông Thành", "B6", "A5:A6")]


def test_sparklines_and_links(result: ZipFile) -> None:
    sparks = found(result, SHEET, r"<xm:f>(.*?)</xm:f>\s*<xm:sqref>(.*?)</xm:sqref>")
    assert sparks == [("'Phiếu'!A2:A3", "B1"), ("'Phiếu'!A5:A6", "B4")]
    links = dict(found(result, SHEET, r'<hyperlink ref="(\w+)" r:id="(\w+)"'))
    relation = r'Id="(\w+)"[^>]*Target="(https[^"]*)"'
    targets = dict(found(result, r"xl/worksheets/_rels/sheet1\.xml\.rels", relation))
    assert {cell: targets[id_] for cell, id_ in links.items()} == {"C2": "https://vidu.vn/1", "C5": "https://vidu.vn/2"}
