"""The template of unit sheets: an index, and a sheet for each unit with its figures and its daily schedule."""

from collections.abc import Sequence

from drawing import (
    COUNT,
    DAY,
    HEADER_FILL,
    INPUT_FILL,
    RATIO,
    REPORTED,
    Rows,
    aside,
    figure,
    heading,
    link,
    new_book,
    page,
    put,
)
from letterhead import annex_line, letterhead, signed
from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.campaign.making.styles import write_dots_beyond

SPLIT, LAST, ASIDE = 4, 8, 9
"""Where the letterhead's right half begins, and the last printed column; beside it are words to who fills it in."""


def unit_sheet(sheet: Worksheet) -> None:
    """The sheet one unit receives."""
    last = LAST
    page(sheet, (4.5, 10.5, 9, 9.5, 10, 11, 10, 12), tab="1F4E79", footer="{{ unit.name }}", aside_width=60)
    rows = Rows(sheet)
    row = rows.next(14)
    put(sheet, row, 1, "{%ts for unit in units %}← Mục lục", to=2, size=10, underline=True, color="0563C1", wrap=False)
    link(sheet, "A1", "'Mục lục'!A1", "Về mục lục")
    letterhead(rows, SPLIT, last, optional=True)
    put(sheet, rows.next(22), 1, "PHIẾU GIAO CHỈ TIÊU", to=last, size=14, bold=True, align="center")
    rows.mark("{%tr for line in title %}")
    put(sheet, rows.next(), 1, "{{ line }}", to=last, size=13, bold=True, align="center")
    rows.mark("{%tr endfor %}")
    put(sheet, rows.next(), 1, "Đơn vị: {{ unit.name }}", to=last, size=14, bold=True, align="center")
    annex_line(rows, last)
    changed_figures(rows, last)
    rows.next(9)
    put(sheet, rows.next(20), 1, "I. CHỈ TIÊU CỦA ĐƠN VỊ", to=last, size=13, bold=True)
    rows.mark("{%tr for table in unit.tables %}")
    put(sheet, rows.next(), 1, "{{ loop.index }}. {{ table.title or table.sheet }}", to=last, bold=True, italic=True)
    row = rows.next(18)
    for first, end, text in ((1, 2, "Cột"), (3, 7, "Nội dung"), (8, 8, "Số liệu")):
        heading(sheet, row, first, text, to=end)
    # Over several rows only what adds up is said of the unit as a whole.
    rows.mark("{%tr for column in table.figures %}")
    rows.mark("{%tr if column.value is string and column.value %}")
    text_line(rows, last)
    rows.mark("{%tr else %}")
    figure_line(rows, "column")
    rows.mark("{%tr endif %}")
    rows.mark("{%tr endfor %}")
    rows_of_unit(rows, last)
    rows.next(9)
    rows.mark("{%tr endfor %}")
    closing(rows, last)
    schedule(rows, last)
    sheet.print_area = f"A2:H{rows.row}"


def text_line(rows: Rows, last: int) -> None:
    """What is said of the unit in words, with its heading before it: it may need the room of several lines."""
    sheet, row = rows.sheet, rows.next()
    put(sheet, row, 1, "{{ column.number_text }}", to=2, size=11, align="center", box=True, number_format="@")
    put(sheet, row, 3, "{{ column.heading }}: {{ column.value }}", to=last, size=11, box=True)


def figure_line(rows: Rows, name: str) -> None:
    """A figure in a line of its own: its column number, its heading, itself."""
    sheet, row = rows.sheet, rows.next()
    put(sheet, row, 1, f"{{{{ {name}.number_text }}}}", to=2, size=11, align="center", box=True, number_format="@")
    put(sheet, row, 3, f"{{{{ {name}.heading }}}}", to=7, size=11, box=True)
    put(
        sheet, row, 8, f"{{{{ {name}.value | vn_format({name}.number_format, true) }}}}", size=12, bold=True,
        align="right", box=True, wrap=False, indent=1,
    )  # fmt: skip


