"""Read what stands below a column-number row, row by row, until the table ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from xl_addin.table.cell_kind import Cells, Kind, RowCells, text_of
from xl_addin.table.model import Role
from xl_addin.table.words import (
    LabelMarker,
    is_note,
    is_total_label,
    is_whole_label,
    leading_marker,
    marker,
    total_may_begin,
)
from xl_addin.workbook.model.book import Value

MOST_BLANK_ROWS = 2
MOST_SKIPPED_ROWS = 50
"""Below so many blank rows at most a table goes on."""
MOST_DESCRIPTION_ROWS = 3
_FIRST_LOOK = 64
# What `marker` takes for a row's number has six digits at most.
_LARGEST_MARKER = 1_000_000


class Row(NamedTuple):
    """One row below the column-number row.

    `name` is what the row is called; `marked` tells that the marker (`1`, `I`, `a)`) stands in the index column, not
    before the name; `figures` and `words` count the filled cells of the number columns.
    """

    row: int
    marker: LabelMarker | None
    marked: bool
    name: str
    figures: int
    words: int
    is_total: bool


@dataclass(frozen=True)
class RowLayout:
    """Where in a row the table's parts stand: sheet columns; `names` is what the rows are called.

    `merged` leads from rows that a merged name covers to the row it stands in.
    """

    index: int | None
    names: int | None
    before: tuple[int, ...]
    numbers: tuple[int, ...]
    merged: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        positions: Sequence[int],
        roles: Sequence[Role],
        names: int | None,
        merged: Mapping[int, int] | None = None,
    ) -> "RowLayout":
        """The layout of columns with these roles; a total's label may stand in any text before the figures."""
        by_role = dict(zip(positions, roles, strict=True))
        numbers = tuple(position for position, role in by_role.items() if role == "number")
        texts = [position for position in by_role if position not in numbers]
        before = tuple(position for position in texts if position == names or not numbers or position < numbers[0])
        index = next((position for position, role in by_role.items() if role == "index"), None)
        return cls(index, names, before, numbers, merged or {})


def filled_rows(cells: Cells, positions: Sequence[int], first: int, last: int) -> list[int]:
    """The rows between two sheet rows in which something stands, up to a note or more than two blank rows.

    The rows go on below more blank ones where the count of rows does, and with the total.
    """
    found: list[int] = []
    begin, height = first, _FIRST_LOOK
    while begin <= last:
        rows = range(begin, min(begin + height - 1, last) + 1)
        for row, value in zip(rows, _leftmost(cells, positions, rows), strict=True):
            if value is None:
                if row - (found[-1] if found else first - 1) > MOST_BLANK_ROWS:
                    below = _goes_on_below(
                        cells, positions, found, range(row + 1, min(row + MOST_SKIPPED_ROWS, last) + 1)
                    )
                    return found if below is None else found + filled_rows(cells, positions, below, last)
            elif type(value) is str and is_note(text_of(value)):
                return found
            else:
                found.append(row)
        # Most tables are short, and what lies far below them is not theirs.
        begin, height = rows.stop, height * 4
    return found


def _goes_on_below(cells: Cells, positions: Sequence[int], above: Sequence[int], rows: range) -> int | None:
    """The first filled one of these rows if it is the next of those above by its number, or their total."""
    below = next(
        (row for row, value in zip(rows, _leftmost(cells, positions, rows), strict=True) if value is not None), None
    )
    if below is None or not above:
        return None
    last, following = (cells.text(row, positions[0]) for row in (above[-1], below))
    if last.isdecimal() and following.isdecimal():
        return below if int(following) == int(last) + 1 else None
    texts = [text for position in positions if (text := cells.text(below, position))]
    return below if len(texts) > 1 and is_total_label(texts[0]) else None


def _leftmost(cells: Cells, positions: Sequence[int], rows: range) -> list[Value]:
    """What stands first in each row, None in a blank one."""
    found: list[Value] = [None] * len(rows)
    blank: Sequence[int] = range(len(rows))
    for position in positions:
        values = cells.column(position).values(rows)
        for index in blank:
            found[index] = values[index]
        blank = [index for index in blank if found[index] is None]
        if not blank:
            break
    return found


