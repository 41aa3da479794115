"""Rows grow with their texts where neither Excel nor LibreOffice makes them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from xl_addin.formula.cells import Area
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.sheet_template import LineSizes, SheetTemplate
from xl_addin.template.plan.style_table import Font, StyleTable, lines_needed
from xl_addin.workbook.model.book import Value

LINE_HEIGHT = 1.3
"""Height of a line of text in font sizes (Times New Roman 12: 15.6 points)."""
_CLOSEST_LINES = 1.2
"""The least of it: a row that has so much for each line of its text cuts none of them."""
HEIGHT = "\1"
"""No XML has it: it stands for the height of a row that may have to grow until it is known what its texts say."""
_HIGHEST = 409.5
"""The height of a row, in points (Excel's limit)."""


class PlacedText(NamedTuple):
    """A text that its row may have to grow for: the cells it has in the result, their width, its font."""

    area: Area
    width: float
    font: Font


class RowHeight(NamedTuple):
    """A height, and whether it stays when somebody changes the row's texts in Excel, which knows no merged cells."""

    height: float | None
    is_set: bool

    def attributes(self) -> str:
        """As attributes of its row; none where nothing is said."""
        return "" if self.height is None else f' ht="{self.height:.10g}"' + ' customHeight="1"' * self.is_set


class GrowingRow(NamedTuple):
    """A row that may have to grow: its height in the template, the styles of its cells."""

    height: float | None
    is_set: bool
    styles: frozenset[int]


def placed_texts(template: SheetTemplate, layout: Layout) -> list[PlacedText]:
    """All copies of the texts of a template sheet that rows may have to grow for."""
    widths: dict[tuple[int, int], float] = {}
    found = []
    for text in template.wrapped:
        for area in layout.copies(text.area):
            columns = area.first_column, area.last_column
            if columns not in widths:
                shown = (layout.column_shown(column) for column in range(columns[0], columns[1] + 1))
                widths[columns] = sum(map(template.sizes.width, shown))
            found.append(PlacedText(area, widths[columns] - text.indent, text.font))
    return found


def grown_rows(
    texts: Iterable[PlacedText],
    rows: Mapping[int, GrowingRow],
    value_at: Callable[[int, int], Value],
    sizes: LineSizes,
    styles: StyleTable,
) -> dict[int, RowHeight]:
    """The heights of rows that must be higher than they are, or than is usual, for what they hold.

    A row never gets lower, and grows as its texts do. The last row of cells merged over several takes what they lack.
    Lines are estimated (`lines_needed`), rather one too many than one too few. Excel makes a row of which nothing is
    said high enough for texts that are not merged when it opens the file; LibreOffice, which prints, does not.
    """
    normal_size, _ = styles.font(0)
    alone: dict[int, float] = {}
    merged: dict[int, float] = {}
    over_rows: list[tuple[Area, float, float]] = []

    def least(row: int) -> float:
        """The height that a row has if it holds no more than a line of each of its cells."""
        if row not in rows:
            return sizes.usual_height
        tallest = max((styles.font(style)[0] for style in rows[row].styles), default=0.0)
        return rows[row].height or max(sizes.usual_height, tallest * LINE_HEIGHT)

    for area, width, (size, bold) in texts:
        value = value_at(area.first_row, area.first_column)
        if isinstance(value, str):
            lines = lines_needed(value, width, size=size, bold=bold, normal_size=normal_size)
            row, needed, cut_below = area.first_row, lines * size * LINE_HEIGHT, lines * size * _CLOSEST_LINES
            if area.last_row > row:
                over_rows.append((area, needed, cut_below))
            elif least(row) < cut_below:
                found = merged if area.last_column > area.first_column else alone
                found[row] = max(found.get(row, 0.0), needed)
    heights = {row: max(least(row), merged.get(row, 0.0), alone.get(row, 0.0)) for row in rows}
    short = {row for row, height in merged.items() if height > alone.get(row, 0.0)}
    for area, needed, cut_below in over_rows:
        there = sum(heights.get(row, sizes.usual_height) for row in range(area.first_row, area.last_row + 1))
        written = [row for row in range(area.first_row, area.last_row + 1) if row in rows]
        if there < cut_below and written:
            heights[written[-1]] += needed - there
            short.add(written[-1])
    return {
        row: RowHeight(min(height, _HIGHEST), rows[row].is_set or row in short)
        for row, height in heights.items()
        if height > (rows[row].height or sizes.usual_height)
    }


def with_heights(xml: str, rows: Mapping[int, GrowingRow], grown: Mapping[int, RowHeight]) -> list[str]:
    """The rows' XML, in pieces, with the heights of those that may grow, which are in its order."""
    before, *behind = xml.split(HEIGHT)
    pieces = [before]
    for (row, (height, is_set, _)), piece in zip(rows.items(), behind, strict=True):
        pieces += (grown.get(row, RowHeight(height, is_set)).attributes(), piece)
    return pieces


def rows_of_texts(texts: Sequence[PlacedText]) -> set[int]:
    """The rows that may have to grow."""
    return {row for placed in texts for row in range(placed.area.first_row, placed.area.last_row + 1)}