def rows_of_unit(rows: Rows, last: int) -> None:
    """A unit's several rows, or its members: up to three figures stand side by side, more below each other."""
    sheet = rows.sheet
    rows.mark("{%tr if table.has_several_rows %}")
    rows.next(6)
    for count, spans in ((1, ((7, 8),)), (2, ((7, 7), (8, 8))), (3, ((6, 6), (7, 7), (8, 8)))):
        rows.mark(f"{{%tr {'if' if count == 1 else 'elif'} table.rows[0].columns | length == {count} %}}")
        before = spans[0][0] - 1
        row = rows.next()
        heading(sheet, row, 1, "STT")
        heading(sheet, row, 2, "{{ table.row_heading or 'Nội dung' }}", to=before)
        for index, (first, end) in enumerate(spans):
            heading(sheet, row, first, f"{{{{ table.rows[0].columns[{index}].heading }}}}", to=end)
        rows.mark("{%tr for row in table.rows %}")
        row = rows.next()
        put(sheet, row, 1, "{{ row.index }}", size=11, align="center", box=True)
        put(sheet, row, 2, "{{ row.name }}", to=before, size=11, box=True)
        for index, (first, end) in enumerate(spans):
            value = f"{{{{ row.columns[{index}].value | vn_format(row.columns[{index}].number_format) }}}}"
            put(sheet, row, first, value, to=end, size=11, align="right", box=True, indent=1)
        rows.mark("{%tr endfor %}")
    rows.mark("{%tr else %}")
    rows.mark("{%tr for row in table.rows %}")
    put(sheet, rows.next(), 1, "{{ row.index }}. {{ row.name }}", to=last, size=11, bold=True, box=True)
    rows.mark("{%tr for figure in row.columns %}")
    figure_line(rows, "figure")
    rows.mark("{%tr endfor %}")
    rows.mark("{%tr endfor %}")
    rows.mark("{%tr endif %}")
    rows.mark("{%tr endif %}")


def changed_figures(rows: Rows, last: int) -> None:
    """Old and new figure where the sheet takes the place of an earlier one."""
    sheet = rows.sheet
    rows.mark("{%tr if unit.changes %}")
    rows.next(9)
    text = "THAY ĐỔI SO VỚI LẦN GIAO TRƯỚC (phiếu này là lần giao thứ {{ issue }})"
    put(sheet, rows.next(20), 1, text, to=last, bold=True)
    row = rows.next(18)
    for first, end, text in ((1, 2, "Cột"), (3, 6, "Nội dung"), (7, 7, "Số cũ"), (8, 8, "Số mới")):
        heading(sheet, row, first, text, to=end)
    rows.mark("{%tr for change in unit.changes %}")
    rows.mark("{%tr if unit.tables | length > 1 and loop.changed(change.table) %}")
    put(sheet, rows.next(), 1, "{{ change.table }}", to=last, size=11, italic=True, box=True)
    rows.mark("{%tr endif %}")
    row = rows.next()
    put(sheet, row, 1, "{{ change.label }}", to=2, size=11, align="center", box=True, number_format="@")
    text = "{{ change.heading }}{{ ' – ' ~ change.row if change.row else '' }}"
    put(sheet, row, 3, text, to=6, size=11, box=True)
    for column, name, bold in ((7, "old", False), (8, "new", True)):
        value = f"{{{{ change.{name} | vn_format(change.number_format) }}}}"
        put(sheet, row, column, value, size=11, bold=bold, align="right", box=True, indent=1)
    rows.mark("{%tr endfor %}")
    rows.mark("{%tr endif %}")


HEADINGS = (
    "STT",
    "Ngày",
    "Chỉ tiêu trong ngày",
    "Lũy kế chỉ tiêu",
    "Kết quả trong ngày",
    "Lũy kế kết quả",
    "Tỷ lệ lũy kế (%)",
    "Ghi chú",
)
NUMBERS = (1, 2, 3, 4, 5, 6, "7=6/4*100", 8)


