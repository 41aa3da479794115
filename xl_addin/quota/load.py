"""How much there is to do per team and day, exactly; and per day from today on.

The figure of a whole follows the same formula as that of a part: averages are never added up.
"""

from fractions import Fraction


def load_per_team_per_day(quota: Fraction | int, teams: int, days: int) -> Fraction | None:
    """`quota / teams / days`, the notation `(10/11)/25`; None without a team or a day."""
    return Fraction(quota) / teams / days if teams > 0 and days > 0 else None
