"""Which figures are right beyond doubt, told for a whole column at once in binary arithmetic.

Exact fractions cost a hundred times as much. Every step here carries a bound of its error, and only what stays right
whatever the error counts; all other rows are left to the exact comparison. So the outcome is the same.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from xl_addin.notation import (
    BinaryOperation,
    ColumnRef,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    Parameter,
)
from xl_addin.verify.context import TableView
from xl_addin.verify.table_cells import Floats

# Twice what one operation can lose, so that the bounds' own rounding does not matter.
_UNIT = 2.0**-52
_LARGEST_INT = 2**62


class _Bounded(NamedTuple):
    """Figures, NaN where there is none, and how far each can be from the exact one."""

    figures: Floats
    error: Floats


def certainly_right(view: TableView, label: str, tolerance: Fraction) -> Sequence[bool]:
    """For each of the units' rows whether its figure differs from the notation by less than the tolerance.

    The tolerance is relative for figures above 1. Empty where nothing can be told.
    """
    expression = view.expressions.get(label)
    if expression is None:
        return ()
    column = view.column_spec(label)
    with np.errstate(all="ignore"):
        expected = _evaluated(view, expression)
        if expected is None:
            return ()
        figures, error = expected
        if column is not None and column.floor is not None:
            figures = np.maximum(figures, float(column.floor))
        actual = _bounded(view.body(label).figures)
        difference = np.abs(actual.figures - figures) + error + actual.error
        right = difference <= 0.99 * float(tolerance) * np.maximum(1.0, np.abs(figures) - error)
        right &= np.isfinite(actual.figures) & np.isfinite(figures)
        if str in view.body(label).kinds:
            # A dash stands for 0 as an operand only.
            right &= np.array([type(value) is float for value in view.body(label).values])
    found: list[bool] = right.tolist()
    return found


def _bounded(figures: Floats) -> _Bounded:
    return _Bounded(figures, np.abs(figures) * _UNIT)


def _evaluated(view: TableView, expression: Expression) -> _Bounded | None:
    """The expression in every row; None for what is left to exact arithmetic altogether."""
    match expression:
        case ColumnRef(label, None):
            return _bounded(view.body(label).figures) if label in view.table.labels else None
        case Constant(value=value):
            return _constant(value, len(view.table.body_rows))
        case Parameter(name=name) if view.campaign is not None and name in view.campaign.parameters:
            return _constant(view.parameter(name), len(view.table.body_rows))
        case Negation(operand):
            inner = _evaluated(view, operand)
            return None if inner is None else _Bounded(-inner.figures, inner.error)
        case BinaryOperation(operator, left, right):
            one, other = _evaluated(view, left), _evaluated(view, right)
            return None if one is None or other is None else _combined(operator, one, other)
        case FunctionCall("SUM" | "MIN" | "MAX" as name, arguments):
            result: _Bounded | None = None
            for argument in arguments:
                following = _evaluated(view, argument)
                if following is None:
                    return None
                result = following if result is None else _combined(name, result, following)
            return result
        case _:
            return None


def _constant(value: Fraction, rows: int) -> _Bounded | None:
    if abs(value) >= _LARGEST_INT:
        return None
    return _bounded(np.full(rows, float(value)))


def _combined(operator: str, one: _Bounded, other: _Bounded) -> _Bounded:
    (a, a_error), (b, b_error) = one, other
    if operator == "*":
        figures = a * b
        error = np.abs(a) * b_error + np.abs(b) * a_error + a_error * b_error
    elif operator == "/":
        least = np.abs(b) - b_error
        figures = np.where(least > np.abs(b) / 2, a / b, np.nan)
        error = (a_error + np.abs(figures) * b_error) / least
    elif operator in ("MIN", "MAX"):
        # NaN in either stays: what is missing is missing.
        figures = np.minimum(a, b) if operator == "MIN" else np.maximum(a, b)
        return _Bounded(figures, np.maximum(a_error, b_error))
    else:
        figures = a - b if operator == "-" else a + b
        error = a_error + b_error
    return _Bounded(figures, (error + np.abs(figures) * _UNIT) * 1.0001 + np.finfo(np.float64).tiny)
