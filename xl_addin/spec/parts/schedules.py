"""Which unit's turn it is on which day."""

from pydantic import Field

from xl_addin.spec.parts.part import Key, Part


class ScheduleSpec(Part):
    """A day for every unit, in their order, from a period's first day on; days that do not count are skipped."""

    period: Key = Field(description="The period whose days are given out.")
    units_per_day: int | Key = Field(
        1, description="How many units share a day: a whole number, or the parameter that holds it."
    )
