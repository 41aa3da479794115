"""Ranks with ties."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.quota.rank import ranks


def test_competition_leaves_places_free_after_a_tie():
    assert ranks([30, 50, 30, 10]) == [2, 1, 2, 4]


def test_dense_leaves_none():
    assert ranks([30, 50, 30, 10], ties="dense") == [2, 1, 2, 3]


def test_the_lowest_can_be_best():
    assert ranks([30, 50, 30, 10], highest_first=False) == [2, 4, 2, 1]


def test_rates_tie_exactly_and_a_missing_rate_has_no_rank():
    assert ranks([Fraction(1, 3), None, Fraction(2, 6), 1]) == [2, None, 2, 1]


@given(st.lists(st.integers(0, 5), max_size=12))
def test_ranks_by_their_definitions(values):
    assert ranks(values) == [1 + sum(other > value for other in values) for value in values]
    assert ranks(values, ties="dense") == [1 + len({other for other in values if other > value}) for value in values]
