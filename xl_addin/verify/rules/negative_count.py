"""I403 negative-count: less than nothing of something that is counted.

## What it does
Reports negative figures in columns a spec calls counts; without a spec in those whose heading clearly counts and names
no difference or money.

## Why it is bad
There are no −1 204 accounts to activate: a unit already exceeds its quota, or a figure is wrong.

## Example
Column 10, “còn phải kích hoạt”, is `4-6` = 50 838 − 52 042 = −1 204.

## How to mend
Check the inputs. If the unit does exceed its quota, show 0: `floor: 0` in the spec, `=MAX(0,D9-F9)` in the sheet.

## What is not detected
Differences and money, and the same negative figure carried on into another column of its row (`8=min(7, cap)`).
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.notation import Expression, columns_of
from xl_addin.table.headings import counts_something
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.words import figures, heading_of
from xl_addin.verify.rule import Cause, Rule

RULE = Rule("I403", "negative-count", Severity.WARNING, causes=(Cause("row", frozenset({"I401", "I402"})),))


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every negative figure of a counting column in the units' rows."""
    for view in case.all_views:
        reported: set[tuple[int, int | float]] = set()
        for column in view.number_columns:
            if view.body(column.label).least >= 0 or not _is_count(view, column.label):
                continue
            for row in view.table.body_rows:
                value = view.number(row, column.label)
                if value is None or (view.shown(row, column.label) or 0) >= 0 or (row, value) in reported:
                    continue
                reported.add((row, value))
                expression = view.expressions.get(column.label)
                if expression and _reads_an_empty_cell(view, row, expression):
                    continue  # I405 reports that cell
                how = (
                    Text(" ({sum})", " ({sum})").with_values(sum=figures(view, row, expression))
                    if expression
                    else Text("", "")
                )
                yield RULE.found(
                    view.table.sheet,
                    row,
                    column.position,
                    Text(
                        "{unit}: cột {label} ({heading}) là số âm: {value}{how}.",
                        "{unit}: column {label} ({heading}) is negative: {value}{how}.",
                    ).with_values(
                        unit=view.unit_name(row),
                        label=column.label,
                        heading=heading_of(view, column.label),
                        value=value,
                        how=how,
                    ),
                    Text(
                        "Đơn vị có thể đã vượt chỉ tiêu: kiểm tra số đầu vào; nếu đúng, ghi 0 (floor: 0 trong đặc tả).",
                        "The unit may already exceed its quota: check the inputs; if they are right, show 0 "
                        "(floor: 0 in the spec).",
                    ),
                    actual=value,
                )


def _reads_an_empty_cell(view: TableView, row: int, expression: Expression) -> bool:
    return any(view.value(row, ref.label) in (None, "") for ref in columns_of(expression) if ref.table is None)


def _is_count(view: TableView, label: str) -> bool:
    described = view.column_spec(label)
    if described is not None:
        return view.natures.get(label) == "additive" and described.kind != "amount"
    column = view.table.column(label)
    return view.natures.get(label) == "additive" and counts_something(column.heading, view.table.unit_line)
