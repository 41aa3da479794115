"""Which figures are right beyond doubt, told for a whole column at once in binary arithmetic.

Exact fractions cost a hundred times as much. Every step here carries a bound of its error, and only what stays right
whatever the error counts; all other rows are left to the exact comparison. So the outcome is the same.
"""

from collections.abc import Mapping
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
from xl_addin.verify.context import TableView, is_dash

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]

# Twice what one operation can lose, so that the bounds' own rounding does not matter.
_UNIT = 2.0**-52
_LARGEST_INT = 2**62


class _Bounded(NamedTuple):
    """Figures, NaN where there is none, and how far each can be from the exact one."""

    figures: Floats
    error: Floats


def certainly_right(view: TableView, label: str, tolerance: Fraction) -> tuple[int, ...]:
    """The units' rows whose figure differs from the notation by less than the tolerance, relative above 1."""
    expression = view.expressions.get(label)
    if expression is None:
        return ()
    columns = view.remember(_figures)
    column = view.column_spec(label)
    with np.errstate(all="ignore"):
        expected = _evaluated(view, expression, columns)
        if expected is None:
            return ()
        figures, error = expected
        if column is not None and column.floor is not None:
            figures = np.maximum(figures, float(column.floor))
        actual = columns[label].figures
        difference = np.abs(actual - figures) + error + columns[label].error
        right = difference <= 0.99 * float(tolerance) * np.maximum(1.0, np.abs(figures) - error)
        right &= columns[label].typed & np.isfinite(actual) & np.isfinite(figures)
    return tuple(row for row, holds in zip(view.table.body_rows, right.tolist(), strict=True) if holds)


class _Column(NamedTuple):
    """A column's figures in the units' rows; `typed` tells numbers from dashes, which stand for 0 as operands only."""

    figures: Floats
    error: Floats
    typed: np.ndarray[tuple[int], np.dtype[np.bool_]]


def _figures(view: TableView) -> dict[str, _Column]:
    columns: dict[str, _Column] = {}
    for column in view.table.columns:
        values = view.sheet.columns[column.position].values if column.position in view.sheet.columns else {}
        cells = [_number(values.get(row)) for row in view.table.body_rows]
        figures = np.array(cells, dtype=np.float64)
        typed = np.array([not isinstance(values.get(row), str) for row in view.table.body_rows], dtype=np.bool_)
        columns.setdefault(column.label, _Column(figures, np.abs(figures) * _UNIT, typed))
    return columns


def _number(value: object) -> float:
    """As `TableView.stored` reads it: a dash is 0, NaN for whatever is no everyday number."""
    kind = type(value)
    if kind is float:
        return value  # type: ignore[return-value]
    if kind is int:
        return float(value) if abs(value) < _LARGEST_INT else np.nan  # type: ignore[arg-type]
    return 0.0 if kind is str and is_dash(value) else np.nan  # type: ignore[arg-type]


def _evaluated(view: TableView, expression: Expression, columns: Mapping[str, _Column]) -> _Bounded | None:
    """The expression in every row; None for what is left to exact arithmetic altogether."""
    match expression:
        case ColumnRef(label, None):
            found = columns.get(label)
            return None if found is None else _Bounded(found.figures, found.error)
        case Constant(value=value):
            return _constant(value, len(view.table.body_rows))
        case Parameter(name=name) if view.campaign is not None and name in view.campaign.parameters:
            return _constant(view.parameter(name), len(view.table.body_rows))
        case Negation(operand):
            inner = _evaluated(view, operand, columns)
            return None if inner is None else _Bounded(-inner.figures, inner.error)
        case BinaryOperation(operator, left, right):
            one, other = _evaluated(view, left, columns), _evaluated(view, right, columns)
            return None if one is None or other is None else _combined(operator, one, other)
        case FunctionCall("SUM" | "MIN" | "MAX" as name, arguments):
            result: _Bounded | None = None
            for argument in arguments:
                following = _evaluated(view, argument, columns)
                if following is None:
                    return None
                result = following if result is None else _combined(name, result, following)
            return result
        case _:
            return None


def _constant(value: Fraction, rows: int) -> _Bounded | None:
    if abs(value) >= _LARGEST_INT:
        return None
    figures = np.full(rows, float(value))
    return _Bounded(figures, np.abs(figures) * _UNIT)


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
