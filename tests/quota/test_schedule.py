"""Dates, day counts, deadlines and daily quotas of the published campaigns."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.problem import Problem
from xl_addin.quota.schedule import (
    counted_dates,
    daily_quotas,
    dates_between,
    day_counts,
    number_of_days,
    turns,
)

PHASE_1 = date(2023, 6, 20), date(2023, 7, 15)
PHASE_2 = date(2023, 7, 16), date(2023, 9, 20)


@pytest.mark.parametrize(
    ("start", "end", "inclusive", "exclusive"),
    [
        (*PHASE_1, 26, 25),
        (*PHASE_2, 67, 66),
        (date(2023, 12, 15), date(2023, 12, 30), 16, 15),
        (date(2024, 4, 4), date(2024, 7, 3), 91, 90),
        (date(2023, 9, 15), date(2023, 11, 4), 51, 50),
        (date(2023, 6, 20), date(2023, 6, 20), 1, 0),
    ],
)
def test_days_are_counted_both_ways(start, end, inclusive, exclusive):
    assert day_counts(start, end) == (inclusive, exclusive)


def test_dates_include_both_ends():
    dates = dates_between(*PHASE_1)
    assert (dates[0], dates[-1], len(dates)) == (*PHASE_1, 26)


@pytest.mark.parametrize(("phase", "column", "period", "dates"), [(1, 10, PHASE_1, 26), (2, 4, PHASE_2, 67)])
def test_daily_quotas_of_every_published_unit_add_up(phase, column, period, dates):
    table = Path(__file__).parents[2] / "formulas_spec" / "published" / f"binh_phuoc_phase{phase}.csv"
    with table.open(encoding="utf-8-sig") as file:
        quotas = [int(row[column - 1]) for row in list(csv.reader(file))[2:]]
    assert len(quotas) == 12
    for quota in quotas:
        days = daily_quotas(quota, *period)
        assert [day for day, _ in days] == dates_between(*period)
        assert len(days) == dates
        assert sum(part for _, part in days) == quota


def test_quotas_smaller_than_the_period_add_up():
    assert sum(part for _, part in daily_quotas(5, *PHASE_1)) == 5
    assert {part for _, part in daily_quotas(0, *PHASE_2)} == {0}


def test_the_larger_days_are_spread_evenly():
    assert [part for _, part in daily_quotas(10, date(2024, 1, 1), date(2024, 1, 4))] == [3, 2, 3, 2]


@given(quota=st.integers(0, 10**6), days=st.integers(1, 120))
def test_whoever_keeps_to_the_days_is_never_behind_the_straight_line(quota, days):
    start = date(2024, 1, 1)
    parts = [part for _, part in daily_quotas(quota, start, start + timedelta(days=days - 1))]
    assert max(parts) - min(parts) <= 1
    for day in range(1, days + 1):
        assert 0 <= sum(parts[:day]) - quota * day / days < 1


def test_working_days_leave_out_weekends_and_holidays():
    """The week of 2 September 2024 (Monday, National Day; the next day is free too)."""
    days = daily_quotas(
        7,
        date(2024, 8, 31),
        date(2024, 9, 8),
        working_days=True,
        holidays=[date(2024, 9, 2), date(2024, 9, 3)],
    )
    assert days == [(date(2024, 9, 4), 3), (date(2024, 9, 5), 2), (date(2024, 9, 6), 2)]


def test_holidays_are_free_in_calendar_days_too():
    dates = counted_dates(date(2024, 8, 31), date(2024, 9, 3), holidays=[date(2024, 9, 2)])
    assert dates == [date(2024, 8, 31), date(2024, 9, 1), date(2024, 9, 3)]


@given(
    start=st.dates(date(2024, 1, 1), date(2024, 1, 31)),
    days=st.integers(0, 60),
    working_days=st.booleans(),
    holidays=st.lists(st.dates(date(2023, 12, 25), date(2024, 4, 10))),
)
def test_days_are_counted_without_listing_them(start, days, working_days, holidays):
    end = start + timedelta(days=days)
    listed = counted_dates(start, end, working_days=working_days, holidays=holidays)
    assert number_of_days(start, end, working_days=working_days, holidays=holidays) == len(listed)


def test_a_period_that_ends_before_it_starts_is_a_problem():
    with pytest.raises(Problem) as raised:
        daily_quotas(5, date(2023, 7, 15), date(2023, 6, 20))
    assert "ngày kết thúc 20/6/2023 trước ngày bắt đầu 15/7/2023" in raised.value.text.vi


def test_a_quota_without_a_working_day_is_a_problem():
    weekend = date(2024, 8, 31), date(2024, 9, 1)
    with pytest.raises(Problem, match="no working day"):
        daily_quotas(5, *weekend, working_days=True)
    assert daily_quotas(0, *weekend, working_days=True) == []


def test_a_negative_quota_is_a_problem():
    with pytest.raises(Problem) as raised:
        daily_quotas(-5, *PHASE_1)
    assert "chỉ tiêu âm (-5)" in raised.value.text.vi


def test_turns_share_days_leave_out_those_off_and_keep_what_is_given():
    monday = date(2023, 3, 6)
    assert turns([None] * 3, monday, date(2023, 3, 12), holidays=[date(2023, 3, 7)]) == [
        monday,
        date(2023, 3, 8),
        date(2023, 3, 9),
    ]
    assert turns([None] * 3, monday, date(2023, 3, 7), per_day=2) == [monday, monday, date(2023, 3, 7)]
    assert turns([None, monday, None], monday, date(2023, 3, 8)) == [date(2023, 3, 7), monday, date(2023, 3, 8)]


def test_too_few_days_name_the_end_that_would_do():
    with pytest.raises(Problem) as caught:
        turns([None] * 4, date(2023, 3, 9), date(2023, 3, 10), working_days=True)
    assert "14/3/2023" in caught.value.line("vi")
