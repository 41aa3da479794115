"""Whether areas of a sheet overlap."""

from bisect import bisect_left
from collections.abc import Iterable

from xl_addin.formula.cells import Area


def overlap(areas: Iterable[Area]) -> bool:
    """Whether any two areas share a cell: those that reach the row looked at, kept from left to right."""
    open_areas: list[tuple[int, int, int]] = []
    for area in sorted(areas):
        at = bisect_left(open_areas, (area.first_column,))
        # What ends above this row goes; what is left of it or right of it stays.
        while at < len(open_areas) and open_areas[at][0] <= area.last_column:
            if open_areas[at][2] >= area.first_row:
                return True
            del open_areas[at]
        while at and open_areas[at - 1][1] >= area.first_column:
            if open_areas[at - 1][2] >= area.first_row:
                return True
            at -= 1
            del open_areas[at]
        open_areas.insert(at, (area.first_column, area.last_column, area.last_row))
    return False
