"""Parts that add up exactly: textbook cases, brute force on small ones, the published Bình Phước tables."""

import csv
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xl_addin.quota.apportion import ApportionError, Method, apportion

METHODS: tuple[Method, ...] = get_args(Method)
PUBLISHED = Path(__file__).parents[2] / "formulas_spec" / "published"


def parts(total, weights, **options):
    return list(apportion(total, weights, **options).parts)


# Textbook cases


def test_largest_remainder_takes_from_the_third_when_the_total_grows():
    assert parts(10, [6, 6, 2]) == [4, 4, 2]
    assert parts(11, [6, 6, 2]) == [5, 5, 1]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("largest_remainder", [9, 7, 5, 4, 1]),
        ("huntington_hill", [9, 7, 6, 3, 1]),
        ("sainte_lague", [9, 8, 5, 3, 1]),
        ("dhondt", [10, 7, 5, 3, 1]),
    ],
)
def test_each_method_gives_another_answer(method, expected):
    """Balinski and Young, Fair Representation: five states, 26 seats."""
    assert parts(26, [9061, 7179, 5259, 3319, 1182], method=method) == expected


@pytest.mark.parametrize(
    ("method", "virginia", "pennsylvania", "vermont", "delaware"),
    [
        ("dhondt", 19, 13, 2, 1),
        ("largest_remainder", 18, 13, 2, 2),
        ("sainte_lague", 18, 13, 2, 2),
        # 85 533 / √(2·3) = 34 919 for Vermont's third is more than 432 879 / √(12·13) = 34 658.
        ("huntington_hill", 18, 12, 3, 2),
    ],
)
def test_the_house_of_1791(method, virginia, pennsylvania, vermont, delaware):
    """105 seats: Jefferson's method (D'Hondt) gave Virginia the seat that Hamilton's gave Delaware."""
    populations = [630560, 475327, 432879, 353523, 331589, 278514, 236841, 206236, 179570, 141822]
    populations += [85533, 70835, 68705, 68446, 55540]
    expected = [virginia, 14, pennsylvania, 10, 10, 8, 7, 6, 5, 4, vermont, 2, 2, 2, delaware]
    assert parts(105, populations, method=method) == expected


def test_four_parties_and_eight_seats():
    votes = [100_000, 80_000, 30_000, 20_000]
    assert parts(8, votes, method="dhondt") == [4, 3, 1, 0]
    assert parts(8, votes, method="sainte_lague") == [3, 3, 1, 1]


def test_huntington_hill_gives_everyone_one_before_anyone_two():
    assert parts(4, [1000, 1, 1, 1], method="huntington_hill") == [1, 1, 1, 1]
    assert parts(2, [3, 9, 5], method="huntington_hill") == [0, 1, 1]


# The published tables


def published(phase: int, column: int) -> list[int]:
    with (PUBLISHED / f"binh_phuoc_phase{phase}.csv").open(encoding="utf-8-sig") as file:
        return [int(row[column - 1]) for row in list(csv.reader(file))[2:-1]]


def phase_1_quotas() -> list[int]:
    return parts(500_000, published(1, 3))


def phase_2_quotas() -> tuple[list[int], list[int]]:
    left = [eligible - quota for eligible, quota in zip(published(1, 3), phase_1_quotas(), strict=True)]
    quotas = parts(290_388, left)
    return quotas, parts(58_078, quotas)


def test_phase_1_quotas_change_in_hon_quan_only():
    expected = published(1, 4)
    assert expected[6] == 50_838
    expected[6] = 50_837
    assert phase_1_quotas() == expected
    assert sum(expected) == 500_000


def test_phase_2_changes_by_one_in_eight_rows():
    quotas, level_2 = phase_2_quotas()
    assert (sum(quotas), sum(level_2)) == (290_388, 58_078)
    changes = [
        (quota - old_quota, part - old_part)
        for quota, old_quota, part, old_part in zip(quotas, published(2, 4), level_2, published(2, 5), strict=True)
    ]
    rest = [quota - part for quota, part in zip(quotas, level_2, strict=True)]
    left = [eligible - quota for eligible, quota in zip(published(1, 3), phase_1_quotas(), strict=True)]
    changed_rows = [
        row
        for row, change in enumerate(changes)
        if any(change) or left[row] != published(2, 3)[row] or rest[row] != published(2, 6)[row]
    ]
    assert len(changed_rows) == 8
    assert all(abs(change) <= 1 for pair in changes for change in pair)
    assert sum(rest) == 232_310


