"""Templates of papers for `xl-addin render`: a daily report, an official letter with a table, a commendation list."""

from drawing import (
    INPUT_FILL,
    RATIO,
    TABLE_SIZE,
    TITLE_SIZE,
    Rows,
    aside,
    figure,
    heading,
    new_book,
    page,
    put,
)
from letterhead import annex_line, letterhead, signed
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.campaign.making.styles import write_dots_beyond

FOOTER = "{{ note | default('') }}"


def first_sheet(book: Workbook, name: str) -> Worksheet:
    """The sheet a new workbook has, named."""
    sheet = book.worksheets[0]
    sheet.title = name
    return sheet


def title(rows: Rows, last: int, *lines: str) -> None:
    """The paper's name in capitals, and what it is about."""
    for line in lines:
        put(rows.sheet, rows.next(20), 1, line, to=last, size=TITLE_SIZE, bold=True, align="center")


COLUMNS = (1, 2, 4, 5, 6, 7, 8, 9)
"""Where the columns of a daily report begin; the second spans two."""


def daily_report() -> Workbook:
    """A unit's report of one day: the plan stands there, the day's result is filled in, sums and ratios follow."""
    book = new_book("Báo cáo kết quả trong ngày")
    sheet = first_sheet(book, "Báo cáo ngày")
    # What may need a second line spans two columns: only then does every program make its row higher.
    last = 9
    page(sheet, (5, 10, 10, 8.5, 8.5, 8.5, 9, 9, 8.4), tab="1F4E79", footer=FOOTER, aside_width=50)
    rows = Rows(sheet)
    letterhead(rows, 4, last)
    title(rows, last, "BÁO CÁO KẾT QUẢ TRONG NGÀY")
    put(sheet, rows.next(), 1, "{{ unit }}, ngày {{ day | vn_date }}", to=last, italic=True, align="center")
    rows.next(9)
    row = rows.next(48)
    headings = (
        "STT", "Nội dung", "Đơn vị tính", "Chỉ tiêu giao", "Lũy kế đến hôm trước", "Kết quả trong ngày",
        "Lũy kế đến nay", "Tỷ lệ (%)",
    )  # fmt: skip
    for column, text in zip(COLUMNS, headings, strict=True):
        heading(sheet, row, column, text, to=3 if column == 2 else None)
    aside(sheet, row, last + 1, "Ghi kết quả trong ngày vào ô nền vàng; lũy kế và tỷ lệ tự tính.")
    row = rows.next()
    for column, number in zip(COLUMNS, (1, 2, 3, 4, 5, 6, "7=5+6", "8=7/4*100"), strict=True):
        to = 3 if column == 2 else None
        put(sheet, row, column, number, to=to, size=10, italic=True, align="center", box=True, wrap=False)
    rows.mark("{%tr for line in lines %}")
    row = rows.next()
    put(sheet, row, 1, "{{ loop.index }}", size=TABLE_SIZE, align="center", box=True)
    put(sheet, row, 2, "{{ line.name }}", to=3, size=TABLE_SIZE, box=True)
    put(sheet, row, 4, "{{ line.measure }}", size=TABLE_SIZE, align="center", box=True)
    figure(sheet, row, 5, "{{ line.plan }}", size=TABLE_SIZE)
    figure(sheet, row, 6, "{{ line.before }}", size=TABLE_SIZE)
    figure(sheet, row, 7, "{{ line.today | default(none) }}", size=TABLE_SIZE, fill=INPUT_FILL, open_to_edit=True)
    figure(sheet, row, 8, f"=F{row}+G{row}", size=TABLE_SIZE)
    figure(sheet, row, 9, f'=IF(E{row}=0,"",H{row}/E{row}*100)', RATIO, size=TABLE_SIZE)
    whole = DataValidation(
        type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True, showErrorMessage=True,
        errorTitle="Kết quả trong ngày", error="Ghi số nguyên từ 0 trở lên; chưa có kết quả thì để trống.",
    )  # fmt: skip
    whole.add(f"G{row}")
    sheet.add_data_validation(whole)
    rows.mark("{%tr endfor %}")
    rows.mark("{%tr if remarks %}")
    rows.next(9)
    put(sheet, rows.next(), 1, "Khó khăn, kiến nghị: {{ remarks }}", to=last)
    rows.mark("{%tr endif %}")
    signed(rows, 4, last, "recipients")
    sheet.print_area = f"A1:I{rows.row}"
    sheet.protection.sheet = True
    return book


