"""How far units have come: done against quota, and against what the schedule asks by a given day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


def completion_rate(done: int, quota: int) -> Fraction | None:
    """`done / quota`, above 1 where the quota is exceeded; None for a quota of 0."""
    return Fraction(done, quota) if quota else None


@dataclass(frozen=True)
class Progress:
    """A unit's result so far."""

    done: int
    quota: int

    @property
    def rate(self) -> Fraction | None:
        """The completion rate; None for a quota of 0."""
        return completion_rate(self.done, self.quota)

    @property
    def missing(self) -> int:
        """What is missing to 100 %; 0 beyond."""
        return max(0, self.quota - self.done)

    @property
    def complete(self) -> bool:
        """Whether the quota is reached; a quota of 0 is."""
        return self.done >= self.quota


def combined(parts: Iterable[Progress]) -> Progress:
    """The progress of a whole: results and quotas add up, rates do not."""
    listed = list(parts)
    return Progress(sum(part.done for part in listed), sum(part.quota for part in listed))


def ahead_of_schedule(done: int, schedule: Sequence[tuple[date, int]], day: date) -> int:
    """Results beyond what the daily quotas ask by the end of `day`; negative when behind."""
    return done - sum(quota for scheduled, quota in schedule if scheduled <= day)
