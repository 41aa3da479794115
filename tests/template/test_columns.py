"""Marker columns: what is repeated or chosen from left to right, and crosstabs of rows and columns."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.worksheet.pagebreak import Break

Render = Callable[..., Workbook]
MONTHS = [{"name": "T1", "quota": 3}, {"name": "T2", "quota": 4}, {"name": "T3", "quota": 5}]
UNITS = [{"name": "A", "rate": 2}, {"name": "B", "rate": 10}]


def sheet_with(*rows: tuple[object, ...]) -> Workbook:
    book = Workbook()
    book.worksheets[0].title = "Bảng"
    for row in rows:
        book.worksheets[0].append(row)
    return book


def crosstab(across: str = "{%tc for m in months %}") -> Workbook:
    return sheet_with(
        ("Đơn vị", across, "{{ m.name }}", "{%tc endfor %}", "Cộng"),
        ("{%tr for u in units %}",),
        ("{{ u.name }}", None, "{{ u.rate * m.quota }}", None, "=SUM(C3:C3)"),
        ("{%tr endfor %}",),
        ("Tổng", None, "=SUM(C3:C3)", None, "=SUM(E3:E3)"),
        ("Trung bình", None, "=C5/COUNT(C3:C3)", None, "=AVERAGE(C3:C3)"),
    )


def values(book: Workbook) -> list[tuple[object, ...]]:
    return [tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def test_a_crosstab_has_a_row_per_unit_a_column_per_month_and_totals_of_both(rendered_values: Render) -> None:
    assert values(rendered_values(crosstab(), months=MONTHS, units=UNITS)) == [
        ("Đơn vị", "T1", "T2", "T3", "Cộng"),
        ("A", 6, 8, 10, 24),
        ("B", 30, 40, 50, 120),
        ("Tổng", 36, 48, 60, 144),
        ("Trung bình", 18, 24, 30, 24),
    ]


def test_formulas_of_a_crosstab_name_their_own_row_and_column(render: Render) -> None:
    sheet = render(crosstab(), months=MONTHS, units=UNITS).worksheets[0]
    assert [sheet[cell].value for cell in ("E2", "E3", "C4", "E4", "C5", "E5")] == [
        "=SUM(B2:D2)", "=SUM(B3:D3)", "=SUM(C2:C3)", "=SUM(E2:E3)", "=C4/COUNT(C2:C3)", "=AVERAGE(B2:D3)",
    ]  # fmt: skip


def test_an_empty_list_of_columns_leaves_totals_of_0(rendered_values: Render) -> None:
    book = crosstab()
    for cell in ("C6", "E6"):
        book.worksheets[0][cell] = None
    assert values(rendered_values(book, months=[], units=UNITS)) == [
        ("Đơn vị", "Cộng"), ("A", 0), ("B", 0), ("Tổng", 0), ("Trung bình", None),
    ]  # fmt: skip
    assert values(rendered_values(book, months=MONTHS, units=[]))[1] == ("Tổng", 0, 0, 0, 0)


def test_columns_are_chosen_grouped_and_named_as_rows_are(rendered_values: Render) -> None:
    book = sheet_with(
        ("{%tc group g in months by g.half %}", "{%tc set n = g.items | length %}", "{{ g.key }}: {{ n }}",
         "{%tc for m in g %}", "{{ m.name }}", "{%tc endfor %}", "{%tc if n > 1 %}", "=SUM(E2:E2)", "{%tc endif %}",
         "{%tc endgroup %}", "=SUM(E2:E2)"),
        (None, None, None, None, "{{ m.quota }}"),
    )  # fmt: skip
    months = [{**month, "half": half} for month, half in zip(MONTHS, ("I", "II", "I"), strict=True)]
    assert values(rendered_values(book, months=months)) == [
        ("I: 2", "T1", "T3", 8, "II: 1", "T2", 12),
        (None, 3, 5, None, None, 4, None),
    ]


def test_all_that_belongs_to_a_column_follows_it(render: Render) -> None:
    book = crosstab("{%tc for m in months, page break, outline %}")
    sheet = book.worksheets[0]
    sheet.column_dimensions["C"].width = 33
    sheet.column_dimensions["E"].width = 22
    sheet.column_dimensions["F"].hidden = True
    sheet.merge_cells("A7:E7")
    sheet.merge_cells("C8:C9")
    sheet.conditional_formatting.add("C3", CellIsRule(operator="greaterThan", formula=["C$5"], font=Font(bold=True)))
    sheet.col_breaks.append(Break(id=5))
    sheet.freeze_panes = "C2"
    sheet.print_area = "A1:E6"
    result = render(book, months=MONTHS, units=UNITS).worksheets[0]
    widths = {letter: result.column_dimensions[letter].width for letter in "BCDE"}
    assert widths == {"B": 33, "C": 33, "D": 33, "E": 22} or result.column_dimensions["B"].max == 4
    assert result.column_dimensions["F"].hidden and not result.column_dimensions["E"].hidden
    assert result.column_dimensions["B"].outlineLevel == 1 and result.sheet_format.outlineLevelCol == 1
    assert sorted(map(str, result.merged_cells.ranges)) == ["A6:E6", "B7:B8", "C7:C8", "D7:D8"]
    [formatted] = result.conditional_formatting
    assert str(formatted.sqref) == "B2:D3" and formatted.rules[0].formula == ["B$4"]
    assert [each.id for each in result.col_breaks.brk] == [2, 3, 5]
    assert (result.freeze_panes, result.print_area) == ("B2", "'Bảng'!$A$1:$E$5")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ((("{%tc for x in xs %}", "a"),), "Bảng!A1: {%tc for x in xs %}: has no partner"),
        ((("{%tc for x in xs %}", "a", "{%tc endif %}"),), "has no partner"),
        ((("x {%tc for x in xs %}", "a", "{%tc endfor %}"),), "must stand alone in its column"),
        ((("{%tc for x in xs %}", "a", "{%tc endfor %}"), ("b",)), "Bảng!A2: b: the column of {%tc for x"),
        (
            (("{%tr for x in xs %}",), (None, "{%tc for x in xs %}"), ("{{ x }}",), (None, None, "{%tc endfor %}"),
             ("{%tr endfor %}",)),
            "Bảng!B2: {%tc for x in xs %}: the name `x` is used for rows (A1); give the columns another",
        ),
        ((("{%tc for x in y %}", "{{ z }}", "{%tc endfor %}"),), "Bảng!B1: {{ z }}: there is no `z`"),
        ((("{%tc for x in range(20000) %}", "a", "{%tc endfor %}"),), "the sheet has more than 16,384 columns"),
    ],
)  # fmt: skip
def test_what_columns_cannot_be_is_told_with_its_cell(
    problem: Callable[..., str], rows: tuple[tuple[object, ...], ...], says: str
) -> None:
    assert says in problem(sheet_with(*rows), xs=[1], y=[])


def test_where_row_and_column_both_have_a_turn_it_is_the_row_s(render: Render) -> None:
    book = crosstab()
    book.worksheets[0]["C3"] = "{{ loop.index }}{{ u.name }}{{ m.name }}"
    book.worksheets[0]["C5"] = "{{ loop.index }}"
    sheet = render(book, months=MONTHS, units=UNITS).worksheets[0]
    assert [[cell.value for cell in row[1:4]] for row in sheet["A2:D4"]] == [
        ["1AT1", "1AT2", "1AT3"], ["2BT1", "2BT2", "2BT3"], [1, 2, 3],
    ]  # fmt: skip


def test_what_changed_since_the_turn_before_can_be_asked_in_a_cell(render: Render) -> None:
    book = sheet_with(
        ("{%tr for u in units %}",),
        ("{{ u.name if loop.changed(u.name) else '' }}", "{{ u.rate }}"),
        ("{%tr endfor %}",),
    )
    units = [*UNITS[:1] * 2, UNITS[1]]
    assert values(render(book, units=units)) == [("A", 2), (None, 2), ("B", 10)]


def test_a_crosstab_without_end_is_refused_before_it_is_made(problem: Callable[..., str]) -> None:
    book = crosstab("{%tc for m in range(16000) %}")
    book.worksheets[0]["A2"] = "{%tr for u in range(100000) %}"
    for cell in ("A3", "C1", "C3"):
        book.worksheets[0][cell] = 1
    assert "cells" in problem(book)
