"""Templates as lists of rows, and results read back as such."""

from collections.abc import Callable, Sequence

import pytest
from openpyxl import Workbook

Rows = list[list[object]]


@pytest.fixture
def filled(rendered_values: Callable[..., Workbook]) -> Callable[..., Rows]:
    """What the cells of a one-sheet template hold when it is filled, formulas their values, without blank ends."""

    def fill(template: Sequence[Sequence[object]], **data: object) -> Rows:
        book = Workbook()
        for row in template:
            book.worksheets[0].append(list(row))
        return rows_of(rendered_values(book, **data))

    return fill


def rows_of(book: Workbook, sheet: str | None = None) -> Rows:
    """The rows of a sheet, without blank cells at their ends and blank rows at its end."""
    found: Rows = []
    for row in (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True):
        cells = list(row)
        while cells and cells[-1] is None:
            cells.pop()
        found.append(cells)
    while found and not found[-1]:
        found.pop()
    return found
