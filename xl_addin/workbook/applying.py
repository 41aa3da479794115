"""Apply edits to a workbook file so that every other cell, format and part stays as it was."""

import re
from collections.abc import Mapping, Sequence
from math import isfinite

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.book import Book, Sheet
from xl_addin.workbook.cell_edits import Place, with_contents
from xl_addin.workbook.cells import MAX_COLUMN, MAX_ROW, Area, CellRef
from xl_addin.workbook.edit import Edit, SetFormula, SetValue
from xl_addin.workbook.fragile import what_openpyxl_would_lose
from xl_addin.workbook.package import Package, open_package
from xl_addin.workbook.parts import SheetPart, child, is_true, related, sheet_parts, workbook_part
from xl_addin.workbook.quote_prefix import FORMULA_SIGNS, PrefixedStyles
from xl_addin.workbook.read import read_book
from xl_addin.workbook.recalculation import asking_for_recalculation, without_calculation_chain
from xl_addin.workbook.safe_xml import as_utf8, broken_xml

# openpyxl would change these, but writing cells in place keeps them true and byte for byte: comments, what a sheet
# says about errors, protection and headers, cells under merges, dates, document labels.
_KEPT_IN_PLACE = re.compile(
    r"""xl/comments.* | xl/drawings/vmlDrawing.* | customXml/.* | docMetadata/.*
    | .*:\ (ignoredErrors|protectedRanges|headerFooter|fileSharing|customWorkbookViews|definedNames/.*|[A-Z]+\d+)""",
    re.VERBOSE,
)
_FRAGILE = Text(
    vi="tệp có phần chưa sửa được một cách an toàn; hãy chép bảng sang một tệp mới không có phần này rồi chạy lại",
    en="the book has a part that cannot be edited safely yet; copy the table to a new book without it and run again",
)
_NO_SHEET = Text(vi="không có trang tính này trong tệp", en="the book has no such worksheet")
_OFF_GRID = Text(vi="ô nằm ngoài trang tính", en="the cell lies beyond the grid")
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
    """The workbook with the edits made; of two edits to one cell the later counts.

    Styles, widths, conditional formats, validations, print set-up, rich text and unknown parts stay byte for byte;
    the calculation chain is dropped and Excel asked to recalculate. A cell that gets a formula has no stored value
    until `store_values` gives it one. Raises Problem, naming the part or cell, for a book with a part that is not
    safe to edit under (see `what_openpyxl_would_lose`), for a sheet that is missing or protected, and for a cell
    that is off the grid, merged away, part of an array formula or the heading of an Excel table.
    """
    package = open_package(data, file=file)
    try:
        fragile = [name for name in what_openpyxl_would_lose(data) if not _KEPT_IN_PLACE.fullmatch(name)]
        if fragile:
            raise Problem(_FRAGILE, place=fragile[0])
        return _applied(package, read_book(data, file=file), edits)
    except Problem as problem:
        raise problem.in_file(file) from problem.__cause__


def _applied(package: Package, book: Book, edits: Sequence[Edit]) -> bytes:
    workbook = workbook_part(package)
    by_sheet: dict[str, dict[Place, Edit]] = {}
    for edit in edits:
        by_sheet.setdefault(edit.cell.sheet, {})[edit.cell.row, edit.cell.column] = edit
    parts = {part.name: part for part in sheet_parts(package, workbook) if part.kind == "worksheet"}
    for name, wanted in by_sheet.items():
        if name not in parts:
            raise Problem(_NO_SHEET, place=name)
        _check(package, book[name], parts[name], wanted)
    styles_part = next(iter(related(package, workbook, "styles")), None)
    styles = PrefixedStyles(package.read(styles_part), styles_part) if styles_part else None

    def restyle(style: int, edit: Edit) -> int:
        return styles.style(style, quoted=_looks_like_formula(edit)) if styles and _holds_something(edit) else style

    changed: dict[str, bytes | None] = {}
    for name, wanted in by_sheet.items():
        part = parts[name].part
        changed[part] = with_contents(as_utf8(package.read(part), part=part), wanted, restyle, part=part)
    if changed:
        if styles and styles_part:
            changed[styles_part] = styles.xml()
        changed[workbook] = asking_for_recalculation(package.read(workbook))
        changed |= without_calculation_chain(package, workbook)
    return package.with_parts(changed)


def _holds_something(edit: Edit) -> bool:
    return isinstance(edit, SetFormula) or edit.value is not None


def _looks_like_formula(edit: Edit) -> bool:
    return isinstance(edit, SetValue) and isinstance(edit.value, str) and edit.value.startswith(FORMULA_SIGNS)


def _check(package: Package, sheet: Sheet, part: SheetPart, edits: Mapping[Place, Edit]) -> None:
    protection = child(package.xml(part.part), "sheetProtection")
    protected = protection is not None and is_true(protection.get("sheet"))
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
