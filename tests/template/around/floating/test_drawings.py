"""What floats over cells is copied with the block that holds all of it, and stretched over what it spans."""

import re
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from xlsxwriter import Workbook as WrittenWorkbook
from xlsxwriter.worksheet import Worksheet as WrittenSheet

from xl_addin.template.render import render_workbook

Saved = Callable[[Workbook], bytes]
UNITS = [{"name": name, "rows": rows} for name, rows in (("An Bình", [1, 2]), ("Đông Thành", [3, 4, 5]))]
BLOCK = ("Đơn vị", "{%tr for unit in units %}", "{{ unit.name }}", "", "{%tr endfor %}", "Cuối")
"""Row 3 and 4 are repeated: rows 2 and 3, 4 and 5 of the result; the last one comes to stand in row 6."""


def template(draw: Callable[[WrittenSheet], object], rows: tuple[str, ...] = BLOCK, sheet: str = "Phiếu") -> bytes:
    target = BytesIO()
    with WrittenWorkbook(target) as book:
        made = book.add_worksheet(sheet)
        for row, text in enumerate(rows):
            made.write(row, 0, text)
        draw(made)
    return target.getvalue()


def result_of(data: bytes, **context: object) -> ZipFile:
    return ZipFile(BytesIO(render_workbook(data, {"units": UNITS, **context}).draft.data()))


def edges(drawing: bytes) -> list[tuple[int, int]]:
    """The first and last rows of what floats, from 0."""
    rows = [int(found) for found in re.findall(rb"<xdr:row>(\d+)</xdr:row>", drawing)]
    return list(zip(rows[::2], rows[1::2], strict=True))


def box(first: str, text: str = "Hộp", **options: object) -> Callable[[WrittenSheet], object]:
    """A text box of one row's height and one column's width at a cell."""
    return lambda sheet: sheet.insert_textbox(first, text, {"width": 64, "height": 20, "object_position": 1, **options})


@pytest.mark.parametrize(
    ("cell", "height", "expected"),
    [
        # Outside of the block, above and below.
        ("C1", 20, [(0, 1)]),
        ("C6", 20, [(5, 6)]),
        # In it: once for each copy.
        ("C3", 20, [(1, 2), (3, 4)]),
        ("C3", 40, [(1, 3), (3, 5)]),
        # From above the block to below it: stretched over all copies.
        ("C1", 120, [(0, 6)]),
        # From a row of the block to below it: one, beside all copies.
        ("C4", 60, [(2, 6)]),
        # On the row of a marker, which is taken out.
        ("C2", 20, [(1, 2), (3, 4)]),
        ("C4", 40, [(2, 3), (4, 5)]),
    ],
)
def test_where_an_object_comes_to_stand(cell: str, height: int, expected: list[tuple[int, int]]) -> None:
    found = result_of(template(box(cell, height=height)))
    assert edges(found.read("xl/drawings/drawing1.xml")) == expected


def test_an_object_goes_with_the_block_that_is_left_out() -> None:
    assert edges(result_of(template(box("C3")), units=[]).read("xl/drawings/drawing1.xml")) == []


def test_a_text_box_says_what_is_known_where_it_stands() -> None:
    drawing = result_of(template(box("C3", "Kính gửi {{ unit.name }}"))).read("xl/drawings/drawing1.xml").decode()
    assert re.findall(r"<a:t>(.*?)</a:t>", drawing) == ["Kính gửi An Bình", "Kính gửi Đông Thành"]
    ids = re.findall(r'<xdr:cNvPr id="(\d+)"', drawing)
    assert len(set(ids)) == len(ids) == 2


def test_words_that_stand_in_several_runs_are_read_as_one() -> None:
    data = template(box("C3", "Gửi {{ unit.name }}!"))
    torn = "Gửi {</a:t></a:r><a:r><a:t>{ unit</a:t></a:r><a:r><a:t>.name }}!"
    source = ZipFile(BytesIO(data))
    changed = BytesIO()
    with ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).decode().replace("Gửi {{ unit.name }}!", torn))
    drawing = result_of(changed.getvalue()).read("xl/drawings/drawing1.xml").decode()
    assert "".join(re.findall(r"<a:t>(.*?)</a:t>", drawing)) == "Gửi An Bình!Gửi Đông Thành!"


