"""The values of a book while it is being calculated."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from types import NoneType
from typing import NamedTuple

from xl_addin.engine.values.lines import Cell, Lane, Line
from xl_addin.engine.values.ranges import Range
from xl_addin.engine.values.reasons import CONSTRUCT, HIDDEN_ROWS, carried, reason
from xl_addin.engine.values.scalars import Array, Blocked, Scalar
from xl_addin.engine.values.waiting import Span
from xl_addin.formula.cells import CellRef
from xl_addin.package.limits import current_limits
from xl_addin.workbook.model.book import Book, Unsupported
from xl_addin.workbook.model.runs import stretches_of


class Place(NamedTuple):
    """A cell, its sheet by position in the book."""

    sheet: int
    row: int
    column: int


_AREAS_KEPT = 64


class Grid:
    """Reads cells and ranges. A calculated cell has the value put there, never the file's."""

    def __init__(self, book: Book, calculated: Iterable[Span]) -> None:
        self._sheets = book.sheets
        runs: list[dict[int, list[tuple[int, int]]]] = [{} for _ in book.sheets]
        for span in calculated:
            runs[span.sheet].setdefault(span.column, []).append((span.first, span.last))
        self._lines: list[dict[int, Line]] = [
            {
                column: Line(
                    stretches_of(sheet.columns[column].values) if column in sheet.columns else (),
                    calculated_here.get(column, ()),
                )
                for column in sheet.columns.keys() | calculated_here.keys()
            }
            for sheet, calculated_here in zip(book.sheets, runs, strict=True)
        ]
        # One bound for all sheets, so that whole columns of two of them stay of one size.
        filled = [(column, line.last) for lines in self._lines for column, line in lines.items() if line.last]
        self._last_row = max((last for _, last in filled), default=1)
        self._last_column = max((column for column, _ in filled), default=1)
        self._most_cells = current_limits().range_cells
        self._arrays: OrderedDict[Range, Array] = OrderedDict()
        # What functions keep of areas they have read; forgotten when cells change.
        self.memory: dict[object, object] = {}

    def name(self, place: Place) -> str:
        """The cell as people write it: `Sheet!D9`."""
        return str(CellRef(self._sheets[place.sheet].name, place.row, place.column))

    def holds(self, place: Place) -> bool:
        """Whether a cell lies within what was filled when the grid was made."""
        line = self._lines[place.sheet].get(place.column)
        return line is not None and line.first <= place.row <= line.last

    def put(self, place: Place, value: Cell) -> None:
        """Give a cell its value."""
        self._lines[place.sheet][place.column].put(place.row, value)

    def put_lane(self, first: Place, lane: Lane) -> None:
        """Give the cells from here down their values."""
        self._lines[first.sheet][first.column].put_lane(first.row, lane)

    def part(self, first: Place, last: int) -> list[Cell]:
        """The values of a cell and those below it."""
        line = self._lines[first.sheet].get(first.column)
        return line.part(first.row, last) if line else [None] * (last - first.row + 1)

    def lane(self, sheet: int, column: int, first: int, last: int) -> Lane:
        """The values of consecutive rows of a column; Unsupported, naming the cell, where there is none."""
        line = self._lines[sheet].get(column)
        if line is None:
            return Lane([None] * (last - first + 1), frozenset({NoneType}))
        lane = line.lane(first, last)
        if Unsupported in lane.kinds:
            cells = [
                self._unavailable(sheet, row, column, value) if isinstance(value, Unsupported) else value
                for row, value in enumerate(lane.cells, first)
            ]
            return Lane(cells, lane.kinds)
        return lane

    def changed(self) -> None:
        """Some cells got new values: what was read before is read again."""
        self._arrays.clear()
        self.memory.clear()

    def reaches(self, area: Range) -> bool:
        """Whether an area lies within what is filled in the book."""
        return area.last_row <= self._last_row and area.last_column <= self._last_column

    def cell(self, sheet: int, row: int, column: int) -> Scalar:
        """The value of a cell. Blocked, naming the cell, where it has none that could be vouched for."""
        line = self._lines[sheet].get(column)
        value = line.get(row) if line else None
        if type(value) is Unsupported:
            raise Blocked(self._unavailable(sheet, row, column, value).reason)
        return value  # type: ignore[return-value]

    def _unavailable(self, sheet: int, row: int, column: int, value: Unsupported) -> Unsupported:
        return Unsupported(carried(self.name(Place(sheet, row, column)), value.reason))

    def has_formula(self, sheet: int, row: int, column: int) -> bool:
        """Whether a formula stands in a cell."""
        return self._sheets[sheet].formula(row, column) is not None

    def is_filled_by_array(self, sheet: int, row: int, column: int) -> bool:
        """Whether an array formula of another cell fills a cell."""
        arrays = self._sheets[sheet].arrays.items()
        return any((row, column) in area and anchor != (row, column) for anchor, area in arrays)

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

    def cells(self, area: Range) -> list[Cell]:
        """The values of an area row by row, down to the last filled row of the book; Unsupported where there is none.

        Blocked for an area of too many cells.
        """
        rows, columns = self._within_book(area)
        lanes = [self.lane(area.sheet, column, rows[0], rows[-1]).cells for column in columns]
        return list(lanes[0]) if len(lanes) == 1 else [value for across in zip(*lanes, strict=True) for value in across]

    def subtotal_area(self, area: Range, *, without_hidden: bool, leaves_out: Callable[[str], bool]) -> Array:
        """The cells that a subtotal takes: not those whose formula it leaves out, and on request no hidden rows."""
        out = self.left_out(area, without_hidden=without_hidden, leaves_out=leaves_out)
        rows, columns = self._within_book(area)
        places = ((row, column) for row in rows for column in columns)
        taken = (place for place, is_out in zip(places, out, strict=True) if not is_out)
        return Array(tuple(self.cell(area.sheet, row, column) for row, column in taken), 1)

    def left_out(self, area: Range, *, without_hidden: bool, leaves_out: Callable[[str], bool]) -> list[bool]:
        """Of the cells of an area, row by row, whether a subtotal leaves them out.

        A row hidden by a filter never counts; the file does not say which rows the filter hid, so that hidden rows
        block the subtotals for which it matters.
        """
        sheet = self._sheets[area.sheet]
        rows, columns = self._within_book(area)
        if not without_hidden and any(row in sheet.hidden_rows for row in rows):
            raise Blocked(HIDDEN_ROWS)
        formulas = [sheet.columns[column].formulas if column in sheet.columns else {} for column in columns]
        return [row in sheet.hidden_rows or leaves_out(by_row.get(row) or "") for row in rows for by_row in formulas]

    def _within_book(self, area: Range) -> tuple[range, range]:
        """The rows and columns of an area down to the last filled ones of the book, at least one of each."""
        _, first_row, first_column, last_row, last_column = area
        rows = range(first_row, min(last_row, max(self._last_row, first_row)) + 1)
        columns = range(first_column, min(last_column, max(self._last_column, first_column)) + 1)
        if len(rows) * len(columns) > self._most_cells:
            raise Blocked(reason(CONSTRUCT, f"range of more than {self._most_cells} cells"))
        return rows, columns

    def _read(self, sheet: int, rows: range, columns: range) -> tuple[Scalar, ...]:
        lines = self._lines[sheet]
        parts = [lines[column].part(rows[0], rows[-1]) if column in lines else [None] * len(rows) for column in columns]
        found = parts[0] if len(parts) == 1 else [value for across in zip(*parts, strict=True) for value in across]
        if Unsupported in set(map(type, found)):
            for index, value in enumerate(found):
                if type(value) is Unsupported:
                    down, right = divmod(index, len(columns))
                    raise Blocked(self._unavailable(sheet, rows[down], columns[right], value).reason)
        return tuple(found)
