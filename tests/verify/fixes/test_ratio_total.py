from collections.abc import Callable
from typing import Any

from xl_addin.workbook.reading.read import read_book

Make = Callable[..., Any]


def test_the_rows_own_formula(book_file: Make, fixed: Make, changes: Make) -> None:
    result = fixed(book_file({"F7": "=SUM(F3:F6)"}))
    assert changes(result) == {"F7": "=D7/C7*100"}
    assert read_book(result.data)["Biểu 1"].value(7, 6) == 34


def test_typed_rows_the_notation_rounded_as_they_are(book_file: Make, fixed: Make, changes: Make) -> None:
    typed = {"F3": 40, "F4": 25, "F5": 50, "F6": 25, "F7": 140}
    assert changes(fixed(book_file(typed))) == {"F7": '=IF(C7=0,"",ROUND(D7/C7*100,2))'}
    assert changes(fixed(book_file(typed, formats={"F": "0.0"}))) == {"F7": '=IF(C7=0,"",D7/C7*100)'}
