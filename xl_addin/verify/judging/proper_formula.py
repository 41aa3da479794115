"""The formula a cell should hold: moved from another row of its column, or written from the notation."""

from xl_addin.case.formula_text import references
from xl_addin.case.table_view import TableView
from xl_addin.formula.cells import address
from xl_addin.formula.displacement import displaced
from xl_addin.notation import ColumnRef, columns_of
from xl_addin.notation.column_formula import column_formula
from xl_addin.table.rows.total_formula import areas_of_rows


def moved_formula(view: TableView, source: int, target: int, label: str) -> str | None:
    """The formula of a row as another row would have it; to a total only if it reads nothing but its own row."""
    formula = view.formula(source, label)
    if formula is None:
        return None
    # A heading of an Excel table stands for a whole column, or for nothing beyond the table's rows.
    own_row_only = "[" not in formula and all(
        area.first_row == area.last_row == source and sheet == view.table.sheet
        for sheet, area in references(formula, view.table.sheet)
    )
    if target not in view.table.body_rows and not own_row_only:
        return None
    moved = displaced(formula, target - source, 0)
    return None if "#REF!" in moved else moved


def formula_by_notation(view: TableView, row: int, label: str) -> str | None:
    """What the notation says for a row; None where it needs what is not in the table."""
    expression = view.expressions.get(label)
    if expression is None or any(
        ref.table is not None or ref.label not in view.table.labels for ref in columns_of(expression)
    ):
        return None
    column = view.column_spec(label)

    def cell(ref: ColumnRef) -> str:
        return address(row, view.table.column(ref.label).position)

    try:
        return column_formula(
            expression,
            cell,
            whole=lambda ref: areas_of_rows(view.table.body_rows, view.table.column(ref.label).position),
            floor=None if column is None else column.floor,
            may_be_empty=_may_be_empty(view, row),
        )
    except KeyError:  # a parameter of the spec has no cell in this table
        return None


def _may_be_empty(view: TableView, row: int) -> frozenset[ColumnRef]:
    """The columns whose formula leaves "" in some row."""
    rows = (*view.table.body_rows, row)
    return frozenset(
        ColumnRef(column.label)
        for column in view.number_columns
        if any(view.value(one, column.label) == "" for one in rows)
    )
