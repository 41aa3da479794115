"""V303 displayed-values-do-not-add-up: the cells hold hidden decimals, so what is printed does not add up.

## What it does
Adds the figures as displayed where the stored ones do add up, for totals and sub-totals of columns shown rounded.

## Why it is bad
Excel adds the hidden fractions, the reader adds what is printed, and the printed column is off by one.

## Example
A quota `=C9*500000/C$20` shown as an integer keeps its fraction: eleven districts print 500 001 under a total of 500
000.

## How to mend
Figures that go out of the office must be whole: apportion the whole by largest remainder (`xl-addin fill … --target`)
instead of rounding each row.

## What is not detected
Columns that their notation divides (`7=6/25`) shown with decimals, ratio columns, and stored figures that do not add up
either (V302).
"""

from collections.abc import Iterator

from xl_addin.case.agreement import is_plain_sum
from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.notation import columns_of
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.total_ranges import range_fault
from xl_addin.verify.judging.totals import Total, is_rounding, totals
from xl_addin.verify.judging.words import heading_of, plain, written
from xl_addin.verify.rule import Cause, Rule
from xl_addin.workbook.model.formats import decimals_shown

RULE = Rule(
    "V303",
    "displayed-values-do-not-add-up",
    Severity.ERROR,
    stage="shares",
    causes=(Cause("column", frozenset({"I401", "I402"})),),
    judges_figures=True,
)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every total whose stored rows add up and whose displayed rows do not."""
    for view in case.all_views:
        for total in totals(view):
            if total.outcome != "only displayed differ" or range_fault(view, total.row, total.label, total.rows):
                continue
            if _shows_its_fractions(view, total):
                continue
            yield RULE.found(
                view.table.sheet,
                total.row,
                view.table.column(total.label).position,
                Text(
                    "Cột {label} ({heading}): các ô giữ phần lẻ bị ẩn nên số lưu trong ô cộng đúng bằng tổng, nhưng "
                    "số hiển thị thì không: {count} dòng hiển thị cộng lại được {sum}, dòng tổng hiển thị {total}.",
                    "Column {label} ({heading}): the cells keep hidden decimals, so the stored values add up but "
                    "the displayed ones do not: the {count} displayed rows add up to {sum}, the displayed total "
                    "is {total}.",
                ).with_values(
                    label=total.label,
                    heading=heading_of(view, total.label),
                    count=len(total.rows),
                    sum=written(total.displayed),
                    total=written(total.printed),
                ),
                Text(
                    "Phân bổ tổng thành số nguyên theo phần dư lớn nhất để các số hiển thị cộng đúng bằng tổng; "
                    "không làm tròn riêng từng dòng. Nếu cột này tính từ cột khác thì chỉ cần phân bổ cột gốc.",
                    "Apportion the whole into whole numbers by largest remainder so that the displayed numbers add "
                    "up; do not round row by row. A column calculated from another follows once that one is mended.",
                ),
                expected=plain(total.displayed),
                actual=plain(total.printed),
            )


def _shows_its_fractions(view: TableView, total: Total) -> bool:
    """Whether a column is shown with decimals because it is calculated by more than sums, or adds up such columns.

    Nobody takes its figures for wholes.
    """
    if decimals_shown(total.figure, total.code) < 1 or not is_rounding(total):
        return False
    return _comes_from_more_than_sums(view, total.label)


def _comes_from_more_than_sums(view: TableView, label: str) -> bool:
    expression = view.expressions.get(label)
    if expression is None or not is_plain_sum(expression):
        return expression is not None
    return any(_comes_from_more_than_sums(view, ref.label) for ref in columns_of(expression) if ref.table is None)
