"""Marker rows: what is repeated or chosen, and how everything else follows."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

Render = Callable[..., Workbook]


def sheet_with(*rows: tuple[object, ...]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Bảng"
    for row in rows:
        sheet.append(row)
    return book, sheet


def values(book: Workbook) -> list[tuple[object, ...]]:
    return [row for row in book.worksheets[0].iter_rows(values_only=True) if any(cell is not None for cell in row)]


DAYS = [{"day": date(2023, 6, 20), "quota": 3}, {"day": date(2023, 6, 21), "quota": 2}]


def test_what_holds_no_marker_keeps_the_blanks_at_its_ends(render: Render) -> None:
    book, _ = sheet_with((" Danh sách ", "Ngày: {{ day }} "))
    assert values(render(book, day="20/6")) == [(" Danh sách ", "Ngày: 20/6 ")]


def test_rows_are_repeated_and_keep_the_type_of_their_values(render: Render) -> None:
    book, _ = sheet_with(
        ("Ngày", "Chỉ tiêu"),
        ("{%tr for each in days %}",),
        ("{{ each.day }}", "{{ each.quota }}", "{{ loop.first }}", "{{ loop.index }}/{{ loop.length }}"),
        ("{%tr endfor %}",),
        ("hết",),
    )
    sheet = render(book, days=DAYS).worksheets[0]
    assert [cell.value for cell in sheet[2]][1:] == [3, True, "1/2"]
    assert sheet["A2"].is_date and sheet["A2"].value.date() == date(2023, 6, 20)
    assert [cell.value for cell in sheet[3]][1:] == [2, False, "2/2"]
    assert sheet["A4"].value == "hết"


def test_branches_are_chosen_and_marker_rows_are_gone(render: Render) -> None:
    book, _ = sheet_with(
        ("{%tr if n == 1 %}",), ("một",), ("{%tr elif n == 2 %}",), ("hai",), ("{%tr else %}",), ("nhiều",),
        ("{%tr endif %}",), ("cuối",),
    )  # fmt: skip
    assert values(render(book, n=1)) == [("một",), ("cuối",)]
    assert values(render(book, n=2)) == [("hai",), ("cuối",)]
    assert values(render(book, n=3)) == [("nhiều",), ("cuối",)]


def test_a_sum_stretches_over_all_copies_and_a_row_refers_to_its_own(render: Render) -> None:
    book, _ = sheet_with(
        ("{%tr for each in days %}",),
        (None, "{{ each.quota }}", "=B2*2", "=SUM(B$2:B2)", "=B2/SUM(B$2:B$2)", "=SUM(B2:B$2)"),
        ("{%tr endfor %}",),
        ("Tổng", "=SUM(B2:B2)", "=SUM(B1:B3)", "=B$2", "=B4+SUM(B:B)+LOG10(B4)&\"B2\""),
    )  # fmt: skip
    sheet = render(book, days=[*DAYS, {"quota": 1, "day": date(2023, 6, 22)}]).worksheets[0]
    assert [cell.value for cell in sheet[1]][2:] == ["=B1*2", "=SUM(B$1:B1)", "=B1/SUM(B$1:B$3)", "=SUM(B1:B$3)"]
    assert [cell.value for cell in sheet[3]][2:] == ["=B3*2", "=SUM(B$1:B3)", "=B3/SUM(B$1:B$3)", "=SUM(B3:B$3)"]
    assert [cell.value for cell in sheet[4]][1:5] == [
        "=SUM(B1:B3)",
        "=SUM(B1:B3)",
        "=B$1",
        '=B4+SUM(B:B)+LOG10(B4)&"B2"',
    ]


def test_nested_loops_have_their_own_subtotals(render: Render) -> None:
    book, _ = sheet_with(
        ("{%tr for group in groups %}",),
        ("{{ group.name }}",),
        ("{%tr for n in group.numbers %}",),
        (None, "{{ n }}", "=SUM(B$4:B4)"),
        ("{%tr endfor %}",),
        ("Cộng", "=SUM(B4:B4)"),
        ("{%tr endfor %}",),
        ("Tổng", "=SUM(B4:B4)"),
    )
    groups = [{"name": "I", "numbers": [1, 2]}, {"name": "II", "numbers": [3]}]
    assert values(render(book, groups=groups)) == [
        ("I", None, None),
        (None, 1, "=SUM(B$2:B2)"),
        (None, 2, "=SUM(B$2:B3)"),
        ("Cộng", "=SUM(B2:B3)", None),
        ("II", None, None),
        (None, 3, "=SUM(B$6:B6)"),
        ("Cộng", "=SUM(B6:B6)", None),
        ("Tổng", "=SUM(B2:B3,B6:B6)", None),
    ]


def test_a_reference_without_meaning_is_an_error_not_a_wrong_number(problem: Callable[..., str]) -> None:
    book, _ = sheet_with(("{%tr for n in numbers %}",), ("{{ n }}",), ("{%tr endfor %}",), ("=A2",), ("=A$2",))
    assert "Bảng!A4: =A2: A2 is in a repeated row" in problem(book, numbers=[1, 2])
    assert "Bảng!A5: =A$2: A$2 refers to a row that is not in the result" in problem(book, numbers=[])


def test_totals_over_an_empty_list_are_0_and_stop_nothing(rendered_values: Callable[..., Workbook]) -> None:
    book, _ = sheet_with(
        ("{%tr for n in numbers %}",), ("{{ n }}",), ("{%tr endfor %}",), ("Cộng", "=SUM(A2:A2)", "=COUNT(A2:A2)")
    )
    assert values(rendered_values(book, numbers=[])) == [("Cộng", 0, 0)]
    assert values(rendered_values(book, numbers=[4, 5]))[-1] == ("Cộng", 9, 2)


def test_a_total_of_one_of_two_repeated_rows_leaves_the_other_out(rendered_values: Callable[..., Workbook]) -> None:
    book, _ = sheet_with(
        ("{%tr for n in numbers %}",), ("Chỉ tiêu", "{{ n }}"), ("Thực hiện", "{{ n / 2 }}"), ("{%tr endfor %}",),
        ("Tổng", "=SUM(B2:B2)", "=SUM(B3:B3)"),
    )  # fmt: skip
    assert values(rendered_values(book, numbers=[4, 6]))[-1] == ("Tổng", 10, 5)
    assert values(rendered_values(book, numbers=[1] * 300))[-1] == ("Tổng", 300, 150)


def test_all_that_belongs_to_a_row_follows_it(render: Render) -> None:
    book, sheet = sheet_with(
        ("Tiêu đề",),
        ("{%tr for n in numbers %}",),
        ("{{ n }}", None, "mở"),
        ("{%tr endfor %}",),
        ("Tổng",),
    )
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("A5:C5")
    sheet.row_dimensions[3].height = 31
    sheet["A3"].font = Font(bold=True)
    sheet.conditional_formatting.add(
        "A3:B3", CellIsRule(operator="greaterThan", formula=["$A$5"], font=Font(bold=True))
    )
    validation = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="A3")
    validation.add("C3")
    sheet.add_data_validation(validation)
    sheet["C3"].hyperlink = Hyperlink(ref="C3", location="'Bảng'!A5", tooltip="Số {{ n }}")
    sheet.row_breaks.append(Break(id=4))
    sheet.print_area = "A1:C5"
    sheet.print_title_rows = "1:1"
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width = 33
    result = render(book, numbers=[7, 8, 9]).worksheets[0]
    assert sorted(map(str, result.merged_cells.ranges)) == ["A2:B2", "A3:B3", "A4:B4", "A5:C5"]
    assert [result.row_dimensions[row].height for row in (2, 3, 4, 5)] == [31, 31, 31, None]
    assert result["A4"].font.b and not result["A5"].font.b
    [formatted] = result.conditional_formatting
    assert str(formatted.sqref) == "A2:B4" and formatted.rules[0].formula == ["$A$5"]
    [checked] = result.data_validations.dataValidation
    assert str(checked.sqref) == "C2:C4" and checked.formula1 == "A2"
    link = result["C4"].hyperlink
    assert link is not None and (link.location, link.tooltip) == ("'Bảng'!A5", "Số 9")
    assert [each.id for each in result.row_breaks.brk] == [4]
    assert (result.print_area, result.print_title_rows) == ("'Bảng'!$A$1:$C$5", "$1:$1")
    assert (result.freeze_panes, result.column_dimensions["A"].width) == ("A2", 33)


def test_repeated_header_rows_of_the_page_are_the_first_copy_only(render: Render) -> None:
    book, sheet = sheet_with(("{%tr for n in numbers %}",), ("Số",), ("{{ n }}",), ("{%tr endfor %}",))
    sheet.print_title_rows = "2:2"
    assert render(book, numbers=[1, 2]).worksheets[0].print_title_rows == "$1:$1"
    assert render(book, numbers=[]).worksheets[0].print_title_rows is None


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('="Đơn vị: {{ name }}"', '="Đơn vị: O\'Hara ""x"""'),
        ("={{ rate }}*A2", "=0.25*A2"),
        ("={{ name }}", '="O\'Hara ""x"""'),
        ("=YEAR({{ day }})", "=YEAR(DATE(2023,6,19))"),
        ("=IF({{ yes }},1,2)", "=IF(TRUE,1,2)"),
    ],
)
def test_values_in_formulas_cannot_change_the_formula(render: Render, formula: str, expected: str) -> None:
    book, _ = sheet_with((formula,), (4,))
    context = {"name": 'O\'Hara "x"', "rate": 0.25, "day": date(2023, 6, 19), "yes": True}
    assert render(book, **context).worksheets[0]["A1"].value == expected


