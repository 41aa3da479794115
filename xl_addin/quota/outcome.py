"""What an apportionment gave: the parts, how each came about, and what an officer reads about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from xl_addin.language import Text, number

Method = Literal["largest_remainder", "sainte_lague", "dhondt", "huntington_hill"]
Rounding = Method | Literal["controlled"]
"""By one column's own method, or together with other columns (`together`)."""
Tie = Literal["first", "largest_weight"]
BoundName = Literal["at_least", "at_most"]

_METHOD_NAMES: dict[Rounding, Text] = {
    "largest_remainder": Text("phần dư lớn nhất", "largest remainder"),
    "sainte_lague": Text("Sainte-Laguë", "Sainte-Laguë"),
    "dhondt": Text("D'Hondt", "D'Hondt"),
    "huntington_hill": Text("Huntington–Hill", "Huntington–Hill"),
    "controlled": Text("làm tròn cùng nhau", "rounded together"),
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
    method: Rounding
    tie: Tie
    parts: tuple[int, ...]
    steps: tuple[Step, ...]
    tied: tuple[int, int] | None = None
    """(winner, loser) if the last one given was decided by the tie rule."""
    groups: tuple["SharedGroup", ...] = ()
    """The groups whose wholes were given, where it was shared within groups."""

    @property
    def left(self) -> int:
        """What was left to give once every unit had the whole part of its share."""
        return self.total - sum(step.floor for step in self.steps)

    def trace(self, names: Sequence[str]) -> list[Text]:
        """What an officer reads: the sum, who is held at a bound, who got more or less, and whether a tie decided.

        Units that got more come first, the largest remainder first; then those that got less; last, by largest
        remainder, the unit that came next and got no more. Of shares within groups, group after group.
        """
        if self.groups:
            return [
                Text("{group}: {said}", "{group}: {said}").with_values(group=group.name, said=said)
                for group in self.groups
                for said in group.outcome.trace([names[unit] for unit in group.units])
            ]
        method = _METHOD_NAMES[self.method]
        lines = [self.rule()]
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

    def rule(self) -> Text:
        """How the whole became parts: the sum of the whole parts, and what was left."""
        return Text(
            vi="{method}: {total} chia theo tỷ lệ; các phần nguyên cộng lại được {floors}, còn {left}",
            en="{method}: {total} in proportion; the whole parts add up to {floors}, {left} left",
        ).with_values(
            method=_METHOD_NAMES[self.method], total=self.total, floors=self.total - self.left, left=self.left
        )


@dataclass(frozen=True)
class SharedGroup:
    """A group of units whose whole was given, and how it was shared among them."""

    name: str
    units: tuple[int, ...]
    outcome: Apportionment


def _four_decimals(value: Fraction) -> Text:
    return Text(number(value, "vi", 4), number(value, "en", 4))