def schedule(rows: Rows, last: int) -> None:
    """A numbered table per period: the plan of each date, and empty cells for its result."""
    sheet = rows.sheet
    rows.mark("{%tr if unit.periods %}")
    sheet.row_breaks.append(Break(id=rows.row))
    text = "LỊCH THỰC HIỆN VÀ BÁO CÁO HẰNG NGÀY"
    put(sheet, rows.next(20), 1, text, to=last, size=13, bold=True, align="center")
    text = "(Kèm theo Phiếu giao chỉ tiêu của đơn vị {{ unit.name }})"
    put(sheet, rows.next(), 1, text, to=last, italic=True, align="center")
    rows.mark("{%tr for period in unit.periods %}")
    rows.next(6)
    text = (
        "{{ loop.index }}. {{ period.name }}: từ ngày {{ period.start | vn_date }} đến ngày {{ period.end | vn_date }}"
        " – chỉ tiêu {{ period.quota | vn_number }} (cột {{ period.label }})"
    )
    put(sheet, rows.next(), 1, text, to=last, bold=True)
    row = rows.next(46)
    sheet.print_title_rows = f"{row}:{row + 1}"
    for column, text in enumerate(HEADINGS, start=1):
        heading(sheet, row, column, text)
    aside(sheet, row, ASIDE, "Ghi kết quả vào ô nền vàng; lũy kế và tỷ lệ tự tính. Ngày chưa có kết quả thì để trống.")
    row = rows.next()
    for column, number in enumerate(NUMBERS, start=1):
        put(sheet, row, column, number, size=10, italic=True, align="center", box=True, fill=HEADER_FILL, wrap=False)
    rows.mark("{%tr for day in period.days %}")
    row = rows.next(15.75)
    ratio = f'=IF(F{row}="","",IF(D{row}=0,"",F{row}/D{row}*100))'
    put(sheet, row, 1, "{{ loop.index }}", size=11, align="center", box=True)
    put(sheet, row, 2, "{{ day.date }}", size=11, align="center", box=True, number_format=DAY)
    figure(sheet, row, 3, "{{ day.quota }}", COUNT)
    figure(sheet, row, 4, f"=SUM(C${row}:C{row})", COUNT)
    figure(sheet, row, 5, None, COUNT, fill=INPUT_FILL, open_to_edit=True)
    figure(sheet, row, 6, f'=IF(E{row}="","",SUM(E${row}:E{row}))', COUNT)
    figure(sheet, row, 7, ratio, RATIO)
    put(sheet, row, 8, size=11, box=True, fill=INPUT_FILL, open_to_edit=True)
    behind = FormulaRule(formula=[f'AND(F{row}<>"",F{row}<D{row})'], font=Font(color="C00000"))
    sheet.conditional_formatting.add(f"F{row}:G{row}", behind)
    rows.mark("{%tr endfor %}")
    total = rows.next(18)
    stated = (
        "{{ 'Bình quân trong kế hoạch chia cho ' ~ period.stated_days ~ ' ngày; lịch này tính đủ ' ~"
        " period.days | length ~ ' ngày, kể cả ngày đầu và ngày cuối.'"
        " if period.stated_days and period.stated_days != period.days | length else '' }}"
    )
    aside(sheet, total, ASIDE, stated)
    put(sheet, total, 1, "Tổng cộng", to=2, size=11, bold=True, align="center", box=True)
    figure(sheet, total, 3, f"=SUM(C{row}:C{row})", COUNT, bold=True)
    figure(sheet, total, 5, f"=SUM(E{row}:E{row})", REPORTED, bold=True)
    for column in (4, 6, 7, 8):
        put(sheet, total, column, box=True)
    rows.mark("{%tr if period.quota < 0 %}")
    text = "Đơn vị đã vượt chỉ tiêu ({{ period.quota | vn_number }}): không còn chỉ tiêu phải chia theo ngày."
    put(sheet, rows.next(), 1, text, to=last, italic=True)
    rows.mark("{%tr endif %}")
    rows.mark("{%tr endfor %}")
    rows.mark("{%tr endif %}")


def closing(rows: Rows, last: int) -> None:
    """Deadlines, rules, recipients and signature."""
    sheet = rows.sheet
    rows.mark("{%tr if unit.deadlines or notes %}")
    rows.next(9)
    # A heading must not stand alone at the foot of the page with the figures.
    sheet.row_breaks.append(Break(id=rows.row))
    put(sheet, rows.next(20), 1, "II. BÁO CÁO VÀ QUY ĐỊNH", to=last, bold=True)
    rows.mark("{%tr for deadline in unit.deadlines %}")
    put(sheet, rows.next(), 1, "- {{ deadline.text }}.", to=last)
    rows.mark("{%tr endfor %}")
    rows.mark("{%tr for note in notes %}")
    put(sheet, rows.next(), 1, "- {{ note }}", to=last)
    rows.mark("{%tr endfor %}")
    rows.mark("{%tr endif %}")
    signed(rows, SPLIT, last, "unit.recipients", optional=True)


