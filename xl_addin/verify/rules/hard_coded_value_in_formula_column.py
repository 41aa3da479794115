"""F202 hard-coded-value-in-formula-column: a figure was typed over a formula.

## What it does
Finds typed figures in a column that is otherwise calculated: an error where the figure is not what the formula would
give, a warning where it still is.

## Why it is bad
Even if it is right today it will not follow when its inputs change.

## Example
Ten rows of column 7 hold `=D9-E9` … `=D19-E19`, one holds 14 893.

## How to mend
Fill the column's formula down over the cell (`xl-addin fix`).

## What is not detected
Columns with fewer than three formulas or with formulas in less than two thirds of the rows.
"""

from collections.abc import Iterator

from xl_addin.case.agreement import verdict
from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.columns import typed_over
from xl_addin.verify.judging.words import EXPECTED_DECIMALS, figures, plain, written
from xl_addin.verify.rule import Rule

RULE = Rule("F202", "hard-coded-value-in-formula-column", Severity.WARNING, stage="formulas")


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every typed figure in a column of formulas."""
    for view in case.all_views:
        for column in view.number_columns:
            for row in typed_over(view, column.label):
                actual = view.number(row, column.label)
                wrong = verdict(view, row, column.label) == "wrong"
                expected = view.expected(row, column.label) if wrong else None
                message = Text(
                    "{unit}: cột {label} gõ số {actual} vào cột đang tính bằng công thức.",
                    "{unit}: column {label} holds a typed {actual} in a column of formulas.",
                ).with_values(unit=view.unit_name(row), label=column.label, actual=written(actual))
                if expected is not None:
                    also = Text(
                        " Số này còn sai: {sum} = {expected}.", " And it is wrong: {sum} = {expected}."
                    ).with_values(
                        sum=figures(view, row, view.expressions[column.label]),
                        expected=written(expected, EXPECTED_DECIMALS),
                    )
                    message = Text(message.vi + also.vi, message.en + also.en)
                yield RULE.found(
                    view.table.sheet,
                    row,
                    column.position,
                    message,
                    Text("Kéo công thức của cột xuống ô này.", "Fill the column's formula down over this cell."),
                    expected=None if expected is None else plain(expected),
                    actual=actual,
                    severity=Severity.ERROR if wrong else None,
                )
