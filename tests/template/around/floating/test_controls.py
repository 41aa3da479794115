"""Controls of a repeated row are there for each copy of it, linked to the cells of their own."""

import re
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from xlsxwriter import Workbook as WrittenWorkbook

from xl_addin.template.render import render_workbook

UNITS = [{"name": "An Bình"}, {"name": "Đông Thành"}]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
CONTROL = (
    f'<controls xmlns:r="{OFFICE}" xmlns:xdr="{XDR}"><control shapeId="1025" r:id="rId1" name="Chọn"><controlPr>'
    '<anchor moveWithCells="1"><from><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0'
    "</xdr:rowOff></from><to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row><xdr:rowOff>0"
    "</xdr:rowOff></to></anchor></controlPr></control></controls></worksheet>"
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/ctrlProp" Target="../ctrlProps/ctrlProp1.xml"/></Relationships>'
)
SET_TO = (
    '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="CheckBox" '
    'fmlaLink="$B$2"/>'
)
ROWS = ("{%tr for unit in units %}", "{{ unit.name }}", "{%tr endfor %}")


def with_check_box() -> bytes:
    book, target, changed = Workbook(), BytesIO(), BytesIO()
    for row in ROWS:
        book.worksheets[0].append([row])
    book.save(target)
    with ZipFile(target) as old, ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            new.writestr(name, content.replace("</worksheet>", CONTROL) if "sheet1.xml" in name else content)
        new.writestr("xl/worksheets/_rels/sheet1.xml.rels", RELATIONS)
        new.writestr("xl/ctrlProps/ctrlProp1.xml", SET_TO)
    return changed.getvalue()


def result_of(data: bytes, units: list[dict[str, str]]) -> ZipFile:
    return ZipFile(BytesIO(render_workbook(data, {"units": units}).draft.data()))


def test_each_copy_of_a_check_box_is_linked_to_its_own_row() -> None:
    found = result_of(with_check_box(), UNITS)
    sheet = found.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<xdr:row>(\d+)<", sheet) == ["0", "1", "1", "2"]
    shapes = re.findall(r'shapeId="(\d+)" r:id="(\w+)"', sheet)
    assert len({shape for shape, _ in shapes}) == len({id_ for _, id_ in shapes}) == 2
    parts = [found.read(name).decode() for name in found.namelist() if "ctrlProps/" in name]
    assert [re.findall(r'fmlaLink="(.*?)"', each) for each in parts] == [["$B$1"], ["$B$2"]]


def test_nothing_is_left_of_a_check_box_in_a_row_that_is_not_there() -> None:
    found = result_of(with_check_box(), [])
    assert b"<control" not in found.read("xl/worksheets/sheet1.xml")
    assert not [name for name in found.namelist() if "ctrlProps/" in name]


def test_a_button_is_copied_with_its_row_and_says_its_own() -> None:
    target = BytesIO()
    with WrittenWorkbook(target) as book:
        sheet = book.add_worksheet()
        for row, text in enumerate(ROWS):
            sheet.write(row, 0, text)
        sheet.insert_button("C2", {"caption": "Gửi {{ unit.name }}", "width": 64, "height": 20})
    drawing = result_of(target.getvalue(), UNITS).read("xl/drawings/vmlDrawing1.vml").decode()
    assert re.findall(r"Gửi [^<]*", drawing) == ["Gửi An Bình", "Gửi Đông Thành"]
    anchors = [[int(one) for one in each.split(",")] for each in re.findall(r"<x:Anchor>(.*?)</", drawing)]
    assert [(each[2], each[6]) for each in anchors] == [(0, 1), (1, 2)]
    assert len(set(re.findall(r'id="_x0000_s(\d+)"', drawing))) == 2
