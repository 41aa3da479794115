"""Formats are compared by what is seen, whatever numbers two files give their styles."""

import io
from collections.abc import Callable

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.case.case import Case
from xl_addin.comparing.compare import compare
from xl_addin.comparing.result import Difference


def book(fill: Callable[[Worksheet], object] = lambda _sheet: None, *, styles_before: int = 0) -> Case:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for number in range(styles_before):
        made.create_sheet("Khác")["A1"].font = Font(size=20 + number)
        del made["Khác"]
    for row in range(1, 6):
        sheet.cell(row, 1, f"xã {row}")
        sheet.cell(row, 2, row * 1000)
    fill(sheet)
    target = io.BytesIO()
    made.save(target)
    return Case.open(target.getvalue(), file="so.xlsx")


def looks(found: Difference) -> list[tuple[str, list[str]]]:
    return [(str(cell.new.cell), [text.en for text in cell.looks]) for cell in found.cells() if cell.kind == "format"]


def bold(sheet: Worksheet) -> None:
    sheet["A2"].font = Font(bold=True)


def test_each_thing_that_is_seen_is_told() -> None:
    def styled(sheet: Worksheet) -> None:
        sheet["A1"].font = Font(bold=True)
        sheet["A2"].fill = PatternFill("solid", fgColor="FFFF00")
        sheet["A3"].border = Border(top=Side("thin"))
        sheet["A4"].alignment = Alignment(horizontal="center")
        sheet["B5"].number_format = "#,##0"

    assert looks(compare(book(), book(styled))) == [
        ("Sheet!A1", ["font"]),
        ("Sheet!A2", ["fill"]),
        ("Sheet!A3", ["border"]),
        ("Sheet!A4", ["alignment"]),
        ("Sheet!B5", ["number format General → #,##0"]),
    ]


def test_another_numbering_of_styles_is_no_difference() -> None:
    assert not compare(book(bold), book(bold, styles_before=3)).differs


def test_formats_follow_their_rows() -> None:
    def above(sheet: Worksheet) -> None:
        bold(sheet)
        sheet["A2"].font = Font()
        sheet.insert_rows(1)
        sheet["A1"], sheet["A3"].font = "Căn cứ", Font(bold=True)

    found = compare(book(bold), book(above))
    assert looks(found) == []
    assert [line.kind for line in found.lines()] == ["added"]


def test_a_format_on_an_empty_cell_is_seen_too() -> None:
    def coloured(sheet: Worksheet) -> None:
        sheet["C3"].fill = PatternFill("solid", fgColor="FF0000")

    assert looks(compare(book(), book(coloured))) == [("Sheet!C3", ["fill"])]
