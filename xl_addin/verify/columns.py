"""How a column is filled: by formulas, by typed figures, and where one stands among the other."""

from xl_addin.verify.context import TableView
from xl_addin.verify.formula_text import form_in_row

# From this share on, what most rows do is what the column means to do.
COMMON_SHARE = 2 / 3


def formula_forms(view: TableView, label: str) -> dict[int, str]:
    """The units' rows of a column that hold formulas, each formula as it would read in the first row."""
    base = min(view.table.body_rows, default=0)
    return {
        row: form_in_row(formula, row, base)
        for row in view.table.body_rows
        if (formula := view.formula(row, label)) is not None
    }


def typed_over(view: TableView, label: str) -> tuple[int, ...]:
    """The rows whose figure is typed although most of the column is calculated."""
    rows = [row for row in view.table.body_rows if view.number(row, label) is not None]
    typed = tuple(row for row in rows if view.formula(row, label) is None)
    calculated = len(rows) - len(typed)
    return typed if calculated >= 3 and calculated >= COMMON_SHARE * len(rows) else ()


def filled_rows(view: TableView, label: str) -> tuple[int, ...]:
    """The units' rows whose cell holds anything but an empty text."""
    return tuple(row for row in view.table.body_rows if view.value(row, label) not in (None, ""))
