"""I402 thousands-separator-misread: 48.692 became forty-eight point seven.

## What it does
Finds figures with decimals in a column whose other figures are all whole, where a thousand times the figure fits in
with the others.

## Why it is bad
The unit's figure is a thousand times too small, and the total with it.

## Example
`48.692` typed with a point for thousands where the computer's settings read a decimal point.

## How to mend
Type the figure again without a separator: `48692`.

## What is not detected
Columns of fewer than four figures or of small figures (median below 1 000), and figures with more than three decimals.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.inputs import misread_rows
from xl_addin.verify.rule import Rule

RULE = Rule("I402", "thousands-separator-misread", Severity.ERROR)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every figure a thousand times too small."""
    for view in case.all_views:
        for column in view.number_columns:
            for row in misread_rows(view, column.label):
                value = view.number(row, column.label) or 0
                meant = round(value * 1000)
                yield RULE.found(
                    view.table.sheet,
                    row,
                    column.position,
                    Text(
                        "{unit}: cột {label}: ô chứa {value} nhưng có lẽ phải là {meant}: dấu phân cách hàng nghìn "
                        "đã bị hiểu thành dấu thập phân.",
                        "{unit}: column {label}: the cell holds {value}, probably meant as {meant}: the thousands "
                        "separator was taken for a decimal point.",
                    ).with_values(
                        unit=view.unit_name(row),
                        label=column.label,
                        value=Text(repr(value).replace(".", ","), repr(value)),
                        meant=meant,
                    ),
                    Text(
                        "Gõ lại số không có dấu phân cách: {meant}.",
                        "Type the figure again without a separator: {meant}.",
                    ).with_values(meant=str(meant)),
                    expected=meant,
                    actual=value,
                )
