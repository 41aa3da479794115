"""Tell the units' rows from the total row and the sub-total rows."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.table.cell_kind import Cells
from xl_addin.table.rows.body import Row
from xl_addin.table.rows.grouping import Group, grouped
from xl_addin.table.rows.ratio_rows import ratio_rows
from xl_addin.table.rows.sums import Figures
from xl_addin.table.words import is_part_label


@dataclass(frozen=True)
class Body:
    """The rows of a table; `subtotals` pairs each sub-total row with the units' rows it sums."""

    units: tuple[int, ...]
    total: int | None
    subtotals: tuple[tuple[int, tuple[int, ...]], ...]
    ratios: tuple[int, ...] = ()


def body_of(cells: Cells, number_columns: Sequence[int], rows: Sequence[Row], additive: Sequence[int]) -> Body:
    """The units' rows, the total row by its label or else by its sums, the sub-total rows and the ratio rows.

    “Of which” rows without a row number belong to none of them. `additive` are the number columns whose figures are no
    ratios by themselves.
    """
    figures = Figures(cells, tuple(number_columns))
    total, rest = _labelled_total(rows)
    ratios = ratio_rows(rest, cells, additive)
    rest = [row for row in rest if row.row not in ratios and (row.marker or not is_part_label(row.name))]
    numbered = [row for row in rest if row.marker and not row.is_total]
    others = [row for row in rest if not row.marker and not row.is_total]
    units, groups = grouped(numbered, figures)
    if total is None and numbered:
        total = _total_by_sums(rest, units, figures)
    named = any(row.name for row in rest)
    others = [row for row in others if row.row != total and (row.name or not named)]
    own, loose = _unnumbered(others, units, figures)
    units = sorted([*units, *own])
    groups = [*groups, *loose, *_sums_below([row for row in rest if row.is_total], units, groups, figures)]
    subtotals = ((group.row, tuple(_between(units, group.first, group.last))) for group in groups)
    summed = sorted((row, parts) for row, parts in subtotals if parts)
    return Body(tuple(units), total, tuple(summed), tuple(sorted(ratios)))


def _labelled_total(rows: Sequence[Row]) -> tuple[int | None, list[Row]]:
    """The total row by its label, at the top or the bottom, and the rows it may sum."""
    labelled = [index for index, row in enumerate(rows) if row.is_total]
    if not labelled:
        return None, list(rows)
    if labelled[0] == 0 and len(rows) > 1:
        return rows[0].row, list(rows[1:])
    last = labelled[-1]
    if any(row.marked for row in rows[last + 1 :]):  # groups, each with its own sum, and no sum of all
        return None, list(rows)
    return rows[last].row, list(rows[:last])


def _total_by_sums(rows: Sequence[Row], units: Sequence[int], figures: Figures) -> int | None:
    """The last or the first row if it has no row number, as the others do, and holds their sums."""
    for row in (rows[-1], rows[0]):
        if row.marker is None and not row.is_total and figures.looks_like_sum(row.row, units):
            return row.row
    return None


def _unnumbered(rows: Sequence[Row], units: Sequence[int], figures: Figures) -> tuple[list[int], list[Group]]:
    """Which rows without a row number stand for themselves, and which sum the units above or below them."""
    own: list[int] = []
    groups: list[Group] = []
    for index, row in enumerate(rows):
        before = rows[index - 1].row if index else 0
        after = rows[index + 1].row if index + 1 < len(rows) else units[-1] + 1 if units else row.row
        for first, last in ((row.row + 1, after - 1), (before + 1, row.row - 1)):
            if figures.looks_like_sum(row.row, _between(units, first, last)):
                groups.append(Group(row.row, first, last))
                break
        else:
            own.append(row.row)
    return own, groups


def _sums_below(
    labelled: Sequence[Row], units: Sequence[int], groups: Sequence[Group], figures: Figures
) -> list[Group]:
    """The rows called `Cộng` below the units they sum, since the last such row or the head of a group."""
    found = []
    heads = sorted([0, *(group.row for group in groups), *(row.row for row in labelled)])
    for row in labelled:
        begin = heads[bisect_left(heads, row.row) - 1]
        if figures.agrees(row.row, _between(units, begin + 1, row.row - 1)):
            found.append(Group(row.row, begin + 1, row.row - 1))
    return found


def _between(rows: Sequence[int], first: int, last: int) -> Sequence[int]:
    return rows[bisect_left(rows, first) : bisect_right(rows, last)]
