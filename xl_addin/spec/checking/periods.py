"""Periods and deadlines: the parameters, tables and periods they name, and days that follow each other."""

from collections.abc import Iterator
from fractions import Fraction

from xl_addin.known_names import nearest, unknown
from xl_addin.language import Text
from xl_addin.quota.schedule import number_of_days
from xl_addin.spec.checking.finding import NO_SUCH_PARAMETER, Finding, SpecPath
from xl_addin.spec.model import DeadlineSpec, PeriodSpec, Spec

_NO_PERIOD = Text("không có kỳ {key}", "there is no period {key}")
_NOT_A_DAY = Text("tham số {name} phải là ngày", "parameter {name} must be a date")
_BACKWARDS = Text("ngày bắt đầu sau ngày kết thúc", "the first day is after the last")
_NOT_DAYS = Text("tham số {name} phải là số ngày", "parameter {name} must be a number of days")
_NO_QUOTA = Text("không có cột {label} để chia theo ngày", "there is no column {label} to spread over the days")
_NO_DATE_PARAMETER = Text("không có tham số ngày {name}", "there is no date parameter {name}")
_NO_WORK = Text(
    "kỳ này không còn ngày nào sau khi bỏ các ngày nghỉ; hãy sửa `skip`, `working_days` hoặc ngày của kỳ",
    "no day of this period is left without its free ones; change `skip`, `working_days` or its days",
)
_NO_LIST = Text("không có tham số danh sách ngày {name}", "there is no parameter {name} that is a list of days")
_NO_UNITS_A_DAY = Text(
    "số đơn vị mỗi ngày phải là số nguyên từ 1 trở lên", "the units of a day must be a whole number, 1 or more"
)
_SOMEBODY = Text("`from`: không có bộ đơn vị hay bảng {name}", "`from`: there is no unit set and no table {name}")


def period_findings(spec: Spec) -> Iterator[Finding]:
    """What is wrong with the periods of a spec."""
    keys = [period.key for period in spec.periods]
    for index, period in enumerate(spec.periods):
        place: SpecPath = ("periods", index)
        yield from _days(place, period, spec)
        if period.quota and (
            period.table is None or period.quota not in [column.label for column in spec.table(period.table).columns]
        ):
            there = [] if period.table is None else [column.label for column in spec.table(period.table).columns]
            yield place, unknown(_NO_QUOTA.with_values(label=period.quota), period.quota, there)
        if period.parent is not None and period.parent not in keys:
            yield (*place, "parent"), unknown(_NO_PERIOD.with_values(key=period.parent), period.parent, keys)


def schedule_findings(spec: Spec) -> Iterator[Finding]:
    """What is wrong with the columns that give every unit its day."""
    keys = [period.key for period in spec.periods]
    for t, table in enumerate(spec.tables):
        for c, column in enumerate(table.columns):
            if column.schedule is None:
                continue
            place: SpecPath = ("tables", t, "columns", c, "schedule")
            if column.schedule.period not in keys:
                text = _NO_PERIOD.with_values(key=column.schedule.period)
                yield (*place, "period"), unknown(text, column.schedule.period, keys)
            yield from _per_day((*place, "units_per_day"), column.schedule.units_per_day, spec)


def _per_day(place: SpecPath, stated: int | str, spec: Spec) -> Iterator[Finding]:
    if isinstance(stated, str) and stated not in spec.parameters:
        yield place, unknown(NO_SUCH_PARAMETER.with_values(name=stated), stated, spec.parameters)
        return
    is_number = isinstance(stated, int) or spec.parameters[stated].kind == "number"
    number = Fraction(stated) if isinstance(stated, int) else spec.number(stated) if is_number else Fraction(0)
    if number < 1 or number.denominator != 1:
        yield place, _NO_UNITS_A_DAY


def deadline_findings(spec: Spec) -> Iterator[Finding]:
    """What is wrong with the deadlines of a spec."""
    keys = [period.key for period in spec.periods]
    for index, deadline in enumerate(spec.deadlines):
        place: SpecPath = ("deadlines", index)
        if deadline.period and deadline.period not in keys:
            text = _NO_PERIOD.with_values(key=deadline.period)
            yield (*place, "period"), unknown(text, deadline.period, keys)
        for field, stated in (("before", deadline.before), ("until", deadline.until)):
            if isinstance(stated, str) and (stated not in spec.parameters or not spec.parameters[stated].is_date):
                dates = [name for name, parameter in spec.parameters.items() if parameter.is_date]
                yield (*place, field), unknown(_NO_DATE_PARAMETER.with_values(name=stated), stated, dates)
        yield from _somebody((*place, "from"), deadline, spec)


def _days(place: SpecPath, period: PeriodSpec, spec: Spec) -> Iterator[Finding]:
    stated = (period.start, period.end)
    not_days = [name for name in stated if isinstance(name, str) and not spec.parameters[name].is_date]
    for name in not_days:
        yield place, _NOT_A_DAY.with_values(name=name)
    if period.stated_days and spec.parameters[period.stated_days].kind != "number":
        yield place, _NOT_DAYS.with_values(name=period.stated_days)
    if not_days:
        return
    if isinstance(period.skip, str) and (
        period.skip not in spec.parameters or spec.parameters[period.skip].kind != "days"
    ):
        lists = [name for name, parameter in spec.parameters.items() if parameter.kind == "days"]
        yield (*place, "skip"), unknown(_NO_LIST.with_values(name=period.skip), period.skip, lists)
        return
    start, end = spec.day(period.start), spec.day(period.end)
    if start > end:
        yield place, _BACKWARDS
        return
    if not number_of_days(start, end, working_days=period.working_days, holidays=spec.skipped(period)):
        yield place, _NO_WORK


def _somebody(place: SpecPath, deadline: DeadlineSpec, spec: Spec) -> Iterator[Finding]:
    """A name that is nearly a unit set's or a table's; any other text is whoever it says."""
    named = deadline.from_
    sets = [*(one.key for one in spec.unit_sets), *(table.key for table in spec.tables)]
    if named is None or named in sets or not named.isascii() or " " in named:
        return
    if named == named.lower() and nearest(named, sets) is not None:
        yield place, unknown(_SOMEBODY.with_values(name=named), named, sets)
