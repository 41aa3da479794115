"""A workbook as data: by sheet, by heading, by column number."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook

from xl_addin.template.data.book_tables import book_tables
from xl_addin.template.language.counting import Budget
from xl_addin.template.language.evaluating import Environment
from xl_addin.template.language.faults import TemplateFault

Saved = Callable[[Workbook], bytes]


def numbered() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Giai đoạn 1"
    sheet.append(["BIỂU GIAO CHỈ TIÊU"])
    sheet.append(["STT", "Đơn vị", "Số hộ", "Đã làm", "Chỉ tiêu"])
    sheet.append(["A", "B", "1", "2", "3=1-2"])
    sheet.append([1, "Phước Long", 30, 5, "=C4-D4"])
    sheet.append([2, "Đồng Xoài", 20, 5, "=C5-D5"])
    sheet.append([None, "Tổng cộng", "=SUM(C4:C5)", "=SUM(D4:D5)", "=SUM(E4:E5)"])
    return book


def value(expression: str, context: dict[str, object]) -> object:
    return Environment(Budget()).expression(expression)(context)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("rows | length", 2),
        ("Giai_đoạn_1[0]['Số hộ']", 30),
        ("sheets['Giai đoạn 1'][1].name", "Đồng Xoài"),
        ("tables[0].columns['3'].heading", "Chỉ tiêu"),
        ("tables['Giai đoạn 1'].columns['Chỉ tiêu'].number_text", "3=1-2"),
        ("rows[0]['3']", 25),
        ("rows[0].quota", 25),
        ("rows | sum(attribute='quota')", 40),
        ("tables[0].total['1']", 50),
    ],
)
def test_a_figure_is_reached_by_name(saved: Saved, expression: str, expected: object) -> None:
    assert value(expression, book_tables(saved(numbered()), "so.xlsx")) == expected


def test_a_name_that_is_not_there_is_told_with_those_that_are(saved: Saved) -> None:
    context = book_tables(saved(numbered()), "so.xlsx")
    with pytest.raises(TemplateFault, match="there is no `Chi tieu`; did you mean Chỉ tiêu"):
        value("tables[0].columns['Chi tieu']", context)


def test_letters_composed_otherwise_are_the_same_name(saved: Saved) -> None:
    context = book_tables(saved(numbered()), "so.xlsx")
    assert value("rows[0]['So\u0302\u0301 ho\u0323\u0302']", context) == 30


def test_any_list_is_rows_by_heading_with_dates(saved: Saved) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["UBND TỈNH"], [], ["Xã", "Ngày", "Giờ họp"], ["A", date(2023, 12, 15), datetime(2024, 1, 2, 8, 30)]):
        sheet.append(row)
    assert book_tables(saved(book), "x.xlsx")["rows"] == [
        {"Xã": "A", "Ngày": date(2023, 12, 15), "Giờ họp": datetime(2024, 1, 2, 8, 30)}
    ]


def test_texts_keep_the_blanks_within_them(saved: Saved) -> None:
    book = Workbook()
    book.worksheets[0].append(["Việc", "Nơi"])
    book.worksheets[0].append(["Bán buôn  sữa, trứng", " Đồng Xoài "])
    assert book_tables(saved(book), "so.xlsx")["rows"] == [{"Việc": "Bán buôn  sữa, trứng", "Nơi": "Đồng Xoài"}]


def test_times_and_durations_stay_what_they_are_shown_as(saved: Saved, render: Callable[..., Workbook]) -> None:
    data = Workbook()
    sheet = data.worksheets[0]
    for row in (["Ca", "Vào", "Ra", "Cộng"], ["Sáng", time(7, 30), time(11, 0, 5), timedelta(hours=30)]):
        sheet.append(row)
    sheet["B2"].number_format = "hh:mm"
    rows = book_tables(saved(data), "x.xlsx")["rows"]
    template = Workbook()
    page = template.worksheets[0]
    page.append(["{{ rows[0]['Vào'] }}", "{{ rows[0]['Ra'] }}", "{{ rows[0]['Cộng'] }}", "{{ rows[0]['Vào'] }}"])
    page.append(["{{ rows[0]['Vào'] }}–{{ rows[0]['Ra'] }}, {{ rows[0]['Cộng'] }}", "{{ rows[0]['Vào'] * 24 }}"])
    page.append(["={{ rows[0]['Vào'] }}*2"])
    page["D1"].number_format = "0.00"
    result = render(template, rows=rows).worksheets[0]
    assert [(cell.value, cell.number_format) for cell in result[1]] == [
        (time(7, 30), "hh:mm"),
        (time(11, 0, 5), "h:mm:ss"),
        (timedelta(hours=30), "[hh]:mm:ss"),
        (0.3125, "0.00"),
    ]
    assert [cell.value for cell in result[2]][:2] == ["07:30–11:00:05, 30:00:00", 7.5]
    assert result["A3"].value == "=0.3125*2"


def test_a_name_of_two_columns_and_an_error_are_told_when_they_are_used(saved: Saved) -> None:
    book = Workbook()
    for row in (["Xã", "Hộ", "Hộ", "Tỷ lệ"], ["A", 1, 2, "=1/0"]):
        book.worksheets[0].append(row)
    context = book_tables(saved(book), "x.xlsx")
    assert value("rows[0]['Xã']", context) == "A"
    with pytest.raises(TemplateFault, match="two columns are called “Hộ” \\(B, C\\)"):
        value("rows[0]['Hộ']", context)
    with pytest.raises(TemplateFault, match="cell Sheet!D2 of the data holds the error #DIV/0!"):
        value("rows[0]['Tỷ lệ']", context)
