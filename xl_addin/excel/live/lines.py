"""Rows and columns come and go: by Excel's own insert and delete, then what Excel does not do as a file has it.

New lines that are like another are its copy, which goes past the clipboard; what it holds is taken out of them again.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xl_addin.excel.live.links import follow_links
from xl_addin.excel.live.stretching import stretching
from xl_addin.excel.session.quiet import quiet
from xl_addin.formula.cells import Area, column_letters
from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import LineAxis, Shift
from xl_addin.workbook.edits.edit import LineEdit
from xl_addin.workbook.edits.kinds.lines import shift_of

if TYPE_CHECKING:
    import xlwings

_AWAY = {"rows": -4121, "columns": -4161}  # xlShiftDown, xlShiftToRight
_BACK = {"rows": -4162, "columns": -4159}  # xlShiftUp, xlShiftToLeft
_FROM_BEFORE, _FROM_BEHIND = 0, 1  # xlFormatFromLeftOrAbove, xlFormatFromRightOrBelow


def move_lines(live: "xlwings.Book", edits: Sequence[LineEdit]) -> None:
    """Insert and delete rows and columns; a line that Excel refuses half-way is taken out again."""
    for edit in edits:
        shift = shift_of(edit)
        # Where something is being copied, Excel would put that in.
        live.app.api.CutCopyMode = False
        if shift.count < 0:
            _delete(live, shift)
            _follow(live, shift)
        else:
            _insert(live, shift)


def _insert(live: "xlwings.Book", shift: Shift) -> None:
    stretch = stretching(live, shift)
    origin = _FROM_BEHIND if shift.like == shift.at else _FROM_BEFORE
    _lines(live, shift, shift.at, shift.count).Insert(Shift=_AWAY[shift.axis], CopyOrigin=origin)
    with ExitStack() as half_way:
        half_way.callback(_delete, live, shift.reversed())
        for step in stretch:
            step()
        # Excel gives new lines the formats of their neighbour, also where those of the model cannot be copied.
        for run in _free_runs(live, shift, shift.at):
            run.of(shift.at, shift.count).Style = "Normal"
        if shift.like is None:
            _make_usual_size(live, shift)
        else:
            _make_like(live, shift)
        _follow(live, shift)
        half_way.pop_all()


def _delete(live: "xlwings.Book", shift: Shift) -> None:
    _lines(live, shift, shift.at, -shift.count).Delete(Shift=_BACK[shift.axis])


def _follow(live: "xlwings.Book", shift: Shift) -> None:
    follow_links(live, lambda place, sheet: shifted(place, shift, here=sheet))


def _lines(live: "xlwings.Book", shift: Shift, first: int, count: int = 1) -> Any:
    """These whole rows or columns."""
    ends = (first, first + count - 1)
    address = ":".join(map(str, ends) if shift.axis == "rows" else map(column_letters, ends))
    return live.sheets[shift.sheet].api.Range(address)


def _make_usual_size(live: "xlwings.Book", shift: Shift) -> None:
    new = _lines(live, shift, shift.at, shift.count)
    if shift.axis == "rows":
        new.UseStandardHeight = True
    else:
        new.UseStandardWidth = True


def _make_like(live: "xlwings.Book", shift: Shift) -> None:
    assert shift.like is not None
    model = shift.line(shift.like)
    assert model is not None
    # Pictures that stand in the model are not meant.
    with quiet(live.app.api, CopyObjectsWithCells=False):
        for run in _free_runs(live, shift, model):
            new = run.of(shift.at, shift.count)
            run.of(model).Copy(Destination=new)
            new.ClearComments()
            new.ClearHyperlinks()
            if not shift.fill and new.MergeCells is not False:
                new.UnMerge()
            _clear_contents(run, model, shift)
    source, new = _lines(live, shift, model), _lines(live, shift, shift.at, shift.count)
    new.Hidden = False
    if not source.Hidden:
        size = "RowHeight" if shift.axis == "rows" else "ColumnWidth"
        if getattr(new, size) != getattr(source, size):
            setattr(new, size, getattr(source, size))
    new.OutlineLevel = source.OutlineLevel


@dataclass(frozen=True)
class _Run:
    """A stretch across the lines: from one column to another for rows, from one row to another for columns."""

    sheet: Any
    axis: LineAxis
    first: int
    last: int

    def of(self, line: int, count: int = 1) -> Any:
        """The cells of these lines in it."""
        ends = (line, self.first, line + count - 1, self.last)
        area = Area(*ends) if self.axis == "rows" else Area(ends[1], ends[0], ends[3], ends[2])
        return self.sheet.Range(str(area))


def _free_runs(live: "xlwings.Book", shift: Shift, model: int) -> Iterator[_Run]:
    """What of the lines can be copied: all but what is merged with other lines, at the model or at the new ones."""
    sheet = live.sheets[shift.sheet].api
    used = sheet.UsedRange
    lines = used.Columns if shift.axis == "rows" else used.Rows
    last = (used.Column if shift.axis == "rows" else used.Row) + lines.Count - 1
    whole = _Run(sheet, shift.axis, 1, last)
    looked_at = [model] if shift.at == model else [model, shift.at]
    # None is said of a range in which some cells are merged.
    if all(whole.of(line).MergeCells is False for line in looked_at):
        yield whole
        return
    taken = set(_taken(whole, looked_at))
    start = 1
    for across in range(1, last + 2):
        if across > last or across in taken:
            if start < across:
                yield _Run(sheet, shift.axis, start, across - 1)
            start = across + 1


def _taken(whole: "_Run", lines: Sequence[int]) -> Iterator[int]:
    """The columns (rows) in which one of the lines is merged with others, and what is merged with these in a line."""
    merged = [_merged(whole, line, across) for line in lines for across in range(whole.first, whole.last + 1)]
    taken = {across for places, spans in merged if spans for across in places}
    for places, _ in merged:
        if not taken.isdisjoint(places):
            yield from places


def _merged(whole: "_Run", line: int, across: int) -> tuple[range, bool]:
    """Over which columns (rows) a cell is merged, and whether over several lines."""
    area = _Run(whole.sheet, whole.axis, across, across).of(line).MergeArea
    lines, places, first = area.Rows.Count, area.Columns.Count, area.Column
    if whole.axis == "columns":
        lines, places, first = places, lines, area.Row
    return range(first, first + places), lines > 1


def _clear_contents(run: _Run, model: int, shift: Shift) -> None:
    """Take out of the new lines what they were not to be given: everything typed, and formulas unless asked for."""
    for across in range(run.first, run.last + 1):
        cell = _Run(run.sheet, run.axis, across, across)
        source = cell.of(model)
        if source.Formula == "" or (shift.fill and source.HasFormula):
            continue
        if source.MergeCells is False:
            cell.of(shift.at, shift.count).ClearContents()
        else:
            for line in shift.new:
                cell.of(line).MergeArea.ClearContents()
