"""Tables of one campaign list their units in orders of their own: nothing is compared with another unit's row."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from xl_addin.spec.model import Spec
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book, Column, Sheet

FIRST, SECOND = 10, 12
"""Two rows of units in the second published table."""


def swapped(sheet: Sheet) -> Sheet:
    """The two units have changed places, with everything that stands in their rows."""
    places = {FIRST: SECOND, SECOND: FIRST}
    columns = {
        index: Column(
            {places.get(row, row) if index > 1 else row: value for row, value in column.values.items()},
            column.formulas,
            column.number_formats,
        )
        for index, column in sheet.columns.items()
    }
    return replace(sheet, columns=columns)


@pytest.fixture
def as_published(published: Callable[..., Book], spec: Spec) -> list[tuple[str, object]]:
    return sorted((one.code, one.actual) for one in verify_book(published(), spec).diagnostics)


def test_units_in_another_order_give_the_same_findings(
    published: Callable[..., Book], spec: Spec, as_published: list[tuple[str, object]]
) -> None:
    book = published()
    moved = replace(book, sheets=(book.sheets[0], swapped(book.sheets[1])))
    found = sorted((one.code, one.actual) for one in verify_book(moved, spec).diagnostics)
    # The misspelled names of the second table have nothing in the same place any more to be compared with.
    assert [one for one in found if one[0] != "U501"] == [one for one in as_published if one[0] != "U501"]
