"""How a column is filled: by formulas, by typed figures, and where one stands among the other."""

from xl_addin.verify.context import TableView
from xl_addin.verify.formula_text import form_in_row, references

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
    """The rows whose figure is typed although most of the column is calculated.

    What the next row's formula starts from (a balance brought forward) is typed rightly.
    """
    rows = [row for row in view.table.body_rows if view.number(row, label) is not None]
    typed = tuple(row for row in rows if view.formula(row, label) is None)
    calculated = len(rows) - len(typed)
    if calculated < 3 or calculated < COMMON_SHARE * len(rows):
        return ()
    return tuple(row for row in typed if not _goes_on_from(view, row, label))


def _goes_on_from(view: TableView, row: int, label: str) -> bool:
    following = next((one for one in view.table.body_rows if one > row), None)
    formula = None if following is None else view.formula(following, label)
    return formula is not None and any(
        sheet == view.table.sheet and (row, view.table.column(label).position) in area
        for sheet, area in references(formula, view.table.sheet)
    )


def filled_rows(view: TableView, label: str) -> tuple[int, ...]:
    """The units' rows whose cell holds anything but an empty text."""
    return tuple(row for row in view.table.body_rows if view.value(row, label) not in (None, ""))
