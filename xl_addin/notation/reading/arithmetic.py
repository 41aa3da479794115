"""Sums, products and signs, the same in a notation and in a spec's formula; the operands are the caller's."""

from collections.abc import Callable
from dataclasses import replace

from xl_addin.language import Text
from xl_addin.notation.error import NotationError
from xl_addin.notation.expression import (
    BinaryOperation,
    ColumnRef,
    Expression,
    FunctionCall,
    Negation,
    Operator,
)
from xl_addin.notation.reading.cursor import Cursor
from xl_addin.notation.reading.numerals import sequence

Operand = Callable[[Cursor], Expression]
"""Reads one operand; raises NotationError if none comes next."""

_SUM_SIGNS: dict[str, Operator] = {"+": "+", "-": "-"}
_PRODUCT_SIGNS: dict[str, Operator] = {"*": "*", "/": "/"}


def read_sum(cursor: Cursor, operand: Operand) -> Expression:
    """Terms joined by `+` and `-`, with `7+8+...+12` as one SUM."""
    terms: list[tuple[Operator, Expression]] = [("+", _read_product(cursor, operand))]
    while True:
        token = cursor.peek()
        if token.kind == "..." or (token.kind in _SUM_SIGNS and cursor.peek(1).kind == "..."):
            sign = _SUM_SIGNS[cursor.take().kind] if token.kind in _SUM_SIGNS else terms[-1][0]
            _continue_sequence(cursor, operand, terms, sign)
        elif token.kind in _SUM_SIGNS:
            cursor.count_operation(cursor.take())
            terms.append((_SUM_SIGNS[token.kind], _read_product(cursor, operand)))
        else:
            break
    result = terms[0][1]
    for operator, term in terms[1:]:
        result = BinaryOperation(operator, result, term)
    return result


def grouped(expression: Expression) -> Expression:
    """The expression as written in parentheses, where these say something."""
    if isinstance(expression, BinaryOperation | Negation):
        return replace(expression, grouped=True)
    return expression


def _read_product(cursor: Cursor, operand: Operand) -> Expression:
    result = _read_signed(cursor, operand)
    while sign := cursor.take_if("*", "/"):
        cursor.count_operation(sign)
        result = BinaryOperation(_PRODUCT_SIGNS[sign.kind], result, _read_signed(cursor, operand))
    return result


def _read_signed(cursor: Cursor, operand: Operand) -> Expression:
    negative = 0
    while sign := cursor.take_if("+", "-"):
        cursor.count_operation(sign)
        negative += sign.kind == "-"
    result = operand(cursor)
    for _ in range(negative):
        result = Negation(result)
    return result


def _continue_sequence(
    cursor: Cursor, operand: Operand, terms: list[tuple[Operator, Expression]], sign: Operator
) -> None:
    """Replace the last terms of `7+8+...+12` by one SUM of all that the dots stand for."""
    dots = cursor.take()
    cursor.count_operation(dots)
    if cursor.peek().kind == sign:
        cursor.take()
    last = operand(cursor)
    *before, nearest = [_label(term) if operator == sign else None for operator, term in terms[-2:]]
    first, second = (before[0], nearest) if before and before[0] and nearest else (nearest, None)
    labels = sequence(first, second, last.label) if first and isinstance(last, ColumnRef) else None
    if labels is None:
        raise NotationError(
            Text(
                vi="Không rõ “...” thay cho những cột nào; hãy viết như 7+8+...+12 hoặc ghi đủ các cột",
                en="It is not clear which columns “...” stands for; write 7+8+...+12 or name every column",
            ),
            dots.position,
        )
    del terms[-1 if second is None else -2 :]
    while terms and len(labels) > 1 and terms[-1][0] == sign and _precedes(_label(terms[-1][1]), labels):
        labels.insert(0, _label(terms.pop()[1]) or "")
    terms.append((sign, FunctionCall("SUM", tuple(ColumnRef(label) for label in labels))))


def _precedes(label: str | None, labels: list[str]) -> bool:
    if label is None:
        return False
    continued = sequence(label, labels[0], labels[-1])
    return continued is not None and continued[1:] == labels


def _label(expression: Expression) -> str | None:
    return expression.label if isinstance(expression, ColumnRef) else None
