"""Where cells and sheets were before lines and sheets moved, and the edits that move them back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xl_addin.formula.cells import CellRef, column_letters
from xl_addin.formula.shift import LineAxis, Shift
from xl_addin.workbook.edits.edit import (
    AddSheet,
    CopySheet,
    DeleteColumns,
    DeleteRows,
    Edit,
    InsertColumns,
    InsertRows,
    LineEdit,
    MoveSheet,
    RenameSheet,
    in_order,
)
from xl_addin.workbook.edits.kinds.lines import shift_of

StructureEdit = RenameSheet | CopySheet | MoveSheet | LineEdit


@dataclass(frozen=True)
class Lines:
    """Rows or columns of a sheet, one behind the other."""

    sheet: str
    axis: LineAxis
    first: int
    count: int

    def address(self) -> str:
        """As Excel writes them: `12:13`, `C:D`."""
        ends = (self.first, self.first + self.count - 1)
        return ":".join(map(str, ends) if self.axis == "rows" else map(column_letters, ends))

    def one_by_one(self) -> Iterator["Lines"]:
        """Each of them alone."""
        return (replace(self, first=self.first + away, count=1) for away in range(self.count))


def structure_of(edits: Sequence[Edit]) -> tuple[StructureEdit, ...]:
    """Those of the edits that move lines and sheets, in the order in which they are made.

    What a sheet goes through that the same edits add is left out: it goes with the sheet.
    """
    added = {edit.sheet for edit in edits if isinstance(edit, AddSheet)}
    return tuple(edit for edit in in_order(edits) if isinstance(edit, StructureEdit) and edit.sheet not in added)


def sheet_before(name: str, structure: Sequence[StructureEdit]) -> str | None:
    """What a sheet was called before, None for one that was not there."""
    for edit in reversed(structure):
        if isinstance(edit, CopySheet) and edit.name == name:
            return None
        if isinstance(edit, RenameSheet) and edit.name == name:
            name = edit.sheet
    return name


def cell_before(cell: CellRef, structure: Sequence[StructureEdit]) -> CellRef | None:
    """Where a cell was before, None for one in new lines or on a new sheet."""
    row: int | None = cell.row
    column: int | None = cell.column
    for shift in reversed(_shifts(structure)):
        if shift.concerns(cell.sheet):
            row = shift.before(row) if shift.axis == "rows" and row else row
            column = shift.before(column) if shift.axis == "columns" and column else column
    name = sheet_before(cell.sheet, structure)
    return None if name is None or row is None or column is None else CellRef(name, row, column)


def cell_after(cell: CellRef, structure: Sequence[StructureEdit]) -> CellRef | None:
    """Where a cell is afterwards, None for one that has gone."""
    name = cell.sheet
    for edit in structure:
        if isinstance(edit, RenameSheet) and edit.sheet == name:
            name = edit.name
    place: tuple[int, int] | None = (cell.row, cell.column)
    for shift in _shifts(structure):
        place = shift.cell(*place) if place and shift.concerns(name) else place
    return None if place is None else CellRef(name, *place)


def new_lines(structure: Sequence[StructureEdit]) -> list[Lines]:
    """The lines that were put in, as they are numbered afterwards, on sheets that were there."""
    shifts = _shifts(structure)
    found = []
    for index, shift in enumerate(shifts):
        lines = [*shift.new] if sheet_before(shift.sheet, structure) is not None else []
        for later in _along(shifts[index + 1 :], shift):
            lines = [moved for line in lines if (moved := later.line(line)) is not None]
        found += [Lines(shift.sheet, shift.axis, line, 1) for line in lines]
    return found


def gone_lines(structure: Sequence[StructureEdit]) -> list[Lines]:
    """The lines that were taken out, as they were numbered before and under the old names of their sheets."""
    shifts = _shifts(structure)
    found = []
    for index, shift in enumerate(shifts):
        name = sheet_before(shift.sheet, structure)
        lines = [*range(shift.at, shift.behind)] if name is not None else []
        for earlier in reversed(_along(shifts[:index], shift)):
            lines = [was for line in lines if (was := earlier.before(line)) is not None]
        found += [Lines(name or "", shift.axis, line, 1) for line in lines]
    return _joined(found)


def edits_back(structure: Sequence[StructureEdit], order: Sequence[str], *, stretch: bool) -> list[Edit]:
    """The edits that move lines and sheets back, `order` being the sheets before; new sheets are left to others.

    With `stretch`, lines that come back are taken in by the ranges that end above them.
    """
    back: list[Edit] = []
    for edit in reversed(structure):
        name = None if isinstance(edit, CopySheet) else sheet_before(_then(edit), structure)
        if name is None:
            continue
        if isinstance(edit, RenameSheet):
            back.append(RenameSheet(edit.name, edit.sheet))
        elif isinstance(edit, InsertRows | InsertColumns):
            kind = DeleteRows if isinstance(edit, InsertRows) else DeleteColumns
            back.append(kind(name, edit.at, edit.count))
        elif isinstance(edit, DeleteRows | DeleteColumns):
            new = InsertRows if isinstance(edit, DeleteRows) else InsertColumns
            back.append(new(name, edit.at, edit.count, stretch=stretch))
    moved = {sheet_before(edit.sheet, structure) for edit in structure if isinstance(edit, MoveSheet)}
    following = dict(zip(order, (*order[1:], None), strict=True))
    # From the last on, so that what follows a sheet stands in its place by then.
    return [*back, *(MoveSheet(name, following[name]) for name in reversed(order) if name in moved)]


def _then(edit: RenameSheet | MoveSheet | LineEdit) -> str:
    """The name afterwards of the sheet that an edit is about."""
    return edit.name if isinstance(edit, RenameSheet) else edit.sheet


def _shifts(structure: Sequence[StructureEdit]) -> list[Shift]:
    """All shifts; they come after the sheets have got their names."""
    return [shift_of(edit) for edit in structure if isinstance(edit, LineEdit)]


def _along(shifts: Sequence[Shift], shift: Shift) -> list[Shift]:
    return [each for each in shifts if each.concerns(shift.sheet) and each.axis == shift.axis]


def _joined(lines: Sequence[Lines]) -> list[Lines]:
    joined: list[Lines] = []
    for each in sorted(lines, key=lambda line: (line.sheet, line.axis, line.first)):
        last = joined[-1] if joined else None
        if last and (last.sheet, last.axis, last.first + last.count) == (each.sheet, each.axis, each.first):
            joined[-1] = replace(last, count=last.count + each.count)
        else:
            joined.append(each)
    return joined
