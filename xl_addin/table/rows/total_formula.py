"""The formula of a total: which rows it adds, and how the sum of scattered rows is written."""

from collections.abc import Sequence
from itertools import pairwise

from xl_addin.formula.cells import address, quoted_sheet
from xl_addin.table.model import NumberedTable

_MOST_ARGUMENTS = 250  # Excel allows 255


def rows_of_the_whole(table: NumberedTable) -> Sequence[int]:
    """What the total row adds: the outermost sub-total rows where they hold every unit once, else the units' rows."""
    held = {row: set(units) for row, units in table.subtotal_rows}
    outermost = [row for row in held if not any(held[row] < other for other in held.values())]
    counted = sorted(unit for row in outermost for unit in held[row])
    return sorted(outermost) if counted == sorted(table.body_rows) else table.body_rows


def areas_of_rows(rows: Sequence[int], position: int, sheet: str | None = None) -> tuple[str, ...]:
    """`$D$9:$D$11`, `$D$13` for rows 9, 10, 11 and 13 of column 4, each with its sheet's name if one is given.

    As formulas of every row name them.
    """
    prefix = "" if sheet is None else f"{quoted_sheet(sheet)}!"
    return tuple(prefix + _area(first, last, position, absolute=True) for first, last in _runs(rows))


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    starts = [rows[0], *(row for before, row in pairwise(rows) if row != before + 1)]
    ends = [*(before for before, row in pairwise(rows) if row != before + 1), rows[-1]]
    return list(zip(starts, ends, strict=True))


def _area(first: int, last: int, position: int, *, absolute: bool = False) -> str:
    cells = [address(row, position) for row in dict.fromkeys((first, last))]
    if absolute:
        cells = [f"${cell.rstrip('0123456789')}${cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}" for cell in cells]
    return ":".join(cells)


def sum_of_rows(rows: Sequence[int], position: int) -> str:
    """`SUM(D9:D11,D13)` for rows 9, 10, 11 and 13 of column 4."""
    parts = [_area(first, last, position) for first, last in _runs(rows)]
    while len(parts) > _MOST_ARGUMENTS:
        parts = [
            f"SUM({','.join(parts[start : start + _MOST_ARGUMENTS])})"
            for start in range(0, len(parts), _MOST_ARGUMENTS)
        ]
    return f"SUM({','.join(parts)})"
