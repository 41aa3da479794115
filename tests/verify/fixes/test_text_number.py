from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_text_among_whole_figures_of_its_size(book_file: Make, fixed: Make, changes: Make) -> None:
    result = fixed(book_file({"C4": "2.000"}))
    assert changes(result) == {"C4": 2000}
    assert result.remaining == ()


def test_the_neighbours_format_comes_along(book_file: Make, fixed: Make, changes: Make) -> None:
    data = book_file({"C4": "2 000"}, formats={"C": "#,##0"})
    assert changes(fixed(data)) == {"C4": 2000}
    from io import BytesIO

    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data))
    book["Biểu 1"]["C4"].number_format = "@"
    book.save(target := BytesIO())
    assert changes(fixed(target.getvalue())) == {"C4 format": "#,##0", "C4": 2000}


def test_a_point_that_may_stand_for_decimals_needs_asking(book_file: Make, fixed: Make, changes: Make) -> None:
    data = book_file({"C3": 1.25, "C4": "2.125", "C5": 3.5, "C6": 4.75, "D3": 1, "D4": 2, "D5": 3, "D6": 4})
    assert "C4" not in changes(fixed(data))
    assert "C4" in changes(fixed(data, unsafe=True))


def test_a_percentage_among_percentage_points_needs_asking(book_file: Make, fixed: Make, changes: Make) -> None:
    data = book_file({"F4": "25%", "F3": 40, "F5": 50, "F6": 25})
    assert "F4" not in changes(fixed(data))
    assert changes(fixed(data, unsafe=True))["F4"] == 25
