"""Comparisons and what joins them, in a spec's formula: `{7} < 50% * {5} and not {4} = 0`.

What is true or false is kept apart from figures: each is refused, with its place, where the other belongs.
"""

from collections.abc import Callable, Mapping
from typing import get_args

from xl_addin.language import Text
from xl_addin.notation.error import NotationError
from xl_addin.notation.expression import (
    BinaryOperation,
    Comparison,
    Expression,
    FunctionCall,
    FunctionName,
    Negation,
    is_condition,
    walk,
)
from xl_addin.notation.reading.arithmetic import Operand, read_sum
from xl_addin.notation.reading.cursor import Cursor
from xl_addin.notation.reading.lexer import NotationToken

WORDS = frozenset({"and", "or", "not"})
"""The words that join conditions: no parameter's names."""
_COMPARISONS: Mapping[str, Comparison] = {sign: sign for sign in get_args(Comparison)}


def read_kind(cursor: Cursor, operand: Operand, *, condition: bool) -> Expression:
    """What comes next as a figure or as a condition; NotationError where it is the other."""
    start = cursor.peek()
    expression = read_alternatives(cursor, operand)
    if is_condition(expression) != condition:
        raise _misplaced(start, expression)
    return expression


def read_alternatives(cursor: Cursor, operand: Operand) -> Expression:
    """A figure or a condition, conditions joined by `or`, `and` and `not`, which bind less than comparisons."""
    return _joined(cursor, "or", "OR", lambda: _joined(cursor, "and", "AND", lambda: _read_denied(cursor, operand)))


def _joined(cursor: Cursor, word: str, name: FunctionName, read: Callable[[], Expression]) -> Expression:
    start = cursor.peek()
    parts = [read()]
    while _is_word(cursor, word):
        cursor.count_operation(cursor.take())
        parts.append(read())
    if len(parts) == 1:
        return parts[0]
    for part in parts:
        if not is_condition(part):
            raise _misplaced(start, part)
    return FunctionCall(name, tuple(parts))


def _read_denied(cursor: Cursor, operand: Operand) -> Expression:
    if not _is_word(cursor, "not"):
        return _read_compared(cursor, operand)
    word = cursor.take()
    cursor.count_operation(word)
    denied = _read_denied(cursor, operand)
    if not is_condition(denied):
        raise _misplaced(word, denied)
    return FunctionCall("NOT", (denied,))


def _is_word(cursor: Cursor, word: str) -> bool:
    token = cursor.peek()
    return token.kind == "label" and token.text.casefold() == word


def _read_compared(cursor: Cursor, operand: Operand) -> Expression:
    left = _read_figure_or_group(cursor, operand)
    operator = _COMPARISONS.get(cursor.peek().kind)
    if operator is None:
        return left
    sign = cursor.take()
    cursor.count_operation(sign)
    right = _read_figure_or_group(cursor, operand)
    for side in (left, right):
        if is_condition(side):
            raise _misplaced(sign, side)
    if cursor.peek().kind in _COMPARISONS:
        raise NotationError(
            Text(
                vi="Mỗi lần chỉ so sánh hai vế; viết {4} < {5} and {5} < {6}",
                en="A comparison has two sides; write {4} < {5} and {5} < {6}",
            ),
            cursor.peek().position,
        )
    return BinaryOperation(operator, left, right)


def _read_figure_or_group(cursor: Cursor, operand: Operand) -> Expression:
    """A sum, or a condition in parentheses; NotationError for a sum with a condition in it."""
    start = cursor.peek()
    expression = read_sum(cursor, operand)
    if not is_condition(expression):
        for node in walk(expression):
            inside = (
                (node.left, node.right)
                if isinstance(node, BinaryOperation) and not is_condition(node)
                else (node.operand,)
                if isinstance(node, Negation)
                else ()
            )
            for part in inside:
                if is_condition(part):
                    raise _misplaced(start, part)
    return expression


def _misplaced(token: NotationToken, expression: Expression) -> NotationError:
    if is_condition(expression):
        text = Text(
            vi="Chỗ này cần một số, không phải một điều kiện; viết if(điều kiện, số nếu đúng, số nếu sai)",
            en="A figure belongs here, not a condition; write if(condition, figure if true, figure if false)",
        )
    else:
        text = Text(
            vi="Chỗ này cần một điều kiện, như {7} < {5}, không phải một số",
            en="A condition belongs here, such as {7} < {5}, not a figure",
        )
    return NotationError(text, token.position)
