"""The sheet of findings is found again and read row by row, whatever else a book holds."""

import pytest

from xl_addin.formula.cells import CellRef
from xl_addin.language import Language, Text
from xl_addin.reports.findings_sheet import SHEET, findings_sheets, free_name, listed_in, listing, mended_rows
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.workbook.edits.edit import SetValue
from xl_addin.workbook.model.book import Book, Column, Sheet

CELL, WHOLE = CellRef("Bảng", 3, 5), None


def finding(code: str, cell: CellRef | None) -> Diagnostic:
    """Invented."""
    place = (None, None, None) if cell is None else cell
    return Diagnostic(code, "x", Severity.ERROR, *place, message=Text("sai", "wrong"))


def listed(*found: Diagnostic, name: str = SHEET, language: Language = "vi") -> Sheet:
    """The sheet as it is read again."""
    columns: dict[int, dict[int, object]] = {}
    for row, values in enumerate(listing(found, name, (), None, language).rows, 1):
        for column, value in enumerate(values, 1):
            columns.setdefault(column, {})[row] = value
    return Sheet(name, {index: Column(values) for index, values in columns.items()})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_row_says_what_it_is_about(language: Language) -> None:
    sheet = listed(finding("V301", CELL), finding("S702", WHOLE), language=language)
    assert listed_in(sheet, 5) == ("V301", CELL)
    assert [listed_in(sheet, row) for row in (1, 4, 6, 7, 900)] == [None] * 5


def test_a_row_somebody_wrote_over_is_about_nothing() -> None:
    sheet = Sheet(SHEET, {3: Column({5: "V301"}), 4: Column({5: "Bảng"}), 5: Column({5: "đã xem"})})
    assert listed_in(sheet, 5) is None


def test_only_sheets_with_its_title_are_ours() -> None:
    own = Sheet(SHEET, {1: Column({1: "của tôi"})})
    book = Book("sổ.xlsx", (own, listed(finding("V301", CELL), name=f"{SHEET} (2)")))
    assert findings_sheets(book) == [f"{SHEET} (2)"]
    assert free_name([sheet.name for sheet in book.sheets], "vi") == f"{SHEET} (3)"


def test_the_rows_of_what_is_mended_are_ticked_off() -> None:
    sheet = listed(finding("V301", CELL), finding("F202", CELL), finding("S702", WHOLE))
    book = Book("sổ.xlsx", (sheet,))
    assert mended_rows(book, {("F202", CELL), ("V302", CELL)}) == [SetValue(CellRef(SHEET, 6, 2), "Đã sửa")]
