"""The formula of a total: which rows it adds, and how the sum of scattered rows is written."""

from collections.abc import Sequence
from itertools import pairwise

from xl_addin.formula.cells import address
from xl_addin.table.model import NumberedTable

_MOST_ARGUMENTS = 250  # Excel allows 255


def rows_of_the_whole(table: NumberedTable) -> Sequence[int]:
    """What the total row adds: the outermost sub-total rows where they hold every unit once, else the units' rows."""
    held = {row: set(units) for row, units in table.subtotal_rows}
    outermost = [row for row in held if not any(held[row] < other for other in held.values())]
    counted = sorted(unit for row in outermost for unit in held[row])
    return sorted(outermost) if counted == sorted(table.body_rows) else table.body_rows


def sum_of_rows(rows: Sequence[int], position: int) -> str:
    """`SUM(D9:D11,D13)` for rows 9, 10, 11 and 13 of column 4."""
    starts = [rows[0], *(row for before, row in pairwise(rows) if row != before + 1)]
    ends = [*(before for before, row in pairwise(rows) if row != before + 1), rows[-1]]
    parts = [
        address(first, position) if first == last else f"{address(first, position)}:{address(last, position)}"
        for first, last in zip(starts, ends, strict=True)
    ]
    while len(parts) > _MOST_ARGUMENTS:
        parts = [
            f"SUM({','.join(parts[start : start + _MOST_ARGUMENTS])})"
            for start in range(0, len(parts), _MOST_ARGUMENTS)
        ]
    return f"SUM({','.join(parts)})"
