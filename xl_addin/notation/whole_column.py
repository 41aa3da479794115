"""The figures of a column in the rows of all units: their sum, and the place of one among them."""

from bisect import bisect_right
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

from xl_addin.notation.expression import Ties


class WholeColumn:
    """A column's figures, exact; None stands for a row without one (an empty cell, a text), which nothing counts."""

    def __init__(self, figures: Iterable[Fraction | None]) -> None:
        self._figures = [figure for figure in figures if figure is not None]

    @cached_property
    def total(self) -> Fraction:
        """The sum, as SUM over the units' cells."""
        return sum(self._figures, Fraction(0))

    def rank(self, figure: Fraction, ties: Ties) -> Fraction:
        """1 and the number of larger figures (`competition`), or of different larger ones (`dense`)."""
        ascending = self._ascending if ties == "competition" else self._different
        return Fraction(1 + len(ascending) - bisect_right(ascending, figure))

    @cached_property
    def _ascending(self) -> list[Fraction]:
        return sorted(self._figures)

    @cached_property
    def _different(self) -> list[Fraction]:
        return sorted(set(self._figures))
