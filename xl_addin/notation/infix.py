"""Write an expression in one line, with the author's parentheses and those that its structure needs."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from xl_addin.notation.expression import (
    COMPARISONS,
    BinaryOperation,
    ColumnRank,
    ColumnRef,
    ColumnTotal,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    Operator,
    Parameter,
)

Operand = ColumnRef | Constant | Parameter | ColumnTotal | ColumnRank
Leaf = Callable[[Operand], str]
WriteCall = Callable[[FunctionCall, Sequence[str]], str]

STRENGTH: Mapping[Operator, int] = dict.fromkeys(COMPARISONS, 0) | {"+": 1, "-": 1, "*": 2, "/": 2}
"""Which operators bind more strongly; comparisons bind least."""


def infix(expression: Expression, leaf: Leaf, call: WriteCall) -> str:
    """The expression as text; `leaf` writes operands, `call` a function with its arguments already written.

    Functions of whole columns are operands: what they are given is no figure of a row.
    """
    text = _bare(expression, leaf, call)
    return f"({text})" if _is_grouped(expression) else text


def _bare(expression: Expression, leaf: Leaf, call: WriteCall) -> str:
    def part(child: Expression, weakest: int, *, first: bool = False) -> str:
        text = _bare(child, leaf, call)
        needed = _strength(child) < weakest or (not first and text.startswith("-"))
        return f"({text})" if needed or _is_grouped(child) else text

    match expression:
        case Negation(operand=operand):
            return "-" + part(operand, 3)
        case BinaryOperation(operator=operator, left=left, right=right):
            strength = STRENGTH[operator]
            # Excel reads `a<b=c` from the left, but nobody else knows: a compared comparison stays in parentheses.
            weakest = strength + (operator in COMPARISONS)
            return part(left, weakest, first=True) + operator + part(right, strength + 1)
        case FunctionCall(arguments=arguments):
            return call(expression, [infix(argument, leaf, call) for argument in arguments])
        case ColumnRef() | Constant() | Parameter() | ColumnTotal() | ColumnRank():
            return leaf(expression)


def _strength(expression: Expression) -> int:
    match expression:
        case BinaryOperation(operator=operator):
            return STRENGTH[operator]
        case Constant(value=value) if decimal_text(value) is None:
            return STRENGTH["/"]
        case _:
            return 3


def _is_grouped(expression: Expression) -> bool:
    return isinstance(expression, BinaryOperation | Negation) and expression.grouped


def constant_text(constant: Constant, decimal_mark: str) -> str:
    """A constant as its author may have written it: `25`, `0.8`, `20%`; a quotient if it has no last digit."""
    if constant.percent and (percentage := decimal_text(constant.value * 100)) is not None:
        return percentage.replace(".", decimal_mark) + "%"
    decimal = decimal_text(constant.value)
    return str(constant.value) if decimal is None else decimal.replace(".", decimal_mark)


def decimal_text(value: Fraction) -> str | None:
    """All digits of a number, `-0.125`; None for one like 1/3 that has no last digit."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    decimals = max(twos, fives)
    digits = str(abs(value.numerator) * 10**decimals // value.denominator).rjust(decimals + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)
