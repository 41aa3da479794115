"""Where everything stands on a sheet of a campaign, and its frame: letterhead, titles, headers, number row."""

from dataclasses import dataclass
from functools import cached_property

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.campaign.making import styles
from xl_addin.formula.cells import address, quoted_sheet
from xl_addin.language import short_date
from xl_addin.spec.model import Spec, TableSpec

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
ISSUER_ROW, MOTTO_ROW, TITLE_ROW, ANNEX_ROW, PHASE_ROW = 1, 2, 3, 4, 5
GROUP_ROW, HEADING_ROW, NUMBER_ROW, FIRST_BODY_ROW = 6, 7, 8, 9


@dataclass(frozen=True)
class TableLayout:
    """The rows and columns one table takes; the table starts in column A."""

    table: TableSpec
    units: int

    @property
    def last_body_row(self) -> int:
        """The last unit's row."""
        return FIRST_BODY_ROW + self.units - 1

    @property
    def total_row(self) -> int:
        """The row under the last unit, where the total stands if the table has one."""
        return self.last_body_row + 1

    @property
    def last_row(self) -> int:
        """The last row of the table."""
        return self.total_row if self.table.has_total_row else self.last_body_row

    @property
    def body_rows(self) -> range:
        """The units' rows."""
        return range(FIRST_BODY_ROW, self.total_row)

    def position(self, label: str) -> int:
        """The sheet column of a column number."""
        return self._positions[label]

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {column.label: position for position, column in enumerate(self.table.columns, start=1)}

    def cell(self, row: int, label: str, *, absolute: bool = False, from_sheet: str | None = None) -> str:
        """The address of a row under a column number, with the sheet's name where read from another sheet."""
        text = address(row, self.position(label))
        if absolute:
            letters = text.rstrip("0123456789")
            text = f"${letters}${row}"
        elsewhere = from_sheet is not None and from_sheet != self.table.sheet
        return f"{quoted_sheet(self.table.sheet)}!{text}" if elsewhere else text

    def body(self, label: str, *, absolute: bool = False, from_sheet: str | None = None) -> str:
        """The units' cells under a column number: `D9:D19`, with the sheet's name where read from another sheet."""
        first = self.cell(FIRST_BODY_ROW, label, absolute=absolute, from_sheet=from_sheet)
        return f"{first}:{self.cell(self.last_body_row, label, absolute=absolute)}"


def draw_frame(sheet: Worksheet, spec: Spec, layout: TableLayout) -> None:
    """Letterhead, titles, merged headers and the column-number row, with widths and print set-up."""
    width = len(layout.table.columns)
    half = max(2, width // 2 - 1)
    document = spec.document
    _merged(sheet, ISSUER_ROW, 1, half, document.issuer, bold=True)
    _merged(sheet, MOTTO_ROW, 1, half, f"Số: {document.number}")
    _merged(sheet, ISSUER_ROW, half + 1, width, MOTTO[0], bold=True)
    _merged(sheet, MOTTO_ROW, half + 1, width, MOTTO[1], bold=True)
    _merged(sheet, TITLE_ROW, 1, width, "\n".join(map(spec.fill_in, spec.title)), bold=True, size=13)
    annex = f"(Kèm theo {document.kind} số {document.number} ngày {short_date(document.day)}"
    _merged(sheet, ANNEX_ROW, 1, width, f"{annex} của {document.issuer_in_text})", italic=True, size=12)
    _merged(sheet, PHASE_ROW, 1, width, "\n".join(map(spec.fill_in, layout.table.title)), bold=True, size=12)
    for row, height in {ISSUER_ROW: 20, MOTTO_ROW: 20, TITLE_ROW: 40, ANNEX_ROW: 22, PHASE_ROW: 26}.items():
        sheet.row_dimensions[row].height = height
    _draw_headings(sheet, spec, layout)
    sheet.freeze_panes = address(FIRST_BODY_ROW, layout.position(layout.table.unit_column.label) + 1)
    styles.set_up_page(sheet, landscape=width > 6, repeat_rows=f"{GROUP_ROW}:{NUMBER_ROW}")


def _draw_headings(sheet: Worksheet, spec: Spec, layout: TableLayout) -> None:
    columns = layout.table.columns
    for first, last, group in styles.runs([column.group for column in columns]):
        for index in range(first, last + 1):
            column, position = columns[index], index + 1
            heading = spec.fill_in(column.heading)
            styles.write(sheet.cell(GROUP_ROW if group is None else HEADING_ROW, position), heading)
            styles.write(sheet.cell(NUMBER_ROW, position), _number(spec.fill_in(column.number)))
            sheet.column_dimensions[address(1, position)[:-1]].width = column.width
            if group is None:
                sheet.merge_cells(None, GROUP_ROW, position, HEADING_ROW, position)
        if group is not None:
            styles.write(sheet.cell(GROUP_ROW, first + 1), spec.fill_in(group))
            sheet.merge_cells(None, GROUP_ROW, first + 1, GROUP_ROW, last + 1)
    for row in (GROUP_ROW, HEADING_ROW, NUMBER_ROW):
        for position in range(1, len(columns) + 1):
            cell = sheet.cell(row, position)
            cell.font = styles.font(10, bold=row != NUMBER_ROW, italic=row == NUMBER_ROW)
            cell.alignment, cell.border = styles.CENTRED, styles.GRID
            cell.fill = styles.NUMBER_ROW_FILL if row == NUMBER_ROW else styles.HEADER_FILL
    grouped = any(column.group for column in columns)
    lines = {GROUP_ROW: 3 if grouped else 2, HEADING_ROW: 5 if grouped else 4}
    for row, count in lines.items():
        sheet.row_dimensions[row].height = 14 * count


def _number(text: str) -> int | str:
    return int(text) if text.isdigit() else text


def _merged(
    sheet: Worksheet,
    row: int,
    first: int,
    last: int,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 12,
) -> None:
    cell = sheet.cell(row, first)
    styles.write(cell, text)
    cell.font = styles.font(size, bold=bold, italic=italic)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if last > first:
        sheet.merge_cells(None, row, first, row, last)
