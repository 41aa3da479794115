"""A workbook as an office keeps it: a logo, a table still to be filled, a chart of it and a text box beside it.

The demo fills it, to show that all of these stay. The figures are those of the campaign's published table.
"""

import io
import struct
import zlib
from math import hypot

import xlsxwriter

from xl_addin.campaign.making.published import published_table
from xl_addin.spec.model import ColumnSpec, Spec, TableSpec

# Where an office's sheet would have them: not where our own books do.
_TITLE_ROW, _HEADING_ROW, _NUMBER_ROW, _FIRST_COLUMN = 4, 6, 7, 1
_RED, _GOLD, _WHITE = b"\xda\x25\x1d", b"\xff\xcd\x00", b"\xff\xff\xff"


def office_workbook(spec: Spec, table: TableSpec) -> bytes:
    """The .xlsx of a published table with its inputs only: formula columns, quotas and totals are still empty.

    Made by another program than ours (XlsxWriter), on a sheet named as an office might. Problem where the campaign
    ships no published figures.
    """
    figures = published_table(spec, table)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Giao chỉ tiêu")
        font = {"font_name": "Times New Roman", "font_size": 11}
        bold = book.add_format({**font, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True})
        box = {**font, "border": 1}
        heading = book.add_format({**box, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True})
        figure = {**box, "num_format": "#,##0"}
        cells = {
            "index": book.add_format({**box, "align": "center"}),
            "unit": book.add_format(box),
            "number": book.add_format(figure),
        }
        total = book.add_format({**figure, "bold": True})
        last_column = _FIRST_COLUMN + len(table.columns) - 1
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_column(_FIRST_COLUMN, last_column, 12)
        sheet.insert_image(0, 0, "logo.png", {"image_data": io.BytesIO(_logo()), "description": "Biểu trưng"})
        sheet.merge_range(0, _FIRST_COLUMN, 1, _FIRST_COLUMN + 4, spec.document.issuer, bold)
        sheet.merge_range(_TITLE_ROW, _FIRST_COLUMN, _TITLE_ROW, last_column, spec.fill_in(spec.title[0]), bold)
        sheet.set_row(_HEADING_ROW, 90)
        for position, column in enumerate(table.columns, _FIRST_COLUMN):
            sheet.write(_HEADING_ROW, position, spec.fill_in(column.heading), heading)
            sheet.write_string(_NUMBER_ROW, position, spec.fill_in(column.number), heading)
            for row, unit in enumerate(figures.units, _NUMBER_ROW + 1):
                sheet.write(row, position, unit.get(column.label) if _is_input(column) else None, cells[column.role])
            sheet.write(_NUMBER_ROW + 1 + len(figures.units), position, None, total)
        total_row = _NUMBER_ROW + 1 + len(figures.units)
        sheet.write(total_row, _FIRST_COLUMN + 1, "Tổng cộng", total)
        _add_chart(book, sheet, spec, table, total_row)
        text = "Các đơn vị báo cáo kết quả trước 16 giờ hằng ngày."
        sheet.insert_textbox(total_row + 2, last_column - 3, text, {"width": 300, "height": 80})
    return stream.getvalue()


def _is_input(column: ColumnSpec) -> bool:
    return column.apportion is None and column.formula is None and "=" not in column.number


def _add_chart(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, spec: Spec, table: TableSpec, total_row: int
) -> None:
    """The quotas as columns, by unit."""
    quota = next(index for index, column in enumerate(table.columns, _FIRST_COLUMN) if column.apportion)
    unit = next(index for index, column in enumerate(table.columns, _FIRST_COLUMN) if column.role == "unit")
    first, last = _NUMBER_ROW + 1, total_row - 1
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": [sheet.name, _HEADING_ROW, quota],
            "categories": [sheet.name, first, unit, last, unit],
            "values": [sheet.name, first, quota, last, quota],
        }
    )
    chart.set_title({"name": spec.fill_in(table.columns[quota - _FIRST_COLUMN].heading)})
    chart.set_legend({"none": True})
    sheet.insert_chart(total_row + 2, _FIRST_COLUMN, chart, {"x_scale": 1.4})


def _logo(size: int = 48) -> bytes:
    """A picture for the letterhead: a gold disc on red, as PNG."""
    centre = (size - 1) / 2

    def pixel(x: int, y: int) -> bytes:
        distance = hypot(x - centre, y - centre)
        return _GOLD if distance < size / 4 else _RED if distance < size / 2 else _WHITE

    rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(size)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    )
