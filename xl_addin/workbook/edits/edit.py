"""One change to a workbook, as data. Computation returns a list of edits and touches nothing.

Two appliers carry them out: onto a file (`workbook.edits.applying`) and onto an open workbook (`excel.live`). What each
kind is and does is its module in `kinds`; here they are brought together for whoever computes, shows or orders them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from xl_addin.known_names import unknown
from xl_addin.problem import Problem
from xl_addin.workbook.edits.kind import NO_SHEET
from xl_addin.workbook.edits.kinds.cells import SetFormula, SetNumberFormat, SetValue
from xl_addin.workbook.edits.kinds.comments import AddComments, ClearComments
from xl_addin.workbook.edits.kinds.copy_sheet import CopySheet
from xl_addin.workbook.edits.kinds.delete_sheet import DeleteSheet
from xl_addin.workbook.edits.kinds.lines import DeleteColumns, DeleteRows, InsertColumns, InsertRows, LineEdit
from xl_addin.workbook.edits.kinds.marks import ClearMarks, Mark
from xl_addin.workbook.edits.kinds.move_sheet import MoveSheet
from xl_addin.workbook.edits.kinds.plain_sheet import AddSheet
from xl_addin.workbook.edits.kinds.rename_sheet import RenameSheet
from xl_addin.workbook.edits.registry import kind_of, place_in_order
from xl_addin.workbook.model.book import Plain

__all__ = [
    "AddComments",
    "AddSheet",
    "CellEdit",
    "ClearComments",
    "ClearMarks",
    "CopySheet",
    "DeleteColumns",
    "DeleteRows",
    "DeleteSheet",
    "Edit",
    "InsertColumns",
    "InsertRows",
    "LineEdit",
    "Mark",
    "MoveSheet",
    "Plain",
    "RenameSheet",
    "SetFormula",
    "SetNumberFormat",
    "SetValue",
    "as_spelt",
    "in_order",
]

CellEdit = SetValue | SetFormula
_BookEdit = DeleteSheet | RenameSheet | CopySheet | AddSheet | MoveSheet | LineEdit
SheetEdit = _BookEdit | SetNumberFormat | ClearMarks | Mark | ClearComments | AddComments
Edit = CellEdit | SheetEdit


def as_spelt(edits: Sequence[Edit], sheets: Iterable[str]) -> list[Edit]:
    """The edits with their sheets as the book spells them: to Excel `GIAO` and `giao` are one sheet.

    Raises Problem, with the names that exist, for a sheet that is neither there nor made by an edit that comes before.
    """
    names = list(sheets)
    there = {name.casefold(): name for name in names}
    made: list[tuple[int, int, str]] = []
    for at, edit in enumerate(edits):
        new = kind_of(edit).makes(edit)
        if new is not None:
            made.append((kind_of(edit).rank, at, new))

    @cache
    def known(rank: int, at: int) -> dict[str, str]:
        """What sheets are called when the edit of this rank and place in the list is made."""
        return there | {new.casefold(): new for of, place, new in made if (of, place) < (rank, at)}

    spelt: list[Edit] = []
    for at, edit in enumerate(edits):
        if isinstance(edit, AddSheet):
            spelt.append(edit)
            continue
        named = edit.cell.sheet if isinstance(edit, CellEdit | SetNumberFormat) else edit.sheet
        kind = kind_of(edit)
        # Of edits that make sheets, the order among themselves counts.
        name = known(kind.rank, at if kind.makes(edit) is not None else 0).get(named.casefold())
        if name is None:
            raise Problem(unknown(NO_SHEET, named, names), place=named)
        if name == named:
            spelt.append(edit)
        elif isinstance(edit, CellEdit | SetNumberFormat):
            spelt.append(replace(edit, cell=edit.cell._replace(sheet=name)))
        else:
            spelt.append(replace(edit, sheet=name))
    return spelt


def in_order(edits: Sequence[Edit]) -> list[Edit]:
    """The edits in the order both appliers keep, that of their kinds: sheets go, sheets come, formats, cells, marks …

    Of two edits of one kind to one place the later counts; so it does between a value and a formula of one cell.
    """
    last = {edit.cell: index for index, edit in enumerate(edits) if isinstance(edit, CellEdit)}
    kept = [edit for index, edit in enumerate(edits) if not isinstance(edit, CellEdit) or last[edit.cell] == index]
    return sorted(kept, key=place_in_order)
