"""What a person reads before saying yes to edits."""

import pytest

from xl_addin.campaign.difference import difference
from xl_addin.formula.cells import CellRef
from xl_addin.workbook.edits.edit import Plain, SetFormula, SetValue
from xl_addin.workbook.model.book import Book, Column, Sheet, Value


def line(before: Value, after: Plain) -> str:
    book = Book("", (Sheet("S", {1: Column({1: before})}),))
    [written] = difference(book, [SetValue(CellRef("S", 1, 1), after)], "vi")
    return written


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (5000, 5100, "S!A1: 5.000 → 5.100"),
        ("48.692", 48692, "S!A1: “48.692” → 48.692"),
        ("48 692", 48692, "S!A1: 48 692 → 48.692"),
        ("57,41%", 0.5741, "S!A1: 57,41% → 0,57"),
        (0.12345, 0.12349, "S!A1: 0,12345 → 0,12349"),
        ("Xã A", None, "S!A1: Xã A → ∅"),
    ],
)
def test_before_and_after_never_look_the_same(before: Value, after: Plain, expected: str) -> None:
    assert line(before, after) == expected


def test_formulas_are_shown_as_formulas() -> None:
    book = Book("", (Sheet("S", {1: Column({1: 3}, {1: "=1+2"})}),))
    assert list(difference(book, [SetFormula(CellRef("S", 1, 1), "=1+3")], "vi")) == ["S!A1: =1+2 → =1+3"]
