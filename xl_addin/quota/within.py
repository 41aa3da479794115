"""Shares within groups: each group's whole is given, and its units share that and nothing else.

A commune's hamlets share the commune's own quota, so that the sums tie at every level.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from xl_addin.language import Text
from xl_addin.quota.apportion import apportion
from xl_addin.quota.bounds import ApportionError
from xl_addin.quota.outcome import Apportionment, Method, SharedGroup, Step, Tie
from xl_addin.quota.together import Whole, WholeError, apportion_together

Given = TypeVar("Given")
_IN_GROUP = Text("nhóm {group}: {reason}", "group {group}: {reason}")


@dataclass(frozen=True)
class Group:
    """Units, by index, that share a whole of their own."""

    name: str
    units: tuple[int, ...]


def groups_of(names: Sequence[str]) -> tuple[Group, ...]:
    """The groups that units name, in the order in which they come first; they need not stand side by side."""
    found: dict[str, list[int]] = {}
    for unit, name in enumerate(names):
        found.setdefault(name, []).append(unit)
    return tuple(Group(name, tuple(units)) for name, units in found.items())


def group_sums(groups: Sequence[Group], figures: Sequence[Fraction | int]) -> list[Fraction]:
    """What a figure of the units adds up to in each group."""
    return [sum((Fraction(figures[unit]) for unit in group.units), Fraction(0)) for group in groups]


def apportion_within(
    groups: Sequence[Group],
    totals: Sequence[int],
    weights: Sequence[Fraction | int],
    *,
    method: Method = "largest_remainder",
    at_least: Sequence[int | None] | None = None,
    at_most: Sequence[int | None] | None = None,
    tie: Tie = "first",
) -> Apportionment:
    """The parts of every group's total among its units, in the order of the weights.

    Raises ApportionError, naming the group, where a group cannot share its total within the bounds.
    """
    outcomes = []
    for group, total in zip(groups, totals, strict=True):
        try:
            outcomes.append(
                apportion(
                    total,
                    _of(group, weights),
                    method=method,
                    at_least=None if at_least is None else _of(group, at_least),
                    at_most=None if at_most is None else _of(group, at_most),
                    tie=tie,
                )
            )
        except ApportionError as error:
            raise _in_group(group, error) from error
    return _joined(groups, outcomes, len(weights))


def apportion_together_within(
    groups: Sequence[Group], totals: Sequence[Sequence[int]], wholes: Sequence[Whole]
) -> tuple[Apportionment, ...]:
    """Several wholes rounded together in every group; `totals` has, group by group, what each whole is there.

    The wholes' own totals are not asked. Raises WholeError, naming the group.
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


def _of(group: Group, figures: Sequence[Given]) -> list[Given]:
    return [figures[unit] for unit in group.units]


def _in_group(group: Group, error: ApportionError) -> ApportionError:
    """The same error, told of the group, with the unit's index among all units."""
    text = _IN_GROUP.with_values(group=group.name, reason=error.text)
    return ApportionError(text, None if error.unit is None else group.units[error.unit], error.figure)


def _joined(groups: Sequence[Group], outcomes: Sequence[Apportionment], units: int) -> Apportionment:
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
