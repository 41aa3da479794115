"""Read the workbook open in Excel through a copy of it, exactly as the command line reads a file."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.excel.session.refusals import what_was_said
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.package.package import Package, open_package
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

if TYPE_CHECKING:
    import xlwings

_NEVER_SAVED = Text(
    "sổ tính chưa được lưu lần nào; hãy lưu thành tệp .xlsx rồi bấm lại",
    "the workbook has never been saved; save it as .xlsx and press again",
)
_READ_ONLY = Text(
    "sổ tính đang mở ở chế độ chỉ đọc; hãy lưu thành tệp khác hoặc mở lại để sửa rồi bấm lại",
    "the workbook is open read-only; save it under another name or open it for editing and press again",
)
_SHARED = Text(
    "sổ tính đang dùng chung (Share Workbook); hãy tắt dùng chung rồi bấm lại",
    "the workbook is shared (Share Workbook); stop sharing and press again",
)
_NO_COPY = Text(
    "Excel không cho lấy bản sao của sổ tính ({reason}); nếu đang sửa dở một ô hãy bấm Enter, nếu sổ có mật khẩu hoặc "
    "bị giới hạn quyền (IRM) hãy bỏ rồi bấm lại",
    "Excel gives no copy of the workbook ({reason}); finish editing the cell, or lift its password or rights "
    "management",
)
_NO_SHEET = Text("hãy chọn một trang tính có bảng rồi bấm lại", "select a worksheet with a table and press again")
_NO_CELL = Text("hãy chọn một ô trong bảng rồi bấm lại", "select a cell of the table and press again")


@dataclass(frozen=True)
class OpenBook:
    """A workbook open in Excel, and what it held a moment ago: a copy of it, read."""

    live: "xlwings.Book"
    package: Package
    book: Book


def place_of(live: "xlwings.Book") -> str:
    """Where a workbook is saved: its path, or its address where OneDrive or SharePoint keep it.

    `xlwings.Book.fullname` looks for the folder behind the address and raises where it finds none.
    """
    return str(live.api.FullName)


def is_address(place: str) -> bool:
    """Whether that is an address on the web, not a path."""
    return "://" in place


def read_open_book(live: "xlwings.Book") -> OpenBook:
    """What the workbook holds now, unsaved changes included; formulas keep the values Excel gave them.

    Raises Problem for a workbook that must not be written to: never saved, read-only, shared, and for one whose copy
    cannot be read (password, .xls).
    """
    api = live.api
    for refused, text in ((not api.Path, _NEVER_SAVED), (api.ReadOnly, _READ_ONLY), (api.MultiUserEditing, _SHARED)):
        if refused:
            raise Problem(text, file=live.name)
    return copy_of(live)


def copy_of(live: "xlwings.Book") -> OpenBook:
    """The same for a workbook that is only read."""
    with tempfile.TemporaryDirectory(prefix="chi-tieu-") as folder:
        copy = Path(folder) / f"ban-sao{Path(live.name).suffix or '.xlsx'}"
        try:
            live.api.SaveCopyAs(str(copy))
            data = copy.read_bytes()
        # What Excel raises is known on Windows only.
        except Exception as error:
            raise Problem(_NO_COPY.with_values(reason=what_was_said(error)), file=live.name) from error
    package = open_package(data, file=live.name)
    return OpenBook(live, package, read_book(package))


def active_sheet(opened: OpenBook) -> str:
    """The name of the worksheet in front; Problem for a chart sheet."""
    front = opened.live.api.ActiveSheet
    name = "" if front is None else str(front.Name)
    if name not in {sheet.name for sheet in opened.book.sheets}:
        raise Problem(_NO_SHEET, file=opened.live.name)
    return name


def selected_rows(opened: OpenBook) -> tuple[str, frozenset[int]]:
    """The sheet in front and its selected rows that are seen, as far as it is used; "" and none for a chart sheet."""
    front = opened.live.api.ActiveSheet
    sheet = next((each for each in opened.book.sheets if front is not None and each.name == front.Name), None)
    used = sheet.used_area() if sheet else None
    if sheet is None or used is None:
        return "", frozenset()
    areas = opened.live.app.api.ActiveWindow.RangeSelection.Areas
    chosen = (areas.Item(number) for number in range(1, int(areas.Count) + 1))
    firsts = ((int(area.Row), int(area.Rows.Count)) for area in chosen)
    rows = {row for first, count in firsts for row in range(first, min(first + count, used.last_row + 1))}
    return sheet.name, frozenset(rows - sheet.hidden_rows)


def active_cell(opened: OpenBook) -> CellRef:
    """The cell in front, whatever else is selected; Problem on a chart sheet, or where there is none."""
    sheet = active_sheet(opened)
    cell = opened.live.app.api.ActiveCell
    if cell is None:
        raise Problem(_NO_CELL, file=opened.live.name, place=sheet)
    return CellRef(sheet, int(cell.Row), int(cell.Column))
