"""What stands above a column-number row: the header rows, each column's heading, the title, the unit line."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from xl_addin.table.cell_kind import Cells
from xl_addin.table.finding.merged import HeadCell, Merges, Pane
from xl_addin.table.finding.number_row import NumberRow
from xl_addin.table.headings import is_index_heading, is_unit_heading
from xl_addin.table.words import (
    is_letterhead,
    is_note,
    is_number_text,
    is_part_label,
    is_unit_line,
)

MOST_HEADER_ROWS = 10
MOST_TITLE_ROWS = 8
MOST_COLUMNS_BESIDE = 4


@dataclass(frozen=True)
class Header:
    """The head of one table; `headings` also names the columns without a number left of the numbered ones."""

    rows: tuple[int, ...]
    headings: Mapping[int, str]
    title: str
    unit_line: str

    @property
    def top(self) -> int:
        """The first header row."""
        return self.rows[0]


def header_above(
    cells: Cells, merges: Merges, row: NumberRow, beside: Sequence[NumberRow], number_rows: Set[int], counting: Set[int]
) -> Header | None:
    """The header of a column-number row; None if no headings stand above it that tell its columns apart.

    `beside` are the next column-number rows left and right of it in the same sheet row, `number_rows` the sheet
    rows of the tables above, `counting` all sheet rows that count, such as the quarters of a year.
    """
    first_seen = max(1, row.row - MOST_HEADER_ROWS - MOST_TITLE_ROWS)
    left = max([1, row.first - MOST_COLUMNS_BESIDE, *(other.last + 1 for other in beside if other.last < row.first)])
    right = min([row.last + MOST_COLUMNS_BESIDE, *(other.first - 1 for other in beside if other.first > row.last)])
    pane = merges.pane(cells, range(first_seen, row.row), left, right)
    lowest = row.row - 1
    if lowest > first_seen and not pane.blocks(lowest):  # a blank row under the headings
        lowest -= 1
    table = Pane(cells, _leftmost(pane, lowest, row.first), row.last, pane.covered)
    rows: list[int] = []
    for here in range(lowest, max(first_seen, lowest - MOST_HEADER_ROWS + 1) - 1, -1):
        blocks = table.blocks(here)
        if not blocks or here in number_rows or (here not in counting and _holds_figures(blocks)):
            break
        if not _belongs(table, here, blocks, rows, row):
            break
        rows.insert(0, here)
    headings = {
        position: heading
        for position in range(table.first, row.last + 1)
        if (heading := _heading(pane, rows, position))
    }
    if not _tells_apart(row, headings):
        return None
    title, unit_line = _above(pane, rows[0], first_seen)
    return Header(tuple(rows), headings, title, unit_line)


def _leftmost(pane: Pane, lowest: int, first: int) -> int:
    """The first column of the table, one without a number (STT, Địa bàn) included."""
    while first > pane.first and pane.block(lowest, first - 1).text:
        first -= 1
    return first


def _belongs(pane: Pane, here: int, blocks: Sequence[HeadCell], rows: Sequence[int], row: NumberRow) -> bool:
    """Whether a row is part of the header whose lower `rows` are known."""
    if not rows:
        return len(blocks) > 1
    if any(pane.block(rows[0], position).row <= here for position in range(pane.first, pane.last + 1)):
        return True  # a merged heading reaches down from here
    if any(is_unit_line(block.text) or is_letterhead(block.text) for block in blocks):
        return False
    starts_at_left = blocks[0].first <= pane.first
    if len(blocks) == 1:
        width = blocks[0].last - blocks[0].first + 1
        group = 1 < width < 0.8 * (pane.last - pane.first + 1)
        return not starts_at_left and (group or is_part_label(blocks[0].text))
    headed = all(_heading(pane, rows, cell.position) for cell in row.cells)
    return not starts_at_left or not headed or is_index_heading(blocks[0].text) or is_unit_heading(blocks[0].text)


def _holds_figures(blocks: Sequence[HeadCell]) -> bool:
    """Whether most of a row is figures; years are headings."""
    return sum(is_number_text(block.text) and not _is_year(block.text) for block in blocks) * 2 > len(blocks)


def _is_year(text: str) -> bool:
    return re.fullmatch(r"199\d|20\d\d|2100", text) is not None


def _heading(pane: Pane, rows: Sequence[int], position: int) -> str:
    blocks = dict.fromkeys(pane.block(row, position) for row in rows)
    return " ".join(block.text for block in blocks if block.text)


def _tells_apart(row: NumberRow, headings: Mapping[int, str]) -> bool:
    """Whether the headings are those of a table: figures under one heading (days of a month) are no number row."""
    named = [headings[cell.position] for cell in row.cells if cell.position in headings]
    if row.stated:
        return len(named) >= 0.5 * len(row.cells) and len(set(named)) > 1
    return len(named) >= 0.7 * len(row.cells) and len(set(named)) >= 0.6 * len(row.cells)


def _above(pane: Pane, top: int, first_seen: int) -> tuple[str, str]:
    """The title lines right above the header, from top to bottom, and the unit line."""
    lines: list[str] = []
    unit_line = ""
    blank_rows = 0
    for here in range(top - 1, max(first_seen, top - MOST_TITLE_ROWS) - 1, -1):
        blocks = pane.blocks(here)
        units = [block.text for block in blocks if is_unit_line(block.text)]
        others = [block.text for block in blocks if not is_unit_line(block.text)]
        unit_line = unit_line or " ".join(units)
        if not blocks:
            blank_rows += 1
            if lines or blank_rows > 1:
                break
        elif len(others) > 1 or any(is_letterhead(text) or is_number_text(text) or is_note(text) for text in others):
            break
        else:
            lines = others + lines
    return " ".join(lines), unit_line
