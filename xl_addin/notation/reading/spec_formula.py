"""Read the formula of a spec: `min({7}, 12500)`, `{phase1.3} - {phase1.4}`, `20% * target`."""

import re
from fractions import Fraction

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.notation.error import NotationError, quoted
from xl_addin.notation.expression import (
    ColumnRank,
    ColumnRef,
    ColumnTotal,
    Constant,
    Expression,
    FunctionCall,
    FunctionName,
    Negation,
    Parameter,
)
from xl_addin.notation.reading.arithmetic import grouped
from xl_addin.notation.reading.characters import Characters, normalised
from xl_addin.notation.reading.conditions import WORDS, read_alternatives, read_kind
from xl_addin.notation.reading.cursor import Cursor
from xl_addin.notation.reading.functions import BY_NAME, WRITTEN, SpecFunction
from xl_addin.notation.reading.lexer import Kind, NotationToken
from xl_addin.notation.reading.numerals import MAX_DIGITS

MAX_DECIMALS = 15
"""Furthest digit ROUND may name, as many as Excel keeps."""

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
    ("<=", re.compile("<=|=<|≤")),
    (">=", re.compile(">=|=>|≥")),
    ("<>", re.compile("<>|!=|≠")),
    ("<", re.compile("<")),
    (">", re.compile(">")),
    ("=", re.compile("==?")),
)
_COLUMN = re.compile(r"\{\s*(?:(?P<table>[^\W\d][\w-]*)\s*\.\s*)?(?P<label>\w+(?:\.\w+)*)\s*\}")


def parse_formula(text: str) -> Expression:
    """Read a spec's formula; NotationError with the position in `text` if it cannot be read.

    `{7}` is a column, `{phase1.3}` a column of another table, a name a parameter; `20%` is 1/5. Numbers have
    a decimal point, because a comma separates arguments. The functions are those of `functions.FUNCTIONS`.
    """
    return _read_all(text, condition=False)


def parse_condition(text: str) -> Expression:
    """Read what is true or false, `{6} <= {5} and {7} > 0`; NotationError if it cannot be read or is a figure."""
    return _read_all(text, condition=True)


def _read_all(text: str, *, condition: bool) -> Expression:
    cursor = Cursor(_tokens(normalised(text)))
    expression = read_kind(cursor, _operand, condition=condition)
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
        inside = read_alternatives(cursor, _operand)
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
        case "label" if token.text.casefold() not in WORDS:
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


def _call(name: NotationToken, cursor: Cursor) -> Expression:
    function = BY_NAME.get(name.text.casefold())
    if function is None:
        raise _no_function(name)
    bracket = cursor.open()
    assert bracket is not None  # the caller has seen it
    takes_conditions = function.written in WORDS
    arguments = [read_kind(cursor, _operand, condition=takes_conditions or function.operation == "IF")]
    while separator := cursor.take_if(";"):
        cursor.count_operation(separator)
        arguments.append(read_kind(cursor, _operand, condition=takes_conditions))
    cursor.close(bracket)
    if function.takes_a_column:
        return _over_a_column(name, function, arguments)
    if function.operation in ("ROUND", "ROUNDUP", "ROUNDDOWN"):
        return _rounding(name, function.operation, arguments)
    if len(arguments) < function.least or (function.most is not None and len(arguments) > function.most):
        raise NotationError(
            Text(
                vi=f"Hàm {function.written} viết là {function.usage}, như {function.example}",
                en=f"{function.written} is written {function.usage}, as in {function.example}",
            ),
            name.position,
        )
    assert function.operation is not None
    return FunctionCall(function.operation, tuple(arguments))


def _no_function(name: NotationToken) -> NotationError:
    if name.text.casefold() == "previous":
        return NotationError(
            Text(
                vi="Chưa có hàm previous (số của kỳ trước); hãy thêm một cột ghi số kỳ trước và dùng cột đó, "
                "như {4} - {5}",
                en="previous (the figure of the period before) is not there yet; add a column with last period's "
                "figures and use it, as in {4} - {5}",
            ),
            name.position,
        )
    what = Text(vi="Không có hàm “{name}”", en="There is no function “{name}”")
    return NotationError(unknown(what.with_values(name=quoted(name.text[:20])), name.text, BY_NAME), name.position)


def _over_a_column(name: NotationToken, function: SpecFunction, arguments: list[Expression]) -> Expression:
    match arguments:
        case [ColumnRef() as column]:
            return ColumnTotal(column) if function.written == "total" else ColumnRank(column)
        case _:
            raise NotationError(
                Text(
                    vi=f"Hàm {function.written} tính trên cả một cột: {function.usage}, như {function.example}; "
                    "biểu thức thì tính ở một cột riêng",
                    en=f"{function.written} works on one whole column: {function.usage}, as in {function.example}; "
                    "give an expression a column of its own",
                ),
                name.position,
            )


def _rounding(name: NotationToken, operation: FunctionName, arguments: list[Expression]) -> FunctionCall:
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
        written = WRITTEN[operation]
        raise NotationError(
            Text(
                vi=f"Hàm {written} cần một biểu thức và số chữ số lẻ từ 0 đến {MAX_DECIMALS}: {written}({{7}}, 0)",
                en=f"{written} takes an expression and a number of decimals from 0 to {MAX_DECIMALS}: "
                f"{written}({{7}}, 0)",
            ),
            name.position,
        )
    return FunctionCall(operation, (arguments[0], Constant(digits)))
