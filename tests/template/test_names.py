"""Defined names follow the cells they name; one whose cells are not in the result names none, and its totals are 0."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

Render = Callable[..., Workbook]


def template(*totals: str, **names: str) -> Workbook:
    """A list in A2, its heading and what is written below it, and defined names."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("{%tr for x in xs %}",), ("{{ x }}",), ("{%tr endfor %}",), ("Cộng", *totals)):
        sheet.append(row)
    for name, text in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    return book


@pytest.mark.parametrize(
    ("formula", "written", "value"),
    [
        ("=SUM(Thôn)", "=SUM(0)", 0),
        ("=COUNTA(thôn)+1", "=0+1", 1),
        ('=COUNTIF(Thôn,">2")', "=0", 0),
        ("=SUM(Thôn,Cuối)", "=SUM(Cuối)", 0),
    ],
)
def test_a_total_of_a_name_over_an_empty_list_is_0(
    render: Render, rendered_values: Render, formula: str, written: str, value: int
) -> None:
    book = template(formula, Thôn="Sheet!$A$2:$A$2", Cuối="Sheet!$A$4")
    result = render(book, xs=[])
    assert result.worksheets[0]["B1"].value == written
    assert rendered_values(book, xs=[]).worksheets[0]["B1"].value == value
    # As in Excel where the cells of a name have been deleted.
    assert {name: each.attr_text for name, each in result.defined_names.items()} == {
        "Thôn": "#REF!",
        "Cuối": "'Sheet'!$A$1",
    }
    assert render(book, xs=[7]).worksheets[0]["B2"].value == formula


def test_elsewhere_a_name_without_cells_is_told(problem: Callable[..., str]) -> None:
    message = problem(template("=Thôn*2", Thôn="Sheet!$A$2"), xs=[])
    assert message.startswith("mau.xlsx: Sheet!B4: =Thôn*2: Thôn refers to a row that is not in the result")


def test_of_several_areas_those_without_cells_are_left_out(render: Render) -> None:
    book = template(Hai="Sheet!$A$2:$A$2,Sheet!$A$4:$A$4")
    assert render(book, xs=[]).defined_names["Hai"].attr_text == "'Sheet'!$A$1:$A$1"
    assert render(book, xs=[1, 2]).defined_names["Hai"].attr_text == "'Sheet'!$A$1:$A$2,'Sheet'!$A$3:$A$3"


def test_a_print_area_without_its_list_keeps_the_rest(render: Render) -> None:
    book = template()
    book.worksheets[0].print_area = "A2:B2,A4:B4"
    assert render(book, xs=[]).worksheets[0].print_area == "'Sheet'!$A$1:$B$1"
    book.worksheets[0].print_area = "A2:B2"
    assert not render(book, xs=[]).worksheets[0].print_area


def test_a_condition_or_validation_on_an_empty_list_refers_to_nothing(render: Render) -> None:
    book = template(Thôn="Sheet!$A$2:$A$2")
    sheet = book.worksheets[0]
    for formula, area in (("Thôn", "C4"), ("$A$2:$A$2", "D4")):
        choice = DataValidation("list", formula1=formula)
        choice.add(area)
        sheet.add_data_validation(choice)
    sheet.conditional_formatting.add("B4", FormulaRule(["COUNTIF(Thôn,B4)>0"]))
    result = render(book, xs=[]).worksheets[0]
    assert [each.formula1 for each in result.data_validations.dataValidation] == ["#REF!", "#REF!"]
    [rules] = result.conditional_formatting
    assert rules.rules[0].formula == ["0>0"]
