"""N102 notation-unknown-column: a notation reads a column the table does not have.

## What it does
Compares the numbers in every notation with the table's column numbers. Such a column is not checked.

## Why it is bad
Nobody can calculate the column after its header.

## Example
`7=4-15` in a table of twelve columns: a typing error, or column 15 was deleted.

## How to mend
Correct the number in the column-number row.

## What is not detected
A wrong number that another column happens to have.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.case.tables import unknown_columns
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("N102", "notation-unknown-column", Severity.ERROR)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every notation none of whose readings fits the table's columns."""
    for view in case.views:
        labels = view.table.labels
        for column in view.table.columns:
            if column.notation is None or column.label in view.expressions:
                continue
            readings = column.notation.readings(labels)
            unknown = [unknown_columns(reading, labels) for reading in readings]
            if readings and all(unknown):
                missing = ", ".join(unknown[0])
                yield RULE.found(
                    view.table.sheet,
                    view.table.notation_row,
                    column.position,
                    Text(
                        "Công thức “{text}” dùng cột {missing} nhưng bảng không có cột này (bảng có các cột {labels}).",
                        "The notation “{text}” uses column {missing}, which the table does not have (it has {labels}).",
                    ).with_values(text=column.number_text, missing=missing, labels=", ".join(labels)),
                    Text("Sửa số cột trong công thức.", "Correct the column number in the notation."),
                    actual=column.number_text,
                )
