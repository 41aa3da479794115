"""Exact proportional shares within bounds: every unit gets λ × weight, unless a bound holds it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from xl_addin.quota.bounds import Bounds


class Ratio(NamedTuple):
    """λ, the share per unit of weight, as two integers that need not be in lowest terms."""

    numerator: int
    denominator: int


class ExactShares(NamedTuple):
    """Every unit's exact share, over one denominator, with the weights as whole numbers."""

    weights: Sequence[int]
    plain: Sequence[int]
    """In proportion alone."""
    within_bounds: Sequence[int]
    """These add up to the total."""
    denominator: int


class _Breakpoint(NamedTuple):
    """Where a unit's share reaches a bound: λ = bound / weight."""

    order: int
    """Increases strictly with λ."""
    frees: bool
    """True where the unit leaves its lower bound, False where it reaches its upper one."""
    bound: int
    weight: int


def whole_weights(weights: Sequence[Fraction | int]) -> list[int]:
    """The weights times their common denominator: same proportions, integers."""
    denominator = lcm(*(int(weight.denominator) for weight in weights))
    return [int(weight.numerator) * (denominator // int(weight.denominator)) for weight in weights]


def exact_shares(total: int, weights: Sequence[Fraction | int], bounds: Bounds) -> ExactShares:
    """The shares of a total that `checked_bounds` found to lie within the bounds' sums."""
    whole = whole_weights(weights)
    if not any(whole):  # every unit gets its lower bound, and these are the total
        return ExactShares(whole, [0] * len(whole), bounds.at_least, 1)
    ratio = share_per_weight(total, whole, bounds)
    plain = [ratio.numerator * weight for weight in whole]
    held = [bounds.clamp(unit, share, ratio.denominator) for unit, share in enumerate(plain)]
    return ExactShares(whole, plain, held, ratio.denominator)


def share_per_weight(total: int, weights: Sequence[int], bounds: Bounds) -> Ratio:
    """The λ for which the shares `clamp(λ × weight)` add up to `total`, which must lie within the bounds' sums.

    ExactShares grow with λ, linearly between the points where a unit meets a bound: one sweep over the sorted points
    finds the stretch that contains `total`. Time n log n, whatever the bounds.
    """
    held, free = sum(bounds.at_least), 0  # what units at a bound get; the weight of all others
    point = None
    for point in sorted(_breakpoints(weights, bounds)):
        if held * point.weight + free * point.bound >= total * point.weight:
            break
        held += -point.bound if point.frees else point.bound
        free += point.weight if point.frees else -point.weight
    if free:
        return Ratio(total - held, free)
    assert point is not None, "at least one weight is positive"
    return Ratio(point.bound, point.weight)  # every unit is at a bound here


def _breakpoints(weights: Sequence[int], bounds: Bounds) -> Iterator[_Breakpoint]:
    # Two different fractions with denominators below 2^k differ by more than 2^-2k, so after this shift
    # integer division still tells them apart: an exact order without the cost of comparing fractions.
    shift = 2 * max(weights).bit_length()
    for weight, least, most in zip(weights, bounds.at_least, bounds.at_most, strict=True):
        if weight:
            yield _Breakpoint((least << shift) // weight, True, least, weight)
            if most is not None:
                yield _Breakpoint((most << shift) // weight, False, most, weight)