def rows_below(candidates: RowCells, layout: RowLayout) -> list[Row]:
    """The rows of the table among the filled rows below its number row: units, sub-totals and totals, in order.

    Description rows right below the column numbers are left out. The table ends at a gap of more than two rows,
    at texts where figures should be, or after its total.
    """
    found: list[Row] = []
    described, above, before, after_total = 0, 0, 0, False
    for row in _rows(candidates, layout):
        number, mark, marked, name, figures, words, is_total = row
        gap = number - above - 1 if found else 0
        # Blank rows alone end no table that `filled_rows` says goes on.
        if gap > MOST_BLANK_ROWS and before != above:
            break
        before = number
        if words > figures and not is_total and not (marked and name):
            described += 1
            if found or described > MOST_DESCRIPTION_ROWS:
                break
        elif after_total and len(found) > 1 and (gap or not (mark or figures or is_total)):
            break
        elif (marked and name) or _belongs(row, after_gap=gap > 0):
            found.append(row)
            above, after_total = number, is_total
    found = _with_named_total(found)
    if any(row.figures for row in found):
        found = [row for row in found if row.figures or row.marked or row.is_total]
    return found


def _with_named_total(rows: list[Row]) -> list[Row]:
    """`Tổng chi` without a row number, first or last, is the total of a table that has no other."""
    if not any(is_whole_label(row.name) for row in (*rows[:1], *rows[-1:])):
        return rows
    named = [index for index, row in enumerate(rows) if is_whole_label(row.name)]
    if len(named) != 1 or any(row.is_total for row in rows):
        return rows
    (index,) = named
    if rows[index].marker is not None or len(rows) < 3:
        return rows
    return [row._replace(is_total=True) if row is rows[index] else row for row in rows]


def _rows(candidates: RowCells, layout: RowLayout) -> list[Row]:
    """The rows as they stand in the sheet."""
    kinds = [candidates.kinds(position) for position in layout.numbers]
    figures, words = _counted(kinds, "figure", len(candidates.rows)), _counted(kinds, "word", len(candidates.rows))
    totals = [False] * len(candidates.rows)
    for position in layout.before:
        if "word" in candidates.kinds(position):
            texts = candidates.texts(position)
            begin = map(total_may_begin, texts)
            totals = [
                total or (may_be is not None and is_total_label(text))
                for total, may_be, text in zip(totals, begin, texts, strict=True)
            ]
    names = [""] * len(candidates.rows) if layout.names is None else candidates.texts(layout.names)
    if layout.merged:
        written = dict(zip(candidates.rows, names, strict=True))
        names = [written.get(layout.merged.get(row, row), name) for row, name in written.items()]
    marks = [None] * len(candidates.rows) if layout.index is None else _markers(candidates.values(layout.index))
    leading = [mark or leading_marker(name) for mark, name in zip(marks, names, strict=True)]
    marked = [mark is not None for mark in marks]
    # What `Row(…)` does, without a step of Python for each.
    columns = zip(candidates.rows, leading, marked, names, figures, words, totals, strict=True)
    return list(map(partial(tuple.__new__, Row), columns))


def _counted(columns: Sequence[Sequence[Kind]], wanted: Kind, rows: int) -> list[int]:
    """How many columns hold the wanted kind, for each of so many rows."""
    everywhere = sum(kinds.count(wanted) == rows for kinds in columns)
    counts = [everywhere] * rows
    for kinds in columns:
        if 0 < kinds.count(wanted) < rows:
            counts = [count + (kind == wanted) for count, kind in zip(counts, kinds, strict=True)]
    return counts


def _markers(values: list[Value]) -> list[LabelMarker | None]:
    """What stands in the index column; mostly the rows' numbers."""
    return [
        "number"
        if type(value) is float and 0 <= value < _LARGEST_MARKER and value.is_integer()
        else marker(text_of(value))
        for value in values
    ]


def _belongs(row: Row, *, after_gap: bool) -> bool:
    if row.is_total or (row.marked and row.name):
        return True
    if after_gap:
        return bool(row.figures) and bool(row.name or row.marked)
    return bool(row.figures or row.name)
