"""D601 day-count-mismatch: a period has another number of days than the document says.

## What it does
Compares the number of days a spec says is stated with the dates of the period, on sheets that state the number.

## Why it is bad
Daily quotas and averages divide by this number: a day more or less shifts the whole column.

## Example
“25 ngày, đêm” from 20/6 to 15/7/2023 are 26 dates if both ends count, and 25 only if the first does not.

## How to mend
Say in the document how days are counted, or correct the number.

## What is not detected
Documents without a spec. A period of working days, or one that skips days (`working_days`, `skip`), may state those
that count. A sheet that also gives the full count (“… có 26 ngày”) has said how it counts.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.quota.schedule import day_counts
from xl_addin.spec.due import counted_days
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.stretches import stretches
from xl_addin.verify.rule import Rule
from xl_addin.workbook.model.book import Sheet

if TYPE_CHECKING:
    from xl_addin.spec.model import PeriodSpec

RULE = Rule("D601", "day-count-mismatch", Severity.WARNING)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every period whose stated days are not its dates, at the line that states them."""
    spec = case.spec
    if spec is None:
        return
    for period in stretches(spec):
        if period.stated_days is None:
            continue
        start, end = spec.day(period.start), spec.day(period.end)
        stated = int(spec.number(period.stated_days))
        inclusive, exclusive = day_counts(start, end)
        place = _where_stated(case, period, stated)
        counted = len(counted_days(period, spec))
        if stated in (inclusive, counted) or place is None or _says(place.sheet, inclusive):
            continue
        values = {
            "name": period.name,
            "start": start,
            "end": end,
            "stated": stated,
            "inclusive": inclusive,
            "exclusive": exclusive,
        }
        message = (
            Text(
                "{name}: ghi {stated} ngày, nhưng từ {start} đến {end} có {inclusive} ngày kể cả ngày đầu và "
                "ngày cuối; {stated} là số ngày nếu không tính ngày đầu.",
                "{name}: {stated} days are stated, but {start} to {end} are {inclusive} dates counting both ends; "
                "{stated} only if the first day is not counted.",
            )
            if stated == exclusive
            else Text(
                "{name}: ghi {stated} ngày, nhưng từ {start} đến {end} có {inclusive} ngày kể cả ngày đầu và ngày cuối "
                "({exclusive} nếu không tính ngày đầu).",
                "{name}: {stated} days are stated, but {start} to {end} are {inclusive} dates counting both ends "
                "({exclusive} if the first day is not counted).",
            )
        )
        yield RULE.found(
            place.sheet.name,
            place.row,
            place.column,
            message.with_values(**values),
            Text(
                "Sửa số ngày hoặc ghi rõ cách đếm; bình quân mỗi ngày đang chia cho {stated}.",
                "Correct the number or say how days are counted; the daily averages divide by {stated}.",
            ).with_values(stated=stated),
            expected=inclusive,
            actual=stated,
        )


class _Place(NamedTuple):
    sheet: Sheet
    row: int
    column: int


def _where_stated(case: Case, period: "PeriodSpec", days: int) -> _Place | None:
    """The first cell that states the days, on the sheet of the period's table if it has one."""
    tables = [view.sheet for view in case.views if view.spec and view.spec.key == period.table]
    sheets = tables if period.table else [sheet for sheet in case.fresh.sheets if sheet.visible]
    return next((place for sheet in sheets for place in _texts_with(sheet, days)), None)


def _says(sheet: Sheet, days: int) -> bool:
    return next(_texts_with(sheet, days), None) is not None


def _texts_with(sheet: Sheet, days: int) -> Iterator[_Place]:
    """The cells that mention this number of days, from the top."""
    mention = re.compile(rf"(?<!\d){days} ngày")
    found = [
        _Place(sheet, row, position)
        for position, column in sheet.columns.items()
        for row, value in column.values.items()
        if isinstance(value, str) and mention.search(value)
    ]
    yield from sorted(found, key=lambda place: (place.row, place.column))
