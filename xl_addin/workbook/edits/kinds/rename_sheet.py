"""A sheet gets another name, and whatever names it follows: formulas, names, charts, rules, links, pivot sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from xl_addin.formula.moving import renamed
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.parts import workbook_part
from xl_addin.problem import Problem
from xl_addin.workbook.edits.kind import EditKind, SheetsThen
from xl_addin.workbook.edits.sheet_list import set_sheet_name
from xl_addin.workbook.structure.cells.long_formulas import TOO_LONG, lengthened
from xl_addin.workbook.structure.sheets.naming import SheetNaming, rename_references
from xl_addin.workbook.structure.sheets.titles import follow_titles


@dataclass(frozen=True)
class RenameSheet:
    """Give a worksheet another name."""

    sheet: str
    name: str


def _check(then: SheetsThen, edits: Sequence[RenameSheet]) -> None:
    for edit in edits:
        if len(edit.name) > len(edit.sheet):
            for name, part in then.parts().items():
                for cell in lengthened(then.source, part, _naming(edit).formula):
                    raise Problem(TOO_LONG, place=f"{name}!{cell}")
        then.rename(edit.sheet, edit.name, partial(_write, edits=[edit]))


def _write(draft: Draft, edits: Sequence[RenameSheet]) -> None:
    workbook = workbook_part(draft)
    for edit in edits:
        rename_references(draft, workbook, _naming(edit))
        set_sheet_name(draft, edit.sheet, edit.name)
        follow_titles(draft, {edit.sheet: edit.name})


def _naming(edit: RenameSheet) -> SheetNaming:
    return SheetNaming(
        # Most formulas name no sheet.
        formula=lambda formula: renamed(formula, edit.sheet, edit.name) if "!" in formula else formula,
        sheet=lambda name: edit.name if name.casefold() == edit.sheet.casefold() else name,
        sheets_alone=True,
    )


def _words(edit: RenameSheet) -> Text:
    return Text(
        f"đổi tên trang tính “{edit.sheet}” thành “{edit.name}”", f"the sheet “{edit.sheet}” is called “{edit.name}”"
    )


def _inverse(edit: RenameSheet) -> RenameSheet:
    return RenameSheet(edit.name, edit.sheet)


def _made(edit: RenameSheet) -> str:
    return edit.name


# A name that is looked up by a text (INDIRECT) is no longer found.
KIND = EditKind(
    rank=12,
    edits=(RenameSheet,),
    check=_check,
    write=_write,
    words=_words,
    makes=_made,
    recalculates=bool,
    inverse=_inverse,
)
