"""How a column is filled: by formulas, by typed figures, and where one stands among the other."""

from collections.abc import Callable
from functools import cache

from xl_addin.case.formula_text import references
from xl_addin.case.table_view import TableView

# From this share on, what most rows do is what the column means to do.
COMMON_SHARE = 2 / 3


def formula_forms(view: TableView, label: str) -> dict[int, str]:
    """The units' rows of a column that hold formulas, each formula as it would read in the first row."""
    return view.remember(_all_forms)(label)


def _all_forms(view: TableView) -> Callable[[str], dict[int, str]]:
    def forms(label: str) -> dict[int, str]:
        by_form = view.body(label).rows_by_form
        return dict(sorted((row, form) for form, rows in by_form.items() for row in rows))

    return cache(forms)


def typed_over(view: TableView, label: str) -> tuple[int, ...]:
    """The rows whose figure is typed although most of the column is calculated.

    What the next row's formula starts from (a balance brought forward) is typed rightly.
    """
    body = view.body(label)
    if body.calculated < COMMON_SHARE * len(body.numbers):
        return ()
    typed = tuple(row for row, _ in body.typed())
    calculated = len(body.numbers) - len(typed)
    if calculated < 3 or calculated < COMMON_SHARE * len(body.numbers):
        return ()
    return tuple(row for row in typed if not _goes_on_from(view, row, label))


def _goes_on_from(view: TableView, row: int, label: str) -> bool:
    following = next((one for one in view.table.body_rows if one > row), None)
    formula = None if following is None else view.formula(following, label)
    return formula is not None and any(
        sheet == view.table.sheet and (row, view.table.column(label).position) in area
        for sheet, area in references(formula, view.table.sheet)
    )
