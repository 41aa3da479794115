"""An expression over whole columns at once, in floating point."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from math import ceil, floor
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Any

from xl_addin.notation.evaluate import exact, round_down, round_half_away, round_up, without_noise
from xl_addin.notation.expression import (
    BinaryOperation,
    ColumnRank,
    ColumnRef,
    ColumnTotal,
    Comparison,
    Constant,
    Expression,
    FunctionCall,
    FunctionName,
    Negation,
    Parameter,
    Ties,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_RoundTo = Callable[[Fraction, int], Fraction]
_ROUNDING: Mapping[FunctionName, _RoundTo] = {
    "ROUND": round_half_away,
    "ROUNDUP": round_up,
    "ROUNDDOWN": round_down,
    "CEILING": lambda value, _: Fraction(ceil(without_noise(value))),
    "FLOOR": lambda value, _: Fraction(floor(without_noise(value))),
}
_COMPARED: Mapping[Comparison, Callable[[Any, Any], Any]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}


def compile_numpy(
    expression: Expression, parameter: Callable[[str], Fraction] | None = None
) -> "Callable[[Mapping[ColumnRef, Floats]], Floats]":
    """A function from columns (arrays of one length) to the expression's values, one for each row.

    Division by zero gives NaN, and so does what is calculated from NaN; a total or rank leaves NaN out. Rounding works
    on 15 significant digits and takes a half away from zero, as Excel does. A condition is 1 or 0. KeyError for a
    column that is not given, or for a Parameter without `parameter`.
    """
    import numpy as np

    def rounded(values: "Floats", digits: int, rounding: _RoundTo) -> "Floats":
        def one(value: float) -> float:
            return float(rounding(exact(float(f"{value:.15g}")), digits)) if np.isfinite(value) else np.nan

        return np.asarray(np.vectorize(one, otypes=[np.float64])(values))

    def compared(operator: Comparison, first: "Floats", second: "Floats") -> "Floats":
        return np.where(np.isnan(first) | np.isnan(second), np.nan, _COMPARED[operator](first, second))

    def rank(values: "Floats", ties: Ties) -> "Floats":
        known = values[~np.isnan(values)]
        ascending = np.sort(known) if ties == "competition" else np.unique(known)
        places = 1 + len(ascending) - np.searchsorted(ascending, values, side="right")
        return np.where(np.isnan(values), np.nan, places)

    def called(name: FunctionName, values: "list[Floats]") -> "Floats":
        match name:
            case "SUM":
                return sum(values[1:], values[0])
            case "MIN" | "AND":
                return reduce(np.minimum, values)
            case "MAX" | "OR":
                return reduce(np.maximum, values)
            case "NOT":
                return 1 - values[0]
            case "IF":
                condition, then, otherwise = values
                return np.where(np.isnan(condition), np.nan, np.where(condition != 0, then, otherwise))
            case "CEILING" | "FLOOR":
                return rounded(values[0], 0, _ROUNDING[name])
            case _:
                return rounded(values[0], int(values[1]), _ROUNDING[name])

    def value(node: Expression, columns: "Mapping[ColumnRef, Floats]") -> "Floats":
        match node:
            case ColumnRef():
                return np.asarray(columns[node], dtype=np.float64)
            case Constant(value=constant):
                return np.asarray(float(constant))
            case Parameter(name=name):
                if parameter is None:
                    raise KeyError(name)
                return np.asarray(float(parameter(name)))
            case Negation(operand=operand):
                return -value(operand, columns)
            case BinaryOperation(operator=operator, left=left, right=right):
                first, second = value(left, columns), value(right, columns)
                match operator:
                    case "+":
                        return first + second
                    case "-":
                        return first - second
                    case "*":
                        return first * second
                    case "/":
                        return first / np.where(second == 0, np.nan, second)
                    case _:
                        return compared(operator, first, second)
            case ColumnTotal(column=ref):
                return np.asarray(np.nansum(value(ref, columns)))
            case ColumnRank(column=ref, ties=ties):
                return rank(value(ref, columns), ties)
            case FunctionCall(name=name, arguments=arguments):
                return called(name, [value(argument, columns) for argument in arguments])

    def rows(columns: "Mapping[ColumnRef, Floats]") -> "Floats":
        shape = np.broadcast_shapes(*(np.shape(column) for column in columns.values()))
        return np.array(np.broadcast_to(value(expression, columns), shape))

    return rows
