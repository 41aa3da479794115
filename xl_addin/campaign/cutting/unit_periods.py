"""The quotas of a unit that are spread over days: each with every date of its period, and all of them step by step."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, cast

from xl_addin.campaign.cutting.unit_figures import Columns, TemplateValues
from xl_addin.campaign.cutting.units.unit_rows import UnitInTables
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.quota.schedule import daily_quotas
from xl_addin.spec.model import PeriodSpec, Spec
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Book

MOST_DAILY_STEPS = 16
"""A longer campaign is gone through week by week, so that all of it is seen on a page."""

_NO_LIMIT = 999_999_999
_WEEK = timedelta(days=7)
_NO_TABLE = Text(
    "không thấy bảng “{table}” của đặc tả trong sổ; hãy đặt tên trang là “{sheet}”",
    "the spec's table “{table}” is not in the book; name its sheet “{sheet}”",
)


class SpreadQuota(NamedTuple):
    """A column whose quota is spread over a period; `key` is the indicator's that is reported on, if any."""

    period: PeriodSpec
    table: str
    label: str
    name: str
    key: str | None = None

    @property
    def code(self) -> str:
        """The column among those of all tables: `quota.4`."""
        return f"{self.table}.{self.label}"


def spread_quotas(spec: Spec | None) -> list[SpreadQuota]:
    """What is spread over each period: its `quota`, or every indicator of `results` whose quota is of its table."""
    return [] if spec is None else [one for period in spec.periods for one in _spread_over(period, spec)]


def _spread_over(period: PeriodSpec, spec: Spec) -> Iterator[SpreadQuota]:
    if period.table is None:
        return
    if period.quota is not None:
        yield SpreadQuota(period, period.table, period.quota, period.name)
        return
    for indicator in spec.results.indicators if spec.results else ():
        table, _, label = indicator.quota.partition(".")
        if table == period.table:
            heading = spec.fill_in(spec.table(table).column(label).heading)
            yield SpreadQuota(period, table, label, indicator.name or heading, indicator.key)


def timeline(quotas: Sequence[SpreadQuota], spec: Spec) -> TemplateValues | None:
    """From the first to the last day of all that is spread: how many dates, how many the document says, which steps."""
    if not quotas:
        return None
    start = min(spec.day(one.period.start) for one in quotas)
    end = max(spec.day(one.period.end) for one in quotas)
    stated = {one.period.stated_days for one in quotas}
    name = stated.pop() if len(stated) == 1 else None
    return {
        "start": start,
        "end": end,
        "name": "; ".join(dict.fromkeys(one.period.name for one in quotas)),
        "days": (end - start).days + 1,
        "stated_days": int(spec.number(name)) if name else None,
        "weekly": _is_weekly(start, end),
    }


def unit_periods(
    book: Book,
    tables: Sequence[NumberedTable],
    keys: Sequence[str],
    unit: UnitInTables,
    own: Sequence[TemplateValues],
    quotas: Sequence[SpreadQuota],
    spec: Spec,
) -> list[TemplateValues]:
    """A unit's quotas over the dates of their periods, first and last included; Problem for one that is no number."""
    return [_period(book, tables, keys, unit, own, quota, spec) for quota in quotas]


def steps(periods: Sequence[TemplateValues]) -> list[TemplateValues]:
    """The days, or the weeks of a longer campaign, each with what must be reached at its end by column: `plans`.

    A quota has no plan in steps that do not meet its period. `date` is a step's last day.
    """
    if not periods:
        return []
    start = min(cast("date", one["start"]) for one in periods)
    end = max(cast("date", one["end"]) for one in periods)
    length = _WEEK if _is_weekly(start, end) else timedelta(days=1)
    found: list[TemplateValues] = []
    while start <= end:
        last = min(start + length - timedelta(days=1), end)
        plans = {str(one["code"]): _reached(one, start, last) for one in periods}
        days = (last - start).days + 1
        found.append({"index": len(found) + 1, "first": start, "date": last, "days": days, "plans": plans})
        start = last + timedelta(days=1)
    return found


def _is_weekly(start: date, end: date) -> bool:
    return (end - start).days + 1 > MOST_DAILY_STEPS


def _reached(period: TemplateValues, first: date, last: date) -> int | None:
    if last < cast("date", period["start"]) or first > cast("date", period["end"]):
        return None
    days = cast("Sequence[Mapping[str, object]]", period["days"])
    return sum(cast("int", day["quota"]) for day in days if cast("date", day["date"]) <= last)


def _period(
    book: Book,
    tables: Sequence[NumberedTable],
    keys: Sequence[str],
    unit: UnitInTables,
    own: Sequence[TemplateValues],
    spread: SpreadQuota,
    spec: Spec,
) -> TemplateValues:
    period, label = spread.period, spread.label
    if spread.table not in keys:
        text = _NO_TABLE.with_values(table=spread.table, sheet=spec.table(spread.table).sheet)
        raise Problem(text, file=book.file)
    index = keys.index(spread.table)
    table = tables[index]
    if label not in table.labels:
        text = Text("bảng không có cột số {label}", "the table has no column {label}").with_values(label=label)
        raise Problem(unknown(text, label, table.labels), file=book.file, place=table.sheet)
    figure = cast("Columns", own[index]["columns"])[label]["value"]
    quota = _whole_quota(figure, book, str(table.cell(unit.rows[index].first, label)))
    start, end = spec.day(period.start), spec.day(period.end)
    days = daily_quotas(max(quota, 0), start, end, working_days=period.working_days, holidays=spec.skipped(period))
    return {
        "key": period.key,
        "table": spread.table,
        "name": period.name if spread.key is None else f"{period.name}: {spread.name}",
        "indicator": spread.key,
        "indicator_name": spread.name,
        "code": spread.code,
        "start": start,
        "end": end,
        "stated_days": int(spec.number(period.stated_days)) if period.stated_days else None,
        "label": label,
        "heading": table.column(label).heading,
        "quota": quota,
        "most": _most(quota, spec),
        "days": [{"date": day, "quota": part} for day, part in days],
    }


def _most(quota: int, spec: Spec) -> int:
    """The most that results may be without a word; where more is praised, a unit that has reached it reports on."""
    praised = spec.results is not None and spec.results.beyond_quota == "allow"
    return _NO_LIMIT if quota <= 0 and praised else max(quota, 0)


def _whole_quota(value: object, book: Book, place: str) -> int:
    """The quota as displayed, a whole number; a unit beyond its target has a negative one, and nothing left to do."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Problem(
            Text(
                "ô này phải là số (chỉ tiêu của đơn vị) mới chia được theo ngày",
                "this cell must be a number (the unit's quota) to be spread over the days",
            ),
            file=book.file,
            place=place,
        )
    return int(Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP))
