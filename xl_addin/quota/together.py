"""Several wholes shared among the same units and rounded together, so that no unit loses every rounding.

Six cards over seven areas, and 33, 63 and 731 of other things: rounded one by one, the smallest area can lose each
time. Rounded together every whole is exact, every part is its exact share rounded down or up, and what a unit gets in
all is its exact sum rounded down or up. Such parts always exist (`controlled_rounding`); of all these the ones taken
move parts and sums least.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from xl_addin.quota.apportion import apportion, steps_of, tie_ranks
from xl_addin.quota.bounds import ApportionError, checked_bounds
from xl_addin.quota.controlled_rounding import round_table
from xl_addin.quota.outcome import Apportionment, Method, Tie
from xl_addin.quota.shares import exact_shares


@dataclass(frozen=True)
class Whole:
    """One of the wholes: what is shared, by what, within what."""

    total: int
    weights: Sequence[Fraction | int]
    at_least: Sequence[int | None] | None = None
    at_most: Sequence[int | None] | None = None
    method: Method = "largest_remainder"
    """How it is rounded where it stands alone."""
    tie: Tie = "first"


class WholeError(ApportionError):
    """One of the wholes, `whole` counted from 0, cannot be shared at all."""

    def __init__(self, whole: int, error: ApportionError) -> None:
        super().__init__(error.text, error.unit, error.figure)
        self.whole = whole


def apportion_together(wholes: Sequence[Whole]) -> tuple[Apportionment, ...]:
    """The parts of each whole, over the same units in the same order; one alone is shared by its own method.

    Bounds hold the exact shares, as in `apportion`. Where several ways move equally little, units that come first (by
    each whole's `tie`) get more. Raises WholeError for the first whole that cannot be shared within its bounds.
    """
    if len({len(one.weights) for one in wholes}) > 1:
        raise ValueError("all wholes are shared among the same units")
    return (_alone(wholes[0]),) if len(wholes) == 1 else _rounded_together(wholes)


def _alone(one: Whole) -> Apportionment:
    try:
        return apportion(
            one.total, one.weights, method=one.method, at_least=one.at_least, at_most=one.at_most, tie=one.tie
        )
    except ApportionError as error:
        raise WholeError(0, error) from error


def _rounded_together(wholes: Sequence[Whole]) -> tuple[Apportionment, ...]:
    shared = []
    for index, one in enumerate(wholes):
        try:
            bounds = checked_bounds(one.total, one.weights, one.at_least, one.at_most)
        except ApportionError as error:
            raise WholeError(index, error) from error
        shared.append(exact_shares(one.total, one.weights, bounds))
    exact = [[Fraction(share, one.denominator) for share in one.within_bounds] for one in shared]
    ranks = [tie_ranks(one.weights, one.tie) for one in wholes]
    rounded = round_table(list(zip(*exact, strict=True)), list(zip(*ranks, strict=True)))
    return tuple(
        Apportionment(one.total, "controlled", one.tie, parts, steps_of(shares, parts))
        for one, shares, parts in zip(wholes, shared, zip(*rounded.cells, strict=True), strict=True)
    )
