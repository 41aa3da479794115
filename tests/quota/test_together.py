"""Several wholes rounded together: every whole exact, every part and every unit's sum next to its exact figure."""

from fractions import Fraction
from itertools import product
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.quota.apportion import apportion
from xl_addin.quota.bounds import ApportionError
from xl_addin.quota.outcome import Apportionment
from xl_addin.quota.together import Whole, apportion_together

INDICATORS = (33, 6, 731, 63, 731)
"""Minh Thắng's five indicators; the populations of its seven areas were not published and are made up."""
AREAS = (410, 380, 355, 290, 260, 240, 150)


def parts(outcomes: tuple[Apportionment, ...]) -> list[tuple[int, ...]]:
    return [outcome.parts for outcome in outcomes]


def sums(outcomes: tuple[Apportionment, ...]) -> list[int]:
    return [sum(unit) for unit in zip(*parts(outcomes), strict=True)]


@st.composite
def wholes(draw, most_units=5, most_wholes=4, most_total=40):
    units = draw(st.integers(1, most_units))
    weight = st.one_of(st.integers(1, 9), st.fractions(Fraction(1, 9), 3, max_denominator=9))
    weights = st.lists(weight, min_size=units, max_size=units)
    return [
        Whole(draw(st.integers(0, most_total)), draw(weights), tie=draw(st.sampled_from(["first", "largest_weight"])))
        for _ in range(draw(st.integers(1, most_wholes)))
    ]


@given(wholes())
def test_wholes_are_exact_and_parts_and_sums_are_neighbours_of_the_exact_ones(given_wholes):
    outcomes = apportion_together(given_wholes)
    for one, outcome in zip(given_wholes, outcomes, strict=True):
        assert sum(outcome.parts) == one.total == sum(step.share for step in outcome.steps)
        for step, weight in zip(outcome.steps, one.weights, strict=True):
            assert step.share == Fraction(one.total * weight, sum(one.weights))
            assert step.part in (floor(step.share), ceil(step.share))
    for unit, got in enumerate(sums(outcomes)):
        exact = sum(outcome.steps[unit].share for outcome in outcomes)
        assert got in (floor(exact), ceil(exact))


@given(wholes(most_units=3, most_wholes=3, most_total=12))
def test_nothing_else_that_adds_up_moves_less_and_ties_go_to_the_first(given_wholes):
    outcomes = apportion_together(given_wholes)
    exact = [[step.share for step in outcome.steps] for outcome in outcomes]
    exact_sums = [sum(unit) for unit in zip(*exact, strict=True)]

    def movement(candidate):
        moved = sum(
            abs(part - share)
            for line, shares in zip(candidate, exact, strict=True)
            for part, share in zip(line, shares, strict=True)
        )
        totals = [sum(unit) for unit in zip(*candidate, strict=True)]
        return moved + sum(abs(total - share) for total, share in zip(totals, exact_sums, strict=True))

    columns = [
        [line for line in product(*({floor(share), ceil(share)} for share in shares)) if sum(line) == one.total]
        for one, shares in zip(given_wholes, exact, strict=True)
    ]
    candidates = [
        table
        for table in product(*columns)
        if all(
            sum(unit) in (floor(share), ceil(share))
            for unit, share in zip(zip(*table, strict=True), exact_sums, strict=True)
        )
    ]
    assert movement(parts(outcomes)) == min(map(movement, candidates))


@given(st.integers(0, 60), st.lists(st.integers(1, 20), min_size=1, max_size=6))
def test_one_whole_alone_is_shared_by_largest_remainder(total, weights):
    (outcome,) = apportion_together([Whole(total, weights)])
    assert outcome.parts == apportion(total, weights).parts


def test_minh_thang_five_indicators_over_seven_areas_by_population():
    outcomes = apportion_together([Whole(total, AREAS) for total in INDICATORS])
    assert [sum(outcome.parts) for outcome in outcomes] == list(INDICATORS)
    everyone, everything = sum(AREAS), sum(INDICATORS)
    for people, got in zip(AREAS, sums(outcomes), strict=True):
        assert abs(got - Fraction(people * everything, everyone)) < 1


def test_no_area_loses_every_rounding():
    """Equal areas, five times six cards: one by one the last area gets nothing at all."""
    one_by_one = [apportion(6, [1] * 7).parts for _ in range(5)]
    assert [sum(unit) for unit in zip(*one_by_one, strict=True)] == [5, 5, 5, 5, 5, 5, 0]
    together = apportion_together([Whole(6, [1] * 7)] * 5)
    assert sums(together) == [5, 5, 4, 4, 4, 4, 4]
    assert [sum(outcome.parts) for outcome in together] == [6] * 5


def test_bounds_hold_the_shares_before_they_are_rounded():
    outcomes = apportion_together(
        [Whole(10, [1, 1, 8], at_most=[None, None, 4]), Whole(7, [1, 1, 1], at_least=[4, 0, 0])]
    )
    assert parts(outcomes) == [(3, 3, 4), (4, 2, 1)]
    assert [step.bound for step in outcomes[0].steps] == [None, None, "at_most"]


def test_a_whole_of_nothing_gives_everyone_nothing():
    assert parts(apportion_together([Whole(0, [0, 0]), Whole(3, [1, 2])])) == [(0, 0), (1, 2)]


def test_the_whole_that_cannot_be_shared_is_named():
    with pytest.raises(ApportionError) as raised:
        apportion_together([Whole(3, [1, 2]), Whole(9, [1, 2], at_most=[3, 3])])
    assert raised.value.whole == 1
    assert "(thiếu 3)" in raised.value.text.vi


def test_all_wholes_are_of_the_same_units():
    with pytest.raises(ValueError, match="same units"):
        apportion_together([Whole(3, [1, 2]), Whole(3, [1])])


def test_the_trace_says_that_it_was_rounded_together():
    outcome, _ = apportion_together([Whole(6, [1] * 4), Whole(3, [1] * 4)])
    first, *others = (line.vi for line in outcome.trace(["A", "B", "C", "D"]))
    assert first == "làm tròn cùng nhau: 6 chia theo tỷ lệ; các phần nguyên cộng lại được 4, còn 2"
    assert len(others) == 2
