"""A named unit goes: its row in every linked table and in what explains its shares."""

from collections.abc import Iterator

from xl_addin.campaign.units.change import UnitChange, that_change
from xl_addin.campaign.units.crossing import beside, check_free
from xl_addin.campaign.units.formulas.listed_sums import without_rows
from xl_addin.campaign.units.formulas.row_formula import in_other_row
from xl_addin.campaign.units.formulas.unit_lines import LinkedRows
from xl_addin.campaign.units.moved import Moved, moved_by
from xl_addin.campaign.units.named import UnitPlace, unit_called
from xl_addin.campaign.units.numbering import continued
from xl_addin.campaign.units.totals import total_rows, typed_totals
from xl_addin.campaign.units.trace_rows import lines_of_the_shares, renumbered, trace_rows
from xl_addin.case.case import Case
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import CellEdit, DeleteRows, SetFormula, SetValue

_THE_ONLY_ONE = Text(
    "đây là đơn vị duy nhất của {place}; xóa thì dòng cộng không còn gì để cộng; hãy xóa cả nhóm bằng số dòng",
    "this is the only unit of {place}; without it the total has nothing to sum; delete the whole group by its rows' "
    "numbers",
)
_NOT_LISTED = Text(
    "trang “{sheet}”: bảng liên kết không có đơn vị này, không xóa gì ở đó",
    "sheet “{sheet}”: the linked table does not list the unit, nothing is deleted there",
)


def unit_deleted(case: Case, name: str, *, sheet: str | None = None) -> UnitChange:
    """The edits that take the unit called `name` out of every linked table, with the rows that are part of it.

    `sheet` chooses among tables that are not linked. Raises Problem for whatever would have to be guessed.
    """
    unit = unit_called(case, name, sheet=sheet)
    for place in unit.places:
        _check_not_alone(place, name)
    traces, notes = trace_rows(case.fresh, unit)
    edits = {
        (place.sheet, place.row): DeleteRows(place.sheet, place.row, place.last - place.row + 1)
        for place in unit.places
    }
    check_free(unit, [(edit.sheet, row) for edit in edits.values() for row in range(edit.at, edit.at + edit.count)])
    edits |= {(each.block.sheet, each.row): DeleteRows(each.block.sheet, each.row) for each in traces}
    moved = moved_by(case, edits.values())
    linked = LinkedRows(unit.places)
    cells: list[CellEdit] = []
    said: list[Text] = []
    for table, place in enumerate(unit.places):
        cells += _renumbered(place, moved)
        cells += _going_on(linked, table, moved)
        cells += _totals(place, moved)
        said += typed_totals(place, moved)
    for cell, number in renumbered(traces, case.fresh, -1):
        cells.append(SetValue(cell._replace(row=moved.stays(cell.sheet, cell.row)), number))
    cells += lines_of_the_shares(traces, case.fresh, unit.name, moved)
    said += [_NOT_LISTED.with_values(sheet=view.sheet.name) for view in unit.without]
    notes = [*unit.notes, *notes, *said, *beside(unit)]
    return UnitChange(moved.edits, that_change(cells, moved.book), tuple(notes), moved.book)


def _check_not_alone(place: UnitPlace, name: str) -> None:
    """Raise Problem where a total would be left without anything to sum."""
    table = place.view.table
    for row, units in (*table.subtotal_rows, *([(table.total_row, table.body_rows)] if table.total_row else [])):
        if units == (place.row,):
            raise Problem(_THE_ONLY_ONE.with_values(place=f"{place.sheet}!{row}"), place=name)


def _renumbered(place: UnitPlace, moved: Moved) -> Iterator[CellEdit]:
    sheet, rows = place.view.sheet, place.view.table.body_rows
    for column in place.view.table.columns:
        if column.role != "index":
            continue
        values = [None if sheet.formula(row, column.position) else sheet.value(row, column.position) for row in rows]
        for at, number in continued(values, rows.index(place.row), -1)[1].items():
            yield SetValue(CellRef(place.sheet, moved.stays(place.sheet, rows[at]), column.position), number)


def _going_on(linked: LinkedRows, table: int, moved: Moved) -> Iterator[CellEdit]:
    """The next unit's formulas that went on from the one that goes (`=A12+1`) go on from the one before that.

    Where there is none before, they begin as the unit began that goes.
    """
    place = linked.places[table]
    view, here = place.view, place.sheet
    rows, sheet = view.table.body_rows, view.sheet
    at = rows.index(place.row) + 1
    if at == len(rows):
        return
    row = rows[at]
    before = linked.lines(table, place.row).before
    counting = {column.position for column in view.table.columns if column.role == "index"}
    for position in sorted(sheet.columns):
        if not linked.kind(table, row, position):
            continue
        cell = CellRef(here, moved.stays(here, row), position)
        formula = sheet.formula(row, position) or ""
        if before is None:
            first = sheet.formula(place.row, position)
            if first is None:
                value = sheet.value(place.row, position)
                # A row's number; a typed figure is that unit's alone.
                if position in counting and isinstance(value, int | float | str):
                    yield SetValue(cell, value)
                continue
            gone, kept = linked.lines(table, place.row), linked.lines(table, row)
            formula = in_other_row(first, here, gone.keyed(linked.sheets, [each or 0 for each in kept.rows], None))
        else:
            formula = in_other_row(formula, here, {(here.casefold(), place.row): before})
        yield SetFormula(cell, moved.formula(formula, here, row))


def _totals(place: UnitPlace, moved: Moved) -> Iterator[CellEdit]:
    """Totals that list the units' cells one by one no longer list its own; ranges have shrunk already."""
    table, sheet, here = place.view.table, place.view.sheet, place.sheet
    gone = range(place.row, place.last + 1)
    for row in total_rows(place):
        for column in table.columns:
            formula = sheet.formula(row, column.position)
            shorter = None if formula is None else without_rows(formula, gone)
            if shorter is not None:
                cell = CellRef(here, moved.stays(here, row), column.position)
                yield SetFormula(cell, moved.formula(shorter, here, row))
