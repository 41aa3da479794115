"""An expression over whole columns at once, in floating point."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING

from xl_addin.notation.evaluate import exact, round_half_away
from xl_addin.notation.expression import (
    BinaryOperation,
    ColumnRef,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    Parameter,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def compile_numpy(
    expression: Expression, parameter: Callable[[str], Fraction] | None = None
) -> "Callable[[Mapping[ColumnRef, Floats]], Floats]":
    """A function from columns (arrays of one length) to the expression's values, one for each row.

    Division by zero gives NaN. ROUND works on 15 significant digits and takes a half away from zero, as Excel
    does. KeyError for a column that is not given, or for a Parameter without `parameter`.
    """
    import numpy as np

    def rounded(values: "Floats", digits: int) -> "Floats":
        def one(value: float) -> float:
            return float(round_half_away(exact(float(f"{value:.15g}")), digits)) if np.isfinite(value) else np.nan

        return np.asarray(np.vectorize(one, otypes=[np.float64])(values))

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
            case FunctionCall(name=name, arguments=arguments):
                values = [value(argument, columns) for argument in arguments]
                match name:
                    case "SUM":
                        return sum(values[1:], values[0])
                    case "MIN":
                        return reduce(np.minimum, values)
                    case "MAX":
                        return reduce(np.maximum, values)
                    case "ROUND":
                        return rounded(values[0], int(values[1]))

    def rows(columns: "Mapping[ColumnRef, Floats]") -> "Floats":
        shape = np.broadcast_shapes(*(np.shape(column) for column in columns.values()))
        return np.array(np.broadcast_to(value(expression, columns), shape))

    return rows
