"""Build the templates of this folder: run it after changing it, and commit the .xlsx files.

The .xlsx files are what the program uses; an office opens and changes those, not this script.
"""

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(__file__).parent
FONT = "Times New Roman"
MADE = datetime(2023, 6, 19)
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
RULE = Border(top=THIN)
HEADER_FILL = PatternFill("solid", fgColor="E7EDF3")
INPUT_FILL = PatternFill("solid", fgColor="FFF9E5")
# The second count format shows nothing for 0: an empty report has no total yet.
COUNT, REPORTED, RATIO, DAY = "#,##0", "#,##0;-#,##0;", "0.0", "dd/mm/yyyy"

# Decree 30/2020/NĐ-CP, annex I: margins 20–25 mm top and bottom, 30–35 left, 15–20 right.
MARGINS_MM = {"top": 20, "bottom": 20, "left": 30, "right": 15, "header": 10, "footer": 8}


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: object = None,
    *,
    to: int | None = None,
    rows: int = 1,
    size: float = 12,
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


def figure(
    sheet: Worksheet,
    row: int,
    column: int,
    value: object,
    number_format: str,
    *,
    bold: bool = False,
    fill: PatternFill | None = None,
    open_to_edit: bool = False,
) -> None:
    """A number in a boxed cell of the schedule."""
    put(
        sheet, row, column, value, size=11, bold=bold, align="right", wrap=False, box=True, fill=fill, indent=1,
        number_format=number_format, open_to_edit=open_to_edit,
    )  # fmt: skip


def mark(sheet: Worksheet, row: int, tag: str) -> None:
    """A marker row: grey in the template, gone from the result."""
    cell = sheet.cell(row, 1)
    cell.value = tag
    cell.font = Font(name=FONT, size=9, italic=True, color="808080")
    cell.alignment = Alignment(wrap_text=False)


def link(sheet: Worksheet, address: str, location: str, tooltip: str) -> None:
    """A link within the workbook."""
    sheet[address].hyperlink = Hyperlink(ref=address, location=location, tooltip=tooltip)


def page(sheet: Worksheet, widths: Sequence[float], *, tab: str) -> None:
    """A4 upright with the margins of the decree, one page wide, numbered at the top but not on page 1."""
    for index, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHIJKLM"[index]].width = width
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = tab
    sheet.sheet_format.defaultRowHeight = 15.75
    setup = sheet.page_setup
    # Every sheet counts its own pages: each goes to another unit.
    setup.firstPageNumber, setup.useFirstPageNumber = 1, True
    setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight = 9, "portrait", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    for side, millimetres in MARGINS_MM.items():
        setattr(sheet.page_margins, side, ceil(millimetres / 25.4 * 10_000) / 10_000)
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text = f'&"{FONT},Regular"&13&P'
    sheet.oddFooter.right.text = f'&"{FONT},Italic"&10' + (
        "{{ unit.name }}" if "unit" in sheet.title else "{{ title | first | default('') }}"
    )


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


def letterhead(rows: Rows, split: int, last: int, rule: tuple[int, int], motto_rule: tuple[int, int]) -> None:
    """Issuer on the left, national motto on the right, rules below, place and date."""
    sheet = rows.sheet
    rows.mark("{%tr if document %}")
    rows.mark("{%tr if document.parent %}")
    row = rows.next(17)
    put(sheet, row, 1, "{{ document.parent | upper }}", to=split, align="center", wrap=False)
    put(sheet, row, split + 1, MOTTO[0], to=last, bold=True, align="center", wrap=False)
    row = rows.next(33)
    put(sheet, row, 1, "{{ document.issuer | upper }}", to=split, bold=True, align="center", vertical="top")
    put(sheet, row, split + 1, MOTTO[1], to=last, size=13, bold=True, align="center", vertical="top")
    rows.mark("{%tr else %}")
    row = rows.next(17)
    put(sheet, row, 1, "{{ document.issuer | upper }}", to=split, rows=2, bold=True, align="center", vertical="top")
    put(sheet, row, split + 1, MOTTO[0], to=last, bold=True, align="center", wrap=False)
    row = rows.next(17.5)
    put(sheet, row, split + 1, MOTTO[1], to=last, size=13, bold=True, align="center", vertical="top")
    rows.mark("{%tr endif %}")
    row = rows.next(9)
    for first, end in (rule, motto_rule):
        for column in range(first, end + 1):
            sheet.cell(row, column).border = RULE
    row = rows.next(20)
    put(
        sheet, row, split + 1, "{{ document.day | vn_long_date(document.place) }}", to=last, size=13, italic=True,
        align="center", wrap=False,
    )  # fmt: skip
    rows.next(9)
    rows.mark("{%tr endif %}")


