"""The exact value of an expression."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from math import ceil, floor, isfinite
from operator import add, eq, ge, gt, le, lt, mul, ne, sub, truediv

from xl_addin.notation.expression import (
    BinaryOperation,
    ColumnRank,
    ColumnRef,
    ColumnTotal,
    Constant,
    Expression,
    FunctionCall,
    FunctionName,
    Negation,
    Operator,
    Parameter,
)
from xl_addin.notation.whole_column import WholeColumn

# Below this every integer is a float of its own.
_EVERY_INTEGER = 2.0**53
NOISELESS = 9
"""So many decimals beyond those asked for are no noise: 1.1 * 30 is 33.000000000000004 in binary, and 33 rounded up."""
_AS_EXCEL = Context(prec=15, rounding=ROUND_HALF_UP)
_OPERATIONS: dict[Operator, Callable[[Fraction, Fraction], Fraction | bool]] = {
    "+": add,
    "-": sub,
    "*": mul,
    "/": truediv,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "=": eq,
    "<>": ne,
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


def round_up(value: Fraction, digits: int) -> Fraction:
    """ROUNDUP as Excel defines it, away from zero, of what is not noise (see `without_noise`)."""
    scale = Fraction(10) ** digits
    units = ceil(abs(without_noise(value, digits)) * scale)
    return (units if value >= 0 else -units) / scale


def round_down(value: Fraction, digits: int) -> Fraction:
    """ROUNDDOWN as Excel defines it, towards zero, of what is not noise (see `without_noise`)."""
    scale = Fraction(10) ** digits
    return int(without_noise(value, digits) * scale) / scale


def without_noise(value: Fraction, digits: int = 0) -> Fraction:
    """The value as a function that jumps at each unit of so many decimals sees it.

    Figures that come from cells carry binary noise: a third of 9 must not be rounded up to 4 because of it. As the
    formulas of `to_excel` do, such a function leaves out what is beyond NOISELESS more decimals.
    """
    return round_half_away(value, digits + NOISELESS)


def _significant(value: Fraction) -> Fraction:
    """The 15 significant digits that Excel's ROUND works on: 2.49999999999999975 is 2.5 to it."""
    if not value:
        return value
    return Fraction(_AS_EXCEL.divide(Decimal(value.numerator), Decimal(value.denominator)))


def _no_parameter(name: str) -> Fraction:
    raise KeyError(name)


def _no_whole_column(column: ColumnRef) -> WholeColumn:
    raise KeyError(column)


def evaluate(
    expression: Expression,
    column: Callable[[ColumnRef], Fraction],
    parameter: Callable[[str], Fraction] = _no_parameter,
    whole: Callable[[ColumnRef], WholeColumn] = _no_whole_column,
) -> Fraction:
    """The exact value, given the values of columns and parameters; ZeroDivisionError if a divisor is zero.

    `whole` gives the figures of a column in all units' rows, for what is totalled or ranked. A condition is 1 or 0.
    Of an `if` only the branch that is taken is calculated, as in Excel. What `column`, `parameter` and `whole` raise
    passes through; without `parameter` a Parameter is a KeyError, and so is a total without `whole`.
    """

    def value(node: Expression) -> Fraction:
        match node:
            case ColumnRef():
                return Fraction(column(node))
            case Constant(value=constant):
                return constant
            case Parameter(name=name):
                return Fraction(parameter(name))
            case Negation(operand=operand):
                return -value(operand)
            case BinaryOperation(operator=operator, left=left, right=right):
                return Fraction(_OPERATIONS[operator](value(left), value(right)))
            case ColumnTotal(column=ref):
                return whole(ref).total
            case ColumnRank(column=ref, ties=ties):
                return whole(ref).rank(value(ref), ties)
            case FunctionCall(name="IF", arguments=(condition, then, otherwise)):
                return value(then if value(condition) else otherwise)
            case FunctionCall(name=name, arguments=arguments):
                return _called(name, [value(argument) for argument in arguments])

    return value(expression)


def _called(name: FunctionName, values: list[Fraction]) -> Fraction:
    match name:
        case "SUM":
            return sum(values, Fraction(0))
        case "MIN":
            return min(values)
        case "MAX":
            return max(values)
        case "ROUND":
            return round_half_away(_significant(values[0]), int(values[1]))
        case "ROUNDUP":
            return round_up(values[0], int(values[1]))
        case "ROUNDDOWN":
            return round_down(values[0], int(values[1]))
        case "CEILING":
            return Fraction(ceil(without_noise(values[0])))
        case "FLOOR":
            return Fraction(floor(without_noise(values[0])))
        case "AND":
            return Fraction(all(values))
        case "OR":
            return Fraction(any(values))
        case "NOT":
            return Fraction(not values[0])
        case "IF":
            raise ValueError("an IF takes a condition and two values")
