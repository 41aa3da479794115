"""N101 notation-unreadable: a cell of the column-number row states a formula that cannot be read.

## What it does
Reads every cell of the column-number row; one with `=` after a number that is no formula is reported, with the place
in the text, and the column is not checked.

## Why it is bad
The table's own word is the measure of everything else in it.

## Example
`7=4-` with its last number missing, or `7=4--x5`.

## How to mend
Mend it in the column-number row: `7=4-5`, `(7)=(4)-(5)`, `12=(10/11)/25`, `6=7+8+...+12`.

## What is not detected
A formula that can be read but is not what was meant.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("N101", "notation-unreadable", Severity.ERROR)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every number cell that cannot be read."""
    for view in case.views:
        for column in view.table.columns:
            if column.unreadable:
                yield RULE.found(
                    view.table.sheet,
                    view.table.notation_row,
                    column.position,
                    Text(
                        "Không đọc được công thức cột “{text}”: {reason}.",
                        "The notation “{text}” cannot be read: {reason}.",
                    ).with_values(text=column.number_text, reason=column.unreadable),
                    Text(
                        "Viết lại công thức ở dòng số cột, ví dụ 7=4-5 hoặc (7)=(4)-(5).",
                        "Rewrite it in the column-number row, such as 7=4-5 or (7)=(4)-(5).",
                    ),
                    actual=column.number_text,
                )
