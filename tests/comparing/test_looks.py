"""Formats are compared by what is seen, whatever numbers two files give their styles."""

import io
from collections.abc import Callable

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
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


def test_words_that_look_otherwise_within_a_text_are_told_unless_the_text_is_another() -> None:
    def emphasised(text: str, *, size: int = 0) -> Callable[[Worksheet], None]:
        def write(sheet: Worksheet) -> None:
            look = InlineFont(b=True, sz=size or None)
            sheet["A2"] = CellRichText(text, TextBlock(look, "2"))

        return write

    bold_words = book(emphasised("xã "))
    assert looks(compare(book(), bold_words)) == [("Sheet!A2", ["looks of words within the text"])]
    assert looks(compare(bold_words, book(emphasised("xã ", size=20)))) != []
    assert not compare(bold_words, book(emphasised("xã "))).differs
    other_words = compare(book(), book(emphasised("phường ")))
    assert [(cell.kind, cell.new.value) for cell in other_words.cells()] == [("value", "phường 2")]


def test_words_of_shared_texts_are_told_too_however_the_text_is_divided() -> None:
    told = compare(of_shared_text("xã ", "2"), of_shared_text("xã", " 2"))
    assert looks(told) == [("Sheet1!A1", ["looks of words within the text"])]
    assert not compare(of_shared_text("xã ", "2"), of_shared_text("x", "ã ", "2")).differs


def of_shared_text(*pieces: str) -> Case:
    """A book whose text is kept in a list for all cells, as Excel does, the last piece bold."""
    target = io.BytesIO()
    made = xlsxwriter.Workbook(target)
    *plain, last = pieces
    upright = made.add_format({"font_color": "red"})
    words = [part for piece in plain for part in (upright, piece)]
    made.add_worksheet().write_rich_string("A1", *words, made.add_format({"bold": True}), last)
    made.close()
    return Case.open(target.getvalue(), file="so.xlsx")


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
