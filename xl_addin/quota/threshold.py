"""Uplift by threshold: how many more accounts a unit must issue, depending on how far it has come.

The rule of Kon Tum city (December 2023): a unit below 50 % of its quota adds 15 % of the quota, one above 50 % adds
10 %. The document is silent on exactly 50 % and on units near 100 %; what fills these gaps is stated here.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.quota.whole import Rounding, whole

Standing = Literal["below", "at", "above"]


@dataclass(frozen=True)
class UpliftRule:
    """All rates are shares of the quota, between 0 and 1."""

    threshold: Fraction
    below: Fraction
    above: Fraction
    at: Fraction
    """For units exactly at the threshold."""
    rounding: Rounding = "up"
    """To whole accounts; "up" because fewer than the rate asks would miss it."""


KON_TUM = UpliftRule(
    threshold=Fraction(50, 100),
    below=Fraction(15, 100),
    above=Fraction(10, 100),
    at=Fraction(10, 100),  # not in the document: the officer may choose otherwise
)


@dataclass(frozen=True)
class Uplift:
    """What one unit must add, and why."""

    standing: Standing
    exact: Fraction
    """The rate times the quota, before rounding and before the limit."""
    accounts: int
    """Whole accounts to add."""
    limited: bool
    """Whether less was missing to 100 % than the rate asks."""


def uplift(quota: int, issued: int, rule: UpliftRule = KON_TUM) -> Uplift:
    """The accounts a unit with `issued` of `quota` must add: never more than what is missing to 100 %.

    A unit at or beyond its quota adds 0. Raises Problem for a negative quota or result.
    """
    if quota < 0 or issued < 0:
        raise Problem(
            Text(
                vi="chỉ tiêu ({quota}) và số tài khoản đã cấp ({issued}) phải từ 0 trở lên",
                en="the quota ({quota}) and the accounts issued ({issued}) must be 0 or more",
            ).with_values(quota=quota, issued=issued)
        )
    mark = rule.threshold * quota
    standing: Standing = "below" if issued < mark else "above" if issued > mark else "at"
    exact = {"below": rule.below, "at": rule.at, "above": rule.above}[standing] * quota
    wanted = whole(exact, rule.rounding)
    missing = max(0, quota - issued)
    return Uplift(standing, exact, min(wanted, missing), wanted > missing)
