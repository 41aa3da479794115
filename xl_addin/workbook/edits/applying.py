"""Apply edits to a workbook file so that every other cell, format and part stays as it was."""

from collections.abc import Mapping, Sequence
from math import isfinite

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area, CellRef
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import SheetPart, child, frame_of, is_true, related, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.problem import Problem
from xl_addin.workbook.edits.cell_edits import Place, with_contents
from xl_addin.workbook.edits.cell_styles import FORMULA_SIGNS, CellStyles
from xl_addin.workbook.edits.comments.comment_parts import write_comments
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    CellEdit,
    ClearComments,
    ClearMarks,
    DeleteSheet,
    Edit,
    Mark,
    SetFormula,
    SetNumberFormat,
    SetValue,
    in_order,
)
from xl_addin.workbook.edits.marks import write_marks
from xl_addin.workbook.edits.plain_sheet import add_plain_sheet
from xl_addin.workbook.edits.recalculation import ask_for_recalculation, drop_calculation_chain
from xl_addin.workbook.edits.sheet_list import delete_sheets
from xl_addin.workbook.model.book import Book, Sheet
from xl_addin.workbook.reading.read import read_book

_NO_SHEET = Text(vi="không có trang tính này trong tệp", en="the book has no such worksheet")
_OFF_GRID = Text(vi="ô nằm ngoài trang tính", en="the cell lies beyond the grid")
_SHEET_EXISTS = Text(
    vi="trong sổ đã có trang tính này; hãy xóa hoặc đổi tên trang đó rồi chạy lại",
    en="the book has this worksheet already; delete or rename it and run again",
)
_LOCKED_SHEETS = Text(
    vi="cấu trúc sổ đang được bảo vệ; hãy bỏ bảo vệ (Review > Protect Workbook) rồi chạy lại",
    en="the structure of the book is protected; unprotect it (Review > Protect Workbook) and run again",
)
_PROTECTED = Text(
    vi="trang tính đang được bảo vệ; hãy bỏ bảo vệ (Review > Unprotect Sheet) rồi chạy lại",
    en="the sheet is protected; unprotect it (Review > Unprotect Sheet) and run again",
)
_MERGED = Text(
    vi="ô bị gộp trong vùng {area}; chỉ ghi được vào ô đầu của vùng, hãy bỏ gộp ô",
    en="the cell is merged into {area}; only the first cell of it can be written, unmerge it",
)
_ARRAY = Text(
    vi="ô thuộc công thức mảng {area}; hãy xóa công thức mảng này trong Excel rồi chạy lại",
    en="the cell is part of the array formula {area}; clear that formula in Excel and run again",
)
_TABLE_HEADER = Text(
    vi="ô là tiêu đề của một bảng Excel (Table); hãy đổi tiêu đề trong Excel",
    en="the cell heads an Excel table; change that heading in Excel",
)


def apply_edits(draft: Draft, edits: Sequence[Edit], *, book: Book | None = None) -> None:
    """Make the edits in a draft, in the order of `edit.in_order`.

    Styles, widths, conditional formats, validations, print set-up, rich text and unknown parts stay byte for byte;
    the calculation chain is dropped and Excel asked to recalculate. A cell that gets a formula has no stored value
    until `store_values` gives it one. `book` is what the draft holds, read unless given. Raises Problem for
    whatever `check_edits` refuses.
    """
    try:
        wanted = in_order(edits)
        check_edits(draft, wanted, book=book or read_book(draft))
        deleted = {edit.sheet for edit in wanted if isinstance(edit, DeleteSheet)}
        if deleted:
            delete_sheets(draft, deleted)
        for edit in wanted:
            if isinstance(edit, AddSheet):
                add_plain_sheet(draft, edit)
        cells = [edit for edit in wanted if isinstance(edit, CellEdit | SetNumberFormat)]
        if cells or deleted:
            _write_cells(draft, cells)
        write_marks(draft, [edit for edit in wanted if isinstance(edit, ClearMarks | Mark)])
        write_comments(draft, [edit for edit in wanted if isinstance(edit, ClearComments | AddComments)])
    except Problem as problem:
        raise problem.in_file(draft.file) from problem.__cause__


def check_edits(source: PartSource, edits: Sequence[Edit], *, book: Book) -> None:
    """Raise Problem for the first edit that the workbook does not allow, in a file or in Excel.

    `book` is what the source holds. Refused is a sheet that is missing, protected or there already, a book whose
    sheets are protected, and a cell that is off the grid, merged away, part of an array formula or the heading of an
    Excel table.
    """
    try:
        _check_all(source, book, in_order(edits))
    except Problem as problem:
        raise problem.in_file(source.file) from problem.__cause__


