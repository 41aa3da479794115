"""How far units have come: done against quota, and against what the schedule asks by a given day."""

from dataclasses import dataclass
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
