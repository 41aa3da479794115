"""A sheet is copied with all that belongs to it; formulas that speak of it speak of the copy there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from xl_addin.formula.copying import copied
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.workbook.edits.kind import EditKind, SheetsThen
from xl_addin.workbook.edits.sheet_list import list_sheet
from xl_addin.workbook.structure.cells.long_formulas import TOO_LONG, lengthened
from xl_addin.workbook.structure.sheets.copying import cannot_be_copied, copied_with_all, copy_names
from xl_addin.workbook.structure.sheets.titles import follow_titles

_REFUSED = Text(
    "trang tính có {what} nên chưa sao chép được; hãy bỏ phần này hoặc sao chép trong Excel",
    "the sheet has {what}, so it cannot be copied; take that off, or copy the sheet in Excel",
)


@dataclass(frozen=True)
class CopySheet:
    """Put a copy of a worksheet behind all others, under another name."""

    sheet: str
    name: str


def _check(then: SheetsThen, edits: Sequence[CopySheet]) -> None:
    for edit in edits:
        sheet = then.before(edit.sheet)
        what = cannot_be_copied(then.source, sheet.part) if sheet else None
        if what is not None:
            raise Problem(_REFUSED.with_values(what=what), place=edit.sheet)
        for cell in _lengthened(then, edit) if sheet and len(edit.name) > len(edit.sheet) else ():
            raise Problem(TOO_LONG, place=f"{edit.sheet}!{cell}")
        then.copy(edit.sheet, edit.name, partial(_write, edits=[edit]))


def _lengthened(then: SheetsThen, edit: CopySheet) -> Iterator[str]:
    formula = partial(copied, sheet=edit.sheet, copy=edit.name, tables={})
    return lengthened(then.source, then.parts()[edit.sheet], formula)


def _write(draft: Draft, edits: Sequence[CopySheet]) -> None:
    for edit in edits:
        listed = sheet_parts(draft, workbook_part(draft))
        place = next(at for at, sheet in enumerate(listed) if sheet.name == edit.sheet)
        part = listed[place].part
        copy = copied_with_all(draft, part, edit.sheet, edit.name)
        list_sheet(draft, edit.name, copy.parts[part])
        copy_names(draft, place, len(listed), copy.naming)
        follow_titles(draft, added=[edit.name])


def _words(edit: CopySheet) -> Text:
    return Text(
        f"sao chép trang tính “{edit.sheet}” thành “{edit.name}”",
        f"the sheet “{edit.sheet}” is copied as “{edit.name}”",
    )


def _made(edit: CopySheet) -> str:
    return edit.name


KIND = EditKind(
    rank=14,
    edits=(CopySheet,),
    check=_check,
    write=_write,
    words=_words,
    makes=_made,
    recalculates=bool,
)
