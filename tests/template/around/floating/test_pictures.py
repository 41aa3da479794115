"""A picture from data is laid over its cell or merged range, as large as fits there, in its own proportions."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from xl_addin.template.render import render_workbook

Saved = Callable[[Workbook], bytes]
PIXEL = 9525


def bmp(width: int, height: int) -> bytes:
    """As much of a picture as says how large it is."""
    return b"BM" + bytes(16) + width.to_bytes(4, "little") + height.to_bytes(4, "little") + bytes(30)


def placed(drawing: str) -> Iterator[tuple[int, ...]]:
    """The column and row of each picture with how far into them it begins, its width and height, in pixels."""
    for anchor in re.findall(r"<xdr:oneCellAnchor.*?</xdr:oneCellAnchor>", drawing):
        column, right, row, down = (
            int(found) for found in re.findall(r"<xdr:(?:col|colOff|row|rowOff)>(\d+)<", anchor)
        )
        width, height = (int(found) // PIXEL for found in re.findall(r'<xdr:ext cx="(\d+)" cy="(\d+)"', anchor)[0])
        yield column, right // PIXEL, row, down // PIXEL, width, height


def book() -> Workbook:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in ("{%tr for unit in units %}", "{{ picture(unit.photo) }}", "{%tr endfor %}", "Cuối"):
        sheet.append([row])
    sheet.row_dimensions[2].height = 75
    return made


def result_of(data: bytes, *photos: bytes) -> ZipFile:
    return ZipFile(BytesIO(render_workbook(data, {"units": [{"photo": each} for each in photos]}).draft.data()))


def test_every_copy_of_a_cell_has_its_picture_and_the_same_one_is_kept_once(saved: Saved) -> None:
    square, broad = bmp(50, 50), bmp(200, 50)
    found = result_of(saved(book()), square, broad, square)
    # A cell is 64 wide and 100 high, a pixel less on each side.
    assert list(placed(found.read("xl/drawings/drawing1.xml").decode())) == [
        (0, 1, 0, 19, 62, 62),
        (0, 1, 1, 42, 62, 15),
        (0, 1, 2, 19, 62, 62),
    ]
    media = [name for name in found.namelist() if name.startswith("xl/media/")]
    assert [found.read(name) for name in media] == [square, broad]
    assert b"image/bmp" in found.read("[Content_Types].xml")
    assert b"<drawing " in found.read("xl/worksheets/sheet1.xml")


def test_a_picture_fits_its_merged_range(saved: Saved) -> None:
    made = book()
    made.worksheets[0].merge_cells("A2:C2")
    found = result_of(saved(made), bmp(10, 10))
    # 98 pixels high, in the middle of 192.
    assert list(placed(found.read("xl/drawings/drawing1.xml").decode())) == [(0, 47, 0, 1, 98, 98)]


@pytest.mark.parametrize("name", ["drawing", "legacyDrawing"])
def test_a_sheet_with_a_drawing_keeps_what_is_in_it(saved: Saved, name: str) -> None:
    made = book()
    if name == "drawing":
        chart = BarChart()
        chart.add_data(Reference(made.worksheets[0], min_col=2, min_row=4, max_row=4))
        made.worksheets[0].add_chart(chart, "D4")
    else:
        made.worksheets[0]["A4"].comment = Comment("Ghi chú", "Văn phòng")
    found = result_of(saved(made), bmp(10, 10))
    sheet = found.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<(drawing|legacyDrawing) ", sheet) == (["drawing"] if name == "drawing" else ["drawing", name])
    assert len(list(placed(found.read("xl/drawings/drawing1.xml").decode()))) == 1