def test_small_indicators_over_seven_areas_come_out_whole():
    """Six cards over seven areas; the populations are made up."""
    assert parts(6, [410, 380, 355, 290, 260, 240, 150]) == [1, 1, 1, 1, 1, 1, 0]


@pytest.mark.parametrize("method", METHODS)
def test_a_whole_of_nothing_is_shared_whatever_the_weights(method):
    assert parts(0, [3, 0, 2], method=method) == parts(0, [0, 0, 0], method=method) == [0, 0, 0]
    assert parts(5, [0, 0], at_least=[2, 3], method=method) == [2, 3]


# Definitions, by brute force on small cases


@st.composite
def small_cases(draw):
    """Total, weights, lower and upper bounds for which an apportionment exists."""
    units = draw(st.integers(1, 4))
    weight = st.one_of(st.integers(0, 12), st.fractions(0, 5, max_denominator=7), st.just(10**30), st.just(3))
    weights = draw(st.lists(weight, min_size=units, max_size=units))
    assume(any(weights))
    least = draw(st.lists(st.integers(0, 3), min_size=units, max_size=units))
    most = [draw(st.integers(lower, 8)) for lower in least]
    reachable = sum(most[unit] if weights[unit] else least[unit] for unit in range(units))
    return draw(st.integers(sum(least), reachable)), weights, least, most


def every_apportionment(total, weights, least, most):
    ranges = [range(least[unit], (most[unit] if weights[unit] else least[unit]) + 1) for unit in range(len(weights))]
    return [candidate for candidate in product(*ranges) if sum(candidate) == total]


@given(small_cases())
def test_largest_remainder_is_nearest_to_the_exact_shares(case):
    total, weights, least, most = case
    result = apportion(total, weights, at_least=least, at_most=most)

    def distance(candidate):
        return sum((part - step.share) ** 2 for part, step in zip(candidate, result.steps, strict=True))

    assert distance(result.parts) == min(map(distance, every_apportionment(*case)))


@given(small_cases())
def test_shares_are_proportional_but_for_the_bounds(case):
    total, weights, least, most = case
    steps = apportion(total, weights, at_least=least, at_most=most).steps
    assert sum(step.share for step in steps) == total
    free = {step.share / weight for step, weight in zip(steps, weights, strict=True) if weight and not step.bound}
    assert len(free) <= 1
    for step, weight, lower, upper in zip(steps, weights, least, most, strict=True):
        assert lower <= step.share <= upper
        for per_weight in free:
            if step.bound == "at_least":
                assert step.share == lower and weight * per_weight < lower
            elif step.bound == "at_most":
                assert step.share == upper and weight * per_weight > upper


SIGNPOSTS = {
    "dhondt": lambda a: Fraction(a + 1) ** 2,
    "sainte_lague": lambda a: Fraction(2 * a + 1, 2) ** 2,
    "huntington_hill": lambda a: Fraction(a * (a + 1)),
}


@pytest.mark.parametrize("method", sorted(SIGNPOSTS))
@given(case=small_cases())
def test_divisor_methods_leave_no_claim_stronger_than_one_that_was_met(method, case):
    """The min-max inequality that defines them, on squared priorities; infinite claims compare by weight."""
    total, weights, least, most = case
    result = parts(total, weights, method=method, at_least=least, at_most=most)
    assert tuple(result) in every_apportionment(*case)

    def claim(unit, part):
        signpost = SIGNPOSTS[method](part)
        return (0, Fraction(weights[unit]) ** 2 / signpost) if signpost else (1, Fraction(weights[unit]))

    units = range(len(weights))
    open_claims = [claim(unit, result[unit]) for unit in units if weights[unit] and result[unit] < most[unit]]
    met_claims = [claim(unit, result[unit] - 1) for unit in units if result[unit] > least[unit]]
    assert not open_claims or not met_claims or max(open_claims) <= min(met_claims)


def one_at_a_time(method, total, weights, least, most, before):
    """The plainest divisor method: give one to the strongest claim until all is given."""
    result = list(least)
    while sum(result) < total:
        candidates = [u for u in range(len(weights)) if weights[u] and result[u] < most[u]]

        def claim(unit):
            signpost = SIGNPOSTS[method](result[unit])
            strength = (0, Fraction(weights[unit]) ** 2 / signpost) if signpost else (1, Fraction(weights[unit]))
            return (strength, before(unit))

        result[max(candidates, key=claim)] += 1
    return result


