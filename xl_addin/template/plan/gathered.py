"""The cells that a reference means, where they are not one area of one sheet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from xl_addin.formula.cells import Area
from xl_addin.formula.excel_limits import LONGEST_FORMULA
from xl_addin.language import Text
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.plan.layout import Lattice

_SHORTER_ONE_BY_ONE = 8


class ReferenceFault(TemplateFault):
    """A reference that has no meaning in the result."""


class NothingMeant(ReferenceFault):
    """A reference to cells of which none is in the result."""


class Meant(NamedTuple):
    """Cells that a reference means, and how it writes an area of them."""

    lattice: Lattice
    written: Callable[[Area], str]


@dataclass(frozen=True)
class Gathered:
    """What a reference (`bare`, as it is written) means: any number of areas, none too.

    `alone` says why the reference cannot stand outside of a function that takes many. `is_cell` tells that it is
    written as one cell: such a one cannot be missing from a calculation. `across` is the same in one reference across
    sheets, where there is one; `sheets` tells on how many the areas are.
    """

    bare: str
    meant: Sequence[Meant]
    alone: Text | None = None
    is_cell: bool = False
    across: str | None = None
    sheets: int = 1

    @property
    def count(self) -> int:
        """How many areas these are."""
        return sum(lattice.size for lattice, _ in self.meant)

    def areas(self) -> list[str]:
        """Every area, one more than there can be at most."""
        every = (written(area) for lattice, written in self.meant for area in lattice.areas())
        return list(islice(every, LONGEST_FORMULA))

    def shapes(self) -> tuple[tuple[int, int], ...]:
        """How many rows and columns, but one, each of them has."""
        every = (area for lattice, _ in self.meant for area in lattice.areas())
        return tuple(
            (area.last_row - area.first_row, area.last_column - area.first_column)
            for area in islice(every, LONGEST_FORMULA)
        )

    def summed(self) -> list[str]:
        """For SUM: areas, and the cells of every so many rows or columns in one term."""
        return [term for meant in self.meant for term in _terms(*meant)]


def _terms(lattice: Lattice, written: Callable[[Area], str]) -> Iterator[str]:
    rows, columns = lattice
    if lattice.size < _SHORTER_ONE_BY_ONE:
        yield from map(written, lattice.areas())
    elif rows.step > 1:
        for first, last in columns.spans():
            for column in range(first, last + 1):
                yield _periodic("ROW", rows.step, Area(rows.first, column, rows.last, column), written)
    else:
        for row in range(rows.first, rows.last + 1):
            yield _periodic("COLUMN", columns.step, Area(row, columns.first, row, columns.last), written)


def _periodic(function: str, step: int, area: Area, written: Callable[[Area], str]) -> str:
    whole = written(area)
    first = written(Area(area.first_row, area.first_column, area.first_row, area.first_column))
    return f"SUMPRODUCT(--(MOD({function}({whole})-{function}({first}),{step})=0),{whole})"
