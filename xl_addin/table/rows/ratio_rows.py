"""Which rows of a table hold percentages or averages of other rows: no unit's, never summed, shared or cut.

The one answer for whoever verifies, fills or cuts: a ratio row is no unit's row (`NumberedTable.ratio_rows`).
"""

from collections.abc import Iterable, Mapping, Sequence

from xl_addin.notation import Notation, nature
from xl_addin.table.cell_kind import Cells, kind_of
from xl_addin.table.headings import is_ratio_heading
from xl_addin.table.rows.body import Row
from xl_addin.table.words import is_ratio_label
from xl_addin.workbook.model.formats import is_percent


def ratio_rows(rows: Sequence[Row], cells: Cells, additive: Sequence[int]) -> frozenset[int]:
    """The rows that say so by their label, or in which every figure of the additive columns is a percentage.

    None where every row would be one: then percentages are the table's own kind of figure.
    """
    candidates = [row for row in rows if not row.is_total]
    formatted = _in_percent(candidates, cells, additive)
    found = frozenset(row.row for row in candidates if row.row in formatted or is_ratio_label(row.name))
    return found if len(found) < len(candidates) else frozenset()


def additive_columns(
    numbers: Iterable[int], headings: Mapping[int, str], notations: Mapping[int, Notation], labels: Sequence[str]
) -> tuple[int, ...]:
    """The number columns whose figures are no ratios by themselves, told by heading and notation."""
    found = []
    for position in numbers:
        notation = notations.get(position)
        reading = None if notation is None else notation.readings(labels)[0]
        ratio = is_ratio_heading(headings.get(position, "")) if reading is None else nature(reading, {}) == "ratio"
        if not ratio:
            found.append(position)
    return tuple(found)


def _in_percent(rows: Sequence[Row], cells: Cells, additive: Sequence[int]) -> frozenset[int]:
    some = [one for one in additive if any(is_percent(run.text) for run in cells.column(one).format_runs)]
    if not some:
        return frozenset()
    percents: dict[int, int] = {}
    figures: dict[int, int] = {}
    for position in additive:
        column = cells.columns.get(position)
        if column is None:
            continue
        for row in rows:
            value = column.values.get(row.row)
            if kind_of(value) == "figure" and not isinstance(value, str):
                figures[row.row] = figures.get(row.row, 0) + 1
                if is_percent(column.number_formats.get(row.row, "General")):
                    percents[row.row] = percents.get(row.row, 0) + 1
    found = frozenset(row for row, count in figures.items() if percents.get(row) == count)
    return found if len(found) < len(figures) else frozenset()
