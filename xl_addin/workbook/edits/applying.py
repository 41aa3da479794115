"""Apply edits to a workbook file so that every other cell, format and part stays as it was."""

import re
from collections.abc import Mapping, Sequence
from math import isfinite

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area, CellRef
from xl_addin.language import Text
from xl_addin.package.package import Package, open_package
from xl_addin.package.parts import SheetPart, child, frame_of, is_true, related, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.problem import Problem
from xl_addin.workbook.edits.cell_edits import Place, with_contents
from xl_addin.workbook.edits.cell_styles import FORMULA_SIGNS, CellStyles
from xl_addin.workbook.edits.comments.comment_parts import with_comments
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
from xl_addin.workbook.edits.fragile import what_openpyxl_would_lose
from xl_addin.workbook.edits.marks import with_marks
from xl_addin.workbook.edits.plain_sheet import with_plain_sheet
from xl_addin.workbook.edits.recalculation import asking_for_recalculation, without_calculation_chain
from xl_addin.workbook.edits.sheet_list import without_sheets
from xl_addin.workbook.model.book import Book, Sheet
from xl_addin.workbook.reading.read import read_book

# openpyxl would change these, but writing cells in place keeps them true and byte for byte: comments and talks about
# cells, what a sheet says about errors, protection and headers, cells under merges, dates, document labels, macros and
# their ribbon.
_KEPT_IN_PLACE = re.compile(
    r"""xl/comments.* | xl/threadedComments/.* | xl/persons/.* | xl/drawings/(vmlDrawing|commentsDrawing).*
    | customXml/.* | docMetadata/.* | xl/vba\w+\.(bin|xml) | (customUI|userCustomization)/.*
    | .*:\ (ignoredErrors|protectedRanges|headerFooter|fileSharing|customWorkbookViews|definedNames/.*|[A-Z]+\d+)""",
    re.VERBOSE,
)
_FRAGILE = Text(
    vi="tệp có phần chưa sửa được một cách an toàn; hãy chép bảng sang một tệp mới không có phần này rồi chạy lại",
    en="the book has a part that cannot be edited safely yet; copy the table to a new book without it and run again",
)
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


def apply_edits(data: bytes, edits: Sequence[Edit], *, file: str) -> bytes:
    """The workbook with the edits made, in the order of `edit.in_order`.

    Styles, widths, conditional formats, validations, print set-up, rich text and unknown parts stay byte for byte;
    the calculation chain is dropped and Excel asked to recalculate. A cell that gets a formula has no stored value
    until `store_values` gives it one. Raises Problem, naming the part or cell, for a book with a part that is not
    safe to edit under (see `what_openpyxl_would_lose`) and for whatever `check_edits` refuses.
    """
    package = open_package(data, file=file)
    try:
        fragile = [name for name in what_openpyxl_would_lose(data) if not _KEPT_IN_PLACE.fullmatch(name)]
        if fragile:
            raise Problem(_FRAGILE, place=fragile[0])
        wanted = in_order(edits)
        check_edits(data, wanted, file=file)
        deleted = {edit.sheet for edit in wanted if isinstance(edit, DeleteSheet)}
        if deleted:
            package = open_package(without_sheets(data, deleted, file=file), file=file)
        for edit in wanted:
            if isinstance(edit, AddSheet):
                package = open_package(with_plain_sheet(package.data, edit, file=file), file=file)
        cells = [edit for edit in wanted if isinstance(edit, CellEdit | SetNumberFormat)]
        changed = _with_cells(package, cells) if cells or deleted else package.data
        marks = [edit for edit in wanted if isinstance(edit, ClearMarks | Mark)]
        changed = with_marks(changed, marks, file=file) if marks else changed
        comments = [edit for edit in wanted if isinstance(edit, ClearComments | AddComments)]
        return with_comments(changed, comments, file=file) if comments else changed
    except Problem as problem:
        raise problem.in_file(file) from problem.__cause__


def check_edits(data: bytes, edits: Sequence[Edit], *, file: str) -> None:
    """Raise Problem for the first edit that the workbook does not allow, in a file or in Excel.

    That is a sheet that is missing, protected or there already, a book whose sheets are protected, and a cell that is
    off the grid, merged away, part of an array formula or the heading of an Excel table.
    """
    package = open_package(data, file=file)
    try:
        _check_all(package, read_book(data, file=file), in_order(edits))
    except Problem as problem:
        raise problem.in_file(file) from problem.__cause__


def _check_all(package: Package, book: Book, edits: Sequence[Edit]) -> None:
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


def _has_locked_sheets(package: Package, workbook: str) -> bool:
    protection = child(package.xml(workbook), "workbookProtection")
    return protection is not None and is_true(protection.get("lockStructure"))


def _is_protected(package: Package, part: SheetPart) -> bool:
    protection = child(frame_of(package, part.part), "sheetProtection")
    return protection is not None and is_true(protection.get("sheet"))


def _with_cells(package: Package, edits: Sequence[CellEdit | SetNumberFormat]) -> bytes:
    workbook = workbook_part(package)
    by_sheet: dict[str, dict[Place, CellEdit | SetNumberFormat]] = {}
    formats: dict[CellRef, str] = {}
    for edit in edits:
        # A cell's format comes with its content where it gets both.
        by_sheet.setdefault(edit.cell.sheet, {})[edit.cell.row, edit.cell.column] = edit
        if isinstance(edit, SetNumberFormat):
            formats[edit.cell] = edit.number_format
    parts = {sheet.name: sheet.part for sheet in sheet_parts(package, workbook)}
    styles_part = next(iter(related(package, workbook, "styles")), None)
    styles = CellStyles(package.read(styles_part), styles_part) if styles_part else None

    def restyle(style: int, edit: CellEdit | SetNumberFormat) -> int:
        if styles is None:
            return style
        quoted = _looks_like_formula(edit) if _holds_something(edit) else None
        return styles.style(style, quoted=quoted, number_format=formats.get(edit.cell))

    changed: dict[str, bytes | None] = {}
    for name, wanted in by_sheet.items():
        part = parts[name]
        changed[part] = with_contents(as_utf8(package.read(part), part=part), wanted, restyle, part=part)
    if styles and styles_part:
        changed[styles_part] = styles.xml()
    changed[workbook] = asking_for_recalculation(package.read(workbook))
    changed |= without_calculation_chain(package, workbook)
    return package.with_parts(changed)


def _holds_something(edit: CellEdit | SetNumberFormat) -> bool:
    return isinstance(edit, SetFormula) or (isinstance(edit, SetValue) and edit.value is not None)


def _looks_like_formula(edit: Edit) -> bool:
    return isinstance(edit, SetValue) and isinstance(edit.value, str) and edit.value.startswith(FORMULA_SIGNS)


def _check(package: Package, sheet: Sheet, part: SheetPart, edits: Mapping[Place, CellEdit | SetNumberFormat]) -> None:
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


def _table_headings(package: Package, part: SheetPart) -> tuple[Area, ...]:
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
