"""What a notation says, as a tree: columns, constants and the operations between them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal, get_args

Comparison = Literal["<", "<=", ">", ">=", "=", "<>"]
Operator = Literal["+", "-", "*", "/"] | Comparison
FunctionName = Literal[
    "SUM", "MIN", "MAX", "ROUND", "ROUNDUP", "ROUNDDOWN", "CEILING", "FLOOR", "IF", "AND", "OR", "NOT"
]
Ties = Literal["competition", "dense"]
"""The rank after two equal firsts: 3 in a competition, 2 where ranks are dense."""
Rounding = Literal["up", "down", "nearest"]

COMPARISONS: frozenset[Operator] = frozenset(get_args(Comparison))
ROUNDING: frozenset[FunctionName] = frozenset({"ROUND", "ROUNDUP", "ROUNDDOWN", "CEILING", "FLOOR"})
_ROUNDED: Mapping[Rounding, FunctionName] = {"up": "ROUNDUP", "down": "ROUNDDOWN", "nearest": "ROUND"}
_ZERO = Fraction(0)
_JOINING: frozenset[FunctionName] = frozenset({"AND", "OR", "NOT"})


@dataclass(frozen=True)
class ColumnRef:
    """The value of a column in the same row; `table` is the key of another table of the spec or None."""

    label: str
    table: str | None = None


@dataclass(frozen=True)
class Constant:
    """An exact number.

    `percent` remembers that it was written `20%`, `name` the parameter it was written as; neither changes its value.
    """

    value: Fraction
    percent: bool = field(default=False, compare=False)
    name: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Parameter:
    """A named figure of the spec, such as `target`."""

    name: str


@dataclass(frozen=True)
class Negation:
    """The negative of an expression; `grouped` remembers parentheses the author wrote around it."""

    operand: "Expression"
    grouped: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class BinaryOperation:
    """Two expressions joined by an operator; `grouped` remembers parentheses the author wrote around it."""

    operator: Operator
    left: "Expression"
    right: "Expression"
    grouped: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class FunctionCall:
    """`SUM` of columns (`6=7+8+...+12`), or a function of a spec's formula."""

    name: FunctionName
    arguments: tuple["Expression", ...]


@dataclass(frozen=True)
class ColumnTotal:
    """The sum of a column over all units: the same figure in every row, `total({3})`."""

    column: ColumnRef


@dataclass(frozen=True)
class ColumnRank:
    """The place of the row's figure among those of all units, 1 for the largest: `rank({9})`."""

    column: ColumnRef
    ties: Ties = "competition"


Expression = ColumnRef | Constant | Parameter | Negation | BinaryOperation | FunctionCall | ColumnTotal | ColumnRank


def is_condition(expression: Expression) -> bool:
    """Whether an expression is true or false (1 or 0) rather than a figure."""
    match expression:
        case BinaryOperation(operator=operator):
            return operator in COMPARISONS
        case FunctionCall(name=name):
            return name in _JOINING
        case _:
            return False


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything inside it, outermost first."""
    yield expression
    match expression:
        case Negation(operand=operand):
            yield from walk(operand)
        case BinaryOperation(left=left, right=right):
            yield from walk(left)
            yield from walk(right)
        case FunctionCall(arguments=arguments):
            for argument in arguments:
                yield from walk(argument)
        case ColumnTotal(column=column) | ColumnRank(column=column):
            yield column


def mapped(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The expression with every part changed, innermost first."""
    match expression:
        case Negation(operand=operand):
            return change(replace(expression, operand=mapped(operand, change)))
        case BinaryOperation(left=left, right=right):
            return change(replace(expression, left=mapped(left, change), right=mapped(right, change)))
        case FunctionCall(arguments=arguments):
            return change(replace(expression, arguments=tuple(mapped(each, change) for each in arguments)))
        case _:
            return change(expression)


def rounded_whole(expression: Expression, how: Rounding) -> Expression:
    """The expression rounded to a whole number, as `round: up` asks of a column; not rounded twice."""
    name = _ROUNDED[how]
    if isinstance(expression, FunctionCall) and expression.name == name and expression.arguments[1] == Constant(_ZERO):
        return expression
    return FunctionCall(name, (expression, Constant(_ZERO)))


def ranked(expression: Expression, ties: Ties) -> Expression:
    """The expression with its ranks counted so after ties."""
    return mapped(expression, lambda node: replace(node, ties=ties) if isinstance(node, ColumnRank) else node)


def rounds(expression: Expression) -> bool:
    """Whether an expression rounds, up, down or to the nearest."""
    return any(isinstance(node, FunctionCall) and node.name in ROUNDING for node in walk(expression))


def columns_of(expression: Expression) -> tuple[ColumnRef, ...]:
    """The columns an expression reads, each once, in order of appearance."""
    return tuple(dict.fromkeys(node for node in walk(expression) if isinstance(node, ColumnRef)))


def row_columns_of(expression: Expression) -> tuple[ColumnRef, ...]:
    """The columns whose figure in its own row an expression reads: not those it only takes the total of."""
    match expression:
        case ColumnRef():
            return (expression,)
        case ColumnRank(column=column):
            return (column,)
        case Negation(operand=operand):
            return row_columns_of(operand)
        case BinaryOperation(left=left, right=right):
            return tuple(dict.fromkeys((*row_columns_of(left), *row_columns_of(right))))
        case FunctionCall(arguments=arguments):
            return tuple(dict.fromkeys(column for argument in arguments for column in row_columns_of(argument)))
        case _:
            return ()


def whole_columns_of(expression: Expression) -> tuple[ColumnRef, ...]:
    """The columns an expression reads in the rows of all units: those it totals or ranks."""
    return tuple(dict.fromkeys(node.column for node in walk(expression) if isinstance(node, ColumnTotal | ColumnRank)))
