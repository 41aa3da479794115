"""The findings of a verification as edits: marked cells, and a sheet that lists them with links."""

from collections.abc import Sequence
from dataclasses import replace

from xl_addin.language import Language, Text, number
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.reports.wording import SEVERITY, WHOLE_BOOK, counted
from xl_addin.workbook.applying import apply_edits
from xl_addin.workbook.book import Book
from xl_addin.workbook.cells import Area, CellRef
from xl_addin.workbook.edit import AddSheet, ClearMarks, DeleteSheet, Edit, Mark, Plain
from xl_addin.workbook.marks import marks_in
from xl_addin.workbook.read import read_book

SHEET = "Kết quả kiểm tra"
_SHEET = Text(SHEET, "Verification")
_TITLE = Text("KẾT QUẢ KIỂM TRA BẢNG SỐ LIỆU", "VERIFICATION OF NUMBERED TABLES")
_NOTE = Text(
    "Bấm vào địa chỉ ô để đến ô đó. Nút “Xóa dấu kiểm tra” bỏ các dấu màu và trang này.",
    "Follow a cell's address to the cell. The button “Clear marks” takes away the colours and this sheet.",
)
_HEADINGS = (
    Text("STT", "No."),
    Text("Mức", "Severity"),
    Text("Mã", "Code"),
    Text("Trang tính", "Sheet"),
    Text("Ô", "Cell"),
    Text("Nội dung", "Finding"),
    Text("Đúng ra", "Expected"),
    Text("Trong sổ", "In the book"),
    Text("Cách sửa", "How to mend"),
)
_WIDTHS = (6.0, 10.0, 7.0, 18.0, 8.0, 70.0, 16.0, 16.0, 50.0)
_HEADING_ROW, _CELL_COLUMN = 4, 5

# Excel's own colours for bad, neutral and noted cells.
COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTE: "DDEBF7"}


def without_findings(book: Book) -> tuple[Book, tuple[str, ...]]:
    """The book without the sheets an earlier verification wrote, and their names."""
    ours = tuple(
        sheet.name
        for sheet in book.sheets
        if any(
            sheet.name.startswith(name) and sheet.value(1, 1) == title
            for name, title in ((_SHEET.vi, _TITLE.vi), (_SHEET.en, _TITLE.en))
        )
    )
    kept = tuple(sheet for sheet in book.sheets if sheet.name not in ours)
    return replace(book, sheets=kept), ours


def clearing(marks: Sequence[Mark], sheets: Sequence[str]) -> list[Edit]:
    """The edits that take away marks and findings sheets."""
    marked = dict.fromkeys(mark.sheet for mark in marks)
    return [*map(ClearMarks, marked), *map(DeleteSheet, sheets)]


def annotated(data: bytes, found: Sequence[Diagnostic], *, file: str, language: Language) -> bytes:
    """A copy of the workbook with its findings marked and listed, instead of those of an earlier verification.

    Every other cell, format and part stays as it is; Problem for a book that cannot be edited safely.
    """
    book, earlier = without_findings(read_book(data, file=file))
    edits = clearing(marks_in(data), earlier)
    if found:
        edits += findings_edits(found, [sheet.name for sheet in book.sheets], language)
    return apply_edits(data, edits, file=file)


def findings_edits(found: Sequence[Diagnostic], taken: Sequence[str], language: Language = "vi") -> list[Edit]:
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
    return [_sheet(found, taken, language), *marks]


def _sheet(found: Sequence[Diagnostic], taken: Sequence[str], language: Language) -> AddSheet:
    rows: list[tuple[Plain, ...]] = [
        (_TITLE.in_language(language),),
        (counted(tuple(found), language),),
        (_NOTE.in_language(language),),
        tuple(heading.in_language(language) for heading in _HEADINGS),
    ]
    links = {}
    for index, one in enumerate(found, 1):
        rows.append(_row(index, one, language))
        if one.sheet and one.row and one.column:
            links[_HEADING_ROW + index, _CELL_COLUMN] = CellRef(one.sheet, one.row, one.column)
    return AddSheet(_free_name(_SHEET.in_language(language), taken), tuple(rows), _HEADING_ROW, links, _WIDTHS)


def _row(index: int, one: Diagnostic, language: Language) -> tuple[Plain, ...]:
    return (
        index,
        SEVERITY[one.severity].in_language(language),
        one.code,
        one.sheet or WHOLE_BOOK.in_language(language),
        one.cell,
        one.message.in_language(language),
        _shown(one.expected, language),
        _shown(one.actual, language),
        one.advice.in_language(language) if one.advice else None,
    )


def _shown(value: float | int | str | None, language: Language) -> str | None:
    """Evidence as text: a figure as print writes it, whatever the cell's format would make of it."""
    return value if value is None or isinstance(value, str) else number(value, language)


def _free_name(wanted: str, taken: Sequence[str]) -> str:
    used = {name.casefold() for name in taken}
    name, index = wanted, 1
    while name.casefold() in used:
        index += 1
        name = f"{wanted} ({index})"
    return name


def summary(found: Sequence[Diagnostic]) -> Text:
    """`9 lỗi, 2 cảnh báo`."""
    return Text(counted(tuple(found), "vi"), counted(tuple(found), "en"))
