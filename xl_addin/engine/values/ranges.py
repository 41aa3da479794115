"""Areas of a book's sheets as formulas name them, and how they move when a formula is filled down."""

from typing import NamedTuple


class Range(NamedTuple):
    """An area of a sheet, the sheet by its position in the book; both corners inside."""

    sheet: int
    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Moves(NamedTuple):
    """Whether the first and the last row of a range move when its formula is filled down."""

    first: bool
    last: bool


MovedRange = tuple[Range, Moves]
"""A range and how it moves."""


def spanned(one: MovedRange, other: MovedRange) -> MovedRange:
    """The smallest range that holds both, on the sheet of the first: what `:` between two references means."""
    (area, moves), (second, second_moves) = one, other
    # Of two ends in one row, the moving one is the last: further down it is.
    first_row, first_moves = min((area.first_row, moves.first), (second.first_row, second_moves.first))
    last_row, last_moves = max((area.last_row, moves.last), (second.last_row, second_moves.last))
    columns = area.first_column, second.first_column, area.last_column, second.last_column
    return Range(area.sheet, first_row, min(columns), last_row, max(columns)), Moves(first_moves, last_moves)
