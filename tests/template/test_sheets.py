"""One sheet per item: names, links, names defined in the workbook, what cannot be repeated."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink

from xl_addin.problem import Problem
from xl_addin.template.render import render_workbook

Render = Callable[..., Workbook]


def template() -> Workbook:
    book = Workbook()
    index = book.worksheets[0]
    index.title = "Mục lục"
    index.append(("{%tr for unit in units %}",))
    index.append(("{{ unit.name }}", "='{{ unit.name }}'!B5"))
    index.append(("{%tr endfor %}",))
    index["A2"].hyperlink = Hyperlink(ref="A2", location="'{{ unit.name }}'!A1")
    sheet = book.create_sheet("{{ unit.name }}")
    sheet.append(("{%ts for unit in units %}{{ unit.name }}", "='Mục lục'!A2:A2"))
    sheet.append(("{%tr for n in unit.numbers %}",))
    sheet.append((None, "{{ n }}"))
    sheet.append(("{%tr endfor %}",))
    sheet.append(("Tổng", "=SUM(B3:B3)"))
    sheet.print_area = "A1:B5"
    sheet.oddHeader.center.text = "{{ unit.name }} &P"
    return book


UNITS = [{"name": "Đồng Xoài", "numbers": [1, 2]}, {"name": "Lộc & Ninh", "numbers": [3]}]


def test_every_item_has_its_sheet_and_is_linked(render: Render) -> None:
    book = render(template(), units=UNITS)
    assert book.sheetnames == ["Mục lục", "Đồng Xoài", "Lộc & Ninh"]
    first, second = book["Đồng Xoài"], book["Lộc & Ninh"]
    assert (first["A1"].value, first["B4"].value, second["B3"].value) == ("Đồng Xoài", "=SUM(B2:B3)", "=SUM(B2:B2)")
    assert [cell.value for cell in book["Mục lục"]["B"]] == ["='Đồng Xoài'!B4", "='Lộc & Ninh'!B3"]
    link = book["Mục lục"]["A2"].hyperlink
    assert link is not None and link.location == "'Lộc & Ninh'!A1"
    assert first["B1"].value == "='Mục lục'!A1:A2"
    assert (first.print_area, second.print_area) == ("'Đồng Xoài'!$A$1:$B$4", "'Lộc & Ninh'!$A$1:$B$3")
    assert second.oddHeader.center.text == "Lộc && Ninh &P"


def test_only_the_first_sheet_is_selected(render: Render) -> None:
    book = template()
    for sheet in book:
        sheet.sheet_view.tabSelected = True
    result = render(book, units=UNITS)
    assert [sheet.sheet_view.tabSelected for sheet in result] == [True, None, None]


def test_names_that_excel_refuses_are_changed_and_followed(render: Render) -> None:
    names = ["Xã A/B: một cái tên dài hơn ba mươi mốt ký tự", "xã a-b- một cái tên dài hơn ba mươi mốt ký tự", "'x'"]
    result = render(template(), units=[{"name": name, "numbers": [1]} for name in names])
    sheets = result.sheetnames[1:]
    assert sheets == ["Xã A-B- một cái tên dài hơn ba", "xã a-b- một cái tên dài hơn (2)", "x"]
    assert [cell.value for cell in result["Mục lục"]["B"]] == [f"='{name}'!B3" for name in sheets]


def test_without_items_the_sheet_is_left_out_with_its_names(render: Render) -> None:
    result = render(template(), units=[])
    assert result.sheetnames == ["Mục lục"]
    assert not result.defined_names


def test_a_name_for_a_cell_of_a_repeated_sheet_becomes_each_copy_s_own(render: Render) -> None:
    book = template()
    book.defined_names["Tong"] = DefinedName("Tong", attr_text="'{{ unit.name }}'!$B$5")
    book.defined_names["Dau"] = DefinedName("Dau", attr_text="'Mục lục'!$A$2")
    result = render(book, units=UNITS)
    assert result.defined_names["Dau"].attr_text == "'Mục lục'!$A$1"
    assert [sheet.defined_names["Tong"].attr_text for sheet in result.worksheets[1:]] == [
        "'Đồng Xoài'!$B$4",
        "'Lộc & Ninh'!$B$3",
    ]


def test_the_same_data_give_the_same_bytes(saved: Callable[[Workbook], bytes]) -> None:
    data = saved(template())
    first, second = (render_workbook(data, {"units": UNITS}, file="mau.xlsx").draft.data() for _ in range(2))
    assert first == second


def test_no_template_text_stays_behind(saved: Callable[[Workbook], bytes]) -> None:
    result = render_workbook(saved(template()), {"units": UNITS}, file="mau.xlsx").draft.data()
    with zipfile.ZipFile(BytesIO(result)) as archive:
        assert archive.testzip() is None
        assert not [name for name in archive.namelist() if b"unit.name" in archive.read(name)]


def test_a_chart_on_a_sheet_with_rows_shows_them_all(saved: Callable[[Workbook], bytes]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("{%tr for n in numbers %}",), ("{{ n }}",), ("{%tr endfor %}",)):
        sheet.append(row)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=2, max_row=2))
    sheet.add_chart(chart, "C1")
    result = render_workbook(saved(book), {"numbers": [1, 2, 3]}, file="mau.xlsx").draft.data()
    with zipfile.ZipFile(BytesIO(result)) as archive:
        assert b"'Sheet'!$A$1:$A$3" in archive.read("xl/charts/chart1.xml")


def test_what_cannot_be_repeated_is_refused_by_name(saved: Callable[[Workbook], bytes]) -> None:
    target = BytesIO(saved(template()))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(
            "xl/worksheets/_rels/sheet2.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://schemas.microsoft.com/office/2007/relationships/slicer" '
            'Target="../slicers/slicer1.xml"/>'
            "</Relationships>",
        )
    with pytest.raises(Problem) as caught:
        render_workbook(target.getvalue(), {"units": UNITS}, file="mau.xlsx")
    assert "a slicer or timeline" in caught.value.text.en


def test_every_sheet_has_its_own_footer_however_odd_the_name(render: Render) -> None:
    book = template()
    book.worksheets[1].oddFooter.center.text = "Phiếu của {{ unit.name }}"
    names = ["A & B", "<C>", "D\x0b"]
    result = render(book, units=[{"name": name, "numbers": [1]} for name in names])
    footers = [sheet.oddFooter.center.text for sheet in result.worksheets[1:]]
    assert footers == ["Phiếu của A && B", "Phiếu của <C>", "Phiếu của D"]


def test_a_sheet_left_out_takes_its_notes_and_charts_along(saved: Callable[[Workbook], bytes]) -> None:
    book = template()
    dashboard = book.create_sheet("Biểu đồ")
    dashboard["A1"] = "{%ts if shown %}"
    dashboard["A2"].comment = Comment("?", "?")
    dashboard.add_chart(BarChart(), "D1")
    for shown in (True, False):
        result = render_workbook(saved(book), {"units": UNITS, "shown": shown}, file="mau.xlsx").draft.data()
        with zipfile.ZipFile(BytesIO(result)) as archive:
            assert any("chart" in name or "comment" in name for name in archive.namelist()) is shown
