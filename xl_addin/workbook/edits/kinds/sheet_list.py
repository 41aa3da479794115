"""A worksheet is taken out of the book, with all that belongs to it alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.workbook.edits.kind import EditKind, SheetsThen
from xl_addin.workbook.edits.sheet_list import delete_sheets

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


def _write(draft: Draft, edits: Sequence[DeleteSheet]) -> None:
    delete_sheets(draft, {edit.sheet for edit in edits})


def _words(edit: DeleteSheet) -> Text:
    return Text(f"bỏ trang tính “{edit.sheet}”", f"the sheet “{edit.sheet}” goes")


KIND = EditKind(rank=10, edits=(DeleteSheet,), check=_check, write=_write, words=_words, recalculates=bool)
