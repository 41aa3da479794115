"""Stored results beside a recalculation, and one calculation beside another."""

from collections.abc import Callable
from typing import Any

import pytest

from xl_addin.engine.changes import Change, changed_values, not_calculated, same_result, stale_values
from xl_addin.formula.cells import CellRef
from xl_addin.workbook.model.book import CellError, Unsupported, Value


def cell(address: str, sheet: str = "Sheet1") -> CellRef:
    return CellRef(sheet, int(address[1:]), ord(address[0]) - 64)


@pytest.mark.parametrize(
    ("stored", "fresh", "same"),
    [
        (0.3, 0.1 + 0.2, True),
        (1, 1.0, True),
        (1, 2, False),
        (None, "", True),
        (None, 0, False),
        ("", None, True),
        ("a", "A", False),
        (1, True, False),
        (CellError("#N/A"), CellError("#N/A"), True),
        (CellError("#N/A"), "#N/A", False),
        ("Bù Đăng", " Bù Đăng ", True),
        ("Bù  Đăng", "Bù Đăng", False),
    ],
)
def test_a_stored_result_is_right_if_it_shows_the_same(stored: Value, fresh: Value, same: bool) -> None:
    assert same_result(stored, fresh) is same


def test_stale_results_in_the_order_of_the_sheets_rows_and_columns(make_book: Callable[..., Any]) -> None:
    book = make_book({"B1": "=1", "A2": "=1", "A1": "=1"}, {"A1": "=1"})
    fresh: dict[CellRef, Value] = {
        cell("A1", "Sheet2"): 1,
        cell("A2"): 1,
        cell("B1"): Unsupported("x"),
        cell("A1"): 987_654_321,
    }
    stale = stale_values(book, fresh)
    assert stale == [Change(cell("A2"), 987_654_321, 1), Change(cell("A1", "Sheet2"), 987_654_321, 1)]
    assert not_calculated(book, fresh) == [(cell("B1"), Unsupported("x"))]


def test_between_two_calculations_every_difference_counts(make_book: Callable[..., Any]) -> None:
    book = make_book({})
    before: dict[CellRef, Value] = {cell("A1"): 1, cell("A2"): 1.0, cell("A3"): 0.1}
    after: dict[CellRef, Value] = {cell("A1"): True, cell("A2"): 1, cell("A3"): 0.1 + 1e-15}
    changes = changed_values(book, before, after)
    assert [str(each.cell) for each in changes] == ["Sheet1!A1", "Sheet1!A3"]
