"""What differs on a sheet outside the tables that both versions have."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from xl_addin.comparing.book_map import LinesThere
from xl_addin.comparing.cells import SheetCells, changed_cells
from xl_addin.comparing.formulas import SameFormula
from xl_addin.comparing.matching.aligning import SheetVersions
from xl_addin.comparing.matching.lines import out_of_order
from xl_addin.comparing.matching.table_pairs import rows_of
from xl_addin.comparing.result import CellSide, LineChange, Section
from xl_addin.table.model import NumberedTable


def sections_outside(
    sheet: SheetVersions,
    old: SheetCells,
    new: SheetCells,
    tables: tuple[Sequence[NumberedTable], Sequence[NumberedTable]],
    same: SameFormula,
) -> Iterator[Section]:
    """The tables that only one version has (`tables`), then the rows, columns and cells outside tables that differ."""
    whole, told = sheet.whole, sheet.rows_in_tables
    back = whole.rows.back
    gone = [table for table in tables[0] if whole.rows.lines.keys().isdisjoint(rows_of(table))]
    come = [table for table in tables[1] if back.lines.keys().isdisjoint(rows_of(table))]
    for table in gone:
        yield Section(table, None)
    for table in come:
        yield Section(None, table)
    here = told[0] | {row for table in gone for row in rows_of(table)}
    there = told[1] | {row for table in come for row in rows_of(table)}
    rows = {row: at for row, at in whole.rows.lines.items() if row not in here}
    lines = [
        *_rows(old, whole.rows.end, whole.rows.lines, here, "removed"),
        *_rows(new, whole.rows.other_end, back.lines, there, "added"),
        *(LineChange("rows", "moved", row, rows[row], _name(new, rows[row])) for row in sorted(out_of_order(rows))),
        *_columns(old, whole.columns.end, whole.columns.lines, told[0], "removed"),
        *_columns(new, whole.columns.other_end, whole.columns.back.lines, told[1], "added"),
    ]
    columns = dict(whole.columns.lines)
    if old.looks and new.looks:
        # Cells may look otherwise where nothing stands.
        columns |= _behind(whole.columns, old.looks.styles, new.looks.styles)
        rows |= _behind(whole.rows, old.looks.rows, new.looks.rows)
    cells = changed_cells(old, new, rows, columns, same, unclear=whole.rows.gaps)
    yield Section(lines=tuple(lines), cells=tuple(cells))


def _behind(lines: LinesThere, old: Iterable[int], new: Iterable[int]) -> dict[int, int]:
    """Lines behind the last filled one."""
    here = {line for line in old if line > lines.end}
    here |= {line - lines.other_end + lines.end for line in new if line > lines.other_end}
    return {line: line - lines.end + lines.other_end for line in here}


def _rows(
    cells: SheetCells, last: int, known: Mapping[int, int], told: Collection[int], kind: Literal["added", "removed"]
) -> Iterator[LineChange]:
    columns = sorted(cells.fresh.columns)
    for row in range(1, last + 1):
        if row not in known and row not in told:
            held = cells.filled_in_row(row, columns)
            yield LineChange("rows", kind, *_one_side(row, kind), _name(cells, row), cells=held)


def _columns(
    cells: SheetCells, last: int, known: Mapping[int, int], told: Collection[int], kind: Literal["added", "removed"]
) -> Iterator[LineChange]:
    """A column of which only a table's cells are new is told with the table."""
    for column in range(1, last + 1):
        if column not in known:
            held = cells.filled_in_column(column, told)
            if held or not cells.filled_in_column(column):
                yield LineChange("columns", kind, *_one_side(column, kind), _first_text(held), cells=held)


def _one_side(line: int, kind: Literal["added", "removed"]) -> tuple[int | None, int | None]:
    return (None, line) if kind == "added" else (line, None)


def _name(cells: SheetCells, row: int) -> str:
    return _first_text(cells.filled_in_row(row, sorted(cells.fresh.columns)))


def _first_text(held: Sequence[CellSide]) -> str:
    return next((" ".join(side.value.split()) for side in held if isinstance(side.value, str)), "")
