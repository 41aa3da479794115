"""What every part of a spec has in common, and the small values they hold: names, days, times, switches."""

import re
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from xl_addin.language import Text
from xl_addin.spec.error import FieldError
from xl_addin.spec.parts.written_moments import day_in, time_in

_DATE = Text("phải là ngày viết dạng 2023-06-20", "must be a date written as 2023-06-20")
_QUOTED_DATE = Text(
    "“{value}” là ngày viết như chữ; hãy viết {day}, không có dấu nháy",
    "{value} is a date typed as text; write {day}, without quotes",
)
_NO_SUCH_DAY = Text("không có ngày “{value}”; ngày viết dạng 2023-06-20", "{value} is no day; write it as 2023-06-20")
_DAY_OR_NAME = Text(
    "phải là ngày viết dạng 2023-06-20 hoặc tên một tham số ngày; ngày riêng cho từng đơn vị thì ghi thành một cột "
    "`role: date`",
    "must be a date written as 2023-06-20 or the name of a date parameter; a day for every unit is a column of "
    "`role: date`",
)
_DAYS_OR_NAME = Text(
    "phải là danh sách ngày viết dạng [2023-06-20], hoặc tên một tham số ghi danh sách đó",
    "must be a list of dates written as [2023-06-20], or the name of the parameter that holds it",
)
_NO_TIME = Text('phải là giờ trong ngày, như "07:30"', 'must be a time of day, such as "07:30"')
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Part(BaseModel):
    """Every part of a spec: unknown fields are errors, values cannot change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def since_2(description: str, default: object = None, **more: Any) -> Any:
    """A field that came with `spec_version: 2`."""
    return Field(default, description=description, json_schema_extra={"since": 2}, **more)


def check_no_quoted_day(value: object) -> None:
    """Raise FieldError for a text that is a date: YAML has dates of its own."""
    if not isinstance(value, str):
        return
    try:
        day = day_in(value)
    except ValueError as error:
        raise FieldError(_NO_SUCH_DAY.with_values(value=value)) from error
    if day is not None:
        raise FieldError(_QUOTED_DATE.with_values(value=value, day=day.isoformat()))


def _day(value: object) -> object:
    check_no_quoted_day(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise FieldError(_DATE)


def _day_or_name(value: object) -> object:
    check_no_quoted_day(value)
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    if is_day or is_name(value):
        return value
    raise FieldError(_DAY_OR_NAME)


def is_name(value: object) -> bool:
    """Whether a value can be a parameter's name."""
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def _days_or_name(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(map(_day, value))
    if is_name(value):
        return value
    raise FieldError(_DAYS_OR_NAME)


def _time(value: object) -> object:
    found = time_in(value) if isinstance(value, str) else value
    if isinstance(found, time):
        return found
    raise FieldError(_NO_TIME)


def _written_plainly(value: object) -> object:
    """`80` for `"80"`. Not 0.5: `500.000` without quotes is 500 to YAML and half a million to whoever wrote it."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


FormulaText = Annotated[str, BeforeValidator(_written_plainly)]
"""A formula or a column's number, which YAML takes for a number where it is one and has no quotes."""
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Day = Annotated[date, BeforeValidator(_day)]
DayOrName = Annotated[date | str, BeforeValidator(_day_or_name)]
DaysOrName = Annotated[tuple[date, ...] | str, BeforeValidator(_days_or_name)]
TimeOfDay = Annotated[time, BeforeValidator(_time)]