def official_letter() -> Workbook:
    """An official letter (công văn) whose table has a line for each unit and a total."""
    book = new_book("Công văn kèm bảng")
    sheet = first_sheet(book, "Công văn")
    last = 5
    page(sheet, (6, 27, 14, 14, 15.5), tab="1F4E79", footer=FOOTER)
    rows = Rows(sheet)
    letterhead(rows, 2, last)
    put(sheet, rows.next(), 1, "V/v {{ subject }}", to=2, size=12, align="center", vertical="top")
    rows.next(9)
    put(sheet, rows.next(20), 1, "Kính gửi: {{ to }}", to=last, align="center")
    rows.next(9)
    rows.mark("{%tr for paragraph in before %}")
    put(sheet, rows.next(), 1, "      {{ paragraph }}", to=last, align="justify", vertical="top")
    rows.mark("{%tr endfor %}")
    rows.next(6)
    row = rows.next(33)
    for column, text in enumerate(("STT", "Đơn vị", "Chỉ tiêu cũ", "Chỉ tiêu mới", "Tăng, giảm"), start=1):
        heading(sheet, row, column, text, size=TABLE_SIZE)
    rows.mark("{%tr for unit in units %}")
    row = rows.next()
    put(sheet, row, 1, "{{ loop.index }}", size=TABLE_SIZE, align="center", box=True)
    put(sheet, row, 2, "{{ unit.name }}", size=TABLE_SIZE, box=True)
    figure(sheet, row, 3, "{{ unit.old }}", size=TABLE_SIZE)
    figure(sheet, row, 4, "{{ unit.new }}", size=TABLE_SIZE)
    figure(sheet, row, 5, f"=D{row}-C{row}", size=TABLE_SIZE)
    rows.mark("{%tr endfor %}")
    total = rows.next()
    put(sheet, total, 1, "Tổng cộng", to=2, size=TABLE_SIZE, bold=True, align="center", box=True)
    for column, letter in enumerate("CDE", start=3):
        figure(sheet, total, column, f"=SUM({letter}{row}:{letter}{row})", size=TABLE_SIZE, bold=True)
    for line in (row, total):
        write_dots_beyond(sheet, f"C{line}:E{line}")
    rows.next(6)
    rows.mark("{%tr for paragraph in after %}")
    put(
        sheet, rows.next(), 1, "      {{ paragraph }}{{ '/.' if loop.last else '' }}", to=last, align="justify",
        vertical="top",
    )  # fmt: skip
    rows.mark("{%tr endfor %}")
    signed(rows, 2, last, "recipients")
    sheet.print_area = f"A1:E{rows.row}"
    return book


def commendations() -> Workbook:
    """The annex of a decision: who is commended, group by group, with how many in figures and words."""
    book = new_book("Danh sách khen thưởng")
    sheet = first_sheet(book, "Danh sách")
    last = 5
    page(sheet, (6, 27.5, 13.5, 14, 15.5), tab="1F4E79", footer=FOOTER)
    rows = Rows(sheet)
    letterhead(rows, 2, last)
    put(sheet, rows.next(20), 1, "Phụ lục", to=last, size=TITLE_SIZE, bold=True, align="center")
    title(rows, last, "{{ title | upper }}")
    annex_line(rows, last)
    rows.next(9)
    row = rows.next(33)
    for column, to, text in ((1, 1, "STT"), (2, 2, "Tập thể, cá nhân"), (3, 4, "Thành tích"), (5, 5, "Hình thức")):
        heading(sheet, row, column, text, to=to, size=TABLE_SIZE)
    rows.mark("{%tr group one in commended by one.kind %}")
    row = rows.next()
    put(sheet, row, 1, "{{ 'ABCDEF'[loop.index0] }}", size=TABLE_SIZE, bold=True, align="center", box=True)
    text = "{{ one.key }} ({{ one.items | length }})"
    put(sheet, row, 2, text, to=last, size=TABLE_SIZE, bold=True, box=True)
    rows.mark("{%tr for each in one.items %}")
    row = rows.next()
    put(sheet, row, 1, "{{ loop.index }}", size=TABLE_SIZE, align="center", box=True)
    put(sheet, row, 2, "{{ each.name }}", size=TABLE_SIZE, box=True)
    put(sheet, row, 3, "{{ each.merit }}", to=4, size=TABLE_SIZE, box=True)
    put(sheet, row, 5, "{{ each.award }}", size=TABLE_SIZE, align="center", box=True)
    rows.mark("{%tr endfor %}")
    rows.mark("{%tr endgroup %}")
    rows.next(6)
    text = "Danh sách có {{ commended | length }} ({{ commended | length | vn_words }}) tập thể, cá nhân./."
    put(sheet, rows.next(), 1, text, to=last, italic=True)
    signed(rows, 2, last, "recipients")
    sheet.print_area = f"A1:E{rows.row}"
    return book
