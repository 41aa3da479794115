"""V305 allocation-misses-target: the shares add up to their printed total, but that is not what was to be shared.

## What it does
Compares the total of every column a spec apportions (`apportion.target`) with the whole that was to be shared.

## Why it is bad
Every unit fulfils its quota and the office still misses the target it was given, or asks for more than it was.

## Example
The spec says that column 4 shares 500 000; the column adds up to 499 000 and prints 499 000.

## How to mend
Apportion again (`xl-addin fill … --target 4=500000`), or change the target if it has changed.

## What is not detected
Without a spec nothing says what was to be shared. A column that does not even add up to its own total is V302, one that
is mostly empty is still to be shared; a single empty share counts as 0, as it does in the total.
"""

from collections.abc import Iterator
from fractions import Fraction

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.words import heading_of, plain
from xl_addin.verify.rule import Cause, Rule

RULE = Rule("V305", "allocation-misses-target", Severity.ERROR, causes=(Cause("column", frozenset({"I401", "I402"})),))


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every apportioned column that adds up to something else than its target."""
    for view in case.views:
        total_row = view.table.total_row
        for column in view.table.columns:
            target = view.target(column.label)
            if target is None or total_row is None:
                continue
            rows = view.table.body_rows
            shares = [share for row in rows if (share := view.shown(row, column.label)) is not None]
            held = [row for row in rows if view.value(row, column.label) is not None]
            if len(held) > len(shares) or len(shares) * 2 <= len(rows):
                continue
            whole = sum(shares, Fraction(0))
            printed = view.shown(total_row, column.label)
            if whole == target or (printed is not None and printed != whole):
                continue
            yield RULE.found(
                view.table.sheet,
                total_row,
                column.position,
                Text(
                    "Cột {label} ({heading}): phân bổ cho các đơn vị cộng lại được {whole}, chỉ tiêu phải giao là "
                    "{target}, lệch {difference}.",
                    "Column {label} ({heading}): the shares add up to {whole}, the whole to share is {target}, "
                    "off by {difference}.",
                ).with_values(
                    label=column.label,
                    heading=heading_of(view, column.label),
                    whole=whole,
                    target=target,
                    difference=abs(whole - target),
                ),
                Text(
                    "Phân bổ lại cột này theo chỉ tiêu, hoặc sửa chỉ tiêu trong đặc tả.",
                    "Apportion the column again, or correct the target in the spec.",
                ),
                expected=plain(target),
                actual=plain(whole),
            )
