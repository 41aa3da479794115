"""Dates of a drive: every day from start to end, day counts, deadlines, and quotas spread over the days."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from xl_addin.language import Text
from xl_addin.problem import Problem

SATURDAY = 5
"""`date.weekday()` of the first day of the weekend."""


class DayCounts(NamedTuple):
    """The two ways documents count the days of a period."""

    inclusive: int
    """Dates from start to end, both counted: 20/6–15/7 has 26."""
    exclusive: int
    """Days from start to end, one less: the "25 days" of 20/6–15/7."""


def dates_between(start: date, end: date) -> list[date]:
    """Every date from start to end, both included. Raises Problem if the end comes before the start."""
    return [start + timedelta(days=day) for day in range(_length(start, end))]


def counted_dates(start: date, end: date, *, working_days: bool = False, holidays: Collection[date] = ()) -> list[date]:
    """The dates of a period on which work is done: `holidays` never, weekends not if only `working_days` count."""
    free = set(holidays)
    return [
        day for day in dates_between(start, end) if day not in free and not (working_days and day.weekday() >= SATURDAY)
    ]


def number_of_days(start: date, end: date, *, working_days: bool = False, holidays: Collection[date] = ()) -> int:
    """How many dates `counted_dates` has; however long the period is, it takes no longer."""
    days = _length(start, end)
    free = {day for day in holidays if start <= day <= end}
    if not working_days:
        return days - len(free)
    weeks, rest = divmod(days, 7)
    in_rest = sum((start.weekday() + day) % 7 < SATURDAY for day in range(rest))
    return weeks * SATURDAY + in_rest - sum(day.weekday() < SATURDAY for day in free)


def day_counts(start: date, end: date) -> DayCounts:
    """How many days a period has, counted both ways. Raises Problem if the end comes before the start."""
    inclusive = number_of_days(start, end)
    return DayCounts(inclusive, inclusive - 1)


def daily_quotas(
    quota: int, start: date, end: date, *, working_days: bool = False, holidays: Collection[date] = ()
) -> list[tuple[date, int]]:
    """Each counted date with its quota: adds up exactly, days differ by one at most, the larger ones spread evenly.

    The sum up to any day is what a straight line demands by then, rounded up: whoever keeps to it is never behind.
    Raises Problem for a negative quota (a unit already above its target has 0 left, the caller decides), for an
    end before the start, and for a quota above 0 in a period without a counted date.
    """
    if quota < 0:
        raise Problem(
            Text(
                vi="không thể chia chỉ tiêu âm ({quota}) theo ngày: đơn vị đã vượt chỉ tiêu, hãy dùng 0",
                en="a negative quota ({quota}) cannot be spread over days: the unit exceeds its target, use 0",
            ).with_values(quota=quota)
        )
    dates = counted_dates(start, end, working_days=working_days, holidays=holidays)
    if quota and not dates:
        raise Problem(
            Text(
                vi="từ {start} đến {end} không có ngày làm việc nào để chia chỉ tiêu: hãy sửa thời gian hoặc ngày nghỉ",
                en="from {start} to {end} there is no working day to spread the quota over: "
                "change the period or the holidays",
            ).with_values(start=start, end=end)
        )
    due = [0, *(-(-quota * position // len(dates)) for position, _ in enumerate(dates, start=1))]
    return [(day, by_then - before) for day, (before, by_then) in zip(dates, pairwise(due), strict=True)]


def turns(
    given: Sequence[date | None],
    start: date,
    end: date,
    *,
    per_day: int = 1,
    working_days: bool = False,
    holidays: Collection[date] = (),
) -> list[date]:
    """The date of each unit's turn, in their order: what is `given` stays, the others share the first free dates.

    On a counted date there is room for `per_day` of them. Raises Problem where the period has too few such dates; it
    names the end that would do.
    """
    dates = counted_dates(start, end, working_days=working_days, holidays=holidays)
    taken = Counter(given)
    free = [day for day in dates for _ in range(per_day - min(taken[day], per_day))]
    waiting = sum(day is None for day in given)
    if waiting > len(free):
        needed = -(-(waiting - len(free)) // per_day)
        last = _end_of(needed, end, working_days=working_days, holidays=holidays)
        raise Problem(
            Text(
                vi="{units} đơn vị, mỗi ngày {per_day}, nhưng từ {start} đến {end} chỉ có {dates} ngày được tính; hãy "
                "cho thêm ngày (đến {last}) hoặc tăng số đơn vị mỗi ngày",
                en="{units} units, {per_day} a day, but from {start} to {end} only {dates} days count; give more days "
                "(until {last}) or more units a day",
            ).with_values(units=len(given), per_day=per_day, start=start, end=end, dates=len(dates), last=last)
        )
    turn = iter(free)
    return [next(turn) if day is None else day for day in given]


def _end_of(more: int, end: date, *, working_days: bool, holidays: Collection[date]) -> date:
    """The date on which so many more counted dates after `end` are over."""
    day = end
    while more:
        day += timedelta(days=1)
        more -= number_of_days(day, day, working_days=working_days, holidays=holidays)
    return day


def _length(start: date, end: date) -> int:
    if end < start:
        raise Problem(
            Text(
                vi="ngày kết thúc {end} trước ngày bắt đầu {start}: hãy sửa một trong hai ngày",
                en="the end date {end} is before the start date {start}: correct one of them",
            ).with_values(start=start, end=end)
        )
    return (end - start).days + 1
