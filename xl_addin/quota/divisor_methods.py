"""Divisor methods: D'Hondt, Sainte-Laguë, Huntington–Hill, with bounds.

A unit that has `a` already claims the next one with priority weight / d(a); the highest claims win.
With bounds the result is clamp(round(λ × weight)) for one λ (Balinski and Young, Fair Representation, 1982).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace

from xl_addin.quota.bounds import Bounds
from xl_addin.quota.shares import Ratio, share_per_weight

Claim = tuple[bool, int]
"""Sorts the strongest claim first."""


@dataclass(frozen=True)
class DivisorMethod:
    """d(a) = (divisor(a) / scale) ** (1 / power), kept in integers."""

    divisor: Callable[[int], int]
    scale: int
    power: int


DHONDT = DivisorMethod(lambda a: a + 1, scale=1, power=1)
SAINTE_LAGUE = DivisorMethod(lambda a: 2 * a + 1, scale=2, power=1)
HUNTINGTON_HILL = DivisorMethod(lambda a: a * (a + 1), scale=1, power=2)


def divide(
    method: DivisorMethod, total: int, weights: Sequence[int], bounds: Bounds, ranks: Sequence[int]
) -> tuple[list[int], tuple[int, int] | None]:
    """The parts, and (winner, loser) if the last one given was decided by a tie.

    `ranks` orders the units where claims are equal. Where d(0) = 0 (Huntington–Hill) a first one is an
    infinite claim; if there are not enough for all, the larger weights come first.
    """
    parts = _start(method, total, weights, bounds)
    left = total - sum(parts)
    claim_of = _claims(method, total, weights)

    def may_grow(unit: int) -> bool:
        most = bounds.at_most[unit]
        return weights[unit] > 0 and (most is None or parts[unit] < most)

    claims = [(claim_of(unit, part), ranks[unit], unit) for unit, part in enumerate(parts) if may_grow(unit)]
    heapify(claims)
    tied = None
    for step in range(left):
        claim, rank, unit = claims[0]
        parts[unit] += 1
        if step == left - 1:
            heappop(claims)
            tied = (unit, claims[0][2]) if claims and claims[0][0] == claim else None
        elif may_grow(unit):
            heapreplace(claims, (claim_of(unit, parts[unit]), rank, unit))
        else:
            heappop(claims)
    return parts, tied


def _start(method: DivisorMethod, total: int, weights: Sequence[int], bounds: Bounds) -> list[int]:
    """The parts at a λ low enough that their sum cannot exceed `total` and falls short by two per unit at most.

    A rounded share exceeds the share by one at most: shares that add up to total − units leave that room.
    Giving one by one from here ends where giving one by one from the lower bounds would.
    """
    room = total - len(weights)
    if room <= sum(bounds.at_least):
        return list(bounds.at_least)
    ratio = share_per_weight(room, weights, bounds)
    return [bounds.clamp(unit, _rounded(method, weight, ratio)) for unit, weight in enumerate(weights)]


def _rounded(method: DivisorMethod, weight: int, ratio: Ratio) -> int:
    """How many claims of a unit reach 1 / λ."""
    if not weight:
        return 0
    share = ratio.numerator * weight
    floor = share // ratio.denominator
    power = method.power
    reaches_next: bool = (method.scale * share) ** power >= method.divisor(floor) * ratio.denominator**power
    return floor + reaches_next


def _claims(method: DivisorMethod, total: int, weights: Sequence[int]) -> Callable[[int, int], Claim]:
    # Enough bits that integer division never makes two different priorities equal (see shares._breakpoints).
    shift = 2 * method.divisor(total).bit_length()
    powers = [weight**method.power << shift for weight in weights]

    def claim_of(unit: int, part: int) -> Claim:
        divisor = method.divisor(part)
        return (True, -(powers[unit] // divisor)) if divisor else (False, -weights[unit])

    return claim_of
