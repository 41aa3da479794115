"""Load per team and day, and what is left per day."""

from fractions import Fraction

import pytest

from xl_addin.quota.load import load_per_team_per_day


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
