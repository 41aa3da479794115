"""When a deadline is due: its days one after the other, the next of them, and how documents write it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, cast, get_args

from xl_addin.language import Text, time_of_day
from xl_addin.quota.schedule import counted_dates

if TYPE_CHECKING:  # Rules ask here of books without a spec, too, and need not load the model.
    from xl_addin.spec.model import DeadlineSpec, PeriodSpec, Spec

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
_END_OF_DAY = time(23, 59, 59)
_FAR_AHEAD = timedelta(days=800)
"""How far ahead the next day is looked for: every recurrence and every deadline of a campaign falls in two years."""

_DAY_NAMES = (
    Text("thứ Hai", "Monday"),
    Text("thứ Ba", "Tuesday"),
    Text("thứ Tư", "Wednesday"),
    Text("thứ Năm", "Thursday"),
    Text("thứ Sáu", "Friday"),
    Text("thứ Bảy", "Saturday"),
    Text("Chủ nhật", "Sunday"),
)


@dataclass(frozen=True)
class Due:
    """One time at which a deadline is due: the last day on which it is accepted, and until when that day.

    `reports_on` is the day whose figures a recurring report gives: the last of them where it covers a week or month.
    """

    day: date
    at: time | None = None
    reports_on: date | None = None

    @property
    def moment(self) -> datetime:
        """The last moment at which it is in time."""
        return datetime.combine(self.day, self.at or _END_OF_DAY)


def last_day(deadline: "DeadlineSpec", spec: "Spec") -> date | None:
    """The last day on which a report is accepted that is due once; None for one that is due again and again.

    “Trước ngày X” is strictly before, so the day before X; “trước 07 giờ 30 phút ngày X” is on X itself.
    """
    if deadline.until is not None:
        return spec.day(deadline.until)
    if deadline.before is None:
        return None
    return spec.day(deadline.before) - timedelta(days=0 if deadline.at else 1)


def due(deadline: "DeadlineSpec", spec: "Spec", first: date, last: date) -> Iterator[Due]:
    """Every time the deadline is due between two days, both included, in order.

    A recurring report is due for the days of its period (without one, from the first day to the last of all periods):
    every day that counts, every such weekday, or the last day of every month and of the period.
    """
    once = last_day(deadline, spec)
    if once is not None:
        if first <= once <= last:
            yield Due(once, deadline.at)
        return
    offset = timedelta(days=deadline.offset_days or 0)
    for day in _reported_days(deadline, spec, first - offset, last - offset):
        yield Due(day + offset, deadline.at, reports_on=day)


def next_due(deadline: "DeadlineSpec", spec: "Spec", now: datetime) -> Due | None:
    """The next time the deadline is due, counted from this moment; None where none is left."""
    last = now.date() + _FAR_AHEAD
    return next((each for each in due(deadline, spec, now.date(), last) if each.moment >= now), None)


def counted_days(period: "PeriodSpec", spec: "Spec") -> list[date]:
    """The days of a period that count: without those it skips, and without weekends if it has working days only."""
    start, end = spec.day(period.start), spec.day(period.end)
    return counted_dates(start, end, working_days=period.working_days, holidays=spec.skipped(period))


def in_words(deadline: "DeadlineSpec", spec: "Spec") -> Text:
    """When it is due, as documents write it: “trước 07 giờ 30 phút hằng ngày”, “trước ngày 18/12/2023”."""
    at = Text("", "") if deadline.at is None else _clock(deadline.at, " on ")
    if deadline.before is not None:
        text = Text("trước {at}ngày {day}", "before {at}{day}")
        return text.with_values(at=at, day=spec.day(deadline.before))
    if deadline.until is not None:
        text = Text("chậm nhất {at}ngày {day}", "by {at}{day}")
        return text.with_values(at=at, day=spec.day(deadline.until))
    again = _again(deadline)
    if deadline.at is None:
        return again
    return Text("trước {at}{again}", "before {at}{again}").with_values(at=_clock(deadline.at, " "), again=again)


def _clock(at: time, then: str) -> Text:
    return Text(f"{time_of_day(at, 'vi')} ", time_of_day(at, "en") + then)


def _again(deadline: "DeadlineSpec") -> Text:
    offset = deadline.offset_days or 0
    if deadline.every == "day":
        if offset == 0:
            return Text("hằng ngày", "every day")
        if offset == 1:
            return Text("hằng ngày (số liệu ngày hôm trước)", "every day (for the day before)")
        text = Text("hằng ngày (số liệu {days} ngày trước)", "every day (for {days} days before)")
        return text.with_values(days=offset)
    if deadline.every == "month":
        text = Text("trong {days} ngày sau khi hết tháng", "within {days} days of the end of every month")
        return text.with_values(days=offset) if offset else Text("ngày cuối hằng tháng", "the last day of every month")
    weekday = WEEKDAYS.index(cast("Weekday", deadline.every))
    return Text("{day} hằng tuần", "every {day}").with_values(day=_DAY_NAMES[(weekday + offset) % 7])


def _reported_days(deadline: "DeadlineSpec", spec: "Spec", first: date, last: date) -> list[date]:
    """The days a recurring report is made for, from `first` to `last`."""
    periods = [one for one in spec.periods if deadline.period in (None, one.key)]
    if periods:
        first = max(first, min(spec.day(one.start) for one in periods))
        end = max(spec.day(one.end) for one in periods)
        last = min(last, end)
    if first > last:
        return []
    match deadline.every:
        case "day":
            own = periods[0] if deadline.period else None
            free = spec.skipped(own) if own else ()
            return counted_dates(first, last, working_days=own is not None and own.working_days, holidays=free)
        case "month":
            ends = [day for day in counted_dates(first, last) if (day + timedelta(days=1)).day == 1]
            return ends if not periods or last != end or last in ends else [*ends, last]
    weekday = WEEKDAYS.index(cast("Weekday", deadline.every))
    return [day for day in counted_dates(first, last) if day.weekday() == weekday]
