"""Carry edits out in a workbook open in Excel, in the same order and to the same end as in a file.

Writing only: what the workbook holds is read from a copy (`excel.reading`). Cells are written range by range, because
every call to Excel takes about a millisecond.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

from xl_addin.excel.session.quiet import quiet
from xl_addin.formula.cells import Area, CellRef, quoted_sheet
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.edits.comments.comment_boxes import BOX_WIDTH, height_of
from xl_addin.workbook.edits.comments.ours import is_ours
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    ClearComments,
    ClearMarks,
    DeleteSheet,
    Edit,
    Mark,
    Plain,
    SetFormula,
    SetNumberFormat,
    SetValue,
    in_order,
)
from xl_addin.workbook.edits.kinds.marks import CONDITION

if TYPE_CHECKING:
    import xlwings

# Three calls for each, of about a millisecond: nobody waits longer than a few seconds for them.
MOST_COMMENTS = 1000

_NOT_IN_EXCEL = Text(
    "chương trình chưa làm được việc này trong sổ đang mở ({kind}); hãy đóng sổ rồi làm trên tệp",
    "this cannot be done in an open workbook ({kind}); close it and change the file",
)
_EXPRESSION = 2  # xlExpression
_VISIBLE = -1  # xlSheetVisible
_LONGEST_ADDRESS = 250  # Range("…") takes 255 characters
_POINTS = 0.75  # in a pixel
_INT32 = 2**31


def check_live(edits: Sequence[Edit], *, file: str) -> None:
    """Raise Problem for the first edit of a kind that is made in files only; `file` names the workbook in it."""
    for edit in edits:
        if type(edit) not in _APPLIERS:
            raise Problem(_NOT_IN_EXCEL.with_values(kind=type(edit).__name__), file=file)


def apply_live(live: "xlwings.Book", edits: Sequence[Edit]) -> None:
    """Make the edits; whoever calls has asked `check_edits` and `check_live` whether they can be made."""
    with (
        quiet(live.app, screen_updating=False, enable_events=False, display_alerts=False, calculation="manual"),
        _worksheet_in_front(live),
    ):
        for kind, group in groupby(in_order(edits), key=type):
            _APPLIERS[kind](live, list(group))


def _delete_sheets(live: "xlwings.Book", edits: Sequence[DeleteSheet]) -> None:
    for edit in edits:
        sheet = live.sheets[edit.sheet]
        # Excel refuses to delete a sheet that is hidden so that only VBA can show it.
        sheet.visible = True
        sheet.delete()


def _add_sheets(live: "xlwings.Book", edits: Sequence[AddSheet]) -> None:
    for edit in edits:
        sheet = _added_sheet(live, edit.sheet)
        height, width = len(edit.rows), max(map(len, edit.rows), default=0)
        for column, characters in enumerate(edit.widths, 1):
            sheet.range((1, column)).column_width = characters
        if not (height and width):
            continue
        rows = [[_typed(value) for value in (*row, *[None] * (width - len(row)))] for row in edit.rows]
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
    return [sheet for sheet in live.api.Sheets if sheet.Visible == _VISIBLE][-1]


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


@contextmanager
def _worksheet_in_front(live: "xlwings.Book") -> Iterator[None]:
    """Excel lays no conditional formats while a chart sheet is in front (error 1004): a worksheet takes its place."""
    front = live.api.ActiveSheet
    seen = [sheet for sheet in live.api.Worksheets if sheet.Visible == _VISIBLE]
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


def _set_number_formats(live: "xlwings.Book", edits: Sequence[SetNumberFormat]) -> None:
    for text in dict.fromkeys(edit.number_format for edit in edits):
        for sheet, area in blocks(edit.cell for edit in edits if edit.number_format == text):
            _range(live, sheet, area).number_format = text


def _set_values(live: "xlwings.Book", edits: Sequence[SetValue]) -> None:
    contents = {edit.cell: _typed(edit.value) for edit in edits}
    for sheet, area in blocks(contents):
        _range(live, sheet, area).value = _rows(contents, sheet, area)


def _set_formulas(live: "xlwings.Book", edits: Sequence[SetFormula]) -> None:
    contents = {edit.cell: edit.formula for edit in edits}
    for sheet, area in blocks(contents):
        rows = _rows(contents, sheet, area)
        _range(live, sheet, area).formula = rows[0][0] if len(rows) == len(rows[0]) == 1 else rows


def _clear_marks(live: "xlwings.Book", edits: Sequence[ClearMarks]) -> None:
    for edit in edits:
        conditions = live.sheets[edit.sheet].api.Cells.FormatConditions
        for index in range(conditions.Count, 0, -1):
            condition = conditions.Item(index)
            # Other kinds (colour scales) have no formula.
            if condition.Type == _EXPRESSION and condition.Formula1 == f"={CONDITION}":
                condition.Delete()


def _lay_marks(live: "xlwings.Book", edits: Sequence[Mark]) -> None:
    for edit in edits:
        for address in _addresses(edit.areas):
            conditions = live.sheets[edit.sheet].api.Range(address).FormatConditions
            condition = conditions.Add(Type=_EXPRESSION, Formula1=f"={CONDITION}")
            condition.SetFirstPriority()
            condition.StopIfTrue = False
            red, green, blue = bytes.fromhex(edit.colour)
            condition.Interior.Color = red + 256 * green + 65536 * blue


def _clear_comments(live: "xlwings.Book", edits: Sequence[ClearComments]) -> None:
    for edit in edits:
        comments = live.sheets[edit.sheet].api.Comments
        for index in range(comments.Count, 0, -1):
            comment = comments.Item(index)
            if is_ours(comment.Text()):
                comment.Delete()


def _add_comments(live: "xlwings.Book", edits: Sequence[AddComments]) -> None:
    for edit in edits:
        cells = live.sheets[edit.sheet].api.Cells
        for (row, column), text in edit.texts.items():
            cell = cells(row, column)
            if cell.Comment is None:
                shape = cell.AddComment(text).Shape
                shape.Width, shape.Height = BOX_WIDTH * _POINTS, height_of(text) * _POINTS


_APPLIERS: Mapping[type, Callable[["xlwings.Book", Sequence[Any]], None]] = {
    DeleteSheet: _delete_sheets,
    AddSheet: _add_sheets,
    SetNumberFormat: _set_number_formats,
    SetValue: _set_values,
    SetFormula: _set_formulas,
    ClearMarks: _clear_marks,
    Mark: _lay_marks,
    ClearComments: _clear_comments,
    AddComments: _add_comments,
}


def blocks(cells: Iterable[CellRef]) -> Iterator[tuple[str, Area]]:
    """Rectangles that hold exactly these cells: runs down the columns, joined where neighbours run alike."""
    columns: dict[tuple[str, int], list[int]] = {}
    for cell in cells:
        columns.setdefault((cell.sheet, cell.column), []).append(cell.row)
    spans: dict[tuple[str, int, int], list[int]] = {}
    for (sheet, column), rows in sorted(columns.items()):
        for first, last in _runs(sorted(rows)):
            spans.setdefault((sheet, first, last), []).append(column)
    for (sheet, first, last), across in spans.items():
        for left, right in _runs(across):
            yield sheet, Area(first, left, last, right)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of consecutive numbers; the numbers are sorted."""
    for _, stretch in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in stretch]
        yield members[0], members[-1]


