"""The values of a book while it is being calculated, and which of its calculated cells still wait for theirs."""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from xl_addin.engine.reasons import CONSTRUCT, HIDDEN_ROWS, carried, reason
from xl_addin.engine.references import Range
from xl_addin.engine.scalars import Array, Blocked, Scalar, to_scalar
from xl_addin.workbook.book import Book, Unsupported, Value
from xl_addin.workbook.cells import CellRef


class Place(NamedTuple):
    """A cell, its sheet by position in the book."""

    sheet: int
    row: int
    column: int


_AREAS_KEPT = 64
_MOST_CELLS = 4_000_000


class Grid:
    """Reads cells and ranges. A calculated cell has the value put there by `put`, never the file's."""

    def __init__(self, book: Book, calculated: Iterable[Place]) -> None:
        self._sheets = book.sheets
        self._rows: dict[tuple[int, int], list[int]] = {}
        for place in sorted(calculated):
            self._rows.setdefault((place.sheet, place.column), []).append(place.row)
        self._waiting = {where: set(rows) for where, rows in self._rows.items()}
        self._columns: list[dict[int, dict[int, Scalar | Unsupported]]] = [
            {
                column: {
                    row: value if isinstance(value, Unsupported) else to_scalar(value)
                    for row, value in cells.values.items()
                    if row not in self._waiting.get((index, column), ())
                }
                for column, cells in sheet.columns.items()
            }
            for index, sheet in enumerate(book.sheets)
        ]
        used = [area for area in (sheet.used_area() for sheet in book.sheets) if area]
        # One bound for all sheets, so that whole columns of two of them stay of one size.
        self._last_row = max((area.last_row for area in used), default=1)
        self._last_column = max((area.last_column for area in used), default=1)
        self._arrays: OrderedDict[Range, Array] = OrderedDict()

    def name(self, place: Place) -> str:
        """The cell as people write it: `Sheet!D9`."""
        return str(CellRef(self._sheets[place.sheet].name, place.row, place.column))

    def put(self, place: Place, value: Value) -> None:
        """Give a calculated cell its value; from now on it no longer waits."""
        waiting = self._waiting[place.sheet, place.column]
        waiting.discard(place.row)
        if not waiting:
            del self._waiting[place.sheet, place.column]
        column = self._columns[place.sheet].setdefault(place.column, {})
        column[place.row] = value if isinstance(value, Unsupported) else to_scalar(value)

    def waiting_in(self, area: Range) -> Iterator[Place]:
        """The calculated cells of an area without a value yet, asked for one by one: some may get theirs in between."""
        if not self._waiting:
            return
        for column in range(area.first_column, min(area.last_column, self._last_column) + 1):
            where = (area.sheet, column)
            waiting = self._waiting.get(where)
            if not waiting:
                continue
            if area.first_row == area.last_row:
                if area.first_row in waiting:
                    yield Place(area.sheet, area.first_row, column)
                continue
            rows = self._rows[where]
            for index in range(bisect_left(rows, area.first_row), len(rows)):
                row = rows[index]
                if row > area.last_row or not waiting:
                    break
                if row in waiting:
                    yield Place(area.sheet, row, column)

    def cell(self, sheet: int, row: int, column: int) -> Scalar:
        """The value of a cell. Blocked, naming the cell, where it has none that could be vouched for."""
        value = self._columns[sheet].get(column, _NO_CELLS).get(row)
        if type(value) is Unsupported:
            raise Blocked(carried(self.name(Place(sheet, row, column)), value.reason))
        return value  # type: ignore[return-value]

    def area(self, area: Range) -> Array:
        """The values of an area; what lies below or right of everything filled in the book is only counted."""
        known = self._arrays.get(area)
        if known is not None:
            self._arrays.move_to_end(area)
            return known
        _, first_row, first_column, last_row, last_column = area
        rows, columns = self._within_book(area)
        cells = self._read(area.sheet, rows, columns)
        size = (last_row - first_row + 1) * (last_column - first_column + 1)
        array = Array(cells, len(columns), beyond=size - len(cells))
        self._arrays[area] = array
        if len(self._arrays) > _AREAS_KEPT:
            self._arrays.popitem(last=False)
        return array

    def subtotal_area(self, area: Range, *, without_hidden: bool) -> Array:
        """The cells that SUBTOTAL takes: no other subtotals, and on request no rows hidden by hand.

        A row hidden by a filter never counts; the file does not say which rows the filter hid, so that hidden rows
        block the subtotals for which it matters.
        """
        sheet = self._sheets[area.sheet]
        rows, columns = self._within_book(area)
        if not without_hidden and any(row in sheet.hidden_rows for row in rows):
            raise Blocked(HIDDEN_ROWS)
        return Array(
            tuple(
                self.cell(area.sheet, row, column)
                for row in rows
                if row not in sheet.hidden_rows
                for column in columns
                if "SUBTOTAL(" not in (sheet.formula(row, column) or "").upper()
            ),
            1,
        )

    def _within_book(self, area: Range) -> tuple[range, range]:
        """The rows and columns of an area down to the last filled ones of the book, at least one of each."""
        _, first_row, first_column, last_row, last_column = area
        rows = range(first_row, min(last_row, max(self._last_row, first_row)) + 1)
        columns = range(first_column, min(last_column, max(self._last_column, first_column)) + 1)
        if len(rows) * len(columns) > _MOST_CELLS:
            raise Blocked(reason(CONSTRUCT, "range of millions of cells"))
        return rows, columns

    def _read(self, sheet: int, rows: range, columns: range) -> tuple[Scalar, ...]:
        across = [self._columns[sheet].get(column, _NO_CELLS) for column in columns]
        found = [cells.get(row) for row in rows for cells in across]
        for index, value in enumerate(found):
            if type(value) is Unsupported:
                down, right = divmod(index, len(columns))
                raise Blocked(carried(self.name(Place(sheet, rows[down], columns[right])), value.reason))
        return tuple(found)  # type: ignore[arg-type]


Typed = Mapping[int, Scalar | Unsupported]
_NO_CELLS: Typed = {}
