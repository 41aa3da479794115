"""The findings of a verification as edits: marked cells with comments, and a sheet that lists them with links."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from xl_addin.formula.cells import Area, CellRef
from xl_addin.language import Language, Text, shown
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.reports.cell_comments import MOST_COMMENTS, comments_on
from xl_addin.reports.wording import SEVERITY, WHOLE_BOOK, counted
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.comments.ours import is_ours, our_comments
from xl_addin.workbook.edits.edit import AddSheet, ClearComments, ClearMarks, DeleteSheet, Edit, Mark, Plain
from xl_addin.workbook.edits.marks import marks_in
from xl_addin.workbook.model.book import Book, Sheet

SHEET = "Kết quả kiểm tra"
_SHEET = Text(SHEET, "Verification")
_TITLE = Text("KẾT QUẢ KIỂM TRA BẢNG SỐ LIỆU", "VERIFICATION OF NUMBERED TABLES")
_NOTE = Text(
    "Bấm vào địa chỉ ô để đến ô đó. Nút “Xóa dấu kiểm tra” bỏ màu, ghi chú trên ô và trang này.",
    "Follow a cell's address to the cell. The button “Clear marks” takes away colours, comments and this sheet.",
)
_CUT_OFF = Text(
    "{note} Quá nhiều ô có phát hiện nên chỉ {count} ô, lỗi trước, có ghi chú trên ô.",
    "{note} Too many cells have findings: only {count} of them, errors first, have comments.",
)
_OWN = Text(
    "Ô này đã có ghi chú của người dùng: xl-addin giữ nguyên, không ghi thêm.",
    "The cell has a comment of its own: xl-addin left it alone and added none.",
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


def without_findings(book: Book) -> Book:
    """The book without what an earlier verification wrote: its sheets and comments."""
    ours = _findings_sheets(book)
    return replace(book, sheets=tuple(_uncommented(sheet) for sheet in book.sheets if sheet.name not in ours))


def clearing(book: Book, package: PartSource) -> list[Edit]:
    """The edits that take away what an earlier verification wrote into the book, which was read from `package`."""
    marked = dict.fromkeys(mark.sheet for mark in marks_in(package))
    commented = [comments.sheet for comments in our_comments(book)]
    return [*map(ClearMarks, marked), *map(ClearComments, commented), *map(DeleteSheet, _findings_sheets(book))]


def _findings_sheets(book: Book) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets
        if any(
            sheet.name.startswith(name) and sheet.value(1, 1) == title
            for name, title in ((_SHEET.vi, _TITLE.vi), (_SHEET.en, _TITLE.en))
        )
    ]


def _uncommented(sheet: Sheet) -> Sheet:
    return replace(sheet, comments={place: text for place, text in sheet.comments.items() if not is_ours(text)})


def annotate(draft: Draft, found: Sequence[Diagnostic], *, book: Book, language: Language) -> None:
    """Mark, explain and list a workbook's findings in it, in place of those of an earlier run.

    `book` is what the draft holds. Every other cell, format and part stays as it is; Problem for a book that must not
    be edited (`check_edits`).
    """
    edits = clearing(book, draft)
    if found:
        edits += findings_edits(found, without_findings(book), language)
    apply_edits(draft, edits, book=book)


def findings_edits(
    found: Sequence[Diagnostic], book: Book, language: Language = "vi", *, most_comments: int = MOST_COMMENTS
) -> list[Edit]:
    """Marks and comments on cells, a cell's colour being that of its worst finding, and the findings sheet.

    `book` is what the findings speak of, without those of an earlier verification: the sheet's name avoids its
    sheets', and comments that stand in it are left alone. No more than `most_comments` cells get one, the worst first.
    """
    by_cell: dict[CellRef, list[Diagnostic]] = {}
    for one in found:
        if one.sheet and one.row and one.column:
            by_cell.setdefault(CellRef(one.sheet, one.row, one.column), []).append(one)
    worst = {cell: max(one.severity for one in findings) for cell, findings in by_cell.items()}
    areas: dict[tuple[str, Severity], list[Area]] = {}
    for cell, severity in worst.items():
        areas.setdefault((cell.sheet, severity), []).append(Area(cell.row, cell.column, cell.row, cell.column))
    marks = [Mark(sheet, tuple(places), COLOURS[severity]) for (sheet, severity), places in areas.items()]
    name = _free_name(_SHEET.in_language(language), [sheet.name for sheet in book.sheets])
    comments = comments_on(by_cell, book, language, listed_on=name, most=most_comments)
    has_own = {sheet.name: sheet.comments.keys() for sheet in book.sheets}
    own = {cell for cell in by_cell if (cell.row, cell.column) in has_own[cell.sheet]}
    cut_off = most_comments if len(by_cell.keys() - own) > most_comments else None
    return [_sheet(found, name, own, cut_off, language), *marks, *comments]


def _sheet(
    found: Sequence[Diagnostic], name: str, own: Collection[CellRef], cut_off: int | None, language: Language
) -> AddSheet:
    note = _NOTE if cut_off is None else _CUT_OFF.with_values(note=_NOTE, count=cut_off)
    rows: list[tuple[Plain, ...]] = [
        (_TITLE.in_language(language),),
        (counted(tuple(found), language),),
        (note.in_language(language),),
        tuple(heading.in_language(language) for heading in _HEADINGS),
    ]
    links = {}
    for index, one in enumerate(found, 1):
        cell = CellRef(one.sheet, one.row, one.column) if one.sheet and one.row and one.column else None
        if cell:
            links[_HEADING_ROW + index, _CELL_COLUMN] = cell
        rows.append(_row(index, one, language, cell in own))
    return AddSheet(name, tuple(rows), _HEADING_ROW, links, _WIDTHS)


def _row(index: int, one: Diagnostic, language: Language, has_own_comment: bool) -> tuple[Plain, ...]:
    advice = [text.in_language(language) for text in (one.advice, _OWN if has_own_comment else None) if text]
    return (
        index,
        SEVERITY[one.severity].in_language(language),
        one.code,
        one.sheet or WHOLE_BOOK.in_language(language),
        one.cell,
        one.message.in_language(language),
        _shown(one.expected, language),
        _shown(one.actual, language),
        "\n".join(advice) or None,
    )


def _shown(value: float | int | str | None, language: Language) -> str | None:
    """Evidence as text: a figure as print writes it, whatever the cell's format would make of it."""
    return None if value is None else shown(value, language)


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