def annex_line(rows: Rows, last: int) -> None:
    """The document the sheet belongs to."""
    rows.mark("{%tr if document %}")
    row = rows.next()
    text = (
        "(Kèm theo {{ document.kind }} số {{ document.number }} ngày {{ document.day | vn_date }}"
        " của {{ document.issuer_in_text }})"
    )
    put(rows.sheet, row, 1, text, to=last, size=13, italic=True, align="center")
    rows.mark("{%tr endif %}")


def unit_sheet(sheet: Worksheet) -> None:
    """The sheet one unit receives."""
    last = 8
    page(sheet, (7, 12.5, 11, 12, 12, 12, 10.5, 15), tab="1F4E79")
    rows = Rows(sheet)
    row = rows.next(14)
    put(sheet, row, 1, "{%ts for unit in units %}← Mục lục", to=2, size=10, underline=True, color="0563C1", wrap=False)
    link(sheet, "A1", "'Mục lục'!A1", "Về mục lục")
    letterhead(rows, 4, last, (2, 3), (6, 7))
    put(sheet, rows.next(22), 1, "PHIẾU GIAO CHỈ TIÊU", to=last, size=14, bold=True, align="center")
    rows.mark("{%tr for line in title %}")
    put(sheet, rows.next(), 1, "{{ line }}", to=last, size=11, bold=True, align="center")
    rows.mark("{%tr endfor %}")
    put(sheet, rows.next(), 1, "Đơn vị: {{ unit.name }}", to=last, size=14, bold=True, align="center")
    annex_line(rows, last)
    changed_figures(rows, last)
    rows.next(9)
    put(sheet, rows.next(20), 1, "I. CHỈ TIÊU CỦA ĐƠN VỊ", to=last, size=13, bold=True)
    rows.mark("{%tr for table in unit.tables %}")
    put(
        sheet,
        rows.next(),
        1,
        "{{ loop.index }}. {{ table.title or table.sheet }}",
        to=last,
        size=12,
        bold=True,
        italic=True,
    )
    row = rows.next(18)
    for first, end, text in ((1, 2, "Cột"), (3, 7, "Nội dung"), (8, 8, "Số liệu")):
        put(sheet, row, first, text, to=end, size=11, bold=True, align="center", box=True, fill=HEADER_FILL)
    # Over several rows only what adds up is said of the unit as a whole.
    rows.mark("{%tr for column in table.figures %}")
    figure_line(rows, "column")
    rows.mark("{%tr endfor %}")
    rows_of_unit(rows, last)
    rows.next(9)
    rows.mark("{%tr endfor %}")
    closing(rows, last)
    schedule(rows, last)
    sheet.print_area = f"A2:H{rows.row}"


