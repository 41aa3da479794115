"""D602 deadline-out-of-order: a report is due before it can exist.

## What it does
Compares every deadline of the spec with the document's date and with the end of the period it reports on. “Trước ngày
X” means that the day before X is the last accepted day.

## Why it is bad
A final report before the end of the period cannot be final; a deadline before the document was issued has passed when
it is read.

## Example
The period ends on 15/7, its final report is due “trước ngày 15/7”, that is by 14/7.

## How to mend
Correct the deadline.

## What is not detected
Documents without a spec: dates in running text are not read. A report that the spec says is `interim` is due within its
period; one that is due again and again (`every`) has no day that could be too early.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.spec.due import last_day
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("D602", "deadline-out-of-order", Severity.WARNING)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every deadline that comes too early."""
    spec = case.spec
    if spec is None:
        return
    for deadline in spec.deadlines:
        period = next((one for one in spec.periods if one.key == deadline.period), None)
        end = spec.day(period.end) if period and not deadline.interim else None
        last = last_day(deadline, spec)
        if last is None:
            continue
        values = {"name": deadline.name, "last": last, "issued": spec.document.day, "end": end}
        if last < spec.document.day:
            message = Text(
                "{name}: hạn cuối {last} trước ngày ban hành văn bản {issued}.",
                "{name}: the last day, {last}, is before the document's date, {issued}.",
            )
        elif end is not None and last < end:
            message = Text(
                "{name}: hạn cuối {last} trước ngày kết thúc đợt {end}.",
                "{name}: the last day, {last}, is before the period ends on {end}.",
            )
        else:
            continue
        yield RULE.found(
            None,
            None,
            None,
            message.with_values(**values),
            Text("Sửa hạn báo cáo.", "Correct the deadline."),
            actual=f"{last:%d/%m/%Y}",
        )
