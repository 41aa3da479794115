"""Markup that would stay as it is gets told, wherever in the file it stands."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooter
from openpyxl.worksheet.hyperlink import Hyperlink

from xl_addin.template.checking.check import check_template

Saved = Callable[[Workbook], bytes]
MARKUP = "{{ x }}"


def chart(book: Workbook) -> None:
    added = BarChart()
    added.title = f"Biểu đồ {MARKUP}"
    added.add_data(Reference(book.worksheets[0], min_col=1, min_row=1, max_row=2))
    book.worksheets[0].add_chart(added, "D1")


def note(book: Workbook) -> None:
    book.worksheets[0]["B2"].comment = Comment(f"Xem {MARKUP}", "a")


def title(book: Workbook) -> None:
    book.properties.title = MARKUP


def name(book: Workbook) -> None:
    book.defined_names["Ten"] = DefinedName("Ten", attr_text='"{{ x }}"')


def header_of_a_chart_sheet(book: Workbook) -> None:
    added = BarChart()
    added.add_data(Reference(book.worksheets[0], min_col=1, min_row=1, max_row=2))
    sheet = book.create_chartsheet("Hình")
    sheet.add_chart(added)
    sheet.HeaderFooter = HeaderFooter()
    sheet.HeaderFooter.oddHeader.center.text = MARKUP


RAW = {"xl/workbook.xml!Ten": name, "Hình!oddHeader": header_of_a_chart_sheet}


@pytest.mark.parametrize(("place", "add"), RAW.items())
def test_what_stays_raw_is_told_before_and_at_rendering(
    saved: Saved, problem: Callable[..., str], place: str, add: Callable[[Workbook], None]
) -> None:
    book = Workbook()
    book.worksheets[0].title = "Phiếu"
    book.worksheets[0]["A1"] = MARKUP
    add(book)
    [fault] = check_template(saved(book)).faults
    assert fault.place.startswith(place)
    assert (fault.expression, "this would stay as it is" in fault.text.en) == (MARKUP, True)
    assert "this would stay as it is" in problem(book, x=1)


def test_what_is_filled_is_not_told(saved: Saved) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "{{ x }}"
    sheet["A1"] = MARKUP
    sheet["A2"] = "='{{ x }}'!A1"
    sheet.oddHeader.center.text = MARKUP
    sheet["A3"].hyperlink = Hyperlink(ref="A3", location="A1", tooltip=MARKUP)
    sheet.conditional_formatting.add("A1", FormulaRule(["A1={{ x }}"], fill=PatternFill("solid", bgColor="FF0000")))
    checked = DataValidation(type="whole", formula1="1", formula2="2", prompt=MARKUP, error=MARKUP)
    checked.add("B3")
    sheet.add_data_validation(checked)
    sheet.print_area = "A1:B2"
    for add in (chart, note, title):
        add(book)
    checked = check_template(saved(book), {"x": 1})
    assert checked.faults == ()
    assert (checked.sheets, checked.places) == (1, 8)


def test_mistakes_beside_cells_are_found_before_there_are_data(saved: Saved) -> None:
    book = Workbook()
    book.worksheets[0].title = "{{ x + }}"
    book.worksheets[0].oddHeader.center.text = "{{ x | no_filter }}"
    told = [(fault.place, fault.text.en.split(";")[0]) for fault in check_template(saved(book)).faults]
    assert ("{{ x + }}!oddHeader", "there is no filter `no_filter`") in told
    assert any(place == "{{ x + }}" and text.startswith("cannot be read") for place, text in told)
