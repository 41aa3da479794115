"""D603 period-starts-before-issue: a period begins before the document that orders it.

## What it does
Compares the first day of every period of the spec with the document's date.

## Why it is bad
Nobody can begin on a day that had passed when the plan was signed: the unit loses days of its quota before it has
read of them. Mostly a mistaken month or year.

## Example
A plan dated 19/6/2023 with “Giai đoạn 1 từ ngày 20/5/2023”.

## How to mend
Correct the period's first day, or the document's date.

## What is not detected
Documents without a spec: dates in running text are not read. Of a period and its parts only the whole is reported.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.stretches import stretches
from xl_addin.verify.rule import Rule

RULE = Rule("D603", "period-starts-before-issue", Severity.WARNING)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every period whose first day is before the document's date."""
    spec = case.spec
    for period in stretches(spec) if spec else ():
        assert spec is not None
        parent = next((one for one in spec.periods if one.key == period.parent), None)
        start, issued = spec.day(period.start), spec.document.day
        # A part of a period cannot begin after the whole: what is wrong is said of the whole, once.
        explained = parent is not None and spec.day(parent.start) < issued
        if start < issued and not explained:
            yield RULE.found(
                None,
                None,
                None,
                Text(
                    "{name}: bắt đầu ngày {start}, trước ngày ban hành văn bản {issued}.",
                    "{name}: begins on {start}, before the document's date, {issued}.",
                ).with_values(name=period.name, start=start, issued=issued),
                Text("Sửa ngày bắt đầu hoặc ngày văn bản.", "Correct the first day or the document's date."),
                actual=f"{start:%d/%m/%Y}",
            )
