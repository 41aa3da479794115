"""Apply edits to a workbook so that every other cell, format and part stays as it was.

Each kind of edit has a module that checks what it touches, and nothing else, and writes it into the draft.
"""

from collections.abc import Sequence

from xl_addin.formula.cells import RowColumn
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.package.signatures import check_unsigned
from xl_addin.problem import Problem
from xl_addin.workbook.edits.cell_edits import Wanted
from xl_addin.workbook.edits.cell_gate import check_cells
from xl_addin.workbook.edits.cells import write_cells
from xl_addin.workbook.edits.comments.comment_parts import write_comments
from xl_addin.workbook.edits.edit import (
    NO_SHEET,
    AddComments,
    AddSheet,
    CellEdit,
    ClearComments,
    ClearMarks,
    DeleteSheet,
    Edit,
    Mark,
    SetNumberFormat,
    as_spelt,
    in_order,
)
from xl_addin.workbook.edits.marks import write_marks
from xl_addin.workbook.edits.plain_sheet import add_plain_sheet
from xl_addin.workbook.edits.recalculation import ask_for_recalculation, drop_calculation_chain
from xl_addin.workbook.edits.sheet_list import delete_sheets
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

_SHEET_EXISTS = Text(
    vi="trong sổ đã có trang tính này; hãy xóa hoặc đổi tên trang đó rồi chạy lại",
    en="the book has this worksheet already; delete or rename it and run again",
)


def apply_edits(draft: Draft, edits: Sequence[Edit], *, book: Book | None = None) -> None:
    """Make the edits in a draft, in the order of `edit.in_order`.

    Styles, widths, conditional formats, validations, print set-up, rich text, protection, drawings and unknown parts
    stay byte for byte; where cells change, the calculation chain is dropped and Excel asked to recalculate. A cell
    that gets a formula has no stored value until `store_values` gives it one. `book` is what the draft holds, read
    unless given. Raises Problem for whatever `check_edits` refuses, with nothing written.
    """
    try:
        wanted = in_order(as_spelt(edits, _worksheets(draft)))
        check_edits(draft, wanted, book=book or read_book(draft))
        deleted = {edit.sheet for edit in wanted if isinstance(edit, DeleteSheet)}
        if deleted:
            delete_sheets(draft, deleted)
        for edit in wanted:
            if isinstance(edit, AddSheet):
                add_plain_sheet(draft, edit)
        cells = [edit for edit in wanted if isinstance(edit, CellEdit | SetNumberFormat)]
        if cells:
            write_cells(draft, cells)
        if deleted or any(isinstance(edit, CellEdit) for edit in cells):
            ask_for_recalculation(draft)
            drop_calculation_chain(draft)
        write_marks(draft, [edit for edit in wanted if isinstance(edit, ClearMarks | Mark)])
        write_comments(draft, [edit for edit in wanted if isinstance(edit, ClearComments | AddComments)])
    except Problem as problem:
        raise problem.in_file(draft.file) from problem.__cause__


def check_edits(source: PartSource, edits: Sequence[Edit], *, book: Book) -> None:
    """Raise Problem for the first edit that the workbook does not allow, in a file or in Excel.

    `book` is what the source holds. Refused is a file that is signed, a sheet that is missing or there already, and a
    cell as `cell_gate` says. A protected sheet or structure is no reason: it guards against hands.
    """
    try:
        check_unsigned(source)
        _check_all(source, book, in_order(as_spelt(edits, _worksheets(source))))
    except Problem as problem:
        raise problem.in_file(source.file) from problem.__cause__


def _worksheets(package: PartSource) -> list[str]:
    return [part.name for part in sheet_parts(package, workbook_part(package)) if part.kind == "worksheet"]


def _check_all(package: PartSource, book: Book, edits: Sequence[Edit]) -> None:
    listed = sheet_parts(package, workbook_part(package))
    parts = {part.name: part.part for part in listed if part.kind == "worksheet"}
    names = {name.casefold() for name in parts}
    others = {part.name.casefold() for part in listed} - names
    added: set[str] = set()
    by_sheet: dict[str, dict[RowColumn, Wanted]] = {}
    for edit in edits:
        if isinstance(edit, CellEdit | SetNumberFormat):
            by_sheet.setdefault(edit.cell.sheet, {})[edit.cell.row, edit.cell.column] = edit
        elif isinstance(edit, AddSheet):
            if edit.sheet.casefold() in names | others:
                raise Problem(_SHEET_EXISTS, place=edit.sheet)
            names.add(edit.sheet.casefold())
            added.add(edit.sheet)
        elif edit.sheet.casefold() not in names:
            raise Problem(NO_SHEET, place=edit.sheet)
        elif isinstance(edit, DeleteSheet):
            names.remove(edit.sheet.casefold())
    for name, wanted in by_sheet.items():
        if name.casefold() not in names:
            raise Problem(NO_SHEET, place=name)  # another edit deletes it
        if name not in added:
            check_cells(package, parts[name], book[name], wanted)
