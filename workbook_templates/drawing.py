"""What the templates here are drawn with: cells, marker rows, pages as Decree 30/2020/NĐ-CP asks."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.workbook.model.vietnamese_formats import COUNT, IN_VIETNAMESE

FONT = "Times New Roman"
MADE = datetime(2023, 6, 19)
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
NAME_SIZE, TEXT_SIZE, TITLE_SIZE, TABLE_SIZE = 12, 13, 14, 12

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEADER_FILL = PatternFill("solid", fgColor="E7EDF3")
INPUT_FILL = PatternFill("solid", fgColor="FFF9E5")
# An empty report has no total yet.
REPORTED = COUNT[:-1] + "#"
RATIO, DAY = f"{IN_VIETNAMESE}0.0", r"dd\/mm\/yyyy"

# Decree 30/2020/NĐ-CP, annex I: margins 20–25 mm top and bottom, 30–35 left, 15–20 right.
MARGINS_MM = {"top": 20, "bottom": 20, "left": 30, "right": 15, "header": 10, "footer": 8}
PAGE_WIDTH = 77
"""Widths of columns that fill an upright A4 page between these margins: more, and Excel prints smaller letters."""
LANDSCAPE_WIDTH = 118

RULE_SIZE = 6
"""The font size of a rule of underscores, which join: each is half the size wide, whatever the columns are."""
MOTTO_RULE = "_" * 53
"""As long as the motto in bold 13 (159.3 points)."""


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: object = None,
    *,
    to: int | None = None,
    rows: int = 1,
    size: float = TEXT_SIZE,
    bold: bool = False,
    italic: bool = False,
    align: str = "left",
    vertical: str = "center",
    wrap: bool = True,
    box: bool = False,
    fill: PatternFill | None = None,
    number_format: str = "General",
    underline: bool = False,
    color: str = "000000",
    indent: int = 0,
    open_to_edit: bool = False,
) -> None:
    """One cell, merged to column `to` and over `rows` rows, with everything about its looks."""
    last, bottom = to or column, row + rows - 1
    for each in sheet.iter_rows(row, bottom, column, last):
        for cell in each:
            cell.font = Font(
                name=FONT, size=size, bold=bold, italic=italic, color=color, underline="single" if underline else None
            )
            cell.alignment = Alignment(horizontal=align, vertical=vertical, wrap_text=wrap, indent=indent)
            cell.number_format = number_format
            if box:
                cell.border = BOX
            if fill:
                cell.fill = fill
            if open_to_edit:
                cell.protection = Protection(locked=False)
    if (last, bottom) != (column, row):
        sheet.merge_cells(start_row=row, start_column=column, end_row=bottom, end_column=last)
    sheet.cell(row, column).value = value


def heading(sheet: Worksheet, row: int, column: int, text: object, *, to: int | None = None, size: float = 11) -> None:
    """A cell of a table's header."""
    put(sheet, row, column, text, to=to, size=size, bold=True, align="center", box=True, fill=HEADER_FILL)


def figure(
    sheet: Worksheet,
    row: int,
    column: int,
    value: object,
    number_format: str = COUNT,
    *,
    to: int | None = None,
    size: float = 11,
    bold: bool = False,
    fill: PatternFill | None = None,
    open_to_edit: bool = False,
) -> None:
    """A number in a boxed cell."""
    put(
        sheet, row, column, value, to=to, size=size, bold=bold, align="right", wrap=False, box=True, fill=fill,
        indent=1, number_format=number_format, open_to_edit=open_to_edit,
    )  # fmt: skip


def aside(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A word to whoever fills the sheet in, beside what is printed."""
    put(sheet, row, column, text, size=11, italic=True, color="808080", wrap=False)


def mark(sheet: Worksheet, row: int, tag: str, column: int = 1) -> None:
    """A marker: grey in the template; its row, or its column, is gone from the result."""
    cell = sheet.cell(row, column)
    cell.value = tag
    cell.font = Font(name=FONT, size=9, italic=True, color="808080")
    cell.alignment = Alignment(wrap_text=False)


def link(sheet: Worksheet, address: str, location: str, tooltip: str) -> None:
    """A link within the workbook."""
    sheet[address].hyperlink = Hyperlink(ref=address, location=location, tooltip=tooltip)


def page(
    sheet: Worksheet, widths: Sequence[float], *, tab: str, footer: str = "", aside_width: float = 0,
    landscape: bool = False,
) -> None:  # fmt: skip
    """A4 with the margins of the decree, one page wide, numbered at the top but not on page 1.

    `widths` are those of the printed columns, which must fit the page as they are.
    """
    assert sum(widths) <= (LANDSCAPE_WIDTH if landscape else PAGE_WIDTH), "would be printed in smaller letters"
    for index, width in enumerate([*widths, *([aside_width] if aside_width else [])], start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = tab
    sheet.sheet_format.defaultRowHeight = 16.5
    setup = sheet.page_setup
    # Every sheet counts its own pages: each goes to another unit.
    setup.firstPageNumber, setup.useFirstPageNumber = 1, True
    setup.paperSize, setup.fitToWidth, setup.fitToHeight = 9, 1, 0
    setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    for side, millimetres in MARGINS_MM.items():
        setattr(sheet.page_margins, side, ceil(millimetres / 25.4 * 10_000) / 10_000)
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text = f'&"{FONT},Regular"&13&P'
    if footer:
        sheet.oddFooter.right.text = f'&"{FONT},Italic"&10{footer}'


def new_book(title: str) -> Workbook:
    """A workbook whose cells are in the decree's font from the start."""
    book = Workbook()
    book._fonts[0] = Font(name=FONT, size=12)  # type: ignore[attr-defined]
    book.properties.creator = "xl-addin"
    book.properties.title = title
    book.properties.created = book.properties.modified = MADE
    return book


class Rows:
    """Counts the rows as they are written."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.row = sheet, 0

    def next(self, height: float | None = None) -> int:
        """The next row."""
        self.row += 1
        if height:
            self.sheet.row_dimensions[self.row].height = height
        return self.row

    def mark(self, tag: str) -> None:
        """A marker in a row of its own."""
        mark(self.sheet, self.next(), tag)
