"""V302 total-does-not-add-up: the units' figures do not add up to the printed total.

## What it does
Adds the stored figures of every additive column and compares with the total; sub-totals are held to their own rows. A
total may agree with its notation (`7=4-5` of the totals) and still not be the sum of what stands above it.

## Why it is bad
It is the reader's first check: one total that does not add up discredits the whole table.

## Example
The figures of column 4 add up to 500 001, the total row says 500 000.

## How to mend
Mend the wrong figure or the total; if the parts were rounded one by one, apportion them again by largest remainder.

## What is not detected
Displayed figures only (V303), differences that figures V301 reports make up wholly, columns of ratios, and tables
where every row has its own unit of measure.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.total_ranges import range_fault
from xl_addin.verify.judging.totals import adds_up_once_corrected, follows_another_total, is_rounding, totals
from xl_addin.verify.judging.words import heading_of, plain, written
from xl_addin.verify.rule import Cause, Rule

RULE = Rule(
    "V302",
    "total-does-not-add-up",
    Severity.ERROR,
    stage="sums",
    causes=(
        Cause("cell", frozenset({"F204", "V301"})),
        Cause("column", frozenset({"I401", "I402"})),
    ),
    judges_figures=True,
)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every total cell that is not the sum of its rows."""
    for view in case.all_views:
        for total in totals(view):
            if (
                total.outcome != "stored differ"
                or range_fault(view, total.row, total.label, total.rows)
                or adds_up_once_corrected(view, total)
                or follows_another_total(view, total)
            ):
                continue
            difference = total.displayed - total.printed
            yield RULE.found(
                view.table.sheet,
                total.row,
                view.table.column(total.label).position,
                Text(
                    "Cột {label} ({heading}): {count} dòng cộng lại được {sum}, dòng tổng ghi {total}, "
                    "lệch {difference}.",
                    "Column {label} ({heading}): the {count} rows add up to {sum}, the total says {total}, "
                    "off by {difference}.",
                ).with_values(
                    label=total.label,
                    heading=heading_of(view, total.label),
                    count=len(total.rows),
                    sum=written(total.displayed),
                    total=written(total.printed),
                    difference=written(abs(difference)),
                ),
                Text(
                    "Có thể do làm tròn riêng từng dòng: phân bổ lại theo phần dư lớn nhất để các dòng cộng đúng bằng "
                    "tổng. Nếu không phải số phân bổ, đối chiếu từng dòng với số gốc.",
                    "Perhaps the rows were rounded one by one: apportion them again by largest remainder so that "
                    "they add up to the total. If they are no shares, compare them with their source.",
                )
                if is_rounding(total)
                else Text(
                    "Đối chiếu từng dòng với số gốc rồi sửa dòng sai hoặc sửa dòng tổng.",
                    "Compare the rows with their source and correct the wrong row or the total.",
                ),
                expected=plain(total.displayed),
                actual=plain(total.printed),
            )
