"""I405 missing-value: an empty cell where the column has figures.

An input a unit did not report, a cell the notation could fill, or a quotient that stays empty because its
divisor is 0. Rows without any figure (group headings) and columns that are mostly empty (to be filled in later)
are not reported.
"""

from collections.abc import Iterator

from xl_addin.language import Text
from xl_addin.verify.columns import COMMON_SHARE, filled_rows
from xl_addin.verify.context import Context, TableView
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule
from xl_addin.verify.words import figures, heading_of, plain

RULE = Rule("I405", "missing-value", Severity.WARNING)


def check(context: Context) -> Iterator[Diagnostic]:
    """One finding for every empty cell that should hold a figure."""
    for view in context.views:
        rows = [
            row
            for row in view.judged_rows
            if any(view.number(row, column.label) is not None for column in view.number_columns)
        ]
        for column in view.number_columns:
            filled = filled_rows(view, column.label)
            empty = [row for row in rows if view.value(row, column.label) in (None, "")]
            by_zero = [row for row in empty if view.divides_by_zero(row, column.label)]
            for row in by_zero:
                yield _zero_divisor(view, row, column.label)
            if len(filled) + len(by_zero) < COMMON_SHARE * len(rows):
                continue
            for row in empty:
                if row not in by_zero and _own_fault(view, row, column.label):
                    yield _missing(view, row, column.label)


def _own_fault(view: TableView, row: int, label: str) -> bool:
    """Not merely empty because an operand is: then the operand is reported."""
    return label not in view.expressions or view.expected(row, label) is not None


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
    )


def _missing(view: TableView, row: int, label: str) -> Diagnostic:
    expected = view.expected(row, label)
    how = (
        Text(", theo công thức cột phải là {expected}", ", by the notation it should be {expected}").with_values(
            expected=expected
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
