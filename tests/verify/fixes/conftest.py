"""Workbook files made by hand, and what fixing them changes."""

import io
from collections.abc import Callable, Mapping, Sequence

import openpyxl
import pytest
from openpyxl.comments import Comment

from xl_addin.case.case import Case
from xl_addin.verify.fix import Fixed, fix_book
from xl_addin.workbook.edits.edit import SetFormula, SetNumberFormat, SetValue

Grid = Sequence[Sequence[object]]
Changes = dict[str, object]

GRID: Grid = [
    ["STT", "Đơn vị", "Chỉ tiêu giao", "Số người đã làm", "Số người còn lại", "Tỷ lệ (%)"],
    [1, 2, 3, 4, "5=3-4", "6=4/3*100"],
    [1, "An Bình", 1000, 400, "=C3-D3", "=D3/C3*100"],
    [2, "Bình Minh", 2000, 500, "=C4-D4", "=D4/C4*100"],
    [3, "Cửa Lân", 3000, 1500, "=C5-D5", "=D5/C5*100"],
    [4, "Đông Hà", 4000, 1000, "=C6-D6", "=D6/C6*100"],
    [None, "Tổng", "=SUM(C3:C6)", "=SUM(D3:D6)", "=SUM(E3:E6)", "=D7/C7*100"],
]


@pytest.fixture(scope="session")
def book_file() -> Callable[..., bytes]:
    """`book_file({"C4": "2.000"}, formats={"C": "#,##0"})`: an invented table with formulas, single cells changed."""

    def make(changed: Mapping[str, object] = {}, *, formats: Mapping[str, str] = {}, grid: Grid = GRID) -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Biểu 1"
        for row in grid:
            sheet.append(list(row))
        for cell, value in changed.items():
            sheet[cell] = value
        for letter, code in formats.items():
            for row in range(3, sheet.max_row + 1):
                sheet[f"{letter}{row}"].number_format = code
        sheet["B3"].comment = Comment("Số liệu do xã báo cáo", "Thống kê")
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    return make


@pytest.fixture(scope="session")
def fixed() -> Callable[..., Fixed]:
    """`fixed(data, unsafe=True, …)`: the book mended."""

    def run(data: bytes, **options: object) -> Fixed:
        return fix_book(Case.open(data, file="book.xlsx"), **options)  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def changes() -> Callable[[Fixed], Changes]:
    """The edits by cell: formulas and values as they stand there afterwards, number formats under `C4 format`."""

    def of(result: Fixed) -> Changes:
        found: Changes = {}
        for edit in result.edits:
            assert isinstance(edit, SetFormula | SetValue | SetNumberFormat)
            name = str(edit.cell).rpartition("!")[2]
            if isinstance(edit, SetNumberFormat):
                found[f"{name} format"] = edit.number_format
            else:
                found[name] = edit.formula if isinstance(edit, SetFormula) else edit.value
        return found

    return of
