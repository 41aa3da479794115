"""Which unit's turn it is on which day."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from xl_addin.language import Text
from xl_addin.spec.error import FieldError
from xl_addin.spec.parts.part import Key, Part, is_name

_UNITS = Text(
    "phải là số nguyên từ 1 trở lên, hoặc tên tham số ghi số đó",
    "must be a whole number from 1 on, or the name of the parameter that holds it",
)


def _units(value: object) -> object:
    is_count = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 1_000_000
    if is_count or is_name(value):
        return value
    raise FieldError(_UNITS)


class ScheduleSpec(Part):
    """A day for every unit, in their order, from a period's first day on; days that do not count are skipped."""

    period: Key = Field(description="The period whose days are given out.")
    units_per_day: Annotated[int | str, BeforeValidator(_units)] = Field(
        1, description="How many units share a day: a whole number, or the parameter that holds it."
    )
