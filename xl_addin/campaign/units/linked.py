"""Which tables of a book share their units: through formulas that read each other row by row, or by one set of
a spec."""

from collections.abc import Iterator, Sequence

from xl_addin.case.case import Case
from xl_addin.case.table_cells import TableCells
from xl_addin.case.table_view import TableView
from xl_addin.case.tables import read_columns
from xl_addin.formula.reference import Reference, references
from xl_addin.workbook.model.book import EMPTY_COLUMN

Linked = tuple[TableView, ...]
"""Tables that share their units."""


def linked_tables(case: Case) -> list[Linked]:
    """Every numbered table of a book, on hidden sheets, too, together with those that share its units."""
    views = [*case.views, *_hidden(case)]
    groups: list[list[TableView]] = []
    for view in views:
        joined = [group for group in groups if any(_share_units(view, other) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([*(one for group in joined for one in group), view])
    return [tuple(sorted(group, key=views.index)) for group in groups]


def sheet_read(reference: Reference, here: str) -> str | None:
    """The one sheet of this book, in small letters, that a reference on the sheet `here` reads; None for any other."""
    prefix = reference.sheet
    if prefix is None:
        return here.casefold()
    return None if prefix.book is not None or prefix.last is not None or prefix.is_gone else prefix.first.casefold()


def _hidden(case: Case) -> Iterator[TableView]:
    for sheet in case.fresh.sheets:
        if not sheet.visible:
            for table in case.tables_on(sheet.name):
                yield read_columns(TableCells(table, sheet))


def _share_units(one: TableView, other: TableView) -> bool:
    if one.campaign is not None and one.spec is not None and other.spec is not None:
        return one.campaign.unit_set(one.spec) == one.campaign.unit_set(other.spec)
    return _side_by_side(one, other) or _reads_by_row(one, other) or _reads_by_row(other, one)


def _side_by_side(one: TableView, other: TableView) -> bool:
    """Whether two tables of a sheet have every unit in the same row."""
    rows = one.table.body_rows
    if one.sheet.name != other.sheet.name or rows != other.table.body_rows:
        return False
    paired = one.pairing(other).rows
    return all(paired.get(row) == row for row in rows)


def _reads_by_row(view: TableView, other: TableView) -> bool:
    """Whether most units' rows read, each by itself, the row of the same unit in the other table."""
    paired = view.pairing(other).rows
    there = other.sheet.name.casefold()
    on_one_sheet = view.sheet.name == other.sheet.name
    reading = 0
    for row in view.table.body_rows:
        formulas = _formulas(view, row)
        reading += any(
            _reads(formula, view.sheet.name, there, paired.get(row))
            for formula in formulas
            if on_one_sheet or "!" in formula
        )
    return reading * 2 > len(view.table.body_rows)


def _formulas(view: TableView, row: int) -> Sequence[str]:
    columns = (view.sheet.columns.get(column.position, EMPTY_COLUMN) for column in view.table.columns)
    return [column.formulas[row] for column in columns if row in column.formulas]


def _reads(formula: str, here: str, sheet: str, row: int | None) -> bool:
    return any(
        sheet_read(each, here) == sheet and {line.number for line in each.rows} == {row} for each in references(formula)
    )
