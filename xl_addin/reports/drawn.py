"""A table as the reader sees it: rows of displayed cells, merged headers, the findings on each cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from xl_addin.formula.cells import Area, address, column_letters
from xl_addin.language import Language
from xl_addin.table.model import NumberedTable
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.workbook.model.book import Book, Sheet, Value
from xl_addin.workbook.model.formats import display_text

# Excel's own width where a sheet states none, in characters.
USUAL_WIDTH = 8.43

RowKind = Literal["header", "number", "body", "subtotal", "total"]


@dataclass(frozen=True)
class DrawnCell:
    """One cell: its text, how many rows and columns it spans, whether it is a number, what was found."""

    address: str
    text: str
    rows: int
    columns: int
    numeric: bool
    formula: str | None
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class DrawnRow:
    """One row of the sheet."""

    row: int
    kind: RowKind
    hidden: bool
    cells: tuple[DrawnCell, ...]


@dataclass(frozen=True)
class DrawnTable:
    """A table with its column letters, their shares of the width, title, and rows from header to total."""

    table: NumberedTable
    letters: tuple[str, ...]
    widths: tuple[float, ...]
    title: tuple[str, ...]
    rows: tuple[DrawnRow, ...]


def draw(table: NumberedTable, book: Book, diagnostics: Sequence[Diagnostic], language: Language) -> DrawnTable:
    """Draw a table of the recalculated book with the findings of its sheet."""
    sheet = book[table.sheet]
    area = table.area
    found: dict[tuple[int, int], list[Diagnostic]] = defaultdict(list)
    for one in diagnostics:
        if one.sheet == table.sheet and one.row and one.column:
            found[one.row, one.column].append(one)
    spans = _spans(sheet.merges, area)
    columns = range(area.first_column, area.last_column + 1)
    rows = []
    for row in range(area.first_row, area.last_row + 1):
        cells = []
        for column in columns:
            span = spans.get((row, column), (1, 1))
            if span is None:
                continue
            value = sheet.value(row, column)
            cells.append(
                DrawnCell(
                    address(row, column),
                    display_text(value, sheet.number_format(row, column), language, book),
                    *span,
                    numeric=_is_numeric(value),
                    formula=sheet.formula(row, column),
                    findings=tuple(found[row, column]),
                )
            )
        rows.append(DrawnRow(row, _kind(table, row), row in sheet.hidden_rows, tuple(cells)))
    widths = [sheet.column_widths.get(column, USUAL_WIDTH) for column in columns]
    return DrawnTable(
        table,
        letters=tuple(map(column_letters, columns)),
        widths=tuple(round(100 * width / sum(widths), 2) for width in widths),
        title=_title_lines(table, sheet),
        rows=tuple(rows),
    )


def _title_lines(table: NumberedTable, sheet: Sheet) -> tuple[str, ...]:
    """The lines above the header that are part of the table's title."""
    title = " ".join(table.title.split())
    lines = []
    for row in range(1, table.area.first_row):
        for column in sorted(sheet.columns):
            value = sheet.value(row, column)
            line = " ".join(value.split()) if isinstance(value, str) else ""
            if line and line in title:
                lines.append(line)
    return tuple(lines) or ((title,) if title else ())


def _spans(merges: Sequence[Area], area: Area) -> Mapping[tuple[int, int], tuple[int, int] | None]:
    """The size of a merged area at its first cell, None at those it covers."""
    spans: dict[tuple[int, int], tuple[int, int] | None] = {}
    for merge in merges:
        if (merge.first_row, merge.first_column) not in area:
            continue
        last_row, last_column = min(merge.last_row, area.last_row), min(merge.last_column, area.last_column)
        for row in range(merge.first_row, last_row + 1):
            for column in range(merge.first_column, last_column + 1):
                spans[row, column] = None
        spans[merge.first_row, merge.first_column] = (
            last_row - merge.first_row + 1,
            last_column - merge.first_column + 1,
        )
    return spans


def _kind(table: NumberedTable, row: int) -> RowKind:
    if row == table.number_row:
        return "number"
    if row < table.number_row:
        return "header"
    if row == table.total_row:
        return "total"
    return "subtotal" if row in {subtotal for subtotal, _ in table.subtotal_rows} else "body"


def _is_numeric(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