@pytest.mark.parametrize("method", sorted(SIGNPOSTS))
@given(
    weights=st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any),
    total=st.integers(0, 80),
    data=st.data(),
)
def test_starting_near_the_end_changes_nothing(method, weights, total, data):
    """Large totals skip most of the giving: ties included, the result is that of giving one at a time."""
    least = [data.draw(st.integers(0, 6)) for _ in weights]
    most = [lower + data.draw(st.integers(0, 40)) for lower in least]
    reachable = sum(upper if weight else lower for weight, lower, upper in zip(weights, least, most, strict=True))
    total = min(max(total, sum(least)), reachable)
    options = {"method": method, "at_least": least, "at_most": most}
    assert parts(total, weights, **options) == one_at_a_time(method, total, weights, least, most, lambda unit: -unit)
    assert parts(total, weights, tie="largest_weight", **options) == one_at_a_time(
        method, total, weights, least, most, lambda unit: (weights[unit], -unit)
    )


@pytest.mark.parametrize("method", METHODS)
@given(weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any), total=st.integers(0, 10**9))
def test_parts_add_up_and_follow_scaled_weights(method, weights, total):
    result = parts(total, weights, method=method)
    assert sum(result) == total
    assert result == parts(total, [Fraction(weight, 997) for weight in weights], method=method)


