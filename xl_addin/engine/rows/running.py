"""Totals over a range that grows, shrinks or slides with the rows: each from the one before."""

from collections.abc import Sequence
from typing import NamedTuple

from xl_addin.engine.rows.rows import NotTogether, Rows
from xl_addin.engine.values.lines import Cell
from xl_addin.engine.values.ranges import Moves
from xl_addin.engine.values.scalars import Blocked
from xl_addin.engine.values.totals import TOTALS, WITH_ERRORS, KindPlaces, taken
from xl_addin.workbook.model.book import CellError, Unsupported


class Windows(NamedTuple):
    """A range as each row of a formula has it: the cells from a start to before an end, neither of which goes back.

    `cells` are those of all rows, row by row; `beyond` counts the empty cells left out below the last filled row.
    """

    cells: list[Cell]
    starts: Sequence[int]
    ends: Sequence[int]
    beyond: Sequence[int]


def windows_of(rows: Rows, index: int, moves: Moves) -> Windows:
    """The windows of one of a form's ranges; NotTogether where it is too large or reaches beyond the last column."""
    area = rows.ranges[index]
    whole = area._replace(last_row=area.last_row + (rows.number - 1 if moves.last else 0))
    try:
        cells = rows.grid.cells(whole)
    except Blocked as blocked:
        # Rows above the cell in question may well have a value.
        raise NotTogether from blocked
    width = area.last_column - area.first_column + 1
    if not rows.grid.reaches(whole._replace(last_row=1)):
        raise NotTogether
    numbers = range(rows.number)
    height = area.last_row - area.first_row + 1
    starts = [width * down if moves.first else 0 for down in numbers]
    ends = [width * (height + down if moves.last else height) for down in numbers]
    known = len(cells)
    beyond = [max(end, known) - max(start, known) for start, end in zip(starts, ends, strict=True)]
    return Windows(cells, [min(start, known) for start in starts], [min(end, known) for end in ends], beyond)


def totals(name: str, windows: Windows) -> list[Cell]:
    """SUM, AVERAGE, COUNT, COUNTA, MIN or MAX of every window; NotTogether where a sum leaves the numbers behind."""
    cells = windows.cells
    refused = KindPlaces(cells, Unsupported)
    errors = KindPlaces((), CellError) if name in WITH_ERRORS else KindPlaces(cells, CellError)
    total = TOTALS[name]()
    since = upto = 0
    found: list[Cell] = []
    for start, end in zip(windows.starts, windows.ends, strict=True):
        for value in taken(name, cells[upto:end]):
            total.add(value)
        for value in taken(name, cells[since:start]):
            total.remove(value)
        since, upto = start, end
        trouble = refused.first(start, end) or errors.first(start, end)
        try:
            found.append(trouble or total.result())
        except OverflowError:
            raise NotTogether from None
    return found
