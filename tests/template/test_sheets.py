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


def summary(formula: str, *, rows: bool = False) -> Workbook:
    """A sheet with one formula, and a sheet for each item, its figure in A2, or figures from A3 on."""
    book = Workbook()
    book.worksheets[0].title = "Chung"
    book.worksheets[0]["A1"] = formula
    sheet = book.create_sheet("Xã")
    repeated = (("{%tr for n in x %}",), ("{{ n }}",), ("{%tr endfor %}",))
    for row in (("{%ts for x in xs %}",), *(repeated if rows else (("{{ x }}",),))):
        sheet.append(row)
    return book


@pytest.mark.parametrize(
    ("formula", "written", "value"),
    [
        ("=SUM(Xã!A2)", "=SUM('Xã'!A2,'Xã (2)'!A2,'Xã (3)'!A2)", 12),
        ("=SUM(Xã!A2:A2,1)", "=SUM('Xã'!A2:A2,'Xã (2)'!A2:A2,'Xã (3)'!A2:A2,1)", 13),
        ("=AVERAGE(Xã!$A$2)", "=AVERAGE('Xã'!$A$2,'Xã (2)'!$A$2,'Xã (3)'!$A$2)", 4),
        (
            '=COUNTIF(Xã!A2:A2,">3")',
            "=(COUNTIF('Xã'!A2:A2,\">3\")+COUNTIF('Xã (2)'!A2:A2,\">3\")+COUNTIF('Xã (3)'!A2:A2,\">3\"))",
            2,
        ),
    ],
)
def test_a_total_over_a_repeated_sheet_is_of_all_its_copies(
    render: Render, rendered_values: Render, formula: str, written: str, value: float
) -> None:
    book = summary(formula)
    assert render(book, xs=[3, 4, 5])["Chung"]["A1"].value == written
    assert rendered_values(book, xs=[3, 4, 5])["Chung"]["A1"].value == value
    assert rendered_values(book, xs=[]).worksheets[0]["A1"].value == (1 if ",1)" in formula else 0)


def test_rows_of_the_copies_follow_too(render: Render, rendered_values: Render) -> None:
    book, xs = summary("=SUM(Xã!A3)", rows=True), [[1, 2], [], [4]]
    assert render(book, xs=xs)["Chung"]["A1"].value == "=SUM('Xã'!A2:A3,'Xã (3)'!A2)"
    assert rendered_values(book, xs=xs)["Chung"]["A1"].value == 7


@pytest.mark.parametrize(
    ("formula", "count", "value"), [("=SUM(Xã!A2)*2", 600, 359400), ("=AVERAGE(Xã!A2,Xã!$A$2:$A$2)", 256, 127.5)]
)
def test_many_copies_are_named_from_the_first_to_the_last(
    render: Render, rendered_values: Render, formula: str, count: int, value: float
) -> None:
    book, xs = summary(formula), list(range(count))
    assert render(book, xs=xs)["Chung"]["A1"].value == formula.replace("Xã!", f"'Xã:Xã ({count})'!")
    assert rendered_values(book, xs=xs)["Chung"]["A1"].value == value
    assert "Xã:" not in render(book, xs=[1, 2])["Chung"]["A1"].value


def test_copies_are_summed_in_groups_as_long_as_the_formula_has_room(render: Render, rendered_values: Render) -> None:
    book, xs = summary("=SUM(Xã!A2)"), list(range(256))
    assert render(book, xs=xs)["Chung"]["A1"].value.endswith(",'Xã (255)'!A2),SUM('Xã (256)'!A2))")
    assert rendered_values(book, xs=xs)["Chung"]["A1"].value == sum(xs)


@pytest.mark.parametrize("formula", ["=Xã!A2", "=Xã!A2*2", "=VLOOKUP(1,Xã!A2:B2,2,0)", "=LARGE(Xã!A2:A2,1)"])
def test_one_cell_of_several_copies_is_told(problem: Callable[..., str], formula: str) -> None:
    assert "the sheet `Xã` has 2 copies in the result; name one by an expression, or use SUM" in problem(
        summary(formula), xs=[1, 2]
    )


def test_a_name_on_a_repeated_sheet_is_written_out_elsewhere(render: Render, problem: Callable[..., str]) -> None:
    book = summary("=SUM(Tổng)")
    book.defined_names["Tổng"] = DefinedName("Tổng", attr_text="'Xã'!$A$2")
    assert render(book, xs=[1])["Chung"]["A1"].value == "=SUM('Xã'!$A$2)"
    assert render(book, xs=[1, 2])["Chung"]["A1"].value == "=SUM('Xã'!$A$2,'Xã (2)'!$A$2)"
    assert render(book, xs=[])["Chung"]["A1"].value == "=SUM(0)"
    book["Xã"]["B2"] = "=Tổng*2"
    assert [sheet["B2"].value for sheet in render(book, xs=[1, 2]).worksheets[1:]] == ["=Tổng*2"] * 2
    book.defined_names["Tổng"].attr_text = "'Xã'!$A$2*2"
    assert "has a name Tổng of its own; write 'Xã'!$A$2*2 here" in problem(book, xs=[1])
