"""S701 hidden-row-in-total: a total adds a row the reader does not see.

## What it does
Looks at the rows a total's formula adds, or has to add to be right, and reports those that are hidden or filtered.

## Why it is bad
The printed rows do not add up to the printed total, and the reader cannot find out why.

## Example
Phú Riềng is hidden, the total still counts it.

## How to mend
Show the row, or leave it out of the total: `=SUBTOTAL(109,D9:D19)`.

## What is not detected
Hidden columns, and rows hidden only for printing by a print area.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.totals import leaves_hidden_rows_out
from xl_addin.verify.rule import Rule

RULE = Rule("S701", "hidden-row-in-total", Severity.WARNING)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every hidden unit row that a total counts."""
    for view in case.all_views:
        for row in sorted(view.sheet.hidden_rows.intersection(view.table.body_rows)):
            counted = _counted(view, row)
            if counted is not None:
                position, label = counted
                yield RULE.found(
                    view.table.sheet,
                    row,
                    position,
                    Text(
                        "Dòng {row} ({unit}) bị ẩn nhưng vẫn được cộng vào dòng tổng (cột {label}: {value}).",
                        "Row {row} ({unit}) is hidden but counted in the total (column {label}: {value}).",
                    ).with_values(row=str(row), unit=view.unit_name(row), label=label, value=view.number(row, label)),
                    Text(
                        "Cho hiện lại dòng này, hoặc bỏ nó khỏi tổng.",
                        "Show the row, or leave it out of the total.",
                    ),
                    actual=view.number(row, label),
                )


def _counted(view: TableView, row: int) -> tuple[int, str] | None:
    """The first column in which the total counts the row: position and label."""
    total_row = view.table.total_row
    for column in view.number_columns:
        if (
            total_row is not None
            and view.total_kind(column.label) == "sum"
            and view.number(row, column.label)
            and view.number(total_row, column.label) is not None
            and not leaves_hidden_rows_out(view, total_row, column.label)
        ):
            return column.position, column.label
    return None
