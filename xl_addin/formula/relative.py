"""The relative form of a formula: what stays the same when Excel fills it down, and how it reads in any row."""

from typing import NamedTuple

from xl_addin.formula.cells import MAX_ROW
from xl_addin.formula.displacement import moving_rows


class RelativeForm(NamedTuple):
    """`=C8*$C$2-G7` of row 8 is the pattern `=C%s*$C$2-G%s` with the offsets 0 and -1."""

    pattern: str
    offsets: tuple[int, ...]

    def at(self, row: int) -> str:
        """The formula as it reads in that row."""
        return self.pattern % tuple([row + offset for offset in self.offsets])

    def written(self, number: str) -> str:
        """The formula with this in the place of every row number that moves."""
        return self.pattern % ((number,) * len(self.offsets))

    def fits(self, row: int) -> bool:
        """Whether every reference is on the grid in that row."""
        return not self.offsets or (row + min(self.offsets) >= 1 and row + max(self.offsets) <= MAX_ROW)


def relative_form(formula: str, row: int) -> RelativeForm:
    """The relative form of a formula that stands in that row."""
    pieces, offsets, position = [], [], 0
    for start, end in moving_rows(formula):
        pieces.append(formula[position:start].replace("%", "%%"))
        offsets.append(int(formula[start:end]) - row)
        position = end
    pieces.append(formula[position:].replace("%", "%%"))
    return RelativeForm("%s".join(pieces), tuple(offsets))
