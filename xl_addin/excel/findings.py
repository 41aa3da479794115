"""The findings of a verification as edits: marked cells, and a sheet that lists them with links."""

from collections.abc import Sequence

from xl_addin.language import Text, number
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.reports.wording import SEVERITY, WHOLE_BOOK, counted
from xl_addin.workbook.book import Book
from xl_addin.workbook.cells import Area, CellRef
from xl_addin.workbook.edit import AddSheet, ClearMarks, DeleteSheet, Edit, Mark, Plain

SHEET = "Kết quả kiểm tra"
_TITLE = "KẾT QUẢ KIỂM TRA BẢNG SỐ LIỆU"
_NOTE = "Bấm vào địa chỉ ô để đến ô đó. Nút “Xóa dấu kiểm tra” bỏ các dấu màu và trang này."
_HEADINGS = ("STT", "Mức", "Mã", "Trang tính", "Ô", "Nội dung", "Đúng ra", "Trong sổ", "Cách sửa")
_WIDTHS = (6.0, 10.0, 7.0, 18.0, 8.0, 70.0, 16.0, 16.0, 50.0)
_HEADING_ROW, _CELL_COLUMN = 4, 5

# Excel's own colours for bad, neutral and noted cells.
COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTE: "DDEBF7"}


def without_findings(book: Book) -> tuple[Book, tuple[str, ...]]:
    """The book without the sheets an earlier verification wrote, and their names."""
    ours = tuple(sheet.name for sheet in book.sheets if sheet.name.startswith(SHEET) and sheet.value(1, 1) == _TITLE)
    kept = tuple(sheet for sheet in book.sheets if sheet.name not in ours)
    return Book(book.file, kept, book.defined_names, book.date_system, book.formulas_seen), ours


def clearing(marks: Sequence[Mark], sheets: Sequence[str]) -> list[Edit]:
    """The edits that take away marks and findings sheets."""
    marked = dict.fromkeys(mark.sheet for mark in marks)
    return [*map(ClearMarks, marked), *map(DeleteSheet, sheets)]


def findings_edits(found: Sequence[Diagnostic], taken: Sequence[str]) -> list[Edit]:
    """Marks by severity, the worse one where a cell has two, and the findings sheet; its name avoids those taken."""
    worst: dict[CellRef, Severity] = {}
    for one in found:
        if one.sheet and one.row and one.column:
            cell = CellRef(one.sheet, one.row, one.column)
            worst[cell] = max(worst.get(cell, Severity.NOTE), one.severity)
    areas: dict[tuple[str, Severity], list[Area]] = {}
    for cell, severity in worst.items():
        areas.setdefault((cell.sheet, severity), []).append(Area(cell.row, cell.column, cell.row, cell.column))
    marks = [Mark(sheet, tuple(places), COLOURS[severity]) for (sheet, severity), places in areas.items()]
    return [_sheet(found, taken), *marks]


def _sheet(found: Sequence[Diagnostic], taken: Sequence[str]) -> AddSheet:
    rows: list[tuple[Plain, ...]] = [(_TITLE,), (counted(tuple(found), "vi"),), (_NOTE,), _HEADINGS]
    links = {}
    for index, one in enumerate(found, 1):
        rows.append(_row(index, one))
        if one.sheet and one.row and one.column:
            links[_HEADING_ROW + index, _CELL_COLUMN] = CellRef(one.sheet, one.row, one.column)
    return AddSheet(_free_name(taken), tuple(rows), _HEADING_ROW, links, _WIDTHS)


def _row(index: int, one: Diagnostic) -> tuple[Plain, ...]:
    advice = one.advice.vi if one.advice else None
    return (
        index,
        SEVERITY[one.severity].vi,
        one.code,
        one.sheet or WHOLE_BOOK.vi,
        one.cell,
        one.message.vi,
        _shown(one.expected),
        _shown(one.actual),
        advice,
    )


def _shown(value: float | int | str | None) -> str | None:
    """Evidence as text: a figure as Vietnamese print writes it, whatever the cell's format would make of it."""
    return value if value is None or isinstance(value, str) else number(value, "vi")


def _free_name(taken: Sequence[str]) -> str:
    used = {name.casefold() for name in taken}
    name, index = SHEET, 1
    while name.casefold() in used:
        index += 1
        name = f"{SHEET} ({index})"
    return name


def summary(found: Sequence[Diagnostic]) -> Text:
    """`9 lỗi, 2 cảnh báo`."""
    return Text(counted(tuple(found), "vi"), counted(tuple(found), "en"))
