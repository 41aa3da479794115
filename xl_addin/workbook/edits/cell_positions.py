"""Where the cells of a worksheet stand in its XML."""

from collections.abc import Callable
from typing import NamedTuple

from xl_addin.formula.cells import parse_address, row_number
from xl_addin.language import Text
from xl_addin.package.splicing import Found, walk
from xl_addin.problem import Problem

_ROW, _CELL = "sheetData/row", "sheetData/row/c"
# A cell's formula, value and inline text.
_CONTENTS = tuple(f"{_CELL}/{name}" for name in ("f", "v", "is"))


CHOICES = Text(
    vi="các ô của trang tính do chương trình khác ghi thành nhiều lựa chọn nội dung nên chưa sửa được; "
    "hãy mở tệp bằng Excel, lưu lại rồi chạy lại",
    en="another program wrote the sheet's cells as choices of content, which cannot be edited; "
    "open the file in Excel, save it and run again",
)


class CellXml(NamedTuple):
    """A cell's element, with those of its formula, value and inline text where it has them."""

    row: int
    column: int
    element: Found
    formula: Found | None
    value: Found | None
    inline: Found | None


def walk_cells(
    xml: bytes,
    on_cell: Callable[[CellXml], None],
    *,
    on_row: Callable[[int, Found], None] | None = None,
    sheet: str,
    part: str | None = None,
) -> None:
    """Call `on_cell` with each cell in document order, and `on_row` with each row after its cells.

    Rows and cells without a reference follow the ones before them. Problem for a damaged sheet, naming its part, and
    for one whose cells are choices of content, naming the sheet: what stands in one is not the cell it seems to be.
    """
    if b"AlternateContent" in xml[xml.find(b"sheetData") : xml.rfind(b"sheetData")]:
        raise Problem(CHOICES, place=sheet)
    row = column = 0
    contents: dict[str, Found] = {}

    def started(path: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        if path == _ROW:
            row, column = row_number(attributes.get("r"), row), 0
        elif path == _CELL:
            reference = attributes.get("r")
            column = parse_address(reference)[1] if reference else column + 1
            contents.clear()

    def ended(element: Found) -> None:
        if element.path == _CELL:
            on_cell(CellXml(row, column, element, *map(contents.get, _CONTENTS)))
        elif element.path in _CONTENTS:
            contents[element.path] = element
        elif on_row:
            on_row(row, element)

    walk(xml, {_ROW, _CELL, *_CONTENTS}, ended, started=started, part=part)
