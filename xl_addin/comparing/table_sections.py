"""What differs in a numbered table that both versions have."""

from collections.abc import Iterator
from dataclasses import replace

from xl_addin.case.unit_rows import units_in
from xl_addin.comparing.book_map import CellMap
from xl_addin.comparing.cells import SheetCells, changed_cells
from xl_addin.comparing.formulas import SameFormula
from xl_addin.comparing.matching.lines import out_of_order
from xl_addin.comparing.matching.table_pairs import TableVersions, rows_of
from xl_addin.comparing.result import CellChange, LineChange, Section
from xl_addin.table.model import NumberedTable
from xl_addin.unit_names.comparing import same_name_key
from xl_addin.unit_names.writing import plainly_written
from xl_addin.workbook.model.book import Sheet


def table_section(table: TableVersions, cells: CellMap, old: SheetCells, new: SheetCells, same: SameFormula) -> Section:
    """The rows, columns and cells of a table that differ."""
    lines = [*_rows(table, old, new), *_columns(table, old, new)]
    renamed = {line.old for line in lines if line.kind == "renamed"}
    unit = table.old.unit_column
    renumbered = _renumbered(table, old.fresh, new.fresh) if any(line.axis == "rows" for line in lines) else set()
    index = {column.position for column in table.old.columns if column.role == "index"}
    found, told, named = [], set[int](), _named_rows(table.new)
    for change in changed_cells(old, new, cells.rows.lines, cells.columns.lines, same):
        place = change.old.cell
        if unit and place.column == unit.position and place.row in renamed:
            continue
        if place.column in index and place.row in renumbered:
            told.add(place.row)
            continue
        found.append(_named(change, table, new.fresh, named))
    return Section(table.old, table.new, tuple(lines), tuple(found), len(told))


def _named(change: CellChange, table: TableVersions, sheet: Sheet, named: set[int]) -> CellChange:
    """The change with its unit and column as people call them."""
    row, position = change.new.cell.row, change.new.cell.column
    column = next((each.label for each in table.new.columns if each.position == position), "")
    in_body = row in named
    return replace(change, unit=unit_name(table.new, sheet, row) if in_body else "", column=column)


def _named_rows(table: NumberedTable) -> set[int]:
    """The rows that are called something: units, sub-totals, ratios, the total."""
    return set(rows_of(table)) - {table.number_row, table.formula_row}


def unit_name(table: NumberedTable, sheet: Sheet, row: int) -> str:
    """What a row of a table is called; "" where it says nothing."""
    columns = [table.unit_column] if table.unit_column else []
    for column in (*columns, *table.columns):
        value = sheet.value(row, column.position) if column else None
        if isinstance(value, str) and value.strip():
            return plainly_written(value)
    return ""


def _rows(table: TableVersions, old: SheetCells, new: SheetCells) -> Iterator[LineChange]:
    here, there = rows_of(table.old), rows_of(table.new)
    positions, others = ([column.position for column in each.columns] for each in (table.old, table.new))
    for row in here:
        if row not in table.rows:
            name = unit_name(table.old, old.fresh, row)
            yield LineChange("rows", "removed", row, None, name, cells=old.filled_in_row(row, positions))
    known = set(table.rows.values())
    for row in there:
        if row not in known:
            name = unit_name(table.new, new.fresh, row)
            yield LineChange("rows", "added", None, row, name, cells=new.filled_in_row(row, others))
    moved = out_of_order(table.rows)
    units, other_units = set(units_in(table.old, old.fresh).rows), set(units_in(table.new, new.fresh).rows)
    for row, at in sorted(table.rows.items()):
        name = unit_name(table.new, new.fresh, at)
        if row in moved:
            yield LineChange("rows", "moved", row, at, name)
        if row in units and at in other_units and table.old.unit_column and table.new.unit_column:
            was = unit_name(table.old, old.fresh, row)
            if same_name_key(was) != same_name_key(name):
                yield LineChange("rows", "renamed", row, at, name, was)


def _columns(table: TableVersions, old: SheetCells, new: SheetCells) -> Iterator[LineChange]:
    known = set(table.columns.values())
    rows, others = (set(rows_of(each)) | set(each.header_rows) for each in (table.old, table.new))
    for column in table.old.columns:
        if column.position not in table.columns:
            cells = tuple(side for side in old.filled_in_column(column.position) if side.cell.row in rows)
            name = _column_name(column.label, column.heading)
            yield LineChange("columns", "removed", column.position, None, name, cells=cells)
    for column in table.new.columns:
        if column.position not in known:
            cells = tuple(side for side in new.filled_in_column(column.position) if side.cell.row in others)
            name = _column_name(column.label, column.heading)
            yield LineChange("columns", "added", None, column.position, name, cells=cells)
    moved = out_of_order(table.columns)
    for column in table.old.columns:
        if column.position in moved:
            at = table.columns[column.position]
            yield LineChange("columns", "moved", column.position, at, _column_name(column.label, column.heading))


def _column_name(label: str, heading: str) -> str:
    return f"{label} {heading}".strip() if heading else label


def _renumbered(table: TableVersions, old: Sheet, new: Sheet) -> set[int]:
    """The rows whose running number is the one after that of the row above, in both versions."""
    here, there = _running(table.old, old), _running(table.new, new)
    return {row for row, at in table.rows.items() if row in here and at in there}


def _running(table: NumberedTable, sheet: Sheet) -> set[int]:
    column = next((each.position for each in table.columns if each.role == "index"), None)
    found: set[int] = set()
    before = 0.0
    for row in table.body_rows if column is not None else ():
        value = sheet.value(row, column or 0)
        if isinstance(value, int | float) and value in (1, before + 1):
            found.add(row)
        before = value if isinstance(value, int | float) else 0.0
    return found
