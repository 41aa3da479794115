"""F203 formula-differs-from-its-column: one row is calculated differently from the others.

## What it does
Compares the formulas of a column as they would read in its first row; where most rows agree, the few that do not are
reported. `$` signs and spaces do not count.

## Why it is bad
A row pasted from elsewhere or mended by hand follows other rules than its neighbours, and nobody sees it.

## Example
Ten rows hold `=C9*0.8`, row 14 holds `=C14*0.85`.

## How to mend
Copy the formula of a neighbouring row into the cell, or state the exception in a note.

## What is not detected
Columns whose notation states the formula (F201 judges them by meaning), columns without a clear majority, and the
first row of a running total.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.case.formula_text import references
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.columns import COMMON_SHARE
from xl_addin.verify.judging.words import rows_named, shortened
from xl_addin.verify.rule import Rule

RULE = Rule("F203", "formula-differs-from-its-column", Severity.WARNING, stage="formulas")


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every deviating formula, at its first cell."""
    for view in case.all_views:
        for column in view.number_columns:
            if column.label not in view.expressions:
                yield from _deviations(view, column.label)


def _deviations(view: TableView, label: str) -> Iterator[Diagnostic]:
    body = view.body(label)
    if len(body.rows_by_form) < 2:
        return
    rows_by_form = dict(body.rows_by_form)
    common = max(rows_by_form, key=lambda form: len(rows_by_form[form]))
    usual = rows_by_form.pop(common)
    if len(usual) < 3 or len(usual) < COMMON_SHARE * body.calculated:
        return
    position = view.table.column(label).position
    base = min(view.table.body_rows)
    running = any(area.first_column <= position <= area.last_column for _, area in references(common, view.table.sheet))
    for rows in rows_by_form.values():
        if running and rows == [base]:
            continue
        first = rows[0]
        yield RULE.found(
            view.table.sheet,
            first,
            position,
            Text(
                "Cột {label}: dòng {rows} tính bằng {formula}, khác {count} dòng còn lại "
                "(ví dụ dòng {other}: {usual}).",
                "Column {label}: row {rows} calculates {formula}, unlike the other {count} (row {other}: {usual}).",
            ).with_values(
                label=label,
                rows=rows_named(view, rows),
                formula=shortened(view.formula(first, label)),
                count=len(usual),
                other=str(usual[0]),
                usual=shortened(view.formula(usual[0], label)),
            ),
            Text(
                "Kéo công thức chung của cột xuống ô này, trừ khi khác là có chủ ý.",
                "Fill the column's usual formula over it unless the difference is meant.",
            ),
            expected=view.formula(usual[0], label),
            actual=view.formula(first, label),
        )
