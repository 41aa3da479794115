"""Load per team and day, and what is left per day."""

from datetime import date
from fractions import Fraction

import pytest

from xl_addin.quota.load import load_per_team_per_day, remaining_daily_load


def test_the_province_is_computed_like_its_units():
    """Published as 209, the sum of eleven averages; the column's own formula gives 18,5. Phase 2: 60 and 5,28."""
    phase_1 = load_per_team_per_day(391_922, 846, 25)
    phase_2 = load_per_team_per_day(290_388, 846, 65)
    assert (round(phase_1, 1), round(phase_2, 2)) == (Fraction("18.5"), Fraction("5.28"))


def test_load_is_exact():
    assert load_per_team_per_day(21_713, 42, 25) == Fraction(21_713, 42 * 25)


@pytest.mark.parametrize(("teams", "days"), [(0, 25), (42, 0)])
def test_without_teams_or_days_there_is_no_load(teams, days):
    assert load_per_team_per_day(100, teams, days) is None


def test_today_and_the_last_day_count():
    assert remaining_daily_load(100, 40, date(2023, 7, 13), date(2023, 7, 15)) == 20


def test_only_working_days_count_if_asked():
    """13/7/2023 is a Thursday, 15/7 a Saturday."""
    assert remaining_daily_load(100, 40, date(2023, 7, 13), date(2023, 7, 15), working_days=True) == 30


def test_nothing_is_left_once_the_quota_is_reached():
    assert remaining_daily_load(100, 120, date(2023, 7, 20), date(2023, 7, 15)) == 0


def test_after_the_end_no_daily_load_can_help():
    assert remaining_daily_load(100, 40, date(2023, 7, 16), date(2023, 7, 15)) is None
    assert remaining_daily_load(100, 40, date(2023, 7, 15), date(2023, 7, 15), working_days=True) is None
