"""Formulas stated down the rows. All figures are invented."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from xl_addin.workbook.model.book import Value

Make = Callable[..., Any]
Cells = Mapping[tuple[int, int], Value]


def statement(form: str) -> list[list[Value]]:
    one, two, three, four, five = (form.format(label) for label in "12345")
    return [
        ["Mã số", "Chỉ tiêu", "Năm nay", "Năm trước"],
        ["A", "B", 1, 2],
        [one, "Doanh thu", 1000, 900],
        [two, "Giảm trừ", 100, 50],
        [f"{three}={one}-{two}", "Doanh thu thuần", 900, 850],
        [four, "Giá vốn", 400, 300],
        [f"{five}={three}-{four}", "Lợi nhuận", 500, 550],
    ]


@pytest.mark.parametrize("form", ["({})", "{}"])
def test_rows_that_are_what_they_state(sheet: Make, found_in: Make, form: str) -> None:
    assert found_in(sheet(statement(form))) == []


@pytest.mark.parametrize("form", ["({})", "{}"])
def test_a_figure_against_its_row_is_one_mistake(sheet: Make, found_in: Make, form: str) -> None:
    # The profit was calculated from the right net revenue: it is not wrong too.
    assert found_in(sheet(statement(form), changed={(5, 4): 840})) == [("V301", "D5")]
    assert found_in(sheet(statement(form), changed={(7, 3): 490})) == [("V301", "C7")]


def test_roman_rows(sheet: Make, found_in: Make) -> None:
    grid: list[list[Value]] = [
        ["STT", "Nội dung", "Kế hoạch", "Thực hiện"],
        ["A", "B", 1, 2],
        ["I=II+III", "Tổng nguồn", 300, 330],
        ["II", "Ngân sách", 100, 110],
        ["III", "Xã hội hóa", 200, 220],
    ]
    assert found_in(sheet(grid)) == []
    assert [code for code, _ in found_in(sheet(grid, changed={(3, 4): 340}))] == ["V301"]


def test_a_label_that_stands_twice_names_no_row(sheet: Make, found_in: Make) -> None:
    grid = [*statement("{}"), ["1", "Khác", 7, 8]]
    assert ("V301", "D5") not in found_in(sheet(grid, changed={(5, 4): 840}))
