"""Read the levels of a table from its rows' markers: A over I over 1 over a) over -."""

from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.table.rows.body import Row
from xl_addin.table.rows.sums import Figures

_HEADS = ("roman", "capital")


@dataclass(frozen=True)
class Group:
    """A sub-total row and the first and last sheet row of what it sums."""

    row: int
    first: int
    last: int


def grouped(rows: Sequence[Row], figures: Figures) -> tuple[list[int], list[Group]]:
    """The units' rows and the sub-totals among rows that all have a marker.

    A kind of marker is deeper than the kinds that appear before it. A row over deeper ones is their sub-total
    where its figures do not speak against it (`I`, `A`) or speak for it (`1` over `a)`); a head without figures
    in a filled table only names its group; else it is a unit, and the deeper rows are part of it.
    """
    depth = {kind: level for level, kind in enumerate(dict.fromkeys(row.marker for row in rows))}
    if len(depth) < 2:
        return [row.row for row in rows], []
    levels = [depth[row.marker] for row in rows]
    ends = _ends(levels)
    filled = any(row.figures for row in rows)
    is_unit = [end == index for index, end in enumerate(ends)]
    groups = []
    for index in reversed(range(len(rows))):
        row, last = rows[index], ends[index]
        if last == index or (filled and not row.figures):
            continue
        parts = [rows[inner].row for inner in range(index + 1, last + 1) if is_unit[inner]]
        judge = figures.agrees if row.marker in _HEADS else figures.looks_like_sum
        if judge(row.row, parts) or not filled:
            groups.append(Group(row.row, row.row + 1, rows[last].row))
        else:
            is_unit[index : last + 1] = [True, *[False] * (last - index)]
    return [row.row for row, unit in zip(rows, is_unit, strict=True) if unit], groups


def _ends(levels: Sequence[int]) -> list[int]:
    """For every row the last row of those deeper than it that follow it."""
    ends = list(range(len(levels)))
    open_rows: list[int] = []
    for index, level in enumerate([*levels, -1]):
        while open_rows and levels[open_rows[-1]] >= level:
            ends[open_rows.pop()] = index - 1
        open_rows.append(index)
    return ends
