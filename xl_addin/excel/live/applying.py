"""Carry edits out in a workbook open in Excel, in the same order and to the same end as in a file.

What the workbook holds is read from a copy (`excel.reading`), not asked of Excel cell by cell.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

from xl_addin.excel.live.cells import set_formulas, set_number_formats, set_values
from xl_addin.excel.live.lines import move_lines
from xl_addin.excel.live.marks import add_comments, clear_comments, clear_marks, lay_marks
from xl_addin.excel.live.sheets import VISIBLE, add_sheets, copy_sheets, delete_sheets, move_sheets, rename_sheets
from xl_addin.excel.session.quiet import quiet
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    ClearComments,
    ClearMarks,
    CopySheet,
    DeleteColumns,
    DeleteRows,
    DeleteSheet,
    Edit,
    InsertColumns,
    InsertRows,
    Mark,
    MoveSheet,
    RenameSheet,
    SetFormula,
    SetNumberFormat,
    SetValue,
    in_order,
)

if TYPE_CHECKING:
    import xlwings

_NOT_IN_EXCEL = Text(
    "chương trình chưa làm được việc này trong sổ đang mở ({kind}); hãy đóng sổ rồi làm trên tệp",
    "this cannot be done in an open workbook ({kind}); close it and change the file",
)


def check_live(edits: Sequence[Edit], *, file: str) -> None:
    """Raise Problem for the first edit of a kind that is made in files only; `file` names the workbook in it."""
    for edit in edits:
        if type(edit) not in _APPLIERS:
            raise Problem(_NOT_IN_EXCEL.with_values(kind=type(edit).__name__), file=file)


def apply_live(live: "xlwings.Book", edits: Sequence[Edit], made: list[Edit] | None = None) -> None:
    """Make the edits; whoever calls has asked `check_edits` and `check_live` whether they can be made.

    Into `made` go those that are done: edits that move lines and sheets one by one, so that whatever Excel refuses
    half-way can be taken back.
    """
    with (
        quiet(live.app, screen_updating=False, enable_events=False, display_alerts=False, calculation="manual"),
        _worksheet_in_front(live),
    ):
        for kind, group in groupby(in_order(edits), key=type):
            together = list(group)
            for some in [[one] for one in together] if kind in _ONE_BY_ONE else [together]:
                _APPLIERS[kind](live, some)
                if made is not None:
                    made += some


@contextmanager
def _worksheet_in_front(live: "xlwings.Book") -> Iterator[None]:
    """Excel lays no conditional formats while a chart sheet is in front (error 1004): a worksheet takes its place."""
    front = live.api.ActiveSheet
    seen = [sheet for sheet in live.api.Worksheets if sheet.Visible == VISIBLE]
    if front is None or not seen or front.Name in (sheet.name for sheet in live.sheets):
        yield
        return
    seen[0].Activate()
    try:
        yield
    finally:
        # What was written is to be seen: a sheet that was added stays in front.
        if live.api.ActiveSheet.Name == seen[0].Name:
            front.Activate()


_APPLIERS: Mapping[type, Callable[["xlwings.Book", Sequence[Any]], None]] = {
    DeleteSheet: delete_sheets,
    RenameSheet: rename_sheets,
    CopySheet: copy_sheets,
    AddSheet: add_sheets,
    MoveSheet: move_sheets,
    InsertRows: move_lines,
    DeleteRows: move_lines,
    InsertColumns: move_lines,
    DeleteColumns: move_lines,
    SetNumberFormat: set_number_formats,
    SetValue: set_values,
    SetFormula: set_formulas,
    ClearMarks: clear_marks,
    Mark: lay_marks,
    ClearComments: clear_comments,
    AddComments: add_comments,
}
_ONE_BY_ONE = frozenset(
    {RenameSheet, CopySheet, AddSheet, MoveSheet, InsertRows, DeleteRows, InsertColumns, DeleteColumns}
)
