"""What an expression gives: a number or a day. Days are only counted on, compared, or taken from one another."""

from collections.abc import Callable, Sequence
from typing import Literal

from xl_addin.language import Text
from xl_addin.notation.expression import (
    BinaryOperation,
    ColumnRank,
    ColumnRef,
    ColumnTotal,
    Expression,
    FunctionCall,
    Negation,
    Parameter,
    is_condition,
)
from xl_addin.problem import Problem

Quantity = Literal["number", "date"]

_MISUSED = Text(
    vi="ngày chỉ trừ cho ngày (ra số ngày), cộng trừ với số ngày, hoặc so sánh với ngày: {example}",
    en="a date is only taken from a date (which gives days), moved by days, or compared with a date: {example}",
)
_EXAMPLE = "last_day - first_day + 1"


class QuantityError(Problem):
    """A date where only a number can stand, or the other way round."""

    def __init__(self) -> None:
        super().__init__(_MISUSED.with_values(example=_EXAMPLE))


def quantity(
    expression: Expression,
    column: Callable[[ColumnRef], Quantity],
    parameter: Callable[[str], Quantity],
) -> Quantity:
    """Whether an expression gives a number or a date, given what columns and parameters are.

    A condition is a number, 1 or 0. QuantityError where a date is multiplied, added to a date, rounded ….
    """

    def of(node: Expression) -> Quantity:
        match node:
            case ColumnRef():
                return column(node)
            case Parameter(name=name):
                return parameter(name)
            case ColumnRank(column=ref):
                of(ref)
                return "number"
            case ColumnTotal(column=ref):
                return _numbers([of(ref)])
            case Negation(operand=operand):
                return _numbers([of(operand)])
            case BinaryOperation(left=left, right=right) if is_condition(node):
                _alike([of(left), of(right)])
                return "number"
            case BinaryOperation(operator=operator, left=left, right=right):
                return _combined(operator, of(left), of(right))
            case FunctionCall(name="IF", arguments=(condition, *values)):
                of(condition)
                return _alike([of(value) for value in values])
            case FunctionCall(name="MIN" | "MAX", arguments=arguments):
                return _alike([of(argument) for argument in arguments])
            case FunctionCall(arguments=arguments):
                return _numbers([of(argument) for argument in arguments])
            case _:
                return "number"

    return of(expression)


def _combined(operator: str, left: Quantity, right: Quantity) -> Quantity:
    match operator, left, right:
        case _, "number", "number":
            return "number"
        case "-", "date", "date":
            return "number"
        case ("+" | "-", "date", "number") | ("+", "number", "date"):
            return "date"
        case _:
            raise QuantityError


def _alike(quantities: Sequence[Quantity]) -> Quantity:
    if len(set(quantities)) > 1:
        raise QuantityError
    return quantities[0]


def _numbers(quantities: Sequence[Quantity]) -> Quantity:
    if "date" in quantities:
        raise QuantityError
    return "number"