def _rows(contents: Mapping[CellRef, Plain], sheet: str, area: Area) -> list[list[Plain]]:
    return [
        [contents[CellRef(sheet, row, column)] for column in range(area.first_column, area.last_column + 1)]
        for row in range(area.first_row, area.last_row + 1)
    ]


def _range(live: "xlwings.Book", sheet: str, area: Area) -> "xlwings.Range":
    return live.sheets[sheet].range((area.first_row, area.first_column), (area.last_row, area.last_column))


def _typed(value: Plain) -> Plain:
    """A value as Excel must be given it to hold just that.

    Excel reads what it is given as if it were typed: `=7-8`, `1/2` and `007` would not stay texts.
    """
    if isinstance(value, str):
        return value if value == "" or _stays_text(value) else f"'{value}"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _INT32:
        return float(value)
    return value


def _stays_text(text: str) -> bool:
    """Whether Excel takes no such text for a number, a date, a truth value, an error or a formula."""
    return text[0].isalpha() and not any(sign.isdigit() for sign in text) and text.casefold() not in ("true", "false")


def _addresses(areas: Sequence[Area]) -> Iterator[str]:
    """The areas as addresses short enough for one call each."""
    line = ""
    for area in map(str, areas):
        if line and len(line) + 1 + len(area) > _LONGEST_ADDRESS:
            yield line
            line = ""
        line = f"{line},{area}" if line else area
    if line:
        yield line