@given(weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any), total=st.integers(0, 10**9))
def test_largest_remainder_stays_within_one_of_the_share(weights, total):
    for part, weight in zip(parts(total, weights), weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1


@pytest.mark.parametrize("method", sorted(SIGNPOSTS))
@given(weights=st.lists(st.integers(1, 50), min_size=1, max_size=8), total=st.integers(0, 60))
def test_divisor_methods_never_take_away_when_the_total_grows(method, weights, total):
    fewer, more = parts(total, weights, method=method), parts(total + 1, weights, method=method)
    assert all(before <= after for before, after in zip(fewer, more, strict=True))


def test_sainte_lague_of_the_whole_country_agrees_with_rounding_at_one_divisor():
    """10 598 made-up units: every part is weight / divisor, rounded, for one divisor."""
    weights = [(unit * 7919) % 20_011 + 1 for unit in range(10_598)]
    result = parts(61_000_000, weights, method="sainte_lague")
    assert sum(result) == 61_000_000
    highest = min(Fraction(2 * weight, 2 * part - 1) for weight, part in zip(weights, result, strict=True))
    lowest = max(Fraction(2 * weight, 2 * part + 1) for weight, part in zip(weights, result, strict=True))
    assert lowest <= highest


# Bounds


def test_an_upper_bound_passes_the_rest_on_in_proportion():
    result = apportion(100, [50, 30, 20], at_most=[20, None, None])
    assert result.parts == (20, 48, 32)
    assert [step.bound for step in result.steps] == ["at_most", None, None]


def test_a_lower_bound_takes_from_the_others_in_proportion():
    result = apportion(100, [70, 20, 10], at_least=[None, None, 19])
    assert result.parts == (63, 18, 19)
    assert [step.bound for step in result.steps] == [None, None, "at_least"]


@pytest.mark.parametrize("method", METHODS)
def test_bounds_that_leave_no_choice_are_met(method):
    assert parts(7, [5, 1, 0], method=method, at_least=[1, 2, 1], at_most=[4, 2, 5]) == [4, 2, 1]
    assert parts(6, [5, 1, 3], method=method, at_least=[1, 2, 3]) == [1, 2, 3]
    assert parts(6, [5, 1, 3], method=method, at_most=[1, 2, 3]) == [1, 2, 3]


@pytest.mark.parametrize("method", METHODS)
def test_a_weight_of_zero_gets_its_lower_bound(method):
    assert parts(10, [1, 0, 0], method=method, at_least=[0, 0, 3]) == [7, 0, 3]


@pytest.mark.parametrize("method", METHODS)
def test_a_total_of_zero_gives_zero_to_all(method):
    assert parts(0, [3, 2], method=method) == [0, 0]


@pytest.mark.parametrize(
    ("total", "weights", "bounds", "message", "unit"),
    [
        (10, [1, 2], {"at_most": [4, 5]}, "tối đa của các đơn vị có căn cứ phân bổ lớn hơn 0 là 9, nhỏ hơn 10", None),
        (10, [0, 2], {"at_most": [40, 5]}, "là 5, nhỏ hơn 10", None),
        (10, [1, 2], {"at_least": [4, 7]}, "tổng mức tối thiểu của các đơn vị là 11, lớn hơn 10", None),
        (10, [1, 2], {"at_least": [0, 7], "at_most": [9, 6]}, "đơn vị thứ 2: mức tối thiểu 7 lớn hơn mức tối đa 6", 1),
        (10, [1, 2], {"at_most": [9, -6]}, "đơn vị thứ 2: mức tối thiểu hoặc tối đa là số âm (-6)", 1),
        (10, [1, 2], {"at_least": [-1, 0]}, "đơn vị thứ 1: mức tối thiểu hoặc tối đa là số âm (-1)", 0),
        (-1, [1, 2], {}, "chỉ tiêu cần phân bổ là số âm (-1)", None),
        (10, [1, -2], {}, "đơn vị thứ 2: căn cứ phân bổ là số âm (-2)", 1),
        (10, [0, 0], {}, "căn cứ phân bổ của mọi đơn vị đều bằng 0", None),
        (10, [], {}, "không có đơn vị nào", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", METHODS)
def test_what_cannot_be_apportioned_names_the_bound(method, total, weights, bounds, message, unit):
    with pytest.raises(ApportionError) as raised:
        apportion(total, weights, method=method, **bounds)
    assert message in raised.value.text.vi
    assert raised.value.unit == unit


# Ties


@pytest.mark.parametrize("method", METHODS)
def test_equal_claims_go_to_the_first_unit(method):
    result = apportion(7, [4, 4, 4, 4], method=method)
    assert result.parts == (2, 2, 2, 1)
    assert result.tied == (2, 3)


def test_equal_claims_can_go_to_the_larger_weight():
    assert apportion(2, [1, 3]).parts == (1, 1)
    assert apportion(2, [1, 3], tie="largest_weight").parts == (0, 2)
    assert parts(3, [1, 3, 2], method="dhondt", tie="first") == [0, 2, 1]


def test_no_tie_is_reported_where_the_rule_decides_nothing():
    assert apportion(6, [4, 4, 4]).tied is None
    assert apportion(10, [6, 6, 2]).tied is None


def test_the_whole_country_in_equal_weights():
    result = apportion(10_000, [5] * 3_321, method="sainte_lague")
    assert result.parts == (4,) * 37 + (3,) * 3_284


# The trace


def test_the_trace_tells_who_got_the_rest():
    result = apportion(10, [6, 6, 2])
    lines = [line.vi for line in result.trace(["Đồng Xoài", "Bình Long", "Bù Đốp"])]
    assert lines == [
        "phần dư lớn nhất: 10 chia theo tỷ lệ; các phần nguyên cộng lại được 9, còn 1",
        "phần dư lớn nhất: Bù Đốp +1 (1,4286 → 2)",
        "kế tiếp, không được thêm: Đồng Xoài (4,2857 → 4)",
    ]


def test_the_trace_explains_why_hon_quan_is_not_rounded_up():
    """50 837,5001 would round to 50 838, but seven larger remainders use up what is left."""
    names = [f"unit {position}" for position in range(1, 12)]
    trace = apportion(500_000, published(1, 3)).trace(names)
    assert sum("+1" in line.vi for line in trace) == 7
    assert trace[-1].vi == "kế tiếp, không được thêm: unit 7 (50.837,5001 → 50.837)"


def test_the_trace_of_an_exact_division_is_one_line():
    assert len(apportion(6, [1, 2, 3]).trace(list("ABC"))) == 1


def test_the_trace_tells_bounds_and_ties():
    result = apportion(11, [5, 5, 50, 10], at_most=[None, None, 4, None], at_least=[0, 0, 0, 4], tie="largest_weight")
    lines = [line.en for line in result.trace(["A", "B", "C", "D"])]
    assert result.parts == (2, 1, 4, 4)
    assert lines == [
        "largest remainder: 11 in proportion; the whole parts add up to 10, 1 left",
        "C: held at its upper bound 4",
        "D: held at its lower bound 4",
        "largest remainder: A +1 (1.5000 → 2)",
        "a tie: A comes before B because its weight is larger, or equal and it stands first in the table",
    ]


def test_the_trace_of_a_divisor_method_shows_what_is_not_the_rounded_share():
    result = apportion(26, [9061, 7179, 5259, 3319, 1182], method="dhondt")
    lines = [line.vi for line in result.trace(list("ABCDE"))]
    assert lines[1:] == ["D'Hondt: A +1 (9,0610 → 10)"]
    assert result.steps[0].share == Fraction(9061, 1000)
    assert result.steps[0].remainder == Fraction(61, 1000)


def test_a_method_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="adams"):
        apportion(10, [1], method="adams")  # type: ignore[arg-type]
