"""A formula ready to compile: its text with every reference replaced by a placeholder, and what these stand for."""

from itertools import repeat
from typing import NamedTuple

from xl_addin.engine.values.ranges import Moves, Range


class Form(NamedTuple):
    """A formula ready to compile: `text` with placeholders `A1`, `A2` … for `ranges`.

    `moves` goes with `ranges`; `read` are the positions of those whose values it needs.
    """

    text: str
    ranges: tuple[Range, ...]
    moves: tuple[Moves, ...]
    read: tuple[int, ...]

    @property
    def reads(self) -> tuple[Range, ...]:
        """The ranges whose values it needs."""
        return tuple(self.ranges[index] for index in self.read)

    def lower(self, rows: int) -> "Form":
        """The form so many rows further down; no range may turn over on the way."""
        return self._replace(ranges=tuple(map(_moved, self.ranges, self.moves, repeat(rows))))


def _moved(area: Range, moves: Moves, rows: int) -> Range:
    sheet, first_row, first_column, last_row, last_column = area
    return Range(
        sheet,
        first_row + rows if moves.first else first_row,
        first_column,
        last_row + rows if moves.last else last_row,
        last_column,
    )
