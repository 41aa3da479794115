"""The template of unit sheets with several indicators beside each other: a page for each unit, one form for all."""

from drawing import (
    COUNT,
    DAY,
    HEADER_FILL,
    INPUT_FILL,
    PAGE_WIDTH,
    Rows,
    figure,
    heading,
    link,
    mark,
    new_book,
    page,
    put,
)
from letterhead import annex_line, letterhead, signed
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.campaign.making.styles import write_dots_beyond

SPLIT, RIGHT, LAST = 3, 4, 12
"""Where the letterhead's left half ends; the right half spans what is repeated, and what is blank beside it."""
PLAN, RESULT = 6, 7
"""The two columns of an indicator; on either side stands a marker of their loop."""
BLANK = (10, 11)
"""Two blank columns between the markers of theirs: as many as fill the page."""
MOST = 5
"""So many indicators a page is wide enough for."""
FIXED, EACH, MARKER = (5, 9.9, 9.9, 4.2), 4.8, 2
WIDTHS = (*FIXED, *(MARKER, EACH, EACH, MARKER) * 2)
SIZE = 11
assert sum(FIXED) + 2 * MOST * EACH <= PAGE_WIDTH, "would be printed in smaller letters"


def across(sheet: Worksheet, row: int, indicators: str) -> None:
    """The loops over columns, in the row where the table's header begins: indicators, and blank pairs beside them."""
    blank = "['', '', '', '', '']"
    lacking = f"[{MOST} - ({indicators} | length), 0] | max"
    mark(sheet, row, f"{{%tc for one in {indicators} %}}", PLAN - 1)
    mark(sheet, row, "{%tc endfor %}", RESULT + 1)
    mark(sheet, row, f"{{%tc for blank in {blank}[:({lacking})] %}}", BLANK[0] - 1)
    mark(sheet, row, "{%tc endfor %}", BLANK[1] + 1)


def unit_sheet(sheet: Worksheet) -> None:
    """The page one unit receives: what it must have reached by when in every indicator, and room for what it has."""
    page(sheet, WIDTHS, tab="1F4E79", footer="{{ unit.name }}")
    rows = Rows(sheet)
    put(sheet, rows.next(14), 1, "{%ts for unit in units %}← Mục lục", to=SPLIT, size=10, underline=True,
        color="0563C1", wrap=False)  # fmt: skip
    link(sheet, "A1", "'Mục lục'!A1", "Về mục lục")
    letterhead(rows, SPLIT, LAST, right=RIGHT, optional=True)
    title(rows, "PHIẾU GIAO CHỈ TIÊU")
    put(sheet, rows.next(), 1, "Đơn vị: {{ unit.name }}", to=LAST, bold=True, align="center")
    annex_line(rows, LAST)
    rows.next(6)
    schedule(rows)
    closing(rows)
    signed(rows, SPLIT, LAST, "unit.recipients", right=RIGHT, optional=True)
    sheet.print_area = f"A2:L{rows.row}"


def title(rows: Rows, name: str) -> None:
    """What the paper is, and the campaign it belongs to."""
    put(rows.sheet, rows.next(20), 1, name, to=LAST, size=14, bold=True, align="center")
    rows.mark("{%tr for line in title %}")
    put(rows.sheet, rows.next(), 1, "{{ line }}", to=LAST, bold=True, align="center")
    rows.mark("{%tr endfor %}")