INDEX_SPANS = (
    ((5, 10),),
    ((5, 7), (8, 10)),
    ((5, 6), (7, 8), (9, 10)),
    ((5, 6), (7, 8), (9, 9), (10, 10)),
    ((5, 6), (7, 7), (8, 8), (9, 9), (10, 10)),
    ((5, 5), (6, 6), (7, 7), (8, 8), (9, 9), (10, 10)),
)
"""How one to six quotas share the six narrow columns of the index."""


def index_sheet(sheet: Worksheet) -> None:
    """The first sheet: every unit with its quotas and a link."""
    last = 10
    widths = (5, 7, 15, 6.5, *[7.2] * 6)
    page(sheet, widths, tab="7F7F7F", footer="{{ title | first | default('') }}", aside_width=10)
    rows = Rows(sheet)
    letterhead(rows, 4, last, optional=True)
    put(sheet, rows.next(22), 1, "MỤC LỤC PHIẾU GIAO CHỈ TIÊU", to=last, size=14, bold=True, align="center")
    rows.mark("{%tr for line in title %}")
    put(sheet, rows.next(), 1, "{{ line }}", to=last, bold=True, align="center")
    rows.mark("{%tr endfor %}")
    annex_line(rows, last)
    rows.next(9)
    # How many quotas there are decides how the six narrow columns are shared out.
    for count, spans in enumerate(INDEX_SPANS, start=1):
        condition = f"== {count}" if count < len(INDEX_SPANS) else f">= {count}"
        rows.mark(f"{{%tr {'if' if count == 1 else 'elif'} key_quotas | length {condition} %}}")
        index_table(rows, spans)
    rows.mark("{%tr endif %}")
    rows.mark(f"{{%tr if key_quotas | length > {len(INDEX_SPANS)} %}}")
    text = f"Bảng này chỉ ghi {len(INDEX_SPANS)} chỉ tiêu đầu; các chỉ tiêu khác xem phiếu của từng đơn vị."
    put(sheet, rows.next(), 1, text, to=last, size=12, italic=True)
    rows.mark("{%tr endif %}")
    sheet.print_area = f"A1:J{rows.row}"


def index_table(rows: Rows, spans: Sequence[tuple[int, int]]) -> None:
    """The list of units with one column per quota; the way to each sheet stands beside what is printed."""
    sheet = rows.sheet
    row = rows.next()
    heading(sheet, row, 1, "STT", size=12)
    heading(sheet, row, 2, "Đơn vị", to=4, size=12)
    for index, (first, end) in enumerate(spans):
        text = f"{{{{ key_quotas[{index}].heading }}}} (cột {{{{ key_quotas[{index}].label }}}})"
        heading(sheet, row, first, text, to=end, size=12)
    rows.mark("{%tr for unit in units %}")
    row = rows.next()
    put(sheet, row, 1, "{{ unit.index }}", size=12, align="center", box=True)
    put(sheet, row, 2, "{{ unit.name }}", to=4, size=12, box=True)
    for index, (first, end) in enumerate(spans):
        value = f"{{{{ unit.key_quotas[{index}].value | vn_format(unit.key_quotas[{index}].number_format) }}}}"
        figure(sheet, row, first, value, to=end, size=12)
    put(sheet, row, 11, "Mở phiếu", size=11, align="center", underline=True, color="0563C1")
    link(sheet, f"K{row}", "'{{ unit.sheet }}'!A1", "Mở phiếu của {{ unit.name }}")
    rows.mark("{%tr endfor %}")
    total = rows.next(18)
    put(sheet, total, 1, "Tổng cộng", to=4, size=12, bold=True, align="center", box=True)
    for first, end in spans:
        letters = "ABCDEFGHIJ"[first - 1]
        figure(sheet, total, first, f"=SUM({letters}{row}:{letters}{row})", to=end, size=12, bold=True)
    write_dots_beyond(sheet, f"E{total}:J{total}")


def unit_template() -> Workbook:
    """The workbook with an index and a sheet per unit."""
    book = new_book("Phiếu giao chỉ tiêu")
    index = book.active
    assert isinstance(index, Worksheet)
    index.title = "Mục lục"
    index_sheet(index)
    unit_sheet(book.create_sheet("{{ unit.sheet }}"))
    return book
