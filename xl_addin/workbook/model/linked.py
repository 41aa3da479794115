"""Numbers that are the value of cells elsewhere: a cell given nothing but one leads there by a formula."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from xl_addin.formula.cells import Area, CellRef, quoted_sheet
from xl_addin.formula.excel_limits import LONGEST_FORMULA, MOST_ARGUMENTS


class _Linked:
    """`cells` are where the number stands, or the numbers whose sum it is.

    Whatever is computed of it is a plain number.
    """

    cells: tuple[CellRef, ...]

    @property
    def formula(self) -> str:
        """The formula that leads there, without its `=`."""
        areas = list(_areas(self.cells))
        if len(self.cells) == 1:
            return areas[0]
        return f"SUM({','.join(areas)})"


class LinkedInt(_Linked, int):
    """A whole number."""


class LinkedFloat(_Linked, float):
    """Any other."""


Linked = LinkedInt | LinkedFloat


def linked(number: int | float, cells: Sequence[CellRef]) -> Linked:
    """The number as the value of a cell, or as the sum of several."""
    made: Linked = LinkedInt(number) if isinstance(number, int) else LinkedFloat(number)
    made.cells = tuple(cells)
    return made


def linked_sum(total: int | float, parts: Sequence[int | float]) -> int | float:
    """The sum of numbers, itself linked where all of them are and one formula can name them."""
    cells = [cell for part in parts if isinstance(part, Linked) for cell in part.cells]
    if not all(isinstance(part, Linked) for part in parts) or sum(1 for _ in _areas(cells)) > MOST_ARGUMENTS:
        return total
    found = linked(total, cells)
    return found if len(found.formula) <= LONGEST_FORMULA else total


def _areas(cells: Sequence[CellRef]) -> Iterator[str]:
    """Cells one below the other as one area."""
    for (sheet, column, _), run in groupby(
        enumerate(cells), key=lambda pair: (pair[1].sheet, pair[1].column, pair[1].row - pair[0])
    ):
        rows = [cell.row for _, cell in run]
        yield f"{quoted_sheet(sheet)}!{Area(rows[0], column, rows[-1], column).absolute}"
