"""The uplift rule of Kon Tum city. All figures are made up: the city's were not published."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.problem import Problem
from xl_addin.quota.threshold import KON_TUM, Uplift, uplift


@pytest.mark.parametrize(
    ("issued", "standing", "accounts"),
    [(0, "below", 150), (499, "below", 150), (500, "at", 100), (501, "above", 100), (900, "above", 100)],
)
def test_below_half_adds_fifteen_percent_from_half_on_ten(issued, standing, accounts):
    result = uplift(1000, issued)
    assert (result.standing, result.accounts, result.limited) == (standing, accounts, False)


def test_the_officer_may_choose_for_exactly_half():
    assert uplift(1000, 500, replace(KON_TUM, at=Fraction(15, 100))).accounts == 150


def test_half_of_an_odd_quota_is_compared_exactly():
    assert [uplift(1001, issued).standing for issued in (500, 501)] == ["below", "above"]


def test_nobody_adds_more_than_is_missing():
    assert uplift(1000, 940) == Uplift("above", Fraction(100), 60, True)
    assert uplift(1000, 1000) == Uplift("above", Fraction(100), 0, True)
    assert uplift(1000, 1200).accounts == 0


def test_whole_accounts_are_rounded_up_unless_told_otherwise():
    """15 % of 1 003 is 150,45; 15 % of 1 010 is 151,5."""
    assert uplift(1003, 10).accounts == 151
    assert uplift(1003, 10, replace(KON_TUM, rounding="nearest")).accounts == 150
    assert uplift(1010, 10, replace(KON_TUM, rounding="nearest")).accounts == 152
    assert uplift(1010, 10, replace(KON_TUM, rounding="down")).accounts == 151


def test_a_quota_of_zero_asks_for_nothing():
    assert uplift(0, 0).accounts == 0


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_uplift_never_passes_the_quota(quota, issued):
    result = uplift(quota, issued)
    assert 0 <= result.accounts <= max(0, quota - issued)
    assert result.limited or result.accounts >= result.exact


@pytest.mark.parametrize(("quota", "issued"), [(-1, 0), (10, -3)])
def test_negative_figures_are_a_problem(quota, issued):
    with pytest.raises(Problem) as raised:
        uplift(quota, issued)
    assert "phải từ 0 trở lên" in raised.value.text.vi
