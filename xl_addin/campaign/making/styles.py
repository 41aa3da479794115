"""How our workbooks look: Times New Roman on A4, as Decree 30/2020/NĐ-CP, Annex I, asks of an office's papers."""

from collections.abc import Iterator
from copy import copy
from datetime import date
from functools import cache
from typing import TypeVar

from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.workbook import Workbook
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.template.plan.style_table import lines_needed
from xl_addin.workbook.model.vietnamese_formats import BEYOND, COUNT, IN_VIETNAMESE

Item = TypeVar("Item")

FONT = "Times New Roman"
COUNT_FORMAT = COUNT
RATIO_FORMAT = f"{IN_VIETNAMESE}#,##0.0"
DATE_FORMAT = r"dd\/mm\/yyyy"

APPORTIONED = "Chỉ tiêu phân bổ"
INPUT = "Số liệu nhập"
CALCULATED = "Cột công thức"

_FIRST_OWN_FORMAT = 200
BODY_ROW_HEIGHT = 18  # points
_LINE_HEIGHT = 14.5

_THIN = Side(style="thin", color="808080")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True)
ALIGNMENTS = {
    "index": CENTRED,
    "unit": LEFT,
    "code": CENTRED,
    "parent": LEFT,
    "number": RIGHT,
    "text": LEFT,
    "date": CENTRED,
}
HEADER_FILL = PatternFill("solid", fgColor="DDE7F0")
NUMBER_ROW_FILL = PatternFill("solid", fgColor="F2F2F2")
RED, RED_FILL = Font(name=FONT, bold=True, color="FFFFFF"), PatternFill(bgColor="C00000", fill_type="solid")


@cache
def font(size: float = 11, *, bold: bool = False, italic: bool = False, color: str | None = None) -> Font:
    """The office's typeface in a size in points."""
    return Font(name=FONT, size=size, bold=bold, italic=italic, color=color)


def new_workbook() -> Workbook:
    """An empty book without sheets that knows our cell styles."""
    book = Workbook()
    del book[book.sheetnames[0]]
    _add_cell_styles(book)
    return book


def _add_cell_styles(book: Workbook) -> None:
    """Define the three kinds of figures as named cell styles, so that an officer sees what may be typed over."""
    kinds = ((APPORTIONED, "FFF2CC", None), (INPUT, None, "1F4E9E"), (CALCULATED, None, None))
    for name, fill, color in kinds:
        style = NamedStyle(name=name, font=font(color=color), border=GRID, number_format=COUNT_FORMAT)
        style.alignment = Alignment(horizontal="right", vertical="center")
        if fill:
            style.fill = PatternFill("solid", fgColor=fill)
        book.add_named_style(style)


def row_height(name: str, width: float) -> float:
    """The height in points of a table row whose unit's name stands in a cell that many characters wide."""
    lines = lines_needed(name, width, size=11, bold=False, normal_size=11)
    return BODY_ROW_HEIGHT if lines == 1 else lines * _LINE_HEIGHT + 3


def write(cell: Cell | MergedCell, value: str | int | float | date | None) -> None:
    """Put a plain value into a cell; a text that begins like a formula (`=1+1`) stays a text, even typed over."""
    cell.value = value
    if isinstance(cell, Cell) and isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True


def dress(cell: Cell | MergedCell, *, bold: bool = False, alignment: Alignment = RIGHT) -> None:
    """Typeface, grid and alignment of a table cell."""
    cell.font, cell.border, cell.alignment = font(bold=bold), GRID, alignment


def look_of(cell: Cell | MergedCell) -> StyleArray:
    """Everything a cell looks like now, for others: thousands of cells are not described anew one by one."""
    look: StyleArray = copy(cell._style)  # type: ignore[union-attr]
    return look


def dress_as(cell: Cell | MergedCell, look: StyleArray) -> None:
    """Give a cell of the same book the look of another one."""
    cell._style = copy(look)  # type: ignore[union-attr]


def set_up_page(sheet: Worksheet, *, landscape: bool, repeat_rows: str | None = None) -> None:
    """A4, one page wide, margins as the decree gives them (20 mm, left 30 mm, right 15 mm)."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=30 / 25.4, right=15 / 25.4, top=20 / 25.4, bottom=20 / 25.4)
    sheet.print_options.horizontalCentered = True
    if repeat_rows:
        sheet.print_title_rows = repeat_rows


def redden_unless_zero(sheet: Worksheet, cells: str) -> None:
    """Show these check cells in red as soon as they are not 0."""
    red = DifferentialStyle(font=RED, fill=RED_FILL)
    rule = Rule(type="cellIs", operator="notEqual", formula=["0"], dxf=red)
    sheet.conditional_formatting.add(cells, rule)


def write_dots_beyond(sheet: Worksheet, cells: str) -> None:
    """Let counts below 0 and from 1 000 000 000 read as the others do, which their own format cannot."""
    for number, (operator, limit, code) in enumerate(BEYOND):
        look = DifferentialStyle(numFmt=NumberFormat(numFmtId=_FIRST_OWN_FORMAT + number, formatCode=code))
        rule = Rule(type="cellIs", operator=operator, formula=[str(limit)], dxf=look, stopIfTrue=False)
        sheet.conditional_formatting.add(cells, rule)


def embolden_where(sheet: Worksheet, cells: str, condition: str) -> None:
    """Show these cells in bold type in the rows where a condition, written for the first row, holds."""
    bold = DifferentialStyle(font=Font(bold=True))
    sheet.conditional_formatting.add(cells, Rule(type="expression", formula=[condition], dxf=bold))


def runs(items: list[Item]) -> Iterator[tuple[int, int, Item]]:
    """Stretches of equal neighbours as (first index, last index, item)."""
    start = 0
    for index in range(1, len(items) + 1):
        if index == len(items) or items[index] != items[start]:
            yield start, index - 1, items[start]
            start = index