def figure_line(rows: Rows, name: str) -> None:
    """A figure in a line of its own: its column number, its heading, itself."""
    sheet, row = rows.sheet, rows.next()
    put(sheet, row, 1, f"{{{{ {name}.number_text }}}}", to=2, size=11, align="center", box=True, number_format="@")
    put(sheet, row, 3, f"{{{{ {name}.heading }}}}", to=7, size=11, box=True)
    put(
        sheet, row, 8, f"{{{{ {name}.value | number_format({name}.number_format) }}}}", size=12, bold=True,
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
        put(sheet, row, 1, "STT", size=11, bold=True, align="center", box=True, fill=HEADER_FILL)
        put(
            sheet, row, 2, "{{ table.row_heading or 'Nội dung' }}", to=before, size=11, bold=True, align="center",
            box=True, fill=HEADER_FILL,
        )  # fmt: skip
        for index, (first, end) in enumerate(spans):
            heading = f"{{{{ table.rows[0].columns[{index}].heading }}}}"
            put(sheet, row, first, heading, to=end, size=11, bold=True, align="center", box=True, fill=HEADER_FILL)
        rows.mark("{%tr for row in table.rows %}")
        row = rows.next()
        put(sheet, row, 1, "{{ row.index }}", size=11, align="center", box=True)
        put(sheet, row, 2, "{{ row.name }}", to=before, size=11, box=True)
        for index, (first, end) in enumerate(spans):
            value = f"{{{{ row.columns[{index}].value | number_format(row.columns[{index}].number_format) }}}}"
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
    put(sheet, rows.next(20), 1, text, to=last, size=12, bold=True)
    row = rows.next(18)
    for first, end, text in ((1, 2, "Cột"), (3, 6, "Nội dung"), (7, 7, "Số cũ"), (8, 8, "Số mới")):
        put(sheet, row, first, text, to=end, size=11, bold=True, align="center", box=True, fill=HEADER_FILL)
    rows.mark("{%tr for change in unit.changes %}")
    rows.mark("{%tr if unit.tables | length > 1 and loop.changed(change.table) %}")
    put(sheet, rows.next(), 1, "{{ change.table }}", to=last, size=11, italic=True, box=True)
    rows.mark("{%tr endif %}")
    row = rows.next()
    put(sheet, row, 1, "{{ change.label }}", to=2, size=11, align="center", box=True, number_format="@")
    text = "{{ change.heading }}{{ ' – ' ~ change.row if change.row else '' }}"
    put(sheet, row, 3, text, to=6, size=11, box=True)
    for column, name, bold in ((7, "old", False), (8, "new", True)):
        value = f"{{{{ change.{name} | number_format(change.number_format) }}}}"
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
    put(sheet, rows.next(), 1, text, to=last, size=12, italic=True, align="center")
    text = "Ghi kết quả vào ô nền vàng; lũy kế và tỷ lệ tự tính. Ngày chưa có kết quả thì để trống."
    put(sheet, rows.next(), 1, text, to=last, size=11, italic=True)
    rows.mark("{%tr for period in unit.periods %}")
    rows.next(6)
    text = (
        "{{ loop.index }}. {{ period.name }}: từ ngày {{ period.start | vn_date }} đến ngày {{ period.end | vn_date }}"
        " – chỉ tiêu {{ period.quota | vn_number }} (cột {{ period.label }})"
    )
    put(sheet, rows.next(), 1, text, to=last, size=12, bold=True)
    row = rows.next(33)
    sheet.print_title_rows = f"{row}:{row + 1}"
    for column, heading in enumerate(HEADINGS, start=1):
        put(sheet, row, column, heading, size=11, bold=True, align="center", box=True, fill=HEADER_FILL)
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
    results = DataValidation(
        type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True, showErrorMessage=True,
        errorTitle="Kết quả trong ngày", error="Ghi số nguyên từ 0 trở lên; ngày chưa có kết quả thì để trống.",
    )  # fmt: skip
    results.add(f"E{row}")
    sheet.add_data_validation(results)
    behind = FormulaRule(formula=[f'AND(F{row}<>"",F{row}<D{row})'], font=Font(color="C00000"))
    sheet.conditional_formatting.add(f"F{row}:G{row}", behind)
    rows.mark("{%tr endfor %}")
    total = rows.next(18)
    put(sheet, total, 1, "Tổng cộng", to=2, size=11, bold=True, align="center", box=True)
    figure(sheet, total, 3, f"=SUM(C{row}:C{row})", COUNT, bold=True)
    figure(sheet, total, 5, f"=SUM(E{row}:E{row})", REPORTED, bold=True)
    for column in (4, 6, 7, 8):
        put(sheet, total, column, box=True)
    rows.mark("{%tr if period.stated_days and period.stated_days != period.days | length %}")
    text = (
        "Bình quân trong kế hoạch chia cho {{ period.stated_days }} ngày; lịch này tính đủ"
        " {{ period.days | length }} ngày, kể cả ngày đầu và ngày cuối."
    )
    put(sheet, rows.next(), 1, text, to=last, size=11, italic=True)
    rows.mark("{%tr endif %}")
    rows.mark("{%tr if period.quota < 0 %}")
    text = "Đơn vị đã vượt chỉ tiêu ({{ period.quota | vn_number }}): không còn chỉ tiêu phải chia theo ngày."
    put(sheet, rows.next(), 1, text, to=last, size=11, italic=True)
    rows.mark("{%tr endif %}")
    rows.mark("{%tr endfor %}")
    rows.mark("{%tr endif %}")


def closing(rows: Rows, last: int) -> None:
    """Deadlines, rules, recipients and signature."""
    sheet = rows.sheet
    rows.mark("{%tr if deadlines or notes %}")
    rows.next(9)
    put(
        sheet,
        rows.next(20),
        1,
        "II. BÁO CÁO VÀ QUY ĐỊNH",
        to=last,
        size=13,
        bold=True,
    )
    rows.mark("{%tr for deadline in deadlines %}")
    text = (
        "- {{ deadline.name }}: trước ngày {{ deadline.before | vn_date }}"
        " (chậm nhất ngày {{ deadline.last_day | vn_date }})."
    )
    put(sheet, rows.next(), 1, text, to=last, size=12)
    rows.mark("{%tr endfor %}")
    rows.mark("{%tr for note in notes %}")
    put(sheet, rows.next(), 1, "- {{ note }}", to=last, size=12)
    rows.mark("{%tr endfor %}")
    rows.mark("{%tr endif %}")
    rows.mark("{%tr if document %}")
    rows.next(12)
    row = rows.next(17)
    put(sheet, row, 1, "Nơi nhận:", to=4, size=12, bold=True, italic=True, wrap=False)
    put(sheet, row, 5, "{{ document.authority | upper }}", to=last, size=13, bold=True, align="center", wrap=False)
    row = rows.next()
    put(sheet, row, 1, "{{ '- ' ~ unit.recipients[0] if unit.recipients else '' }}", to=4, size=11)
    put(sheet, row, 5, "{{ document.signer | upper }}", to=last, size=13, bold=True, align="center", wrap=False)
    rows.mark("{%tr for recipient in unit.recipients[1:] %}")
    put(sheet, rows.next(), 1, "- {{ recipient }}", to=4, size=11)
    rows.mark("{%tr endfor %}")
    rows.next(60)
    row = rows.next(17)
    put(sheet, row, 5, to=last, size=13, bold=True, align="center")
    rows.mark("{%tr endif %}")


def index_sheet(sheet: Worksheet) -> None:
    """The first sheet: every unit with its quotas and a link."""
    last = 11
    page(sheet, (6, 8, 18, 8, 7, 7, 7, 7, 7, 7, 10), tab="7F7F7F")
    rows = Rows(sheet)
    letterhead(rows, 5, last, (3, 3), (7, 10))
    put(sheet, rows.next(22), 1, "MỤC LỤC PHIẾU GIAO CHỈ TIÊU", to=last, size=14, bold=True, align="center")
    rows.mark("{%tr for line in title %}")
    put(sheet, rows.next(), 1, "{{ line }}", to=last, size=11, bold=True, align="center")
    rows.mark("{%tr endfor %}")
    annex_line(rows, last)
    rows.next(9)
    # How many quotas there are decides how the six narrow columns are shared out.
    for count, spans in ((1, ((5, 10),)), (2, ((5, 7), (8, 10))), (3, ((5, 6), (7, 8), (9, 10)))):
        rows.mark(f"{{%tr {'if' if count == 1 else 'elif'} key_quotas | length == {count} %}}")
        index_table(rows, spans, last)
    rows.mark("{%tr endif %}")
    sheet.print_area = f"A1:K{rows.row}"


def index_table(rows: Rows, spans: Sequence[tuple[int, int]], last: int) -> None:
    """The list of units with one column per quota."""
    sheet = rows.sheet
    row = rows.next()
    put(sheet, row, 1, "STT", bold=True, align="center", box=True, fill=HEADER_FILL)
    put(sheet, row, 2, "Đơn vị", to=4, bold=True, align="center", box=True, fill=HEADER_FILL)
    for index, (first, end) in enumerate(spans):
        text = f"{{{{ key_quotas[{index}].heading }}}} (cột {{{{ key_quotas[{index}].label }}}})"
        put(sheet, row, first, text, to=end, bold=True, align="center", box=True, fill=HEADER_FILL)
    put(sheet, row, last, "Phiếu", bold=True, align="center", box=True, fill=HEADER_FILL)
    rows.mark("{%tr for unit in units %}")
    row = rows.next()
    put(sheet, row, 1, "{{ unit.index }}", align="center", box=True)
    put(sheet, row, 2, "{{ unit.name }}", to=4, box=True)
    for index, (first, end) in enumerate(spans):
        value = f"{{{{ unit.key_quotas[{index}].value | number_format(unit.key_quotas[{index}].number_format) }}}}"
        put(sheet, row, first, value, to=end, align="right", box=True, wrap=False, indent=1)
    put(sheet, row, last, "Mở", align="center", box=True, underline=True, color="0563C1")
    link(sheet, f"K{row}", "'{{ unit.sheet }}'!A1", "Mở phiếu của {{ unit.name }}")
    rows.mark("{%tr endfor %}")
    total = rows.next(18)
    put(sheet, total, 1, "Tổng cộng", to=4, bold=True, align="center", box=True)
    for first, end in spans:
        letters = "ABCDEFGHIJ"[first - 1]
        formula = f"=SUM({letters}{row}:{letters}{row})"
        put(
            sheet, total, first, formula, to=end, bold=True, align="right", box=True, wrap=False, indent=1,
            number_format=COUNT,
        )  # fmt: skip
    put(sheet, total, last, box=True)


def unit_template() -> Workbook:
    """The workbook with an index and a sheet per unit."""
    book = Workbook()
    book._fonts[0] = Font(name=FONT, size=12)  # type: ignore[attr-defined]
    index = book.active
    assert isinstance(index, Worksheet)
    index.title = "Mục lục"
    index_sheet(index)
    unit_sheet(book.create_sheet("{{ unit.sheet }}"))
    book.properties.creator = "xl-addin"
    book.properties.title = "Phiếu giao chỉ tiêu"
    book.properties.created = book.properties.modified = MADE
    return book


TEMPLATES = {"phieu-don-vi.xlsx": unit_template}


def main() -> None:
    """Write every template."""
    for name, build in TEMPLATES.items():
        build().save(FOLDER / name)


if __name__ == "__main__":
    main()
