"""The sheet `Cách chia`: how every apportioned figure came about, and the inputs it was made from.

The live checks under a table compare the inputs of today with the ones kept here: they are not 0 as soon as an
input changes, until the office apportions again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from openpyxl.styles import Alignment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.campaign.making import styles
from xl_addin.formula.cells import quoted_sheet
from xl_addin.language import number
from xl_addin.quota.apportion import Apportionment
from xl_addin.spec.model import ColumnSpec, TableSpec

SHEET = "Cách chia"
_HEADINGS = ("STT", "Đơn vị", "Căn cứ chia", "Giới hạn trên", "Phần chính xác", "Phần nguyên", "Cộng thêm", "Được giao")
_BASIS, _LIMIT = "C", "D"


@dataclass(frozen=True)
class Shares:
    """One apportioned column: what was shared, by what, within what, and the outcome."""

    table: TableSpec
    column: ColumnSpec
    heading: str
    units: Sequence[str]
    basis: Sequence[Fraction]
    limits: Sequence[Fraction]
    outcome: Apportionment


@dataclass(frozen=True)
class KeptInputs:
    """Where the inputs of one apportionment are kept, as formulas name the cells."""

    basis: str
    limits: str


def add_trace_sheet(book: Workbook, shares: Sequence[Shares]) -> Mapping[tuple[str, str], KeptInputs]:
    """Write one block per apportioned column; the result is keyed by table key and column number."""
    sheet = book.create_sheet(SHEET)
    sheet["A1"].value, sheet["A1"].font = "CÁCH CHIA CHỈ TIÊU", styles.font(13, bold=True)
    kept: dict[tuple[str, str], KeptInputs] = {}
    row = 3
    for share in shares:
        first, last = _write_block(sheet, row, share)
        kept[share.table.key, share.column.label] = KeptInputs(_kept(_BASIS, first, last), _kept(_LIMIT, first, last))
        row = last + 2
    widths = {"A": 6, "B": 24, "C": 13, "D": 13, "E": 17, "F": 13, "G": 11, "H": 13}
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    styles.set_up_page(sheet, landscape=False)
    return kept


def _kept(letter: str, first: int, last: int) -> str:
    return f"{quoted_sheet(SHEET)}!${letter}${first}:${letter}${last}"


def _write_block(sheet: Worksheet, row: int, share: Shares) -> tuple[int, int]:
    """Write a block from this row; the first and last unit's row."""
    title = f"{share.table.sheet}, cột {share.column.label} – {share.heading}"
    styles.write(sheet.cell(row, 1), title)
    sheet.cell(row, 1).font = styles.font(12, bold=True)
    assert share.column.apportion is not None
    rule = share.outcome.trace(share.units)[0].vi
    total = number(share.outcome.total, "vi")
    line = f"Chia {total} theo cột {share.column.apportion.by}, không vượt cột {share.column.apportion.upper}; {rule}."
    sheet.cell(row + 1, 1).value, sheet.cell(row + 1, 1).font = line, styles.font(italic=True)
    for column, heading in enumerate(_HEADINGS, start=1):
        cell = sheet.cell(row + 2, column)
        styles.write(cell, heading)
        styles.dress(cell, bold=True, alignment=styles.CENTRED)
        cell.fill = styles.HEADER_FILL
    first = row + 3
    rows = zip(share.units, share.basis, share.limits, share.outcome.steps, strict=True)
    for index, (unit, basis, limit, step) in enumerate(rows):
        figures = (_plain(basis), _plain(limit), float(step.share), step.floor, step.extra, step.part)
        for column, value in enumerate((index + 1, unit, *figures), start=1):
            cell = sheet.cell(first + index, column)
            styles.write(cell, value)
            styles.dress(cell, bold=bool(step.extra) and column >= 5, alignment=_alignment(column))
            cell.number_format = "#,##0.00000" if column == 5 else styles.COUNT_FORMAT if column > 2 else "General"
    return first, first + len(share.units) - 1


def _alignment(column: int) -> Alignment:
    return {1: styles.CENTRED, 2: styles.LEFT}.get(column, styles.RIGHT)


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
