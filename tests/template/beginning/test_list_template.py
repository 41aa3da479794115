"""A first template of a list, and what it gives with the book that it was made from."""

from collections.abc import Callable
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference

from xl_addin import api
from xl_addin.case.case import Case
from xl_addin.problem import Problem
from xl_addin.template.beginning.list_template import list_template
from xl_addin.template.checking.check import check_template
from xl_addin.template.data.book_tables import book_tables
from xl_addin.template.render import render_workbook

Saved = Callable[[Workbook], bytes]
HEADINGS = ["STT", "Nội dung", "Kinh phí", "Đã chi", "Còn"]


def office() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Kế hoạch"
    for row in (
        ["UBND XÃ", None, None, "=Khác!A1"],
        HEADINGS,
        [1, "Làm đường", 30, 5, "=C3-D3"],
        [2, "Sửa nhà văn hóa", 20, 5, "=C4-D4"],
    ):
        sheet.append(row)
    book.create_sheet("Khác")["A1"] = "kỳ I"
    return book


def numbered() -> Workbook:
    """The same with column numbers, a total below, and no units."""
    book = office()
    sheet = book["Kế hoạch"]
    sheet.insert_rows(3)
    for column in range(1, 6):
        sheet.cell(3, column, str(column))
    for row in (4, 5):
        sheet.cell(row, 5, f"=C{row}-D{row}")
    sheet.append([None, "Tổng cộng", "=SUM(C4:C5)", "=SUM(D4:D5)", "=SUM(E4:E5)"])
    return book


def written(data: bytes, sheet: str) -> list[tuple[object, ...]]:
    return list(load_workbook(BytesIO(data))[sheet].values)


def test_one_row_between_markers_formulas_filled_down_are_kept(saved: Saved) -> None:
    made = list_template(Case.open(saved(office())))
    assert load_workbook(BytesIO(made)).sheetnames == ["Kế hoạch"]
    assert written(made, "Kế hoạch") == [
        ("UBND XÃ", None, None, "kỳ I", None),
        tuple(HEADINGS),
        ("{%tr for row in sheets['Kế hoạch'] %}", None, None, None, None),
        ("{{ row['STT'] }}", "{{ row['Nội dung'] }}", "{{ row['Kinh phí'] }}", "{{ row['Đã chi'] }}", "=C4-D4"),
        ("{%tr endfor %}", None, None, None, None),
    ]


@pytest.mark.parametrize("book", [office, numbered])
def test_with_its_own_book_as_data_the_table_is_there_again(saved: Saved, book: Callable[[], Workbook]) -> None:
    source = saved(book())
    template = list_template(Case.open(source))
    data = book_tables(source, "so.xlsx")
    assert check_template(template, data).faults == ()
    result = render_workbook(template, data).draft.data()
    there, before = written(result, "Kế hoạch"), written(source, "Kế hoạch")
    assert there[1:] == before[1:]


def test_two_columns_of_one_name_are_reached_by_their_letters(saved: Saved) -> None:
    book = Workbook()
    for row in (["Tên", "Số", "Số"], ["a", 1, 2], ["b", 3, 4]):
        book.worksheets[0].append(row)
    source = saved(book)
    template = list_template(Case.open(source))
    assert written(template, "Sheet")[2] == ("{{ row['Tên'] }}", "{{ row['B'] }}", "{{ row['C'] }}")
    result = render_workbook(template, book_tables(source, "so.xlsx")).draft.data()
    assert written(result, "Sheet") == written(source, "Sheet")


def test_a_chart_on_a_sheet_of_its_own_does_not_come_along(saved: Saved) -> None:
    book = office()
    chart = BarChart()
    chart.add_data(Reference(book["Kế hoạch"], min_col=3, min_row=3, max_row=4))
    book.create_chartsheet("Biểu đồ").add_chart(chart)
    made = load_workbook(BytesIO(list_template(Case.open(saved(book)))))
    assert made.sheetnames == ["Kế hoạch"]


def test_a_formula_that_excel_fills_down_a_table_goes_with_its_rows() -> None:
    """As A1 addresses, which other programs write there."""
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        columns = [{"header": "n"}, {"header": "gấp đôi", "formula": "=A2*2"}]
        book.add_worksheet().add_table("A1:B3", {"columns": columns, "data": [[1], [2]]})
    source = target.getvalue()
    template = list_template(Case.open(source))
    result = render_workbook(template, book_tables(source, "so.xlsx")).draft.data()
    [table] = load_workbook(BytesIO(result)).worksheets[0].tables.values()
    assert (table.ref, table.tableColumns[1].calculatedColumnFormula.attr_text) == ("A1:B3", "A2*2")


def test_a_book_without_units_begins_a_list(saved: Saved) -> None:
    made = api.new_template(Case.open(saved(office())))
    assert "{%tr endfor %}" in [row[0] for row in written(made, "Kế hoạch")]


def test_which_sheet(saved: Saved) -> None:
    book = office()
    book.copy_worksheet(book["Kế hoạch"]).title = "Năm sau"
    with pytest.raises(Problem, match="2 sheets have tables; say which one"):
        list_template(Case.open(saved(book)))
    assert load_workbook(BytesIO(list_template(Case.open(saved(book)), "năm sau"))).sheetnames == ["Năm sau"]
    with pytest.raises(Problem, match="the sheet “Năm trước” has no table to make a template of"):
        list_template(Case.open(saved(book)), "Năm trước")


def test_cells_merged_over_rows_of_the_table_are_told(saved: Saved) -> None:
    book = office()
    book["Kế hoạch"].merge_cells("B3:B4")
    with pytest.raises(Problem, match="cells are merged over several rows of the table") as told:
        list_template(Case.open(saved(book)))
    assert told.value.place == "Kế hoạch!B3:B4"


def test_cells_merged_in_the_first_row_only(saved: Saved) -> None:
    book = office()
    book["Kế hoạch"].merge_cells("B3:C3")
    with pytest.raises(Problem, match="cover a column that other rows fill in"):
        list_template(Case.open(saved(book)))
    book["Kế hoạch"]["C4"] = None
    made = list_template(Case.open(saved(book)))
    assert written(made, "Kế hoạch")[3][:3] == ("{{ row['STT'] }}", "{{ row['Nội dung'] }}", None)


def test_a_book_without_a_table_is_refused(saved: Saved) -> None:
    with pytest.raises(Problem, match="there is no table to make a template of: it takes a row of headings"):
        list_template(Case.open(saved(Workbook())))
