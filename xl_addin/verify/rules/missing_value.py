"""I405 missing-value: an empty cell where the column has figures.

## What it does
Finds empty cells in columns that are otherwise filled: inputs a unit did not report, cells the notation could fill,
quotients that stay empty because their divisor is 0 (a note: so they should). An empty cell that makes formulas
negative or divide by 0 is reported instead of these.

## Why it is bad
SUM counts an empty cell as 0: the total looks complete and is not.

## Example
“Số tổ công nghệ số cộng đồng” is empty for one commune of eleven.

## How to mend
Ask the unit for the figure; where there is nothing, write 0.

## What is not detected
Rows without any figure, rows without a row number among numbered ones, columns that are mostly empty (to be filled in
later), blanks that plainly stand for 0 because the notation holds with 0, columns that the spec calls `optional`, and
tables where every row has its own unit of measure.
"""

from collections.abc import Iterator
from fractions import Fraction
from types import NoneType

from xl_addin.case.agreement import is_plain_sum, precision, same_figure
from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.notation import columns_of
from xl_addin.table.headings import counts_something, is_measure_heading
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.columns import COMMON_SHARE
from xl_addin.verify.judging.words import EXPECTED_DECIMALS, figures, heading_of, plain, written
from xl_addin.verify.rule import Cause, Rule
from xl_addin.workbook.model.book import CellError

RULE = Rule("I405", "missing-value", Severity.WARNING, causes=(Cause("cell", frozenset({"F205"})),))


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every empty cell that should hold a figure."""
    for view in case.views:
        incomplete = [
            column
            for column in view.number_columns
            if {NoneType, str} & view.body(column.label).kinds and not _may_be_empty(view, column.label)
        ]
        rows = _rows(view) if incomplete else []
        for column in incomplete:
            body = view.body(column.label)
            filled = [value for value in body.values if value not in (None, "")]
            empty = [row for row in rows if view.value(row, column.label) in (None, "")]
            by_zero = [row for row in empty if view.divides_by_zero(row, column.label)]
            for row in by_zero:
                yield _zero_divisor(view, row, column.label)
            if len(filled) + len(by_zero) < COMMON_SHARE * len(rows):
                continue
            for row in empty:
                if row not in by_zero and _own_fault(view, row, column.label):
                    yield _missing(view, row, column.label)


def _may_be_empty(view: TableView, label: str) -> bool:
    """Whether the spec says that units may leave a column empty."""
    column = view.column_spec(label)
    return column is not None and column.optional


def _rows(view: TableView) -> list[int]:
    """The units' rows with figures; where most rows are numbered only those; none where each measures its own."""
    if any(is_measure_heading(column.heading) for column in view.table.columns):
        return []
    bodies = [view.body(column.label) for column in view.number_columns]
    if any(body.kinds <= {float} for body in bodies):
        rows = list(view.table.body_rows)
    else:
        labels = [column.label for column in view.number_columns]
        rows = [row for row in view.table.body_rows if any(view.number(row, label) is not None for label in labels)]
    index = next((column for column in view.table.columns if column.role == "index"), None)
    if index is None:
        return rows
    numbered = [row for row in rows if view.sheet.value(row, index.position) not in (None, "")]
    return numbered if len(numbered) >= COMMON_SHARE * len(rows) else rows


def _own_fault(view: TableView, row: int, label: str) -> bool:
    """Not merely empty because an operand is, which is then reported, and not standing for 0."""
    if label in view.expressions:
        return view.expected(row, label) not in (None, 0)
    if _makes_nonsense(view, row, label):
        return True
    return not any(
        is_plain_sum(expression)
        and label in {ref.label for ref in columns_of(expression)}
        and (actual := view.stored(row, other)) is not None
        and (expected := view.expected(row, other, instead={label: Fraction(0)})) is not None
        and same_figure(actual, expected, precision(view, row, other))
        for other, expression in view.expressions.items()
    )


def _makes_nonsense(view: TableView, row: int, label: str) -> bool:
    """Whether what formulas calculate with 0 in its place cannot be: less than nothing, a division by 0."""
    for other, expression in view.expressions.items():
        if label in {ref.label for ref in columns_of(expression)} and view.formula(row, other) is not None:
            value = view.value(row, other)
            if isinstance(value, CellError):
                return value.code == "#DIV/0!"
            if isinstance(value, int | float) and value < 0 and counts_something(view.table.column(other).heading):
                return True
    return False


def _zero_divisor(view: TableView, row: int, label: str) -> Diagnostic:
    return RULE.found(
        view.table.sheet,
        row,
        view.table.column(label).position,
        Text(
            "{unit}: cột {label} để trống vì số chia bằng 0 ({sum}).",
            "{unit}: column {label} is empty because its divisor is 0 ({sum}).",
        ).with_values(unit=view.unit_name(row), label=label, sum=figures(view, row, view.expressions[label])),
        Text("Bổ sung số chia nếu đơn vị có số liệu.", "Fill in the divisor if the unit has one."),
        severity=Severity.NOTE,
    )


def _missing(view: TableView, row: int, label: str) -> Diagnostic:
    expected = view.expected(row, label)
    how = (
        Text(", theo công thức cột phải là {expected}", ", by the notation it should be {expected}").with_values(
            expected=written(expected, EXPECTED_DECIMALS)
        )
        if expected is not None
        else Text("", "")
    )
    return RULE.found(
        view.table.sheet,
        row,
        view.table.column(label).position,
        Text(
            "{unit}: cột {label} ({heading}) để trống{how}.",
            "{unit}: column {label} ({heading}) is empty{how}.",
        ).with_values(unit=view.unit_name(row), label=label, heading=heading_of(view, label), how=how),
        Text("Điền số liệu; nếu không có thì ghi 0.", "Fill the figure in; write 0 if there is none."),
        expected=None if expected is None else plain(expected),
    )
