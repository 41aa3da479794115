"""The sheet `Điều chỉnh chỉ tiêu`: which quotas were changed, from which day, by how much and why; numbers only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.workbook import Workbook

from xl_addin.campaign.making import styles
from xl_addin.campaign.quota_changes import changes_of
from xl_addin.case.kept.quota_changes import HEADINGS, SHEET
from xl_addin.formula.cells import quoted_sheet
from xl_addin.spec.model import ColumnSpec, Spec, TableSpec

_TITLE = "ĐIỀU CHỈNH CHỈ TIÊU"
_NOTE = (
    "Mỗi lần thay đổi một dòng: chỉ ghi số lượng (giảm ghi số âm) và lý do, không ghi họ tên công dân. "
    "Ghi tiếp vào các dòng trống bên dưới thì bảng chỉ tiêu tự tính lại."
)
_WIDTHS = (6, 13, 24, 34, 11, 40)
_ALIGNMENTS = (styles.CENTRED, styles.CENTRED, styles.LEFT, styles.LEFT, styles.RIGHT, styles.LEFT)
_HEADING_ROW = 4
_SPARE_ROWS = 20
"""Rows left to go on with."""


@dataclass(frozen=True)
class ChangesKept:
    """The rows of the sheet in which changes stand or may be added."""

    last_row: int

    def lowered(self, unit: str, indicator: str) -> str:
        """By how much the changes of a unit, whose name stands in a cell, lower an indicator: a formula."""
        units, indicators, changes = (self._column(letter) for letter in "CDE")
        name = indicator.replace('"', '""')
        return f'=0-SUMIFS({changes},{units},{unit},{indicators},"{name}")'

    def _column(self, letter: str) -> str:
        return f"{quoted_sheet(SHEET)}!${letter}${_HEADING_ROW + 1}:${letter}${self.last_row}"


def indicator_name(spec: Spec, table: TableSpec, column: ColumnSpec) -> str:
    """What the sheet calls the indicator that a column's changes lower: the heading of the column lowered."""
    return spec.fill_in(next(one for one in table.columns if one.key == column.lowers).heading)


def add_changes_sheet(book: Workbook, spec: Spec, units: Mapping[str, Sequence[str]]) -> ChangesKept:
    """Write the sheet, with room for more, where a column of the spec is lowered; `units` are those of each table."""
    lines = [
        (one.since, one.unit, indicator_name(spec, table, table.column(one.column)), one.change, one.reason)
        for table in spec.tables
        for one in changes_of(spec, table, units[table.key])
    ]
    kept = ChangesKept(_HEADING_ROW + len(lines) + _SPARE_ROWS)
    if not any(column.lowers for table in spec.tables for column in table.columns):
        return kept
    sheet = book.create_sheet(SHEET)
    styles.write(sheet["A1"], _TITLE)
    sheet["A1"].font = styles.font(13, bold=True)
    styles.write(sheet["A2"], _NOTE)
    sheet["A2"].font, sheet["A2"].alignment = styles.font(italic=True), styles.LEFT
    sheet.merge_cells(None, 2, 1, 2, len(HEADINGS))
    sheet.row_dimensions[2].height = 32
    for position, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True), start=1):
        cell = sheet.cell(_HEADING_ROW, position)
        styles.write(cell, heading)
        styles.dress(cell, bold=True, alignment=styles.CENTRED)
        cell.fill = styles.HEADER_FILL
        sheet.column_dimensions[cell.column_letter].width = width
    for index in range(kept.last_row - _HEADING_ROW):
        told = (index + 1, *lines[index]) if index < len(lines) else (None,) * len(HEADINGS)
        for position, (value, alignment) in enumerate(zip(told, _ALIGNMENTS, strict=True), start=1):
            cell = sheet.cell(_HEADING_ROW + 1 + index, position)
            styles.write(cell, value)
            styles.dress(cell, alignment=alignment)
            if position == HEADINGS.index("Từ ngày") + 1:
                cell.number_format = styles.DATE_FORMAT
            elif position == HEADINGS.index("Thay đổi") + 1:
                cell.number_format = "#,##0"
    styles.set_up_page(sheet, landscape=True, repeat_rows=f"{_HEADING_ROW}:{_HEADING_ROW}")
    return kept
