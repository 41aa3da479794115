"""D605 day-off-schedule: a unit's day is not one that the schedule gives out.

## What it does
Holds every day of a column with a `schedule` in the spec to its period: no day before the first or after the last, none
that does not count (a free day, a weekend where only working days count), no more units on a day than share one, no
unit without a day.

## Why it is bad
On such a day nobody comes, or two teams are asked for at once.

## Example
The drive runs from 29/11 to 05/12/2022; a hamlet's day is 06/12/2022.

## How to mend
Correct the day, or make the schedule anew with `xl-addin new`.

## What is not detected
Tables without a spec; the order of the units.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from xl_addin.case.case import Case
from xl_addin.case.days import day_of
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.spec.due import counted_days
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

if TYPE_CHECKING:
    from xl_addin.spec.model import Spec
    from xl_addin.spec.parts.schedules import ScheduleSpec

RULE = Rule("D605", "day-off-schedule", Severity.WARNING)

_MISSING = Text("“{unit}” chưa có ngày.", "{unit} has no day.")
_NO_DAY = Text("“{text}” không phải ngày.", "“{text}” is no date.")
_OUTSIDE = Text(
    "Ngày {day} nằm ngoài đợt {period} (từ {start} đến {end}).",
    "{day} is outside {period}, which runs from {start} to {end}.",
)
_FREE = Text("Ngày {day} là ngày nghỉ, không xếp lịch.", "{day} is a day off.")
_CROWDED = Text(
    "Ngày {day} đã có {most} đơn vị, nhiều nhất trong một ngày.", "{day} has {most} units already, the most of a day."
)
_REMEDY = Text("Sửa ngày, hoặc làm lại lịch bằng `xl-addin new`.", "Correct the day, or make the schedule anew.")


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every unit whose day does not fit."""
    for view in case.views:
        for column in view.spec.columns if view.spec else ():
            if column.schedule is not None and case.spec is not None:
                yield from _check(case, view, case.spec, column.label, column.schedule)


def _check(case: Case, view: TableView, spec: "Spec", label: str, schedule: "ScheduleSpec") -> Iterator[Diagnostic]:
    period = spec.period(schedule.period)
    start, end = spec.day(period.start), spec.day(period.end)
    counted = set(counted_days(period, spec))
    most, taken = spec.units_per_day(schedule), Counter[date]()
    position = view.table.column(label).position
    values = {"period": period.name, "start": start, "end": end, "most": most}
    for row in view.table.body_rows:
        stands = view.value(row, label)
        day = day_of(case.book, stands)
        text: Text | None = None
        if day is None:
            text = _MISSING if stands in (None, "") else _NO_DAY
        elif not start <= day <= end:
            text = _OUTSIDE
        elif day not in counted:
            text = _FREE
        elif taken[day] == most:
            text = _CROWDED
        else:
            taken[day] += 1
        if text is not None:
            shown = "" if day is None else f"{day:%d/%m/%Y}"
            message = text.with_values(unit=view.unit_name(row), text=stands, day=day, **values)
            yield RULE.found(view.table.sheet, row, position, message, _REMEDY, actual=shown)