@pytest.mark.parametrize(
    ("formula", "value", "expected"),
    [
        ("={{ x }}", datetime(2026, 2, 5, 7, 30), "=(DATE(2026,2,5)+27000/86400)"),
        ("={{ x }}", datetime(2026, 2, 5), "=DATE(2026,2,5)"),
        ('="{{ x }}"', "\ud800a", '="a"'),
        ("=LEN({{ x }})", "ab" * 150, '=LEN(("' + "ab" * 127 + 'a"&"' + "ba" * 22 + 'b"))'),
        ('=LEN("{{ x }}:")', '"' * 255, '=LEN(("' + '"' * 510 + '"&":"))'),
        ("={{ x }}", Decimal("1E-300"), "=1E-300"),
    ],
)
def test_values_keep_what_they_are_in_formulas(render: Render, formula: str, value: object, expected: str) -> None:
    """Excel takes no text of more than 255 characters within a formula, and a moment is more than its day."""
    book, _ = sheet_with((formula,))
    assert render(book, x=value).worksheets[0]["A1"].value == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("a" * 9000, "longer than 8,192 characters"), (float("nan"), "infinite or undefined")]
)
def test_a_formula_that_excel_would_repair_is_refused(
    problem: Callable[..., str], value: object, expected: str
) -> None:
    book, _ = sheet_with(("=LEN({{ x }})",))
    assert expected in problem(book, x=value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (123456789012345, 123456789012345),
        (12345678901234500000, 1.23456789012345e19),
        (Decimal("1E20"), 10**20),
        (2.0**70, 2**70),
        (Decimal(1) / 3, 1 / 3),
    ],
)
def test_numbers_that_excel_keeps(render: Render, value: object, expected: object) -> None:
    book, _ = sheet_with(("{{ x }}",))
    assert render(book, x=value).worksheets[0]["A1"].value == expected


