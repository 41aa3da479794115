"""V304 ratio-column-summed: the total of a column of averages or percentages is the sum of the rows.

## What it does
Recognises ratio columns by their notation, heading or format and reports a total that is the rows' sum.

## Why it is bad
A sum of averages means nothing; read as the province's figure it is many times too large.

## Example
Under `12=(10/11)/25` the province's figure is its own quotient, (391 922 / 846) / 25 = 18,53, not the sum of the
districts' averages, 209.

## How to mend
Put the column's own formula into the total row (`xl-addin fix`).

## What is not detected
Ratio columns that neither notation nor heading nor format tells from amounts, and shares of one whole, which do add up
to 100 %.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.notation import to_text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.totals import is_summed_ratio
from xl_addin.verify.judging.words import EXPECTED_DECIMALS, figures, heading_of, plain, written
from xl_addin.verify.rule import Rule
from xl_addin.workbook.model.formats import rounded

RULE = Rule("V304", "ratio-column-summed", Severity.ERROR, stage="totals")


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every ratio column whose total is a sum."""
    for view in case.views:
        total_row = view.table.total_row
        for label in view.expressions:
            if total_row is None or not is_summed_ratio(view, label):
                continue
            actual, expected = view.number(total_row, label), view.expected(total_row, label)
            if actual is None or expected is None:
                continue
            yield RULE.found(
                view.table.sheet,
                total_row,
                view.table.column(label).position,
                Text(
                    "Cột {label} ({heading}) là số bình quân hoặc tỷ lệ nhưng dòng tổng lại cộng các dòng được "
                    "{actual}. Theo công thức cột: {label} = {notation} = {sum} = {expected}.",
                    "Column {label} ({heading}) holds averages or ratios, yet its total adds the rows up to "
                    "{actual}. By its own notation: {label} = {notation} = {sum} = {expected}.",
                ).with_values(
                    label=label,
                    heading=heading_of(view, label),
                    actual=written(actual, EXPECTED_DECIMALS),
                    notation=to_text(view.expressions[label]),
                    sum=figures(view, total_row, view.expressions[label]),
                    expected=written(expected, EXPECTED_DECIMALS),
                ),
                Text(
                    "Đặt công thức của chính cột này vào dòng tổng thay cho phép cộng.",
                    "Put the column's own formula into the total row instead of the sum.",
                ),
                expected=plain(rounded(expected, 4)),
                actual=actual,
            )
