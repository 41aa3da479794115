"""I404 fractional-count: a fraction of something that is counted.

## What it does
Reports typed figures with a fraction in columns a spec calls counts (`kind: count` or apportioned); without that in
those whose heading clearly counts, where all other figures of the column are whole.

## Why it is bad
Nobody receives half a file: a digit slipped, a separator was misread, or a percentage stands in the wrong column.

## Example
“Số hồ sơ đã thu nhận” is 12.5 for one commune; the ten others have whole numbers.

## How to mend
Ask the unit and type the whole number.

## What is not detected
Fractions that formulas give (hidden ones are V303's matter), columns with a notation, columns counted in thousands or
millions, columns in which fractions are usual, tables where every row has its own unit of measure, and binary noise.
"""

import re
from collections.abc import Iterator
from math import isfinite

from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.table.headings import counts_something, is_measure_heading
from xl_addin.table.words import folded
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.inputs import misread_rows
from xl_addin.verify.judging.words import heading_of, written
from xl_addin.verify.rule import Rule
from xl_addin.workbook.model.formats import is_percent

RULE = Rule("I404", "fractional-count", Severity.WARNING)

# So many whole figures are needed for each fraction before the fraction is the exception.
WHOLE_FOR_EACH = 3
_NOISE = 1e-6
# What is counted in thousands or measured may well have decimals.
_SCALED = re.compile(
    r"\b(nghìn|ngàn|vạn|triệu|tỷ|tỉ|tấn|tạ|kg|km2?|ha|m[23]|giờ|thousands?|millions?|hours?|fte)\b"
    r"|\b1[.,]?000\b|[²³]"
)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every typed fraction in a counting column of the units' rows."""
    for view in case.all_views:
        if any(is_measure_heading(column.heading) for column in view.table.columns):
            continue
        for column in view.number_columns:
            if column.label in view.expressions:
                continue  # what a notation makes of a fraction is its consequence
            for row in _fractions(view, column.label):
                value = view.number(row, column.label)
                yield RULE.found(
                    view.table.sheet,
                    row,
                    column.position,
                    Text(
                        "{unit}: cột {label} ({heading}) đếm số nguyên nhưng ô chứa {value}.",
                        "{unit}: column {label} ({heading}) counts whole things but the cell holds {value}.",
                    ).with_values(
                        unit=view.unit_name(row),
                        label=column.label,
                        heading=heading_of(view, column.label),
                        value=written(view.stored(row, column.label) or 0),
                    ),
                    Text(
                        "Kiểm tra lại với đơn vị rồi gõ số nguyên.",
                        "Check the figure with the unit and type the whole number.",
                    ),
                    actual=value,
                )


def _fractions(view: TableView, label: str) -> list[int]:
    """The rows whose typed figure is a fraction against what the column counts."""
    declared = _declared(view, label)
    if declared is None and not _counts(view, label):
        return []
    if view.body(label).is_whole:
        return []
    typed = {row: value for row, value in view.body(label).typed() if isfinite(value)}
    found = [row for row, value in typed.items() if abs(value - round(value)) > _NOISE]
    if not found or declared is False or set(found) & set(misread_rows(view, label)):
        return []
    if any(is_percent(view.number_format(row, label)) for row in found):
        return []
    return found if declared or len(typed) - len(found) >= WHOLE_FOR_EACH * len(found) else []


def _declared(view: TableView, label: str) -> bool | None:
    """Whether the spec says the column counts; None where it does not say."""
    column = view.column_spec(label)
    if column is None or (column.kind is None and not column.is_shared):
        return None
    return column.is_shared or column.kind == "count"


def _counts(view: TableView, label: str) -> bool:
    heading, unit_line = view.table.column(label).heading, view.table.unit_line
    return (
        view.natures.get(label) == "additive"
        and counts_something(heading, unit_line)
        and not _SCALED.search(f"{folded(heading)} {folded(unit_line)}")
    )
