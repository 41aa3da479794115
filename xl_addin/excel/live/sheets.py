"""Sheets come, go, and get other names and places.

Where Excel is to put one behind another, it is put before and the other moved: its own `After` does not arrive on every
PC.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from xl_addin.excel.live.cells import typed
from xl_addin.excel.live.links import follow_links, follow_links_of
from xl_addin.formula.cells import Area, quoted_sheet
from xl_addin.formula.moving import renamed
from xl_addin.workbook.edits.edit import AddSheet, CopySheet, DeleteSheet, MoveSheet, RenameSheet

if TYPE_CHECKING:
    import xlwings

VISIBLE = -1  # xlSheetVisible
_HIDDEN = 0  # xlSheetHidden
VERY_HIDDEN = 2  # xlSheetVeryHidden


def delete_sheets(live: "xlwings.Book", edits: Sequence[DeleteSheet]) -> None:
    """Delete worksheets."""
    for edit in edits:
        sheet = live.sheets[edit.sheet]
        # Excel refuses to delete a sheet that is hidden so that only VBA can show it.
        sheet.visible = True
        sheet.delete()


def add_sheets(live: "xlwings.Book", edits: Sequence[AddSheet]) -> None:
    """Add worksheets behind the others, with their rows."""
    for edit in edits:
        sheet = _added_sheet(live, edit.sheet)
        height, width = len(edit.rows), max(map(len, edit.rows), default=0)
        for column, characters in enumerate(edit.widths, 1):
            sheet.range((1, column)).column_width = characters
        if not (height and width):
            continue
        rows = [[typed(value) for value in (*row, *[None] * (width - len(row)))] for row in edit.rows]
        whole = sheet.range((1, 1), (height, width))
        whole.value = rows
        whole.vertical_alignment = "top"
        sheet.range((edit.heading or 1, 1), (height, width)).wrap_text = True
        if edit.heading:
            sheet.range((edit.heading, 1), (edit.heading, width)).font.bold = True
        for (row, column), target in edit.links.items():
            address = f"{quoted_sheet(target.sheet)}!{Area(target.row, target.column, target.row, target.column)}"
            text = str(edit.rows[row - 1][column - 1])
            sheet.range((row, column)).add_hyperlink(f"#{address}", text, str(target))


def hide_sheets(live: "xlwings.Book", names: Sequence[str]) -> None:
    """Hide worksheets so that only VBA can show them."""
    for name in names:
        live.sheets[name].api.Visible = VERY_HIDDEN


def rename_sheets(live: "xlwings.Book", edits: Sequence[RenameSheet]) -> None:
    """Give worksheets other names."""
    for edit in edits:
        live.sheets[edit.sheet].name = edit.name
        follow_links(live, partial(_renamed, edit.sheet, edit.name))


def copy_sheets(live: "xlwings.Book", edits: Sequence[CopySheet]) -> None:
    """Put copies of worksheets behind the others; the sheet in front stays there."""
    for edit in edits:
        with _staying_in_front(live), _within_reach(live, edit.sheet) as source:
            source.Copy(Before=source)
            copy = live.api.Sheets(source.Index - 1)
            with ExitStack() as half_way:
                half_way.callback(copy.Delete)
                copy.Name = edit.name
                copy.Visible = VISIBLE
                _put_last(live, copy)
                follow_links_of(copy, partial(_renamed, edit.sheet, edit.name))
                half_way.pop_all()


def move_sheets(live: "xlwings.Book", edits: Sequence[MoveSheet]) -> None:
    """Put worksheets elsewhere among the others; the sheet in front stays there."""
    for edit in edits:
        with _staying_in_front(live), _within_reach(live, edit.sheet) as sheet:
            if edit.before is None:
                _put_last(live, sheet)
            elif edit.before.casefold() != edit.sheet.casefold():
                sheet.Move(Before=live.api.Sheets(edit.before))


def arrange_sheets(live: "xlwings.Book", order: Sequence[str]) -> None:
    """Put those of these sheets that are there in this order; the sheet in front stays there."""
    names = [name for sheet in live.api.Sheets if (name := str(sheet.Name)) in order]
    wanted = [name for name in order if name in names]
    if names == wanted:
        return
    with _staying_in_front(live):
        for name, following in reversed(list(pairwise(wanted))):
            if names.index(name) + 1 != names.index(following):
                with _within_reach(live, name) as sheet:
                    sheet.Move(Before=live.api.Sheets(following))
                names.remove(name)
                names.insert(names.index(following), name)


def _renamed(old: str, new: str, place: str, _sheet: str) -> str:
    return renamed(place, old, new)


@contextmanager
def _staying_in_front(live: "xlwings.Book") -> Iterator[None]:
    """Excel brings to the front what it copies or moves."""
    front = live.api.ActiveSheet
    try:
        yield
    finally:
        if front is not None:
            front.Activate()


@contextmanager
def _within_reach(live: "xlwings.Book", name: str) -> Iterator[Any]:
    """A sheet; Excel refuses to copy and move one that is hidden so that only VBA can show it."""
    sheet = live.api.Sheets(name)
    if sheet.Visible != VERY_HIDDEN:
        yield sheet
        return
    sheet.Visible = _HIDDEN
    try:
        yield sheet
    finally:
        sheet.Visible = VERY_HIDDEN


def _put_last(live: "xlwings.Book", sheet: Any) -> None:
    last = last_sheet(live)
    if last.Name != sheet.Name:
        sheet.Move(Before=last)
        last.Move(Before=sheet)


def last_sheet(live: "xlwings.Book") -> Any:
    """The last sheet that is seen, be it a chart sheet: xlwings counts worksheets only, and hidden ones too."""
    return [sheet for sheet in live.api.Sheets if sheet.Visible == VISIBLE][-1]


def _added_sheet(live: "xlwings.Book", name: str) -> "xlwings.Sheet":
    """A new worksheet behind the others."""
    last = last_sheet(live)
    new = live.api.Worksheets.Add(Before=last)
    new.Name = name
    last.Move(Before=new)
    new.Activate()
    return live.sheets[name]
