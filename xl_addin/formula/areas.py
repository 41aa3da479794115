"""How areas of a sheet lie to each other: what they share, what is left, what they are together."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from xl_addin.formula.cells import Area


def any_overlap(areas: Iterable[Area]) -> bool:
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


def overlap(one: Area, other: Area) -> bool:
    """Whether two areas have a cell in common."""
    return (
        one.first_row <= other.last_row
        and other.first_row <= one.last_row
        and one.first_column <= other.last_column
        and other.first_column <= one.last_column
    )


def within(one: Area, other: Area) -> bool:
    """Whether all of the first area lies in the second."""
    return (one.first_row, one.first_column) in other and (one.last_row, one.last_column) in other


def shared(one: Area, other: Area) -> Area:
    """The cells that two areas have in common."""
    return Area(
        max(one.first_row, other.first_row),
        max(one.first_column, other.first_column),
        min(one.last_row, other.last_row),
        min(one.last_column, other.last_column),
    )


def without(area: Area, gap: Area) -> Iterator[Area]:
    """What is left of an area around a gap: above, at its sides, below."""
    if not overlap(area, gap):
        yield area
        return
    gap = shared(area, gap)
    if area.first_row < gap.first_row:
        yield Area(area.first_row, area.first_column, gap.first_row - 1, area.last_column)
    if area.first_column < gap.first_column:
        yield Area(gap.first_row, area.first_column, gap.last_row, gap.first_column - 1)
    if gap.last_column < area.last_column:
        yield Area(gap.first_row, gap.last_column + 1, gap.last_row, area.last_column)
    if gap.last_row < area.last_row:
        yield Area(gap.last_row + 1, area.first_column, area.last_row, area.last_column)


def joined(areas: Sequence[Area]) -> list[Area]:
    """The same cells in fewer areas: those that stand one under the other, then those side by side, become one."""
    down: list[Area] = []
    for area in sorted(areas, key=lambda each: (each.first_column, each.last_column, each.first_row)):
        last = down[-1] if down else None
        if (
            last is not None
            and (last.first_column, last.last_column) == (area.first_column, area.last_column)
            and area.first_row <= last.last_row + 1
        ):
            down[-1] = Area(last.first_row, last.first_column, max(last.last_row, area.last_row), last.last_column)
        else:
            down.append(area)
    across: list[Area] = []
    for area in sorted(down, key=lambda each: (each.first_row, each.last_row, each.first_column)):
        last = across[-1] if across else None
        if (
            last is not None
            and (last.first_row, last.last_row) == (area.first_row, area.last_row)
            and area.first_column == last.last_column + 1
        ):
            across[-1] = Area(last.first_row, last.first_column, last.last_row, area.last_column)
        else:
            across.append(area)
    return sorted(across, key=lambda each: (each.first_column, each.last_column, each.first_row))
