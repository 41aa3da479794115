"""Shares within groups: each group's whole is given, and its units share that and nothing else.

A commune's hamlets share the commune's own quota, so that the sums tie at every level.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from xl_addin.language import Text
from xl_addin.quota.bounds import ApportionError
from xl_addin.quota.outcome import Apportionment, SharedGroup, Step
from xl_addin.quota.together import Whole, WholeError, apportion_together

Given = TypeVar("Given")
_IN_GROUP = Text("nhóm {group}: {reason}", "group {group}: {reason}")


@dataclass(frozen=True)
class SharingGroup:
    """Units, by index, that share a whole of their own."""

    name: str
    units: tuple[int, ...]


def groups_of(names: Sequence[str]) -> tuple[SharingGroup, ...]:
    """The groups that units name, in the order in which they come first; they need not stand side by side."""
    found: dict[str, list[int]] = {}
    for unit, name in enumerate(names):
        found.setdefault(name, []).append(unit)
    return tuple(SharingGroup(name, tuple(units)) for name, units in found.items())


def whole_among(groups: Sequence[SharingGroup], one: Whole) -> Whole:
    """The whole as it is shared among the groups: by what their units' weights and bounds add up to."""
    at_least = [0] * len(one.weights) if one.at_least is None else [bound or 0 for bound in one.at_least]
    at_most = [None] * len(one.weights) if one.at_most is None else list(one.at_most)
    # A unit of weight 0 gets its lower bound and no more.
    most = [bound if weight else least for bound, least, weight in zip(at_most, at_least, one.weights, strict=True)]
    return replace(
        one,
        weights=[sum(_of(group, one.weights), Fraction(0)) for group in groups],
        at_least=[sum(_of(group, at_least)) for group in groups],
        at_most=[_sum_of_bounds(_of(group, most)) for group in groups],
    )


def apportion_within(
    groups: Sequence[SharingGroup], totals: Sequence[Sequence[int]], wholes: Sequence[Whole]
) -> tuple[Apportionment, ...]:
    """The parts of each whole, in the order of its weights; `totals` has, group by group, what each whole is there.

    Several wholes are rounded together in every group. The wholes' own totals are not asked. Raises WholeError, naming
    the group, where a group cannot share its total within the bounds.
    """
    outcomes = []
    for group, there in zip(groups, totals, strict=True):
        parts = [
            replace(
                one,
                total=total,
                weights=_of(group, one.weights),
                at_least=None if one.at_least is None else _of(group, one.at_least),
                at_most=None if one.at_most is None else _of(group, one.at_most),
            )
            for one, total in zip(wholes, there, strict=True)
        ]
        try:
            outcomes.append(apportion_together(parts))
        except WholeError as error:
            raise WholeError(error.whole, _in_group(group, error)) from error
    return tuple(
        _joined(groups, [there[index] for there in outcomes], len(one.weights)) for index, one in enumerate(wholes)
    )


def _sum_of_bounds(bounds: Sequence[int | None]) -> int | None:
    known = [bound for bound in bounds if bound is not None]
    return sum(known) if len(known) == len(bounds) else None


def _of(group: SharingGroup, figures: Sequence[Given]) -> list[Given]:
    return [figures[unit] for unit in group.units]


def _in_group(group: SharingGroup, error: ApportionError) -> ApportionError:
    """The same error, told of the group, with the unit's index among all units."""
    text = _IN_GROUP.with_values(group=group.name, reason=error.text)
    return ApportionError(text, None if error.unit is None else group.units[error.unit], error.figure)


def _joined(groups: Sequence[SharingGroup], outcomes: Sequence[Apportionment], units: int) -> Apportionment:
    steps: dict[int, Step] = {}
    for group, outcome in zip(groups, outcomes, strict=True):
        steps.update(zip(group.units, outcome.steps, strict=True))
    ordered = tuple(steps[unit] for unit in range(units))
    return Apportionment(
        sum(outcome.total for outcome in outcomes),
        outcomes[0].method,
        outcomes[0].tie,
        tuple(step.part for step in ordered),
        ordered,
        groups=tuple(
            SharedGroup(group.name, group.units, outcome) for group, outcome in zip(groups, outcomes, strict=True)
        ),
    )
