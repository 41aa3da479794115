"""D604 period-outside-parent: a period does not lie in the one it is part of.

## What it does
Compares the first and last day of every period that names a `parent` in the spec with those of the parent.

## Why it is bad
Days outside the parent period are in nobody's schedule: what is done there is counted twice or not at all.

## Example
“Giai đoạn 2” ends on 20/9/2023 although the campaign it is part of ends on 15/9/2023.

## How to mend
Correct the dates of the period or of its parent.

## What is not detected
Periods without `parent` in the spec, gaps and overlaps between periods of one parent.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.stretches import stretches
from xl_addin.verify.rule import Rule

RULE = Rule("D604", "period-outside-parent", Severity.WARNING)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every period that begins before or ends after its parent."""
    spec = case.spec
    if spec is None:
        return
    by_key = {period.key: period for period in spec.periods}
    for period in stretches(spec):
        if period.parent is None:
            continue
        parent = by_key[period.parent]
        start, end = spec.day(period.start), spec.day(period.end)
        first, last = spec.day(parent.start), spec.day(parent.end)
        if start < first or end > last:
            yield RULE.found(
                None,
                None,
                None,
                Text(
                    "{name}: từ {start} đến {end}, không nằm trong {parent} (từ {first} đến {last}).",
                    "{name}: {start} to {end} does not lie within {parent}, {first} to {last}.",
                ).with_values(name=period.name, parent=parent.name, start=start, end=end, first=first, last=last),
                Text("Sửa ngày của một trong hai kỳ.", "Correct the dates of one of the two."),
                actual=f"{start:%d/%m/%Y} – {end:%d/%m/%Y}",
            )
