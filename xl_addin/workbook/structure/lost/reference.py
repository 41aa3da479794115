"""One thing that loses cells it refers to."""

from typing import NamedTuple

from xl_addin.formula.cells import CellRef
from xl_addin.formula.displacement import GONE
from xl_addin.language import Text


class LostReference(NamedTuple):
    """A cell, or what else loses cells it refers to in words, and what it says before and after.

    A cell is named as it stands before. `after` is empty where nothing is left of what it says.
    """

    what: CellRef | Text
    before: str
    after: str


def is_lost(before: str, after: str) -> bool:
    """Whether a text says `#REF!` oftener than it did."""
    return after.count(GONE) > before.count(GONE)
