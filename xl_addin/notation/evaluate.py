"""The exact value of an expression."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from xl_addin.notation.expression import (
    BinaryOperation,
    ColumnRef,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    Operator,
    Parameter,
)

# Below this every integer is a float of its own.
_EVERY_INTEGER = 2.0**53
_OPERATIONS: dict[Operator, Callable[[Fraction, Fraction], Fraction]] = {
    "+": Fraction.__add__,
    "-": Fraction.__sub__,
    "*": Fraction.__mul__,
    "/": Fraction.__truediv__,
}


def exact(value: int | float | Decimal) -> Fraction:
    """The number a cell shows its author: the float 0.1 is 1/10. ValueError for a NaN or an infinity."""
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, float) and abs(value) < _EVERY_INTEGER and value == int(value):
        return Fraction(int(value))
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if not isfinite(number):
        raise ValueError(f"not a finite number: {value}")
    return Fraction(number)


def round_half_away(value: Fraction, digits: int) -> Fraction:
    """ROUND as Excel defines it: a half goes away from zero; negative digits round tens, hundreds …"""
    scale = Fraction(10) ** digits
    units = int(abs(value) * scale + Fraction(1, 2))
    return (units if value >= 0 else -units) / scale


def _no_parameter(name: str) -> Fraction:
    raise KeyError(name)


def evaluate(
    expression: Expression,
    column: Callable[[ColumnRef], Fraction],
    parameter: Callable[[str], Fraction] = _no_parameter,
) -> Fraction:
    """The exact value, given the values of columns and parameters; ZeroDivisionError if a divisor is zero.

    What `column` and `parameter` raise passes through; without `parameter` a Parameter is a KeyError.
    """
    match expression:
        case ColumnRef():
            return Fraction(column(expression))
        case Constant(value=value):
            return value
        case Parameter(name=name):
            return Fraction(parameter(name))
        case Negation(operand=operand):
            return -evaluate(operand, column, parameter)
        case BinaryOperation(operator=operator, left=left, right=right):
            return _OPERATIONS[operator](evaluate(left, column, parameter), evaluate(right, column, parameter))
        case FunctionCall(name=name, arguments=arguments):
            values = [evaluate(argument, column, parameter) for argument in arguments]
            match name:
                case "SUM":
                    return sum(values, Fraction(0))
                case "MIN":
                    return min(values)
                case "MAX":
                    return max(values)
                case "ROUND":
                    return round_half_away(values[0], int(values[1]))
