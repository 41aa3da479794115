"""How a change of a cell reads."""

import pytest

from xl_addin.cli.editing.changed_cells import change_lines, unsupported_lines
from xl_addin.engine.changes import Change
from xl_addin.formula.cells import CellRef
from xl_addin.workbook.model.book import Book, CellError, Column, Sheet, Unsupported, Value

CELL = CellRef("S", 1, 1)


def line(before: Value, after: Value, code: str) -> str:
    book = Book("a.xlsx", (Sheet("S", {1: Column(number_formats={1: code})}),))
    return next(change_lines([Change(CELL, before, after)], book, "vi"))


@pytest.mark.parametrize(
    ("before", "after", "code", "shown"),
    [
        (48692, 48693.5, "General", "48.692 → 48.693,5"),
        (0.5741, 0.58, "0.0%", "57,4% → 58,0%"),
        (45097, 45098, "dd/mm/yyyy", "20/06/2023 → 21/06/2023"),
        (None, "đủ", "General", "∅ → đủ"),
        (1, CellError("#DIV/0!"), "0", "1 → #DIV/0!"),
        (1, Unsupported("unknown function: FOO"), "0", "1 → không tính được"),
        (True, False, "General", "TRUE → FALSE"),
    ],
)
def test_values_as_the_cell_prints_them(before: Value, after: Value, code: str, shown: str) -> None:
    assert line(before, after, code) == f"S!A1: {shown}"


def test_a_change_behind_the_decimals_shown_is_shown_whole() -> None:
    assert line(0.11, 0.12, "0.0") == "S!A1: 0,11 → 0,12"
    assert line("1", 1, "0") == "S!A1: '1' → 1"


def test_a_cell_without_a_result_says_why() -> None:
    lines = list(unsupported_lines([(CELL, Unsupported("unknown function: FOO"))], "vi"))
    assert lines == ["S!A1: không tính được: hàm không được hỗ trợ: FOO"]
