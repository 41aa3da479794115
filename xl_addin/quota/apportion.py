"""Share a whole into whole-number parts that add up exactly: largest remainder and divisor methods, with bounds.

No public rule says which method Vietnamese offices must use, nor how ties break: both are the office's stated choice.
Largest remainder keeps every part within one of its exact share but can take one away when the total grows
(weights 6, 6, 2: 10 → 11); divisor methods never do that but can stray further from the share, D'Hondt in
favour of the large.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import get_args

from xl_addin.quota.bounds import ApportionError, checked_bounds
from xl_addin.quota.divisor_methods import DHONDT, HUNTINGTON_HILL, SAINTE_LAGUE, divide
from xl_addin.quota.outcome import Apportionment, Method, Step, Tie
from xl_addin.quota.shares import ExactShares, exact_shares

__all__ = ["ApportionError", "Apportionment", "Method", "Step", "Tie", "apportion"]

_DIVISOR_METHODS = {"sainte_lague": SAINTE_LAGUE, "dhondt": DHONDT, "huntington_hill": HUNTINGTON_HILL}


def apportion(
    total: int,
    weights: Sequence[Fraction | int],
    *,
    method: Method = "largest_remainder",
    at_least: Sequence[int | None] | None = None,
    at_most: Sequence[int | None] | None = None,
    tie: Tie = "first",
) -> Apportionment:
    """Whole-number parts of `total` in proportion to `weights`, within each unit's bounds, adding up exactly.

    Bounds hold the shares before they are rounded: what a bound takes from one unit goes to the others in
    proportion to their weights. A unit of weight 0 gets its lower bound (0 without one).

    Equal claims (equal remainders, or equal priorities in a divisor method) go, by `tie`:
    "first": to the unit that stands first; "largest_weight": to the larger weight, then to the first.

    A total of 0 is allowed. Raises ApportionError where no apportionment exists: it names the bound.
    """
    if method not in get_args(Method) or tie not in get_args(Tie):
        raise ValueError(f"no such method or tie rule: {method!r}, {tie!r}")
    bounds = checked_bounds(total, weights, at_least, at_most)
    shares = exact_shares(total, weights, bounds)
    ranks = tie_ranks(weights, tie)
    if method == "largest_remainder":
        parts, tied = _largest_remainder(total, shares, ranks)
    else:
        parts, tied = divide(_DIVISOR_METHODS[method], total, shares.weights, bounds, ranks)
    return Apportionment(total, method, tie, tuple(parts), steps_of(shares, parts), tied)


def tie_ranks(weights: Sequence[Fraction | int], tie: Tie) -> Sequence[int]:
    """For each unit its place in the order that decides ties."""
    if tie == "first":
        return range(len(weights))
    ranks = [0] * len(weights)
    for rank, unit in enumerate(sorted(range(len(weights)), key=lambda unit: -weights[unit])):
        ranks[unit] = rank
    return ranks


def steps_of(shares: ExactShares, parts: Sequence[int]) -> tuple[Step, ...]:
    """How each unit got its part: its exact share, and the bound that holds it."""
    return tuple(
        Step(
            Fraction(share, shares.denominator),
            part,
            None if wanted == share else "at_least" if wanted < share else "at_most",
        )
        for wanted, share, part in zip(shares.plain, shares.within_bounds, parts, strict=True)
    )


def _largest_remainder(
    total: int, shares: ExactShares, ranks: Sequence[int]
) -> tuple[list[int], tuple[int, int] | None]:
    """Floors of the shares, then one more each for the largest remainders.

    Bounds are integers, so a floor respects them, and so does one more wherever there is a remainder.
    """
    parts = [share // shares.denominator for share in shares.within_bounds]
    remainders = [share % shares.denominator for share in shares.within_bounds]
    left = total - sum(parts)
    order = sorted(range(len(parts)), key=lambda unit: (-remainders[unit], ranks[unit]))
    for unit in order[:left]:
        parts[unit] += 1
    if left and remainders[order[left - 1]] == remainders[order[left]]:
        return parts, (order[left - 1], order[left])
    return parts, None
