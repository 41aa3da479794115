"""A sheet stands elsewhere among the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.formula.moving import reordered
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.workbook.edits.kind import NO_SHEET, EditKind, SheetsThen
from xl_addin.workbook.edits.sheet_list import order_sheets
from xl_addin.workbook.structure.sheets.leaving import worksheet_order
from xl_addin.workbook.structure.sheets.naming import SheetNaming, rename_references
from xl_addin.workbook.structure.sheets.titles import follow_titles


@dataclass(frozen=True)
class MoveSheet:
    """Put a worksheet before another sheet; None puts it behind all others."""

    sheet: str
    before: str | None = None


def _check(then: SheetsThen, edits: Sequence[MoveSheet]) -> None:
    for edit in edits:
        then.before(edit.sheet)
        if edit.before is not None and not then.has(edit.before):
            raise Problem(NO_SHEET, place=edit.before)


def _write(draft: Draft, edits: Sequence[MoveSheet]) -> None:
    for edit in edits:
        names = [sheet.name for sheet in sheet_parts(draft, workbook_part(draft))]
        order = [name for name in names if name != edit.sheet]
        before = (edit.before or "").casefold()
        place = next((at for at, name in enumerate(order) if name.casefold() == before), len(order))
        # Before itself it stays where it is.
        if before != edit.sheet.casefold():
            _move(draft, edit.sheet, [*order[:place], edit.sheet, *order[place:]])


def _move(draft: Draft, sheet: str, order: Sequence[str]) -> None:
    was = worksheet_order(draft)
    order_sheets(draft, order)
    follow_titles(draft)
    now = worksheet_order(draft)
    # Mostly no formula goes over several sheets: a part that does not name the sheet is not looked into.
    naming = SheetNaming(
        formula=lambda formula: reordered(formula, sheet, was, now) if "!" in formula else formula,
        sheet=lambda name: name,
        sheets_alone=True,
    )
    rename_references(draft, workbook_part(draft), naming, named=[sheet])


def _words(edit: MoveSheet) -> Text:
    if edit.before is None:
        return Text(f"đưa trang tính “{edit.sheet}” xuống cuối", f"the sheet “{edit.sheet}” comes last")
    return Text(
        f"đưa trang tính “{edit.sheet}” lên trước “{edit.before}”",
        f"the sheet “{edit.sheet}” comes before “{edit.before}”",
    )


# A sum over the sheets from one to another takes in those that stand between.
KIND = EditKind(
    rank=25,
    edits=(MoveSheet,),
    check=_check,
    write=_write,
    words=_words,
    recalculates=bool,
)
