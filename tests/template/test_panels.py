"""Panels: rectangles of cells repeated, left out or laid out by themselves, and what follows them."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation

from xl_addin.template.render import render_workbook

Render = Callable[..., Workbook]
CLOSE = "{%tb endfor %}"


def sheet_with(*rows: tuple[object, ...]) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Bảng"
    for row in rows:
        sheet.append(row)
    return book


def rows_of(book: Workbook) -> list[tuple[object, ...]]:
    return [*book.worksheets[0].iter_rows(values_only=True)]


def test_markers_inside_remove_lines_of_their_panel_alone(render: Render) -> None:
    book = sheet_with(
        ("{%tb panel %}{%tr for x in xs %}", None, "{%tb panel %}{%tr for y in ys %}"),
        ("{{ x }}", "=A2*2", "{{ y }}"),
        ("{%tr endfor %}", "{%tb endpanel %}", "{%tr endfor %}{%tb endpanel %}"),
        ("=SUM(B2:B2)", None, "=SUM(C2:C2)"),
    )
    assert rows_of(render(book, xs=[1, 2], ys=[5, 6, 7])) == [
        (1, "=A1*2", 5),
        (2, "=A2*2", 6),
        (None, None, 7),
        ("=SUM(B1:B2)", None, "=SUM(C1:C3)"),
    ]


def test_a_panel_goes_across_and_pushes_what_stands_beside_it(render: Render) -> None:
    book = sheet_with(("{%tb for x in xs across %}{{ x }}" + CLOSE, "=SUM(A1:A1)"), (None, "{{ 1 }}"))
    assert rows_of(render(book, xs=[1, 2, 3])) == [(1, 2, 3, "=SUM(A1:C1)"), (None, None, None, 1)]


def test_a_panel_left_out_leaves_its_cells_blank(render: Render) -> None:
    book = sheet_with(("{%tb if yes %}a", "x"), ("b{%tb endif %}", "y"), ("c", "z"))
    assert rows_of(render(book, yes=False)) == [(None, "x"), (None, "y"), ("c", "z")]


def test_what_is_over_cells_of_a_panel_follows_them(render: Render) -> None:
    book = sheet_with(
        ("{%tb for x in xs %}{{ x }}", None, "{%tb for y in ys %}{{ y }}" + CLOSE),
        (None, CLOSE),
        ("Tổng",),
    )
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[1].height = 30
    sheet.conditional_formatting.add("C1", FormulaRule(formula=["C1>2"]))
    validation = DataValidation("whole", operator="greaterThan", formula1="A1")
    validation.add("B2")
    sheet.add_data_validation(validation)
    sheet.print_area = "A1:C3"
    result = render(book, xs=[1, 2], ys=[3]).worksheets[0]
    assert {str(area) for area in result.merged_cells.ranges} == {"A1:B1", "A3:B3"}
    assert [result.row_dimensions[row].height for row in range(1, 6)] == [30, None, 30, None, None]
    assert [str(each.sqref) for each in result.conditional_formatting] == ["C1"]
    found = {str(each.sqref): each.formula1 for each in result.data_validations.dataValidation}
    assert found == {"B2 B4": "A1"}
    assert result.print_area == "'Bảng'!$A$1:$C$5"


def test_the_placement_tells_where_cells_of_panels_went(saved: Callable[[Workbook], bytes]) -> None:
    book = sheet_with(("tên",), ("{%tb for x in xs %}{{ x }}" + CLOSE, "{%tb for y in ys %}{{ y }}" + CLOSE))
    [placement] = render_workbook(saved(book), {"xs": ["a", "b"], "ys": ["c"]}, file="m.xlsx").placements
    assert [(row, column, turns[0].item) for row, column, turns in placement.copies(2, 1)] == [(2, 1, "a"), (3, 1, "b")]
    assert [(row, column, turns[0].item) for row, column, turns in placement.copies(2, 2)] == [(2, 2, "c")]


@pytest.mark.parametrize(
    ("rows", "place", "what"),
    [
        ([("{%tb for x in xs %}{{ x }}",)], "A1", "has no partner"),
        ([("a", CLOSE)], "B1", "has no partner"),
        (
            [("{%tb if xs %}", None), (None, "{%tb for x in xs %}"), ("b", "{%tb endif %}"), (None, None, CLOSE)],
            "B2",
            "overlaps",
        ),
        ([("{%tb panel %}",), (None, "{%tr for x in xs %}"), ("{%tb endpanel %}",)], "B2", "goes through the panel"),
        ([("{%tb if xs %}a",), ("{%tb else %}",), ("{%tb endif %}",)], "A2", "no else"),
        ([("{%tb if xs across %}a{%tb endif %}",)], "A1", "only `for` and `group`"),
        ([("{%tb for x in xs, page break %}a" + CLOSE,)], "A1", "no page breaks"),
    ],
)
def test_every_mistake_is_named_by_its_cell(
    problem: Callable[..., str], rows: list[tuple[object, ...]], place: str, what: str
) -> None:
    message = problem(sheet_with(*rows), xs=[1])
    assert f"Bảng!{place}" in message and what in message


def test_merged_cells_across_the_edge_are_refused(problem: Callable[..., str]) -> None:
    book = sheet_with(("{%tb for x in xs %}{{ x }}",), (CLOSE,))
    book.worksheets[0].merge_cells("A1:B1")
    assert "Bảng!A1:B1: A1:B1: merged cells cross the edge of the panel" in problem(book, xs=[1])


def test_page_breaks_and_outlines_of_loops_in_panels_are_the_sheets(render: Render) -> None:
    book = sheet_with(
        ("Đầu", None, "{%tb panel %}{%tr for y in ys, outline %}"),
        ("{%tb panel %}{%tr for x in xs, page break %}", None, "{{ y }}"),
        ("{{ x }}", None, "{%tr endfor %}{%tb endpanel %}"),
        ("{%tr endfor %}", "{%tb endpanel %}"),
        ("Cuối",),
    )
    sheet = render(book, xs=[1, 2, 3], ys=[4, 5]).worksheets[0]
    rows = {cell.value: cell.row for cell in sheet["A"] if cell.value}
    assert [each.id for each in sheet.row_breaks.brk] == [rows[1], rows[2]]
    beside = {cell.value: sheet.row_dimensions[cell.row].outlineLevel for cell in sheet["C"] if cell.value}
    assert beside == {4: 1, 5: 1} and sheet.sheet_format.outlineLevelRow == 1


def test_columns_of_a_panel_break_and_are_outlined_too(render: Render) -> None:
    book = sheet_with(
        ("{%tb panel %}{%tc for x in xs, page break, outline %}", "{{ x }}", "{%tc endfor %}{%tb endpanel %}")
    )
    sheet = render(book, xs=[1, 2]).worksheets[0]
    assert [each.id for each in sheet.col_breaks.brk] == [1]
    assert sheet.column_dimensions["A"].outlineLevel == 1 and sheet.column_dimensions["A"].max == 2


@pytest.mark.parametrize("option", ["page break", "outline"])
def test_a_panel_itself_has_neither_page_breaks_nor_an_outline(problem: Callable[..., str], option: str) -> None:
    told = problem(sheet_with(("{%tb for x in xs, " + option + " %}{{ x }}" + CLOSE,)), xs=[1])
    assert "Bảng!A1" in told and "use {%tr … %}" in told


def test_formatted_runs_stay_where_tags_stand_in_them(render: Render) -> None:
    bold = InlineFont(b=True)
    book = sheet_with(
        (CellRichText("{%tb for x in ", TextBlock(bold, "xs %} Số "), "của ", TextBlock(bold, "{{ x }}"), " " + CLOSE),)
    )
    [(one,), (two,)] = rows_of(render(book, xs=["An", "Bình"]))
    assert isinstance(one, CellRichText) and isinstance(two, CellRichText)
    assert [(str(each), isinstance(each, TextBlock)) for each in two] == [
        ("Số ", True),
        ("của ", False),
        ("Bình", True),
    ]
    assert str(one) == "Số của An"
    still = sheet_with((CellRichText("{%tb if yes %}", TextBlock(bold, "Đậm"), " nhạt {%tb endif %}"),))
    [(cell,)] = rows_of(render(still, yes=True))
    assert isinstance(cell, CellRichText) and str(cell) == "Đậm nhạt"
