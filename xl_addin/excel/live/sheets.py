"""Sheets come and go."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xl_addin.excel.live.cells import typed
from xl_addin.formula.cells import Area, quoted_sheet
from xl_addin.workbook.edits.edit import AddSheet, DeleteSheet

if TYPE_CHECKING:
    import xlwings

VISIBLE = -1  # xlSheetVisible


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


def last_sheet(live: "xlwings.Book") -> Any:
    """The last sheet that is seen, be it a chart sheet: xlwings counts worksheets only, and hidden ones too."""
    return [sheet for sheet in live.api.Sheets if sheet.Visible == VISIBLE][-1]


def _added_sheet(live: "xlwings.Book", name: str) -> "xlwings.Sheet":
    """A new worksheet behind the others.

    It is put there by moving, because Excel's own `After` does not arrive on every PC.
    """
    last = last_sheet(live)
    new = live.api.Worksheets.Add(Before=last)
    new.Name = name
    last.Move(Before=new)
    new.Activate()
    return live.sheets[name]