def charts_of(data: bytes, **context: object) -> list[tuple[str, list[str]]]:
    """The title and the ranges of each chart of the result."""
    found = result_of(data, **context)
    names = sorted(name for name in found.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name))
    texts = [found.read(name).decode() for name in names]
    return [("".join(re.findall(r"<a:t>(.*?)</a:t>", each)), re.findall(r"<(?:c:)?f>(.*?)</", each)) for each in texts]


def with_chart(saved: Saved, at: str, rows: tuple[int, int], title: str) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Phiếu"
    texts = ("{%tr for unit in units %}", "{{ unit.name }}", "{%tr for n in unit.rows %}", "", "{%tr endfor %}", "")
    for row, text in enumerate((*texts, "{%tr endfor %}"), start=1):
        sheet.cell(row, 1, text)
    sheet["B4"] = "{{ n }}"
    made = BarChart()
    made.title = title
    made.add_data(Reference(sheet, min_col=2, min_row=rows[0], max_row=rows[1]))
    made.height = 0.4
    sheet.add_chart(made, at)
    return saved(book)


def test_each_block_has_a_chart_of_its_own_cells(saved: Saved) -> None:
    assert charts_of(with_chart(saved, "D2", (4, 4), "Số của {{ unit.name }}")) == [
        ("Số của An Bình", ["'Phiếu'!$B$2:$B$3"]),
        ("Số của Đông Thành", ["'Phiếu'!$B$6:$B$8"]),
    ]


def test_a_chart_below_shows_all_blocks(saved: Saved) -> None:
    [(title, ranges)] = charts_of(with_chart(saved, "D9", (4, 4), "{{ units | length }} đơn vị"))
    assert (title, ranges) == ("2 đơn vị", ["('Phiếu'!$B$2:$B$3,'Phiếu'!$B$6:$B$8)"])


def test_a_series_without_cells_is_empty(saved: Saved) -> None:
    assert charts_of(with_chart(saved, "D9", (4, 4), "Không"), units=[]) == [("Không", ["#REF!"])]


def test_a_chart_of_a_block_that_is_left_out_is_not_in_the_file(saved: Saved) -> None:
    assert charts_of(with_chart(saved, "D2", (4, 4), "{{ unit.name }}"), units=[]) == []


def png(width: int, height: int) -> bytes:
    """A black picture."""
    raw = zlib.compress((b"\0" + b"\0" * 3 * width) * height)
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", size), (b"IDAT", raw), (b"IEND", b""))
    )


def test_every_sheet_has_its_own_drawing_with_the_one_picture() -> None:
    def draw(sheet: WrittenSheet) -> None:
        sheet.insert_textbox("D2", "Kính gửi {{ unit.name }}")
        sheet.insert_image("B5", "dau.png", {"image_data": BytesIO(png(8, 4))})

    found = result_of(template(draw, ("{%ts for unit in units %}",), "{{ unit.name }}"))
    assert [name for name in found.namelist() if name.startswith("xl/media/")] == ["xl/media/image1.png"]
    for number, unit in enumerate(UNITS, start=1):
        assert f"drawing{number}.xml" in found.read(f"xl/worksheets/_rels/sheet{number}.xml.rels").decode()
        assert f"Kính gửi {unit['name']}" in found.read(f"xl/drawings/drawing{number}.xml").decode()
        assert b"media/image1.png" in found.read(f"xl/drawings/_rels/drawing{number}.xml.rels")
        assert f"/xl/drawings/drawing{number}.xml".encode() in found.read("[Content_Types].xml")


def test_every_sheet_has_its_own_chart(saved: Saved) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "{{ unit.name }}"
    sheet["A1"] = "{%ts for unit in units %}"
    sheet["B2"] = 3
    made = BarChart()
    made.title = "{{ unit.name }}"
    made.add_data(Reference(sheet, min_col=2, min_row=2, max_row=2))
    sheet.add_chart(made, "D2")
    assert charts_of(saved(book)) == [("An Bình", ["'An Bình'!$B$2"]), ("Đông Thành", ["'Đông Thành'!$B$2"])]
