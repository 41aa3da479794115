"""Pictures follow the row they are anchored to, on every sheet that is written from the template."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import Workbook

from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.lines import UNMOVED, LineMap, Placed
from xl_addin.template.render import render_workbook
from xl_addin.template.write.drawings import moved_drawing

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def anchors(*rows: tuple[int, int]) -> bytes:
    inside = "".join(
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>{first}</xdr:row></xdr:from>"
        f"<xdr:to><xdr:col>1</xdr:col><xdr:row>{last}</xdr:row></xdr:to></xdr:twoCellAnchor>"
        for first, last in rows
    )
    return f'<xdr:wsDr xmlns:xdr="{DRAWING}">{inside}</xdr:wsDr>'.encode()


def rows_of(drawing: bytes) -> list[int]:
    return [int(row.text or "") for row in etree.fromstring(drawing).iter(f"{{{DRAWING}}}row")]


@pytest.mark.parametrize(("turns", "expected"), [(2, [0, 1, 1, 3, 2, 4, 4, 5]), (0, [0, 1, 2, 3])])
def test_a_picture_is_copied_with_its_row_and_keeps_its_size(turns: int, expected: list[int]) -> None:
    placed = [Placed(1, ()), *(Placed(3, (turn,)) for turn in range(turns)), Placed(5, ())]
    rows = Layout(LineMap({1: (), 3: (2,), 5: ()}, placed, 5), UNMOVED)
    drawing = etree.fromstring(anchors((0, 1), (2, 4), (5, 6)))
    assert rows_of(moved_drawing(drawing, rows)) == expected


def with_picture(book: Workbook) -> bytes:
    """The workbook with a picture on its first sheet, as Excel would store it."""
    target, result = BytesIO(), BytesIO()
    book.save(target)
    raw = zlib.compress(b"\0\xff\0\0")
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), (b"IDAT", raw), (b"IEND", b""))
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</worksheet>", f'<drawing xmlns:r="{OFFICE}" r:id="rId1"/></worksheet>'.encode())
            if name == "[Content_Types].xml":
                data = data.replace(
                    b"</Types>",
                    b'<Default Extension="png" ContentType="image/png"/><Override PartName="/xl/drawings/drawing1.xml"'
                    b' ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>',
                )
            new.writestr(name, data)
        relation = (
            '<Relationships xmlns="{}/relationships"><Relationship Id="rId1" Type="{}/{}" Target="{}"/></Relationships>'
        )
        new.writestr("xl/drawings/drawing1.xml", anchors((0, 1)))
        new.writestr("xl/media/image1.png", png)
        for part, kind, to in (
            ("worksheets/_rels/sheet1.xml.rels", "drawing", "../drawings/drawing1.xml"),
            ("drawings/_rels/drawing1.xml.rels", "image", "../media/image1.png"),
        ):
            new.writestr(f"xl/{part}", relation.format(PACKAGE, OFFICE, kind, to))
    return result.getvalue()


def test_every_sheet_has_the_picture() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "{%ts for name in names %}{{ name }}"
    result = render_workbook(with_picture(book), {"names": ["A", "B", "C"]}, file="mau.xlsx").draft.data()
    with zipfile.ZipFile(BytesIO(result)) as archive:
        names = set(archive.namelist())
        drawings = [name for name in names if name.startswith("xl/drawings/drawing")]
        assert len(drawings) == 3
        for sheet, drawing in (("sheet1", "drawing1"), ("sheet2", "drawing2"), ("sheet3", "drawing3")):
            assert f"/xl/drawings/{drawing}.xml".encode() in archive.read(f"xl/worksheets/_rels/{sheet}.xml.rels")
            assert b"media/image1.png" in archive.read(f"xl/drawings/_rels/{drawing}.xml.rels")
            assert f"/xl/drawings/{drawing}.xml".encode() in archive.read("[Content_Types].xml")
