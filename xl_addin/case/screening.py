"""Which figures are right beyond doubt, told for a whole column at once in binary arithmetic.

Exact fractions cost a hundred times as much. Every step here carries a bound of its error, and only what stays right
whatever the error counts; all other rows are left to the exact comparison. So the outcome is the same.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import isfinite
from operator import add, mul, sub, truediv
from typing import NamedTuple

from xl_addin.case.table_view import TableView
from xl_addin.notation import (
    BinaryOperation,
    ColumnRef,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    Parameter,
    is_condition,
)

# Twice what one operation can lose, and a little more for the bounds' own rounding.
_UNIT = 2.0**-52 * 1.001
_SMALLEST = 2.0**-1000
_LARGEST_INT = 2**62
_NOTHING = float("nan")


class _Bounded(NamedTuple):
    """Figures by row, NaN where there is none; each is off by at most `_UNIT` times its size."""

    figures: list[float]
    sizes: list[float]


def certainly_right(view: TableView, label: str, tolerance: Fraction) -> Sequence[bool]:
    """For each of the units' rows whether its figure differs from the notation by less than the tolerance.

    The tolerance is relative for figures above 1. Empty where nothing can be told.
    """
    expression = view.expressions.get(label)
    if expression is None:
        return ()
    allowed = 0.99 * float(tolerance)
    column = view.column_spec(label)
    body = view.body(label)
    if column is None and body.kinds <= {float}:
        plain = _plainly(view, expression)
        if plain is not None and plain.figures == body.values and 2 * _UNIT * plain.size < allowed:
            return [True] * len(body.rows)
    expected = _evaluated(view, expression)
    if expected is None:
        return ()
    figures, sizes = expected
    if column is not None and column.floor is not None:
        floor = float(column.floor)
        figures = [max(figure, floor) if figure == figure else figure for figure in figures]
    return [
        type(value) is float
        and isfinite(figure)
        and abs(actual - figure) + (size + abs(actual)) * _UNIT + _SMALLEST
        <= allowed * max(1.0, abs(figure) - size * _UNIT)
        for value, actual, figure, size in zip(body.values, body.figures, figures, sizes, strict=True)
    ]


class _Plain(NamedTuple):
    """Figures of which none is missing: the largest and smallest amounts, and the `_Bounded.sizes` none is beyond."""

    figures: list[float]
    largest: float
    smallest: float
    size: float


def _plainly(view: TableView, expression: Expression) -> _Plain | None:
    """The expression in every row of a table without gaps, with one bound for all; None for everything else.

    Office tables mostly are of this kind, and their figures what these very operations give.
    """
    match expression:
        case ColumnRef(label, None) if label in view.table.labels and view.body(label).kinds <= {float}:
            body = view.body(label)
            return _Plain(body.figures, body.largest_amount, body.smallest_amount, body.largest_amount)
        case Constant(value=value) if abs(value) < _LARGEST_INT:
            amount = abs(float(value))
            return _Plain([float(value)] * len(view.table.body_rows), amount, amount, amount)
        case BinaryOperation(operator, left, right) if not is_condition(expression):
            one, other = _plainly(view, left), _plainly(view, right)
            return None if one is None or other is None else _plainly_combined(operator, one, other)
        case _:
            return None


def _plainly_combined(operator: str, one: _Plain, other: _Plain) -> _Plain | None:
    if operator in "+-":
        figures = list(map(add if operator == "+" else sub, one.figures, other.figures))
        largest = one.largest + other.largest
        return _Plain(figures, largest, 0.0, one.size + other.size + largest)
    if operator == "*":
        figures = list(map(mul, one.figures, other.figures))
        lost = one.largest * other.size + other.largest * one.size + one.size * other.size * _UNIT
        largest, smallest = one.largest * other.largest, one.smallest * other.smallest
        return _Plain(figures, largest, smallest, lost + largest)
    least = other.smallest - other.size * _UNIT
    if least <= other.smallest / 2:
        return None
    largest, smallest = one.largest / least, one.smallest / other.largest
    lost = (one.size + largest * other.size) / least
    return _Plain(list(map(truediv, one.figures, other.figures)), largest, smallest, lost + largest)


def _bounded(figures: list[float]) -> _Bounded:
    return _Bounded(figures, list(map(abs, figures)))


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
            return None if inner is None else _Bounded([-figure for figure in inner.figures], inner.sizes)
        case BinaryOperation(operator, left, right) if not is_condition(expression):
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
    return _bounded([float(value)] * rows)


def _combined(operator: str, one: _Bounded, other: _Bounded) -> _Bounded:
    (a, a_sizes), (b, b_sizes) = one, other
    if operator in ("MIN", "MAX"):
        choose = min if operator == "MIN" else max
        # What is missing in either is missing.
        chosen = [choose(x, y) if x == x and y == y else _NOTHING for x, y in zip(a, b, strict=True)]
        return _Bounded(chosen, list(map(max, a_sizes, b_sizes)))
    if operator == "*":
        figures = list(map(mul, a, b))
        lost = [
            abs(x) * y_size + abs(y) * x_size + x_size * y_size * _UNIT
            for x, y, x_size, y_size in zip(a, b, a_sizes, b_sizes, strict=True)
        ]
    elif operator == "/":
        figures, lost = _divided(one, other)
    else:
        figures = list(map(sub if operator == "-" else add, a, b))
        lost = list(map(add, a_sizes, b_sizes))
    return _Bounded(figures, list(map(add, lost, map(abs, figures))))


def _divided(one: _Bounded, other: _Bounded) -> tuple[list[float], list[float]]:
    """The quotients, none where the divisor is missing or may be 0, and what they lose before the division itself."""
    figures = [
        x / y if abs(y) > 2 * size * _UNIT else _NOTHING
        for x, y, size in zip(one.figures, other.figures, other.sizes, strict=True)
    ]
    lost = [
        (x_size + abs(figure) * y_size) / (abs(y) - y_size * _UNIT) if figure == figure else 0.0
        for figure, y, x_size, y_size in zip(figures, other.figures, one.sizes, other.sizes, strict=True)
    ]
    return figures, lost