def schedule(rows: Rows) -> None:
    """One numbered table for all indicators: the quota of each, then step by step what must be reached by its end."""
    sheet = rows.sheet
    text = (
        "{{ timeline.name }}: {{ timeline.days }} ngày, kể cả ngày đầu và ngày cuối"
        "{{ ' (văn bản ghi ' ~ timeline.stated_days ~ ' ngày)'"
        " if timeline.stated_days and timeline.stated_days != timeline.days else '' }}."
        " Số phải đạt và kết quả là số lũy kế đến hết ngày cuối của dòng."
    )
    put(sheet, rows.next(30), 1, text, to=LAST, size=12, italic=True)
    row = rows.next(58)
    put(sheet, row, 1, "STT", rows=2, size=SIZE, bold=True, align="center", box=True, fill=HEADER_FILL)
    heading(sheet, row, 2, "Thời gian thực hiện", to=4)
    across(sheet, row, "unit.periods")
    heading(sheet, row, PLAN, "{{ one.indicator_name }}", to=RESULT)
    row = rows.next(30)
    for column, text in (
        (2, "Từ ngày"),
        (3, "Đến ngày"),
        (4, "Số ngày"),
        (PLAN, "Phải đạt"),
        (RESULT, "Kết quả"),
    ):
        heading(sheet, row, column, text)
    row = rows.next(14)
    numbers = (1, 2, 3, 4, "{{ loop.index * 2 + 3 }}", "{{ loop.index * 2 + 4 }}")
    for column, number in zip((1, 2, 3, 4, PLAN, RESULT), numbers, strict=True):
        put(sheet, row, column, number, size=10, italic=True, align="center", box=True, fill=HEADER_FILL, wrap=False)
    rows.mark("{%tr for step in unit.steps %}")
    row = rows.next(14.5)
    put(sheet, row, 1, "{{ step.index }}", size=SIZE, align="center", box=True)
    put(sheet, row, 2, "{{ step.first }}", size=SIZE, align="center", box=True, number_format=DAY)
    put(sheet, row, 3, "{{ step.date }}", size=SIZE, align="center", box=True, number_format=DAY)
    put(sheet, row, 4, "{{ step.days }}", size=SIZE, align="center", box=True)
    figure(sheet, row, PLAN, "{{ step.plans[one.code] }}", COUNT)
    figure(sheet, row, RESULT, None, COUNT, fill=INPUT_FILL, open_to_edit=True)
    rows.mark("{%tr endfor %}")
    row = rows.next(16)
    put(sheet, row, 1, "Chỉ tiêu được giao", to=4, size=SIZE, bold=True, align="center", box=True)
    figure(sheet, row, PLAN, "{{ one.quota }}", COUNT, bold=True)
    put(sheet, row, RESULT, box=True)


def closing(rows: Rows) -> None:
    """Deadlines and rules."""
    rows.mark("{%tr if unit.deadlines or notes %}")
    rows.next(6)
    put(rows.sheet, rows.next(18), 1, "Báo cáo và quy định:", to=LAST, bold=True)
    for name, text in (("unit.deadlines", "- {{ said.text }}."), ("notes", "- {{ said }}")):
        rows.mark(f"{{%tr for said in {name} %}}")
        put(rows.sheet, rows.next(), 1, text, to=LAST)
        rows.mark("{%tr endfor %}")
    rows.mark("{%tr endif %}")


def index_sheet(sheet: Worksheet) -> None:
    """The first sheet: every unit with all its quotas and a link."""
    page(sheet, WIDTHS, tab="7F7F7F", footer="{{ title | first | default('') }}", aside_width=10)
    rows = Rows(sheet)
    letterhead(rows, SPLIT, LAST, right=RIGHT, optional=True)
    title(rows, "MỤC LỤC PHIẾU GIAO CHỈ TIÊU")
    annex_line(rows, LAST)
    rows.next(9)
    row = rows.next(60)
    heading(sheet, row, 1, "STT")
    heading(sheet, row, 2, "Đơn vị", to=4)
    across(sheet, row, "key_quotas")
    heading(sheet, row, PLAN, "{{ one.heading }} (cột {{ one.label }})", to=RESULT)
    rows.mark("{%tr for unit in units %}")
    row = rows.next()
    put(sheet, row, 1, "{{ unit.index }}", size=12, align="center", box=True)
    put(sheet, row, 2, "{{ unit.name }}", to=4, size=12, box=True)
    value = "{{ unit.key_quotas[one.index - 1].value }}"
    figure(sheet, row, PLAN, value, to=RESULT, size=12)
    put(sheet, row, 13, "Mở phiếu", size=11, align="center", underline=True, color="0563C1")
    link(sheet, f"M{row}", "'{{ unit.sheet }}'!A1", "Mở phiếu của {{ unit.name }}")
    rows.mark("{%tr endfor %}")
    total = rows.next(18)
    put(sheet, total, 1, "Tổng cộng", to=4, size=12, bold=True, align="center", box=True)
    figure(sheet, total, PLAN, f"=SUM(F{row}:F{row})", to=RESULT, size=12, bold=True)
    write_dots_beyond(sheet, f"F{total}:G{total}")
    sheet.print_area = f"A1:L{rows.row}"


def side_by_side_template() -> Workbook:
    """The workbook with an index and a page per unit."""
    book = new_book("Phiếu giao nhiều chỉ tiêu")
    index = book.active
    assert isinstance(index, Worksheet)
    index.title = "Mục lục"
    index_sheet(index)
    unit_sheet(book.create_sheet("{{ unit.sheet }}"))
    return book
