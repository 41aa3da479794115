from collections.abc import Callable
from dataclasses import replace
from typing import Any

from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book

Make = Callable[..., Any]


def cached(sheet: Any, values: Any) -> list[Any]:
    """What is found in the sheet as saved with these cached values beside its formulas."""
    columns = dict(sheet.columns)
    for (row, column), value in values.items():
        columns[column] = replace(columns[column], values={**columns[column].values, row: value})
    return [
        (one.code, one.cell, one.expected, one.actual)
        for one in verify_book(Book("book.xlsx", (replace(sheet, columns=columns),))).diagnostics
    ]


def test_fresh_values_and_missing_ones_are_no_finding(calculated: Make) -> None:
    assert cached(calculated(), {}) == []
    assert cached(calculated(), {(3, 5): 600, (3, 6): 40.00000000001}) == []


def test_only_where_the_difference_starts(calculated: Make) -> None:
    stale = {(3, 5): 650, (4, 5): 1550, (7, 5): 6700}
    assert cached(calculated(), stale) == [("F206", "E3", 600, 650)]


def test_what_changes_by_itself_is_never_stale(calculated: Make) -> None:
    sheet = calculated({(12, 1): "=TODAY()", (12, 2): "=A12+1"})
    assert cached(sheet, {(12, 1): 40000, (12, 2): 40001}) == []
