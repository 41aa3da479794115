"""What a result may hold is counted while it grows."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook

Message = Callable[..., str]


def rows(*cells: str) -> Workbook:
    book = Workbook()
    for text in cells:
        book.worksheets[0].append([text])
    return book


def test_characters_of_all_cells_together(problem: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xl_addin.template.language.counting.MAX_WRITTEN", 100_000)
    book = rows("{%tr for x in range(10) %}", "{{ 'a' * 30000 }}", "{%tr endfor %}")
    assert "the result has more than 100,000 characters" in problem(book)


def test_sheets_are_counted_before_the_next_is_named(problem: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xl_addin.template.plan.output_sheets.MAX_SHEETS", 3)
    book = rows("{%ts for x in range(100) %}")
    # The fifth sheet could not be named.
    book.worksheets[0].title = "{{ 1 % (4 - x) }}"
    assert problem(book) == "mau.xlsx: the result has more than 3 sheets"


def test_cells(problem: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xl_addin.template.language.counting.MAX_CELLS", 5)
    assert "the result has more than 5 cells" in problem(rows("{%tr for x in range(9) %}", "{{ x }}", "{%tr endfor %}"))
