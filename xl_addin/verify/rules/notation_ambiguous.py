"""N104 notation-ambiguous: a number in a notation may be a column or a constant.

## What it does
Decides between the readings by the rows: at least three, at least 90 % satisfying one reading and at most 10 % the
other; then it is a note with the evidence. So it is where the notation by its form means a column and every row says a
constant (`6=5/4`, the average of four quarters). Otherwise the column is not checked.

## Why it is bad
Two readers calculate two different figures, both by the table's own word.

## Example
`5=4/3*100` in a table that has a column 100; `8=6/25` in a table of thirty columns.

## How to mend
Write which is meant: `(8)=(6)/25` is a constant, `(8)=(6)/(25)` a column.

## What is not detected
A spec that writes the number as a parameter decides silently.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.notation import Expression, to_text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("N104", "notation-ambiguous", Severity.WARNING)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every notation with two readings the spec does not decide."""
    for view in case.views:
        for label, ambiguity in view.ambiguous.items():
            column = view.table.column(label)
            evidence = {
                "text": column.number_text,
                "one": _bracketed(ambiguity.readings[0]),
                "other": _bracketed(ambiguity.readings[1]),
                "first": ambiguity.satisfied[0],
                "second": ambiguity.satisfied[1],
                "rows": ambiguity.rows,
            }
            decided = ambiguity.chosen is not None
            outcome = (
                Text("Các dòng cho thấy cách hiểu đúng là {chosen}.", "The rows show that {chosen} is meant.")
                if decided
                else Text("Cột này không được kiểm tra.", "The column is not checked.")
            ).with_values(chosen=_bracketed(ambiguity.readings[ambiguity.chosen or 0]))
            yield RULE.found(
                view.table.sheet,
                view.table.notation_row,
                column.position,
                Text(
                    "Công thức “{text}” có hai cách hiểu: {one} (đúng với {first}/{rows} dòng) hoặc {other} "
                    "(đúng với {second}/{rows} dòng). {outcome}",
                    "The notation “{text}” has two readings: {one} (holds in {first} of {rows} rows) or "
                    "{other} (holds in {second} of {rows} rows). {outcome}",
                ).with_values(**evidence, outcome=outcome),
                Text(
                    "Viết số cột trong ngoặc, hằng số để trần: (8)=(6)/25.",
                    "Put column numbers in parentheses, leave constants bare: (8)=(6)/25.",
                ),
                actual=column.number_text,
                severity=Severity.NOTE if decided else Severity.WARNING,
            )


def _bracketed(reading: Expression) -> str:
    """The reading written so that no constant can be taken for a column: `(6)/25`, `(6)/(25)`."""
    return to_text(reading, ())
