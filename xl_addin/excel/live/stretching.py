"""Ranges that end right above new lines take them in where that was asked for: Excel itself leaves them as they are.

They stand in formulas, in defined names and in the series of charts.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from xl_addin.excel.reading import copy_of
from xl_addin.formula.cells import CellRef, RowColumn, column_letters
from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import Shift
from xl_addin.workbook.model.book import Book

if TYPE_CHECKING:
    import xlwings

# xlTreemap: charts from there on do not say of what they are.
_FIRST_WITHOUT_FORMULAS = 117


def stretching(live: "xlwings.Book", shift: Shift) -> list[Callable[[], None]]:
    """What is to be done once Excel has put the lines in; asked before, while all ranges read as they did."""
    if not shift.stretch or shift.at == 1:
        return []
    return [*_of_formulas(live, shift), *_of_names(live, shift), *_of_charts(live, shift)]


def stretched_formulas(book: Book, shift: Shift) -> Iterator[tuple[CellRef, str]]:
    """The formulas that such lines stretch, as they read afterwards, by the cells in which they stand before."""
    last = str(shift.at - 1) if shift.axis == "rows" else column_letters(shift.at - 1)
    for cell, formula in book.formula_cells():
        # Reading each of a hundred thousand formulas would take seconds.
        if ":" not in formula or last not in formula.upper():
            continue
        own = cell.row if shift.axis == "rows" else cell.column
        new = _stretched(formula, shift, here=cell.sheet, line=own if shift.concerns(cell.sheet) else None)
        if new is not None:
            yield cell, new


def _stretched(
    formula: str, shift: Shift, *, here: str, line: int | None = None, fixed_only: bool = False
) -> str | None:
    """The formula after the shift, None if it would read so without stretching, too."""
    new = shifted(formula, shift, here=here, line=line, fixed_only=fixed_only)
    without = shifted(formula, replace(shift, stretch=False), here=here, line=line, fixed_only=fixed_only)
    return None if new == without else new


def _of_formulas(live: "xlwings.Book", shift: Shift) -> Iterator[Callable[[], None]]:
    book = copy_of(live).book
    for cell, formula in stretched_formulas(book, shift):
        sheet, place = book[cell.sheet], (cell.row, cell.column)
        array = None if place in sheet.spills else sheet.arrays.get(place)
        moved = shift.cell(*place) if shift.concerns(cell.sheet) else place
        assert moved is not None
        end = moved
        if array is not None:
            end = (moved[0] + array.last_row - cell.row, moved[1] + array.last_column - cell.column)
        kind = "formula2" if place in sheet.spills else "formula" if array is None else "formula_array"
        yield partial(_write, live, cell.sheet, moved, end, kind, formula)


def _write(live: "xlwings.Book", sheet: str, first: RowColumn, last: RowColumn, kind: str, formula: str) -> None:
    cells = live.sheets[sheet].range(first, last)
    # Into a cell formatted as text Excel would write the formula as a text.
    as_text = cells.number_format == "@"
    if as_text:
        cells.number_format = "General"
    setattr(cells, kind, formula)
    if as_text:
        cells.number_format = "@"


def _of_names(live: "xlwings.Book", shift: Shift) -> Iterator[Callable[[], None]]:
    names = live.api.Names
    for number in range(1, names.Count + 1):
        name = names.Item(number)
        # What is hidden is Excel's own, as the area of a filter.
        new = _stretched(str(name.RefersTo), shift, here="", fixed_only=True) if name.Visible else None
        if new is not None:
            yield partial(setattr, name, "RefersTo", new)


def _of_charts(live: "xlwings.Book", shift: Shift) -> Iterator[Callable[[], None]]:
    charts = [chart for sheet in live.api.Worksheets for chart in _charts_on(sheet)]
    for chart in (*charts, *live.api.Charts):
        if chart.ChartType >= _FIRST_WITHOUT_FORMULAS:
            continue
        for number in range(1, chart.SeriesCollection().Count + 1):
            series = chart.SeriesCollection(number)
            new = _stretched(str(series.Formula), shift, here="")
            if new is not None:
                yield partial(setattr, series, "Formula", new)


def _charts_on(sheet: Any) -> Iterator[Any]:
    for number in range(1, sheet.ChartObjects().Count + 1):
        yield sheet.ChartObjects(number).Chart
