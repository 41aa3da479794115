"""F204 total-range-wrong: a total's formula misses rows, adds some twice, or adds cells that are no units.

## What it does
Compares the cells a total's formula adds with the units' rows. Sub-totals may stand for their rows; empty cells and
texts inside the range do no harm.

## Why it is bad
The total looks calculated and is wrong, today or as soon as the missed row is filled.

## Example
`=SUM(D9:D18)` under eleven units up to row 19: a row was inserted just above the total.

## How to mend
Let the range cover all units' rows (`xl-addin fix`).

## What is not detected
Totals made by other functions than SUM, SUBTOTAL and additions, and typed totals (V302).
"""

from collections.abc import Iterator, Sequence

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.table.rows.total_formula import sum_of_rows
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.total_ranges import RangeFault, range_fault
from xl_addin.verify.judging.totals import sum_rows
from xl_addin.verify.judging.words import rows_named, shortened
from xl_addin.verify.rule import Rule

RULE = Rule("F204", "total-range-wrong", Severity.ERROR, stage="formulas")


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every total whose range is not its rows."""
    for view in case.all_views:
        for row, rows in sum_rows(view):
            for column in view.number_columns:
                if view.total_kind(column.label) != "sum":
                    continue
                fault = range_fault(view, row, column.label, rows)
                if fault is None:
                    continue
                formula = view.formula(row, column.label)
                kinds = (
                    (fault.missed, Text("bỏ sót dòng {rows}", "misses row {rows}")),
                    (fault.twice, Text("cộng hai lần dòng {rows}", "adds row {rows} twice")),
                    (fault.foreign, Text("cộng cả dòng {rows} không phải đơn vị", "adds row {rows}, no unit")),
                )
                parts = [text.with_values(rows=rows_named(view, of_kind)) for of_kind, text in kinds if of_kind]
                yield RULE.found(
                    view.table.sheet,
                    row,
                    column.position,
                    Text(
                        "Cột {label}: công thức tổng {formula} {what}.",
                        "Column {label}: the total's formula {formula} {what}.",
                    ).with_values(
                        label=column.label,
                        formula=shortened(formula),
                        what=Text("; ".join(part.vi for part in parts), "; ".join(part.en for part in parts)),
                    ),
                    _advice(rows, column.position),
                    expected=_difference(fault),
                    actual=formula,
                )


def _advice(rows: Sequence[int], position: int) -> Text:
    first, last = min(rows), max(rows)
    if len(rows) == last - first + 1:
        text = Text("Sửa vùng cộng thành dòng {first} đến {last}.", "Make the range rows {first} to {last}.")
        return text.with_values(first=str(first), last=str(last))
    # A range from the first to the last row would count what stands between: sub-totals, a repeated header.
    text = Text("Sửa công thức thành {formula}.", "Make the formula {formula}.")
    return text.with_values(formula=shortened(f"={sum_of_rows(sorted(rows), position)}"))


def _difference(fault: RangeFault) -> str:
    return "; ".join(
        f"{sign}{row}"
        for sign, rows in (("+", fault.missed), ("-", fault.twice), ("-", fault.foreign))
        for row in rows[:20]
    )
