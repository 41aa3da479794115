"""`{%ts if %}`: a sheet is left out."""

from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName


def two_sheets() -> Workbook:
    book = Workbook()
    book.worksheets[0].append(("{%ts if n > 1 %}Phụ lục", "{{ n }}"))
    book.create_sheet("Chính").append(("Số", "{{ n }}"))
    return book


def test_the_sheet_is_there_if_the_condition_holds(render: Callable[..., Workbook]) -> None:
    assert render(two_sheets(), n=2).sheetnames == ["Sheet", "Chính"]
    assert render(two_sheets(), n=2)["Sheet"]["A1"].value == "Phụ lục"
    assert render(two_sheets(), n=1).sheetnames == ["Chính"]


def test_what_names_a_sheet_that_is_left_out_is_told_and_its_names_go(
    render: Callable[..., Workbook], problem: Callable[..., str]
) -> None:
    book = two_sheets()
    book.defined_names["So"] = DefinedName("So", attr_text="Sheet!$B$1")
    assert not render(book, n=1).defined_names
    assert render(book, n=2)["Sheet"].defined_names or render(book, n=2).defined_names
    book["Chính"]["C1"] = "=Sheet!B1"
    assert "Chính!C1: =Sheet!B1: the sheet `Sheet` is not in the result" in problem(book, n=1)


def test_a_condition_that_cannot_be_evaluated_is_told_with_its_cell(problem: Callable[..., str]) -> None:
    assert "Sheet!A1: {%ts if %}: there is no `n`" in problem(two_sheets(), m=1)
