"""The sheet that lists a workbook's findings: written, found again, and read row by row."""

from collections.abc import Collection, Sequence

from xl_addin.formula.cells import CellRef, parse_address
from xl_addin.language import Language, Text, shown
from xl_addin.reports.wording import SEVERITY, WHOLE_BOOK, counted
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.workbook.edits.edit import AddSheet, Plain, SetValue
from xl_addin.workbook.model.book import EMPTY_COLUMN, Book, Sheet

SHEET = "Kết quả kiểm tra"
NAME = Text(SHEET, "Verification")
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
_HEADING_ROW, _SEVERITY_COLUMN, _CODE_COLUMN, _CELL_COLUMN = 4, 2, 3, 5
MENDED = Text("Đã sửa", "Mended")


def findings_sheets(book: Book) -> list[str]:
    """The sheets on which earlier verifications listed what they found."""
    return [
        sheet.name
        for sheet in book.sheets
        if any(
            sheet.name.startswith(name) and sheet.value(1, 1) == title
            for name, title in ((NAME.vi, _TITLE.vi), (NAME.en, _TITLE.en))
        )
    ]


def listed_in(sheet: Sheet, row: int) -> tuple[str, CellRef] | None:
    """The code and cell that a row of a findings sheet is about; None for a heading and for what is about no cell."""
    code, name, place = (sheet.value(row, column) for column in (_CODE_COLUMN, _CODE_COLUMN + 1, _CELL_COLUMN))
    if row <= _HEADING_ROW or not (isinstance(code, str) and isinstance(name, str) and isinstance(place, str)):
        return None
    try:
        return code, CellRef(name, *parse_address(place))
    except ValueError:
        return None


def mended_rows(book: Book, mended: Collection[tuple[str, CellRef]]) -> list[SetValue]:
    """What says on the findings sheets of an earlier verification that these findings, by code and cell, are mended."""
    sheets = {sheet.name: sheet for sheet in book.sheets}
    return [
        SetValue(CellRef(name, row, _SEVERITY_COLUMN), MENDED.vi)
        for name in findings_sheets(book)
        for row in sorted(sheets[name].columns.get(_CODE_COLUMN, EMPTY_COLUMN).values)
        if listed_in(sheets[name], row) in mended
    ]


def listing(
    found: Sequence[Diagnostic], name: str, own: Collection[CellRef], cut_off: int | None, language: Language
) -> AddSheet:
    """The sheet of that name that lists findings; `own` are cells with a comment of the user, which got none of ours.

    `cut_off` is how many cells have comments, where that is not all of them.
    """
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


def free_name(taken: Sequence[str], language: Language, of: Text = NAME) -> str:
    """A name for a sheet called so that none of these sheets has."""
    wanted = of.in_language(language)
    used = {name.casefold() for name in taken}
    name, index = wanted, 1
    while name.casefold() in used:
        index += 1
        name = f"{wanted} ({index})"
    return name
