"""Read the formula of a spec: `min({7}, 12500)`, `{phase1.3} - {phase1.4}`, `20% * target`."""

import re
from fractions import Fraction

from xl_addin.language import Text
from xl_addin.notation.error import NotationError, quoted
from xl_addin.notation.expression import (
    ColumnRef,
    Constant,
    Expression,
    FunctionCall,
    FunctionName,
    Negation,
    Parameter,
)
from xl_addin.notation.reading.arithmetic import grouped, read_sum
from xl_addin.notation.reading.characters import Characters, normalised
from xl_addin.notation.reading.cursor import Cursor
from xl_addin.notation.reading.lexer import Kind, NotationToken
from xl_addin.notation.reading.numerals import MAX_DIGITS

MAX_DECIMALS = 15
"""Furthest digit ROUND may name, as many as Excel keeps."""

_FUNCTIONS: dict[str, FunctionName] = {"min": "MIN", "max": "MAX", "round": "ROUND", "sum": "SUM"}
_PIECES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("column", re.compile(r"\{[^{}]*\}")),
    ("number", re.compile(rf"[0-9]{{1,{MAX_DIGITS}}}(?:\.[0-9]{{1,{MAX_DIGITS}}})?(?![0-9.])")),
    ("label", re.compile(r"[^\W\d]\w*")),
    ("+", re.compile(r"\+")),
    ("-", re.compile("-")),
    ("*", re.compile(r"\*")),
    ("/", re.compile("[/:÷]")),
    ("(", re.compile(r"\(")),
    (")", re.compile(r"\)")),
    ("%", re.compile("%")),
    (";", re.compile("[,;]")),
)
_COLUMN = re.compile(r"\{\s*(?:(?P<table>[^\W\d][\w-]*)\s*\.\s*)?(?P<label>\w+(?:\.\w+)*)\s*\}")


def parse_formula(text: str) -> Expression:
    """Read a spec's formula; NotationError with the position in `text` if it cannot be read.

    `{7}` is a column, `{phase1.3}` a column of another table, a name a parameter; `20%` is 1/5. Numbers have
    a decimal point, because a comma separates arguments. Functions are `min`, `max`, `round` and `sum`.
    """
    cursor = Cursor(_tokens(normalised(text)))
    expression = read_sum(cursor, _operand)
    if cursor.peek().kind != "end":
        raise cursor.unexpected(cursor.peek())
    return expression


def _tokens(characters: Characters) -> list[NotationToken]:
    text, tokens, at = characters.text, list[NotationToken](), 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        position = characters.origins[at]
        token = next(
            (NotationToken(kind, match[0], position) for kind, piece in _PIECES if (match := piece.match(text, at))),
            None,
        )
        if token is None:
            raise NotationError(
                Text(
                    vi=f"Không đọc được “{quoted(text[at])}” trong công thức; cột viết như {{7}}, số lẻ như 0.8",
                    en=f"Cannot read “{quoted(text[at])}” in the formula; write columns as {{7}}, decimals as 0.8",
                ),
                position,
            )
        tokens.append(token)
        at += len(token.text)
    return [*tokens, NotationToken("end", "", characters.origins[-1])]


def _operand(cursor: Cursor) -> Expression:
    if bracket := cursor.open():
        inside = read_sum(cursor, _operand)
        cursor.close(bracket)
        return grouped(inside)
    token = cursor.take()
    match token.kind:
        case "column":
            return _column(token)
        case "number":
            value = Fraction(token.text)
            return Constant(value / 100, percent=True) if cursor.take_if("%") else Constant(value)
        case "label" if cursor.peek().kind == "(":
            return _call(token, cursor)
        case "label":
            return Parameter(token.text)
        case _:
            raise cursor.unexpected(token)


def _column(token: NotationToken) -> ColumnRef:
    match = _COLUMN.fullmatch(token.text)
    if not match:
        raise NotationError(
            Text(
                vi=f"“{quoted(token.text[:20])}” không phải là cột; viết {{7}} hoặc {{phase1.7}}",
                en=f"“{quoted(token.text[:20])}” is not a column; write {{7}} or {{phase1.7}}",
            ),
            token.position,
        )
    label = match["label"]
    return ColumnRef(str(int(label)) if re.fullmatch("[0-9]+", label) else label, match["table"])


def _call(name: NotationToken, cursor: Cursor) -> FunctionCall:
    function = _FUNCTIONS.get(name.text.casefold())
    if function is None:
        raise NotationError(
            Text(
                vi=f"Không có hàm “{quoted(name.text[:20])}”; chỉ dùng {', '.join(_FUNCTIONS)}",
                en=f"There is no function “{quoted(name.text[:20])}”; use {', '.join(_FUNCTIONS)}",
            ),
            name.position,
        )
    bracket = cursor.open()
    assert bracket is not None  # the caller has seen it
    arguments = [read_sum(cursor, _operand)]
    while separator := cursor.take_if(";"):
        cursor.count_operation(separator)
        arguments.append(read_sum(cursor, _operand))
    cursor.close(bracket)
    return _rounding(name, arguments) if function == "ROUND" else FunctionCall(function, tuple(arguments))


def _rounding(name: NotationToken, arguments: list[Expression]) -> FunctionCall:
    match arguments:
        case [_]:
            digits = Fraction(0)
        case [_, Constant(value=digits)]:
            pass
        case [_, Negation(operand=Constant(value=value))]:
            digits = -value
        case _:
            digits = Fraction(1, 2)
    if digits.denominator != 1 or abs(digits) > MAX_DECIMALS:
        raise NotationError(
            Text(
                vi=f"Hàm round cần một biểu thức và số chữ số lẻ từ 0 đến {MAX_DECIMALS}: round({{7}}, 0)",
                en=f"round takes an expression and a number of decimals from 0 to {MAX_DECIMALS}: round({{7}}, 0)",
            ),
            name.position,
        )
    return FunctionCall("ROUND", (arguments[0], Constant(digits)))
