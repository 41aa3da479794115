"""Templates of overviews for `xl-addin render`: units across indicators, and a dashboard with a chart."""

from drawing import COUNT, RATIO, TABLE_SIZE, TITLE_SIZE, Rows, figure, heading, mark, new_book, page, put
from letterhead import letterhead, signed
from office_papers import FOOTER, first_sheet, title
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.series import SeriesLabel
from openpyxl.formatting.rule import DataBarRule


def crosstab() -> Workbook:
    """Units down, indicators across, both from data; sums at the right and below."""
    book = new_book("Bảng tổng hợp đơn vị × chỉ tiêu")
    sheet = first_sheet(book, "Tổng hợp")
    # C and E go; what stands beside the table, G, gives country and motto the room they need. Three indicators fit.
    page(sheet, (5, 28, 2, 12, 2, 13, 30.5), tab="1F4E79", footer=FOOTER, landscape=True)
    last = 7
    rows = Rows(sheet)
    letterhead(rows, 2, last, right=6)
    title(rows, last, "{{ title | upper }}")
    rows.next(9)
    head = rows.next(33)
    for column, text in ((1, "STT"), (2, "Đơn vị"), (4, "{{ indicator.name }}"), (6, "Cộng")):
        heading(sheet, head, column, text, size=TABLE_SIZE)
    mark(sheet, head, "{%tc for indicator in indicators %}", 3)
    mark(sheet, head, "{%tc endfor %}", 5)
    rows.mark("{%tr for unit in units %}")
    row = rows.next()
    put(sheet, row, 1, "{{ loop.index }}", size=TABLE_SIZE, align="center", box=True)
    put(sheet, row, 2, "{{ unit.name }}", size=TABLE_SIZE, box=True)
    figure(sheet, row, 4, "{{ unit.values[indicator.code] }}", size=TABLE_SIZE)
    figure(sheet, row, 6, f"=SUM(D{row}:D{row})", size=TABLE_SIZE, bold=True)
    rows.mark("{%tr endfor %}")
    total = rows.next()
    put(sheet, total, 1, "Tổng cộng", to=2, size=TABLE_SIZE, bold=True, align="center", box=True)
    figure(sheet, total, 4, f"=SUM(D{row}:D{row})", size=TABLE_SIZE, bold=True)
    figure(sheet, total, 6, f"=SUM(F{row}:F{row})", size=TABLE_SIZE, bold=True)
    signed(rows, 2, last, "recipients", right=6)
    sheet.print_area = f"A1:G{rows.row}"
    return book


def dashboard() -> Workbook:
    """Three figures, a bar for every unit, and a chart that grows with the list."""
    book = new_book("Bảng theo dõi tiến độ")
    sheet = first_sheet(book, "Theo dõi")
    last = 6
    page(sheet, (5, 28, 11.5, 11, 11, 10), tab="1F4E79", footer=FOOTER)
    rows = Rows(sheet)
    letterhead(rows, 2, last)
    title(rows, last, "{{ title | upper }}")
    put(sheet, rows.next(), 1, "Số liệu đến ngày {{ day | vn_date }}", to=last, italic=True, align="center")
    rows.next(9)
    labels, figures = rows.next(18), rows.next(24)
    rows.next(9)
    head = rows.next(33)
    for column, text in enumerate(("STT", "Đơn vị", "Chỉ tiêu", "Đã làm", "Còn lại", "Tỷ lệ (%)"), start=1):
        heading(sheet, head, column, text, size=TABLE_SIZE)
    rows.mark("{%tr for unit in units %}")
    row = rows.next()
    put(sheet, row, 1, "{{ loop.index }}", size=TABLE_SIZE, align="center", box=True)
    put(sheet, row, 2, "{{ unit.name }}", size=TABLE_SIZE, box=True)
    figure(sheet, row, 3, "{{ unit.target }}", size=TABLE_SIZE)
    figure(sheet, row, 4, "{{ unit.done }}", size=TABLE_SIZE)
    figure(sheet, row, 5, f"=MAX(C{row}-D{row},0)", size=TABLE_SIZE)
    figure(sheet, row, 6, f'=IF(C{row}=0,"",D{row}/C{row}*100)', RATIO, size=TABLE_SIZE)
    bar = DataBarRule(start_type="num", start_value=0, end_type="num", end_value=100, color="9DC3E6")
    sheet.conditional_formatting.add(f"F{row}", bar)
    rows.mark("{%tr endfor %}")
    for first, to, text, formula, number_format in (
        (1, 2, "Chỉ tiêu", f"=SUM(C{row}:C{row})", COUNT),
        (3, 4, "Đã làm", f"=SUM(D{row}:D{row})", COUNT),
        (5, 6, "Tỷ lệ (%)", f'=IF(A{figures}=0,"",C{figures}/A{figures}*100)', RATIO),
    ):
        heading(sheet, labels, first, text, to=to, size=TABLE_SIZE)
        put(
            sheet, figures, first, formula, to=to, size=TITLE_SIZE, bold=True, align="center", box=True,
            number_format=number_format,
        )  # fmt: skip
    chart = BarChart()
    chart.type, chart.title, chart.height, chart.width = "bar", "Chỉ tiêu và kết quả", 9, 16
    chart.add_data(Reference(sheet, min_col=3, max_col=4, min_row=row, max_row=row), titles_from_data=False)
    for series, name in zip(chart.series, ("Chỉ tiêu", "Đã làm"), strict=True):
        series.tx = SeriesLabel(v=name)
    chart.set_categories(Reference(sheet, min_col=2, min_row=row, max_row=row))
    chart.x_axis.delete = chart.y_axis.delete = False
    rows.next(9)
    chart_row = rows.next(262)
    sheet.add_chart(chart, f"A{chart_row}")
    signed(rows, 2, last, "recipients")
    sheet.print_area = f"A1:F{rows.row}"
    return book
