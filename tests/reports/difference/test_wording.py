"""What a changed cell reads, before and after."""

from fixtures.tables import make_sheet

from xl_addin.case.case import Case
from xl_addin.comparing.compare import compare
from xl_addin.reports.difference.wording import sides
from xl_addin.workbook.model.book import Book, Value


def book(rows: list[list[Value]]) -> Case:
    return Case(Book("so.xlsx", (make_sheet(rows),), {}))


def test_a_formula_of_the_same_text_whose_cells_changed_places_says_so() -> None:
    numbers: list[Value] = [1, 2, 3, "4=2+3"]
    old: list[list[Value]] = [
        ["Đơn vị", "Giao", "Thu", "Cộng"],
        numbers,
        ["An", 1, 2, "=B3+C3"],
        ["Bo", 3, 4, "=B4+C4"],
    ]
    new: list[list[Value]] = [
        ["Đơn vị", "Thu", "Giao", "Cộng"],
        numbers,
        ["An", 2, 1, "=B3+C3"],
        ["Bo", 4, 3, "=B4+C4"],
    ]
    found = compare(book(old), book(new))
    told = [sides(cell, found, "en") for cell in found.cells() if cell.kind == "formula"]
    assert told[0] == ("=B3+C3", "=B3+C3 (these cells have moved)")