def _check_all(package: PartSource, book: Book, edits: Sequence[Edit]) -> None:
    workbook = workbook_part(package)
    parts = {part.name: part for part in sheet_parts(package, workbook) if part.kind == "worksheet"}
    names = {name.casefold() for name in parts}
    added: set[str] = set()
    by_sheet: dict[str, dict[Place, CellEdit | SetNumberFormat]] = {}
    for edit in edits:
        if isinstance(edit, CellEdit | SetNumberFormat):
            by_sheet.setdefault(edit.cell.sheet, {})[edit.cell.row, edit.cell.column] = edit
            continue
        if isinstance(edit, AddSheet | DeleteSheet) and _has_locked_sheets(package, workbook):
            raise Problem(_LOCKED_SHEETS)
        if isinstance(edit, AddSheet):
            if edit.sheet.casefold() in names:
                raise Problem(_SHEET_EXISTS, place=edit.sheet)
            names.add(edit.sheet.casefold())
            added.add(edit.sheet)
        elif edit.sheet.casefold() not in names:
            raise Problem(_NO_SHEET, place=edit.sheet)
        elif isinstance(edit, DeleteSheet):
            names.remove(edit.sheet.casefold())
        elif edit.sheet not in added and _is_protected(package, parts[edit.sheet]):
            raise Problem(_PROTECTED, place=edit.sheet)
    for name, wanted in by_sheet.items():
        if name.casefold() not in names:
            raise Problem(_NO_SHEET, place=name)
        if name not in added:
            _check(package, book[name], parts[name], wanted)


def _has_locked_sheets(package: PartSource, workbook: str) -> bool:
    protection = child(package.xml(workbook), "workbookProtection")
    return protection is not None and is_true(protection.get("lockStructure"))


def _is_protected(package: PartSource, part: SheetPart) -> bool:
    protection = child(frame_of(package, part.part), "sheetProtection")
    return protection is not None and is_true(protection.get("sheet"))


def _write_cells(draft: Draft, edits: Sequence[CellEdit | SetNumberFormat]) -> None:
    workbook = workbook_part(draft)
    by_sheet: dict[str, dict[Place, CellEdit | SetNumberFormat]] = {}
    formats: dict[CellRef, str] = {}
    for edit in edits:
        # A cell's format comes with its content where it gets both.
        by_sheet.setdefault(edit.cell.sheet, {})[edit.cell.row, edit.cell.column] = edit
        if isinstance(edit, SetNumberFormat):
            formats[edit.cell] = edit.number_format
    parts = {sheet.name: sheet.part for sheet in sheet_parts(draft, workbook)}
    styles_part = next(iter(related(draft, workbook, "styles")), None)
    styles = CellStyles(draft.read(styles_part), styles_part) if styles_part else None

    def restyle(style: int, edit: CellEdit | SetNumberFormat) -> int:
        if styles is None:
            return style
        quoted = _looks_like_formula(edit) if _holds_something(edit) else None
        return styles.style(style, quoted=quoted, number_format=formats.get(edit.cell))

    for name, wanted in by_sheet.items():
        part = parts[name]
        draft.write(part, with_contents(as_utf8(draft.read(part), part=part), wanted, restyle, part=part))
    if styles and styles_part:
        draft.write(styles_part, styles.xml())
    ask_for_recalculation(draft)
    drop_calculation_chain(draft)


def _holds_something(edit: CellEdit | SetNumberFormat) -> bool:
    return isinstance(edit, SetFormula) or (isinstance(edit, SetValue) and edit.value is not None)


def _looks_like_formula(edit: Edit) -> bool:
    return isinstance(edit, SetValue) and isinstance(edit.value, str) and edit.value.startswith(FORMULA_SIGNS)


def _check(
    package: PartSource, sheet: Sheet, part: SheetPart, edits: Mapping[Place, CellEdit | SetNumberFormat]
) -> None:
    protected = _is_protected(package, part)
    headings = _table_headings(package, part)
    for (row, column), edit in edits.items():
        refusal = _refusal(sheet, row, column, protected, headings)
        if refusal is not None:
            raise Problem(refusal, place=str(CellRef(sheet.name, row, column)))
        if isinstance(edit, SetValue) and isinstance(edit.value, float) and not isfinite(edit.value):
            raise ValueError(f"{edit.cell}: {edit.value} cannot be stored in a cell")


def _refusal(sheet: Sheet, row: int, column: int, protected: bool, headings: Sequence[Area]) -> Text | None:
    """Why the cell must not be written, None if it may."""
    cell = (row, column)
    if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
        return _OFF_GRID
    if protected:
        return _PROTECTED
    merge = next((area for area in sheet.merges if cell in area), None)
    if merge and cell != (merge.first_row, merge.first_column):
        return _MERGED.with_values(area=str(merge))
    for array in sheet.arrays.values():
        one_cell = array.first_row == array.last_row and array.first_column == array.last_column
        if cell in array and not one_cell:
            return _ARRAY.with_values(area=str(array))
    return _TABLE_HEADER if any(cell in heading for heading in headings) else None


def _table_headings(package: PartSource, part: SheetPart) -> tuple[Area, ...]:
    headings = []
    for table in related(package, part.part, "table"):
        root = package.xml(table)
        try:
            area = Area.parse(root.get("ref", ""))
        except ValueError as error:
            raise broken_xml(table) from error
        if root.get("headerRowCount", "1") != "0":
            headings.append(Area(area.first_row, area.first_column, area.first_row, area.last_column))
    return tuple(headings)
