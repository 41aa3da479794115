"""A worksheet is taken out of the book, with all that belongs to it alone; what named it says `#REF!`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.workbook.edits.kind import EditKind, SheetsThen
from xl_addin.workbook.edits.sheet_list import delete_sheets
from xl_addin.workbook.reading.excel_tables import tables_of
from xl_addin.workbook.structure.lost.deletion import Deletion, sheets_deleted
from xl_addin.workbook.structure.sheets.leaving import forget_sheets, worksheet_order
from xl_addin.workbook.structure.sheets.titles import follow_titles

_LAST_SHEET = Text(
    vi="không xóa được trang tính duy nhất của sổ", en="the only visible sheet of a workbook cannot be deleted"
)


@dataclass(frozen=True)
class DeleteSheet:
    """Take a worksheet out of the book."""

    sheet: str


def _check(then: SheetsThen, edits: Sequence[DeleteSheet]) -> None:
    names = {edit.sheet for edit in edits}
    listed = sheet_parts(then.source, workbook_part(then.source))
    if all(sheet.name in names or not sheet.visible for sheet in listed):
        raise Problem(_LAST_SHEET, place=listed[0].name)
    for name in names:
        then.before(name)
        del then.worksheets[name]
    then.note(partial(_write, edits=edits))


def _write(draft: Draft, edits: Sequence[DeleteSheet]) -> None:
    order = worksheet_order(draft)
    parts = {sheet.name: sheet.part for sheet in sheet_parts(draft, workbook_part(draft))}
    gone = {edit.sheet: [table.name for table in tables_of(draft, parts[edit.sheet], edit.sheet)] for edit in edits}
    delete_sheets(draft, gone.keys())
    forget_sheets(draft, gone, order)
    follow_titles(draft, dict.fromkeys(gone))


def _words(edit: DeleteSheet) -> Text:
    return Text(f"bỏ trang tính “{edit.sheet}”", f"the sheet “{edit.sheet}” goes")


def _deletes(source: PartSource, edits: Sequence[DeleteSheet]) -> Iterator[Deletion]:
    yield sheets_deleted(source, [edit.sheet for edit in edits])


KIND = EditKind(
    rank=10, edits=(DeleteSheet,), check=_check, write=_write, words=_words, recalculates=bool, deletes=_deletes
)
