"""How much there is to do per team and day, exactly; and per day from today on.

The figure of a whole follows the same formula as that of a part: averages are never added up.
"""

from collections.abc import Collection
from datetime import date
from fractions import Fraction

from xl_addin.quota.schedule import number_of_days


def load_per_team_per_day(quota: Fraction | int, teams: int, days: int) -> Fraction | None:
    """`quota / teams / days`, the notation `(10/11)/25`; None without a team or a day."""
    return Fraction(quota) / teams / days if teams > 0 and days > 0 else None


def remaining_daily_load(
    quota: int,
    done: int,
    today: date,
    end: date,
    *,
    working_days: bool = False,
    holidays: Collection[date] = (),
) -> Fraction | None:
    """What is missing per remaining day, `today` and `end` included (`done` is the result up to yesterday).

    0 once the quota is reached; None if something is missing and no counted day is left.
    """
    missing = max(0, quota - done)
    if not missing:
        return Fraction(0)
    if today > end:
        return None
    days = number_of_days(today, end, working_days=working_days, holidays=holidays)
    return Fraction(missing, days) if days else None
