"""What a notation says, as a tree: columns, constants and the operations between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Operator = Literal["+", "-", "*", "/"]
FunctionName = Literal["SUM", "MIN", "MAX", "ROUND"]


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
    """`SUM` of columns (`6=7+8+...+12`), or `MIN`, `MAX`, `ROUND` in a spec's formula."""

    name: FunctionName
    arguments: tuple["Expression", ...]


Expression = ColumnRef | Constant | Parameter | Negation | BinaryOperation | FunctionCall


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


def is_form_of(form: Expression, expression: Expression) -> bool:
    """Whether an expression is this one with any figures where `form` has named constants."""
    match form, expression:
        case Constant(name=str()), Constant():
            return True
        case Negation(), Negation():
            return is_form_of(form.operand, expression.operand)
        case BinaryOperation(), BinaryOperation():
            return (
                form.operator == expression.operator
                and is_form_of(form.left, expression.left)
                and is_form_of(form.right, expression.right)
            )
        case FunctionCall(), FunctionCall():
            return (
                form.name == expression.name
                and len(form.arguments) == len(expression.arguments)
                and all(map(is_form_of, form.arguments, expression.arguments))
            )
        case _:
            return form == expression


def columns_of(expression: Expression) -> tuple[ColumnRef, ...]:
    """The columns an expression reads, each once, in order of appearance."""
    return tuple(dict.fromkeys(node for node in walk(expression) if isinstance(node, ColumnRef)))
