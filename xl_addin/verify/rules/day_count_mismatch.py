"""D601 day-count-mismatch: a period has another number of days than the document says.

“25 days” from 20/6 to 15/7/2023 are 26 dates if both ends count and 25 if the first does not; daily quotas and
averages depend on which is meant. Needs a spec with the periods. Say in the document how days are counted, or
correct the number.
"""

from collections.abc import Iterator

from xl_addin.language import Text
from xl_addin.quota.schedule import day_counts
from xl_addin.table.spec import PeriodSpec, Spec
from xl_addin.verify.context import Context
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("D601", "day-count-mismatch", Severity.WARNING)


def check(context: Context) -> Iterator[Diagnostic]:
    """One finding for every period whose stated days are not its dates, at the line that states them."""
    spec = context.spec
    if spec is None:
        return
    for period in spec.periods:
        if period.stated_days is None:
            continue
        start, end = spec.day(period.start), spec.day(period.end)
        stated = int(spec.number(period.stated_days))
        inclusive, exclusive = day_counts(start, end)
        if stated == inclusive:
            continue
        sheet, row, column = _place(context, spec, period, stated)
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
            sheet,
            row,
            column,
            message.with_values(**values),
            Text(
                "Sửa số ngày hoặc ghi rõ cách đếm; bình quân mỗi ngày đang chia cho {stated}.",
                "Correct the number or say how days are counted; the daily averages divide by {stated}.",
            ).with_values(stated=stated),
            expected=inclusive,
            actual=stated,
        )


def _place(context: Context, spec: Spec, period: PeriodSpec, stated: int) -> tuple[str | None, int | None, int | None]:
    """The line above the period's table that states the days, else the sheet, else the book."""
    view = next((one for one in context.views if one.spec and one.spec.key == period.table), None)
    if view is None:
        return None, None, None
    top = min(view.table.header_rows, default=view.table.number_row)
    for row in range(1, top):
        for column in sorted(view.sheet.columns):
            value = view.sheet.value(row, column)
            if isinstance(value, str) and f"{stated} ngày" in value:
                return view.table.sheet, row, column
    return view.table.sheet, None, None