@pytest.mark.parametrize("value", [1234567890123456, -1234567890123456789, Decimal("1234567890123456.5")])
def test_digits_are_not_lost_in_silence(problem: Callable[..., str], render: Render, value: object) -> None:
    """Accounts and codes of JSON files are numbers to nobody but the file."""
    assert "Excel keeps 15 digits of a number" in problem(sheet_with(("{{ x }}",))[0], x=value)
    assert render(sheet_with(("{{ x | string }}",))[0], x=value).worksheets[0]["A1"].value == str(value)


@pytest.mark.parametrize("text", ["=1+1", "+84 270", "-5", "@cmd", '=HYPERLINK("http://x")'])
def test_data_never_becomes_a_formula(render: Render, text: str) -> None:
    book, _ = sheet_with(("{{ text }}", "{{ text }}!"))
    sheet = render(book, text=text).worksheets[0]
    for cell in sheet[1]:
        assert cell.data_type == "s" and cell.quotePrefix
    assert sheet["A1"].value == text


def test_formatted_runs_of_a_text_survive(render: Render) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book, sheet = sheet_with()
    sheet["A1"] = CellRichText("Đơn vị: ", TextBlock(InlineFont(b=True), "{{ name }}"))
    result = render(book, name="Bù Đốp").worksheets[0]["A1"].value
    assert str(result) == "Đơn vị: Bù Đốp" and isinstance(result, CellRichText) and result[1].font.b
