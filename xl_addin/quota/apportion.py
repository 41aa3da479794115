"""Share a whole into whole-number parts that add up exactly: largest remainder and divisor methods, with bounds.

No public rule says which method Vietnamese offices must use, nor how ties break: both are the office's stated choice.
Largest remainder keeps every part within one of its exact share but can take one away when the total grows
(weights 6, 6, 2: 10 → 11); divisor methods never do that but can stray further from the share, D'Hondt in
favour of the large.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from xl_addin.language import Text, number
from xl_addin.quota.bounds import ApportionError, checked_bounds
from xl_addin.quota.divisor_methods import DHONDT, HUNTINGTON_HILL, SAINTE_LAGUE, divide
from xl_addin.quota.shares import share_per_weight, whole_weights

__all__ = ["ApportionError", "Apportionment", "Method", "Step", "Tie", "apportion"]

Method = Literal["largest_remainder", "sainte_lague", "dhondt", "huntington_hill"]
Tie = Literal["first", "largest_weight"]
BoundName = Literal["at_least", "at_most"]

_DIVISOR_METHODS = {"sainte_lague": SAINTE_LAGUE, "dhondt": DHONDT, "huntington_hill": HUNTINGTON_HILL}

_METHOD_NAMES: dict[Method, Text] = {
    "largest_remainder": Text("phần dư lớn nhất", "largest remainder"),
    "sainte_lague": Text("Sainte-Laguë", "Sainte-Laguë"),
    "dhondt": Text("D'Hondt", "D'Hondt"),
    "huntington_hill": Text("Huntington–Hill", "Huntington–Hill"),
}
_TIE_REASONS: dict[Tie, Text] = {
    "first": Text("đứng trước trong bảng", "it stands first in the table"),
    "largest_weight": Text(
        "căn cứ phân bổ lớn hơn; nếu bằng nhau thì đứng trước trong bảng",
        "its weight is larger, or equal and it stands first in the table",
    ),
}
_BOUND_TEXTS: dict[BoundName, Text] = {
    "at_least": Text("{name}: giữ ở mức tối thiểu {part}", "{name}: held at its lower bound {part}"),
    "at_most": Text("{name}: giữ ở mức tối đa {part}", "{name}: held at its upper bound {part}"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """How one unit got its part."""

    share: Fraction
    """The exact proportional share within the bounds; the shares add up to the total."""
    part: int
    bound: BoundName | None
    """The bound that holds the share away from the unit's plain proportion, if one does."""

    @property
    def floor(self) -> int:
        """The whole part of the share."""
        return self.share.numerator // self.share.denominator

    @property
    def remainder(self) -> Fraction:
        """What the share has beyond its whole part."""
        return self.share - self.floor

    @property
    def extra(self) -> int:
        """What the unit got beyond the floor of its share: 0 or 1 by largest remainder, any integer otherwise."""
        return self.part - self.floor


@dataclass(frozen=True)
class Apportionment:
    """The parts, in the order of the weights, and how they came about."""

    total: int
    method: Method
    tie: Tie
    parts: tuple[int, ...]
    steps: tuple[Step, ...]
    tied: tuple[int, int] | None
    """(winner, loser) if the last one given was decided by the tie rule."""

    def trace(self, names: Sequence[str]) -> list[Text]:
        """What an officer reads: the sum, who is held at a bound, who got more or less, and whether a tie decided.

        Units that got more come first, the largest remainder first; then those that got less; last, by largest
        remainder, the unit that came next and got no more.
        """
        floors = sum(step.floor for step in self.steps)
        method = _METHOD_NAMES[self.method]
        lines = [
            Text(
                vi="{method}: {total} chia theo tỷ lệ; các phần nguyên cộng lại được {floors}, còn {left}",
                en="{method}: {total} in proportion; the whole parts add up to {floors}, {left} left",
            ).with_values(method=method, total=self.total, floors=floors, left=self.total - floors)
        ]
        named = list(zip(names, self.steps, strict=True))
        lines += [_BOUND_TEXTS[step.bound].with_values(name=name, part=step.part) for name, step in named if step.bound]
        changed = [(name, step) for name, step in named if step.extra]
        changed.sort(key=lambda item: (-item[1].extra, -item[1].remainder))
        got = "{method}: {name} {extra} ({share} → {part})"
        lines += [
            Text(got, got).with_values(
                method=method,
                name=name,
                extra=f"{step.extra:+d}",
                share=_four_decimals(step.share),
                part=step.part,
            )
            for name, step in changed
        ]
        if self.tied:
            winner, loser = self.tied
            lines.append(
                Text(
                    vi="bằng nhau: {winner} được trước {loser} vì {reason}",
                    en="a tie: {winner} comes before {loser} because {reason}",
                ).with_values(winner=names[winner], loser=names[loser], reason=_TIE_REASONS[self.tie])
            )
        elif self.method == "largest_remainder" and changed:
            name, step = max(
                (item for item in named if not item[1].extra), key=lambda item: item[1].remainder
            )  # remainders add up to what is left, so someone always goes without
            if step.remainder:
                lines.append(
                    Text(
                        vi="kế tiếp, không được thêm: {name} ({share} → {part})",
                        en="next in line, none left: {name} ({share} → {part})",
                    ).with_values(name=name, share=_four_decimals(step.share), part=step.part)
                )
        return lines


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
    whole = whole_weights(weights)
    ratio = share_per_weight(total, whole, bounds)
    plain = [ratio.numerator * weight for weight in whole]
    shares = [bounds.clamp(unit, share, ratio.denominator) for unit, share in enumerate(plain)]
    ranks = _ranks(whole, tie)
    if method == "largest_remainder":
        parts, tied = _largest_remainder(total, shares, ratio.denominator, ranks)
    else:
        parts, tied = divide(_DIVISOR_METHODS[method], total, whole, bounds, ranks)
    steps = tuple(
        Step(Fraction(share, ratio.denominator), part, _bound_applied(wanted, share))
        for wanted, share, part in zip(plain, shares, parts, strict=True)
    )
    return Apportionment(total, method, tie, tuple(parts), steps, tied)


def _ranks(weights: Sequence[int], tie: Tie) -> Sequence[int]:
    """For each unit its place in the order that decides ties."""
    if tie == "first":
        return range(len(weights))
    ranks = [0] * len(weights)
    for rank, unit in enumerate(sorted(range(len(weights)), key=lambda unit: -weights[unit])):
        ranks[unit] = rank
    return ranks


def _largest_remainder(
    total: int, shares: Sequence[int], denominator: int, ranks: Sequence[int]
) -> tuple[list[int], tuple[int, int] | None]:
    """Floors of the shares (given over one denominator), then one more each for the largest remainders.

    Bounds are integers, so a floor respects them, and so does one more wherever there is a remainder.
    """
    parts = [share // denominator for share in shares]
    remainders = [share % denominator for share in shares]
    left = total - sum(parts)
    order = sorted(range(len(shares)), key=lambda unit: (-remainders[unit], ranks[unit]))
    for unit in order[:left]:
        parts[unit] += 1
    if left and remainders[order[left - 1]] == remainders[order[left]]:
        return parts, (order[left - 1], order[left])
    return parts, None


def _bound_applied(wanted: int, share: int) -> BoundName | None:
    return None if wanted == share else "at_least" if wanted < share else "at_most"


def _four_decimals(value: Fraction) -> Text:
    return Text(number(value, "vi", 4), number(value, "en", 4))
