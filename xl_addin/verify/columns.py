"""How a column is filled: by formulas, by typed figures, and where one stands among the other."""

import re
from collections.abc import Callable
from functools import cache

from xl_addin.verify.context import TableView
from xl_addin.verify.formula_text import form_in_row, references

# From this share on, what most rows do is what the column means to do.
COMMON_SHARE = 2 / 3
# Stands for the number of a formula's own row.
_ROW = "\0"
_SHEET_NAME = re.compile(r"'[^'\0]*'!")
_DOUBTFUL = re.compile(
    r"""["'\[\]]|[^\x00-\x7f]|[A-Za-z]\d|\d:|:\d|(?<![A-Za-z])\0|\0[\w.(!\\?]|[A-Za-z]{4}\0|[._\\?][A-Za-z]+\0"""
)


def formula_forms(view: TableView, label: str) -> dict[int, str]:
    """The units' rows of a column that hold formulas, each formula as it would read in the first row."""
    return view.remember(_all_forms)(label)


def _all_forms(view: TableView) -> Callable[[str], dict[int, str]]:
    return cache(lambda label: _forms(view, label))


def _forms(view: TableView, label: str) -> dict[int, str]:
    base = min(view.table.body_rows, default=0)
    forms: dict[int, str] = {}
    by_pattern: dict[str, str] = {}
    for row in view.table.body_rows:
        formula = view.formula(row, label)
        if formula is None:
            continue
        pattern = formula.replace(str(row), _ROW)
        form = by_pattern.get(pattern)
        if form is None:
            form = form_in_row(formula, row, base)
            if _reads_its_row_only(pattern):
                by_pattern[pattern] = form
        forms[row] = form
    return forms


def _reads_its_row_only(pattern: str) -> bool:
    """Whether formulas with this pattern are filled down from one: their own row's number only follows column letters,
    every other row is fixed by `$`, and nothing is quoted but names of sheets."""
    bare = _SHEET_NAME.sub("!", pattern)
    return not _DOUBTFUL.search(bare)


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
