"""Where a comment's box stands on its sheet, and how large it must be for its text to be read whole.

Everything is in pixels at 96 to the inch: that is how a box is anchored (`column, pixels, row, pixels, …`).
"""

from math import ceil
from typing import NamedTuple

from xl_addin.workbook.reading.line_sizes import Ruler

BOX_WIDTH = 330
# Tahoma 9, the font of Excel's own comments: letters are 6 pixels wide on average, Vietnamese capitals more.
_LETTERS_A_LINE = 46
_LINE_HEIGHT = 15
_MARGIN = 14
_GAP = 15


class Box(NamedTuple):
    """The corners of a box: zero-based columns and rows, and how far into them."""

    left: int
    left_offset: int
    top: int
    top_offset: int
    right: int
    right_offset: int
    bottom: int
    bottom_offset: int


def height_of(text: str) -> int:
    """How high a box of the usual width must be for a text."""
    lines = sum(max(1, ceil(len(line) / _LETTERS_A_LINE)) for line in text.split("\n"))
    return lines * _LINE_HEIGHT + _MARGIN


def box(row: int, column: int, text: str, columns: Ruler, rows: Ruler) -> Box:
    """The box of a cell's comment: to the right of the cell, or to its left where the sheet ends there."""
    left = columns.start(column) + _GAP
    if left + BOX_WIDTH >= columns.length:
        left = max(columns.start(column - 1) - _GAP - BOX_WIDTH, 0)
    height = height_of(text)
    top = max(min(rows.start(row - 1) - _GAP, rows.length - 1 - height), 0)
    corners = (columns.at(left), rows.at(top), columns.at(left + BOX_WIDTH), rows.at(top + height))
    return Box(*(number for corner in corners for number in corner))
