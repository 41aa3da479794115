"""Notes go with their cells, one for each copy, saying what is said there."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from xl_addin.template.render import render_workbook

UNITS = [{"name": "An Bình"}, {"name": "Đông Thành"}, {"name": "Tân Lợi"}]


def noted(sheet_name: str = "Phiếu", first: str = "{%tr for unit in units %}") -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = sheet_name
    for row in (first, "{{ unit.name }}", "" if "%ts" in first else "{%tr endfor %}", "Tổng"):
        sheet.append([row])
    sheet["A2"].comment = Comment("Số của {{ unit.name }}", "Văn phòng")
    sheet["A4"].comment = Comment("Cộng", "Văn phòng")
    return book


def boxes(drawing: str) -> list[tuple[str, str]]:
    return list(zip(re.findall(r"<\w+:Row>(\d+)</", drawing), re.findall(r'id="(_x0000_s\d+)"', drawing), strict=True))


def test_each_copy_of_a_cell_has_its_note(saved: Callable[[Workbook], bytes]) -> None:
    data = render_workbook(saved(noted()), {"units": UNITS}).draft.data()
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    assert {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment} == {
        "A1": "Số của An Bình",
        "A2": "Số của Đông Thành",
        "A3": "Số của Tân Lợi",
        "A4": "Cộng",
    }
    archive = ZipFile(BytesIO(data))
    [drawing] = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".vml")]
    found = boxes(drawing)
    assert sorted(row for row, _ in found) == ["0", "1", "2", "3"]
    assert len({shape for _, shape in found}) == 4


def test_each_sheet_has_its_notes(saved: Callable[[Workbook], bytes]) -> None:
    book = noted("{{ unit.name }}", "{%ts for unit in units %}")
    data = render_workbook(saved(book), {"units": UNITS}).draft.data()
    sheets = load_workbook(BytesIO(data)).worksheets
    assert [sheet["A2"].comment.text for sheet in sheets] == [f"Số của {unit['name']}" for unit in UNITS]
    archive = ZipFile(BytesIO(data))
    drawings = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".vml")]
    # Each sheet numbers its shapes in a thousand of its own.
    assert len({re.search(r'idmap[^>]*data="(\d+)"', each)[1] for each in drawings}) == 3  # type: ignore[index]
