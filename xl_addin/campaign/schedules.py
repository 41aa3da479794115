"""The days of a spec's schedule, given out to units that have none yet."""

from collections.abc import Sequence
from datetime import date

from xl_addin.quota.schedule import turns
from xl_addin.spec.model import Spec
from xl_addin.spec.parts.schedules import ScheduleSpec


def free_turns(spec: Spec, schedule: ScheduleSpec, given: Sequence[date | None]) -> list[date]:
    """The days of all units in their order: those `given` stay, the others get the first days that are free.

    Problem where the period has too few days.
    """
    period = spec.period(schedule.period)
    return turns(
        given,
        spec.day(period.start),
        spec.day(period.end),
        per_day=spec.units_per_day(schedule),
        working_days=period.working_days,
        holidays=spec.skipped(period),
    )
