"""New units behind a named one: a row like its row in every linked table and in what explains their shares."""

from collections.abc import Iterator, Sequence

from xl_addin.campaign.units.change import UnitChange, that_change
from xl_addin.campaign.units.crossing import check_free, read_elsewhere
from xl_addin.campaign.units.moved import Moved, moved_by
from xl_addin.campaign.units.named import NamedUnit, unit_called
from xl_addin.campaign.units.new_rows import NewRows
from xl_addin.campaign.units.trace_rows import TraceRow, name_edit, renumbered, trace_rows
from xl_addin.case.case import Case
from xl_addin.case.kept.shares import UNIT
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.unit_names.comparing import same_name_key
from xl_addin.workbook.edits.edit import CellEdit, InsertRows, SetValue
from xl_addin.workbook.model.book import Book

_NOT_THERE = Text(
    "bảng ở trang “{sheet}” liên kết với bảng này mà không có đơn vị này, nên không biết chèn vào đâu; hãy ghi số dòng",
    "the table on sheet “{sheet}” is linked to this one and does not list the unit, so nothing says where its row "
    "goes; give a row's number",
)
_NAMES_AND_COUNT = Text(
    "có {names} tên mà số đơn vị là {count}; hãy bỏ số, hoặc cho đủ tên",
    "{names} names are given for {count} units; leave the count out, or give all the names",
)
_KNOWN = Text(
    "đơn vị này đã có ở {place}; hãy đặt tên khác", "this unit is there already, at {place}; give another name"
)
_TWICE = Text("tên này cho hai đơn vị mới; hãy đặt tên khác", "two new units would have this name; give another")
_NO_NAMES = Text(
    "chưa có tên cho {count} đơn vị mới: hãy ghi vào {cells}",
    "{count} new units have no name yet: write it into {cells}",
)
_EMPTY = Text(
    "“{name}”: số liệu nhập để trống ở {cells}; hãy điền", "“{name}”: inputs are empty at {cells}; fill them in"
)


def units_inserted(
    case: Case, after: str, *, names: Sequence[str] = (), count: int | None = None, sheet: str | None = None
) -> UnitChange:
    """The edits that put new units behind the one called `after`, in every linked table.

    `names` are theirs from top to bottom; without names, `count` (or 1) rows come without one. `sheet` chooses among
    tables that are not linked. Raises Problem for whatever would have to be guessed.
    """
    if names and count is not None and count != len(names):
        raise Problem(_NAMES_AND_COUNT.with_values(names=len(names), count=count), place=after)
    unit = unit_called(case, after, sheet=sheet)
    if unit.without:
        raise Problem(_NOT_THERE.with_values(sheet=unit.without[0].sheet.name), place=after)
    _check_new(unit, names)
    many = len(names) or count or 1
    traces, notes = trace_rows(case.fresh, unit)
    # Filled, they are merged as it is, too; formulas that do not fit are written anew.
    edits = {
        (place.sheet, place.last + 1): InsertRows(place.sheet, place.last + 1, many, place.row, fill=True, stretch=True)
        for place in unit.places
    }
    check_free(unit, [(edit.sheet, edit.at) for edit in edits.values()])
    edits |= {
        (each.block.sheet, each.row + 1): InsertRows(each.block.sheet, each.row + 1, many, each.row, stretch=True)
        for each in traces
    }
    moved = moved_by(case, edits.values())
    new = NewRows(case, unit, moved, many)
    cells, said = new.written(names)
    cells += _trace_edits(traces, case.fresh, moved, names, many)
    if not names:
        said.insert(0, _NO_NAMES.with_values(count=many, cells=[str(cell) for cell in new.name_cells()]))
    return UnitChange(
        moved.edits,
        that_change(cells, moved.book),
        (*unit.notes, *notes, *said, *read_elsewhere(unit, case.book)),
        moved.book,
    )


def _check_new(unit: NamedUnit, names: Sequence[str]) -> None:
    """Raise Problem for a name that one of the tables has already, or that is given twice."""
    given: set[str] = set()
    for name in names:
        key = same_name_key(name)
        for place in unit.places:
            units = place.view.cells.units
            if key in units.keys:
                row = units.rows[units.keys.index(key)]
                raise Problem(_KNOWN.with_values(place=f"{place.sheet}!{row}"), place=name)
        if key in given:
            raise Problem(_TWICE, place=name)
        given.add(key)


def _trace_edits(
    traces: Sequence[TraceRow], book: Book, moved: Moved, names: Sequence[str], count: int
) -> Iterator[CellEdit]:
    for each in traces:
        first = moved.stays(each.block.sheet, each.row) + 1
        for step, number in enumerate(each.numbers(book, count)[0]):
            if number is not None:
                yield SetValue(each.cell(first + step), number)
            column = each.of.view.table.unit_column
            assert column is not None
            there = CellRef(each.of.sheet, moved.stays(each.of.sheet, each.of.last) + 1 + step, column.position)
            yield name_edit(each.cell(first + step, UNIT), names[step] if names else None, there)
    for cell, number in renumbered(traces, book, count):
        yield SetValue(cell._replace(row=moved.stays(cell.sheet, cell.row)), number)
