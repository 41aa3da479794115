"""The sheet `Cách chia`: how every apportioned figure came about, and the inputs it was made from.

The live checks under a table compare the inputs of today with the ones kept here: they are not 0 as soon as an
input changes, until the office apportions again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.campaign.making import styles
from xl_addin.campaign.sharing.parts import SharedColumn
from xl_addin.case.kept.shares import BASIS, EXTRA, HEADINGS, LIMIT, PART, SHARE, SHEET, line, title, unit_row
from xl_addin.formula.cells import Area, column_letters, quoted_sheet
from xl_addin.language import Text
from xl_addin.spec.model import ColumnSpec, TableSpec

_FIRST_COLUMN = 1


@dataclass(frozen=True)
class Shares:
    """One apportioned column: what was shared, by what, within what, and the outcome."""

    table: TableSpec
    column: ColumnSpec
    heading: str
    units: Sequence[str]
    how: Text
    outcome: SharedColumn


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
        kept[share.table.key, share.column.label] = KeptInputs(_kept(BASIS, first, last), _kept(LIMIT, first, last))
        row = last + 2
    widths = {"A": 6, "B": 24, "C": 13, "D": 13, "E": 17, "F": 13, "G": 11, "H": 13}
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    styles.set_up_page(sheet, landscape=False)
    return kept


def _kept(part: int, first: int, last: int) -> str:
    letter = column_letters(_FIRST_COLUMN + part)
    return f"{quoted_sheet(SHEET)}!${letter}${first}:${letter}${last}"


def _write_block(sheet: Worksheet, row: int, share: Shares) -> tuple[int, int]:
    """Write a block from this row; the first and last unit's row."""
    styles.write(sheet.cell(row, 1), title(share.table.sheet, share.column.label, share.heading))
    sheet.cell(row, 1).font = styles.font(12, bold=True)
    shared = share.outcome
    sheet.cell(row + 1, 1).value, sheet.cell(row + 1, 1).font = (
        line(shared.outcome, share.how),
        styles.font(italic=True),
    )
    for column, heading in enumerate(HEADINGS, start=1):
        cell = sheet.cell(row + 2, column)
        styles.write(cell, heading)
        styles.dress(cell, bold=True, alignment=styles.CENTRED)
        cell.fill = styles.HEADER_FILL
    first = row + 3
    limits = shared.limits or (None,) * len(shared.basis)
    rows = zip(share.units, shared.basis, limits, shared.outcome.steps, strict=True)
    looks = [_look(sheet, first, column) for column in range(_FIRST_COLUMN, _FIRST_COLUMN + len(HEADINGS))]
    for index, (unit, basis, limit, step) in enumerate(rows):
        for column, value in enumerate(unit_row(index, unit, basis, limit, step), start=_FIRST_COLUMN):
            cell = sheet.cell(first + index, column)
            styles.dress_as(cell, looks[column - _FIRST_COLUMN])
            styles.write(cell, value)
    last = first + len(share.units) - 1
    figures = Area(first, _FIRST_COLUMN + SHARE, last, _FIRST_COLUMN + PART)
    styles.embolden_where(sheet, str(figures), f"${column_letters(_FIRST_COLUMN + EXTRA)}{first}<>0")
    return first, last


def _look(sheet: Worksheet, row: int, column: int) -> StyleArray:
    """How the first cell under a heading looks, as do all below it."""
    cell = sheet.cell(row, column)
    styles.dress(cell, alignment=_alignment(column))
    cell.number_format = "#,##0.00000" if column == 5 else styles.COUNT_FORMAT if column > 2 else "General"
    return styles.look_of(cell)


def _alignment(column: int) -> Alignment:
    return {1: styles.CENTRED, 2: styles.LEFT}.get(column, styles.RIGHT)
