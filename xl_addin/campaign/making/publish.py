"""The published workbook: a campaign's tables as values only, in the layout of the plan's annex (reconstructed)."""

import io

from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.campaign.making import styles
from xl_addin.campaign.making.layout import TableLayout, draw_frame
from xl_addin.campaign.making.published import UnitFigures, is_published, published_table
from xl_addin.spec.model import Spec


def published_workbook(spec: Spec) -> bytes:
    """The .xlsx of the campaign's published tables exactly as they were: no formulas, every figure with its mistakes.

    Problem where none was published.
    """
    book = styles.new_workbook()
    tables = [table for table in spec.tables if is_published(spec, table)]
    for table in tables or spec.tables[:1]:
        figures = published_table(spec, table)
        layout = TableLayout(table, len(figures.units))
        sheet = book.create_sheet(table.sheet)
        draw_frame(sheet, spec, layout)
        for row, unit in zip(layout.body_rows, figures.units, strict=True):
            _write_row(sheet, row, layout, unit, bold=False)
        if table.has_total_row:
            _write_row(sheet, layout.total_row, layout, figures.total, bold=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_row(sheet: Worksheet, row: int, layout: TableLayout, figures: UnitFigures, *, bold: bool) -> None:
    for position, column in enumerate(layout.table.columns, start=1):
        cell = sheet.cell(row, position)
        sheet.row_dimensions[row].height = styles.BODY_ROW_HEIGHT
        styles.write(cell, figures.get(column.label))
        styles.dress(cell, bold=bold, alignment=styles.ALIGNMENTS[column.role])
        if column.role == "number":
            cell.number_format = column.number_format or styles.COUNT_FORMAT
        elif column.role == "date":
            cell.number_format = styles.DATE_FORMAT
