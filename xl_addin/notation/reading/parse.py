"""Read the notation of a column-number row: `7=4-5`, `(5)=(3)/(4)*100`, `Cột 9 = Cột 3 + Cột 5`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from xl_addin.language import Text
from xl_addin.notation.error import NotationError, quoted
from xl_addin.notation.expression import ColumnRef, Constant, Expression, walk
from xl_addin.notation.reading.arithmetic import grouped, read_sum
from xl_addin.notation.reading.characters import Characters, normalised
from xl_addin.notation.reading.cursor import NO_CONSTANTS, Cursor
from xl_addin.notation.reading.labels import label_of, read_label
from xl_addin.notation.reading.lexer import NotationToken, tokens_of
from xl_addin.notation.reading.numerals import is_dotted_label, number_value
from xl_addin.notation.reading.readings import (
    BareNumber,
    ReferenceMark,
    all_readings,
    reading_of_form,
    with_a_constant,
)
from xl_addin.notation.reading.summation import read_summation

_BRACKETED = re.compile(r"[(\[{]\s*[A-Za-zĐđ0-9.]{1,6}\s*[)\]}]\s*")
_WORDS = re.compile(r"[^\W\d_]{2}")
# `(%)`, `(lần)`, `(+/-)` after an operand: what the figures are, not how they are calculated.
_UNIT = re.compile(
    r"(?<=[\w)\]}%])\s*[(\[]\s*"
    r"(?:%|\+\s*[/,;]?\s*-|(?=[^\W\d_]*[a-zà-ỹđ])[^\W\d_]{2,}(?:[ /][^\W\d_]+)*)"
    r"\s*[)\]]\s*$"
)


@dataclass(frozen=True)
class Notation:
    """What a column-number row says of one column: `text` as written, `target` the column it defines, if stated."""

    text: str
    target: str | None
    written: Expression = field(repr=False, compare=False)
    marks: frozenset[ReferenceMark] = field(repr=False, compare=False)

    def readings(self, labels: Sequence[str]) -> tuple[Expression, ...]:
        """What it means in a table with these columns, in sheet order: one reading, or two when ambiguous.

        Of two readings the first takes the doubtful numbers as columns, the second as constants.
        A column that the table does not have stays a ColumnRef.
        """
        return all_readings(self.written, labels, self.target, self.marks)

    def readings_as_constants(self, labels: Sequence[str]) -> tuple[Expression, ...]:
        """What it means if one of its bare numbers is no column although the table has it: `6=5/4` for a quarter.

        Not what the notation says by its form, only what rows that contradict it may prove.
        """
        return with_a_constant(self.written, labels, self.target, self.marks)

    def reading_of_form(self, form: Expression) -> Expression | None:
        """What it means if it is this expression with some figures in the place of its named constants, else None.

        None, too, where the expression has no named constant.
        """
        if not any(isinstance(node, Constant) and node.name for node in walk(form)):
            return None
        return reading_of_form(self.written, form)


def parse_notation(text: str, constants: Mapping[str, Constant] = NO_CONSTANTS) -> Notation:
    """Read a notation with or without its target; NotationError with the position in `text` if it cannot be read.

    `{days}` is the constant of that name: a figure, whatever columns the table has.
    """
    characters = _without_unit(_without_heading(normalised(text)))
    tokens = _without_brackets_around(_without_ending(tokens_of(characters, constants)))
    equals = next((index for index, token in enumerate(tokens) if token.kind == "="), None)
    target = None
    if equals is not None:
        left, tokens = tokens[:equals], tokens[equals + 1 :]
        if left and left[-1].kind == "(" and len(tokens) > 1 and tokens[-2].kind == ")":
            left, tokens = left[:-1], [*tokens[:-2], tokens[-1]]  # 7 (=4-5)
        target = label_of(left)
        if left and target is None:
            raise _bad_target(left)
    _refuse_division_by_percent(tokens)
    cursor = Cursor(tokens, constants)
    written = read_sum(cursor, _operand)
    if cursor.peek().kind != "end":
        raise cursor.unexpected(cursor.peek())
    return Notation(text, target, written, frozenset(cursor.marks))


def _without_heading(characters: Characters) -> Characters:
    """`(3)=(1)-(2)` for `Doanh thu tính thuế (3)=(1)-(2)`: the words before a bracketed target are left out."""
    left, equals, _ = characters.text.partition("=")
    start = max(left.rfind(bracket) for bracket in "([{")
    if equals and start > 0 and _BRACKETED.fullmatch(left, start) and _WORDS.search(left, 0, start):
        return Characters(characters.text[start:], characters.origins[start:])
    return characters


def _without_unit(characters: Characters) -> Characters:
    """`5=4/3` for `5=4/3 (%)`."""
    unit = _UNIT.search(characters.text)
    if unit is None or "=" not in characters.text[: unit.start()]:
        return characters
    return Characters(characters.text[: unit.start()], (*characters.origins[: unit.start()], characters.origins[-1]))


def _without_ending(tokens: list[NotationToken]) -> list[NotationToken]:
    """The tokens without a full stop or semicolon that ends a sentence."""
    return [*tokens[:-2], tokens[-1]] if len(tokens) > 2 and tokens[-2].text in (".", ";") else tokens


def _without_brackets_around(tokens: list[NotationToken]) -> list[NotationToken]:
    """The tokens of `7=4-5` for `(7=4-5)`; the brackets of `(7)=(4-5)` stay."""
    if tokens[0].kind != "(" or len(tokens) < 3 or tokens[-2].kind != ")":
        return tokens
    depth = 0
    for index, token in enumerate(tokens[:-1]):
        depth += (token.kind == "(") - (token.kind == ")")
        if depth == 1 and token.kind == "=":
            return [*tokens[1:-2], tokens[-1]]
        if depth == 0 and index < len(tokens) - 2:
            return tokens
    return tokens


def _refuse_division_by_percent(tokens: Sequence[NotationToken]) -> None:
    """`5=4/3%` may say that column 5 is a percentage or that it is 4 divided by 0.03: NotationError."""
    for sign, number, percent in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if sign.kind == "/" and number.kind in ("number", "name") and percent.kind == "%":
            raise NotationError(
                Text(
                    vi=f"Không rõ “{number.text}%” sau phép chia: viết {number.text}*100 nếu kết quả là phần trăm, "
                    f"({number.text}%) nếu chia cho phần trăm",
                    en=f"“{number.text}%” after a division is not clear: write {number.text}*100 if the result "
                    f"is a percentage, ({number.text}%) to divide by a percentage",
                ),
                number.position,
            )


def _bad_target(left: Sequence[NotationToken]) -> NotationError:
    fragment = quoted("".join(token.text for token in left)[:20])
    return NotationError(
        Text(
            vi=f"Trước dấu = phải là một số cột, không phải “{fragment}”",
            en=f"One column number must stand before the = sign, not “{fragment}”",
        ),
        left[0].position,
    )


def _operand(cursor: Cursor) -> Expression:
    if bracket := cursor.open():
        inside = read_sum(cursor, _operand)
        cursor.close(bracket)
        return _bracketed(inside, cursor)
    if cursor.take_if("∑"):
        return read_summation(cursor)
    if cursor.peek().kind == "column":
        cursor.marks.add("words")
        return ColumnRef(read_label(cursor))
    token = cursor.take()
    if token.kind == "label":
        return ColumnRef(token.text)
    if token.kind == "number":
        return _number(token, cursor)
    if token.kind == "name":
        constant = cursor.constants[token.text]
        return replace(constant, value=constant.value / 100, percent=True) if cursor.take_if("%") else constant
    raise cursor.unexpected(token)


def _bracketed(inside: Expression, cursor: Cursor) -> Expression:
    if isinstance(inside, BareNumber) and not inside.label.isdigit():
        return BareNumber(inside.label, value=inside.value, in_brackets=True)
    if isinstance(inside, ColumnRef):
        cursor.marks.add("brackets")
        return ColumnRef(inside.label)
    return grouped(inside)


def _number(token: NotationToken, cursor: Cursor) -> Expression:
    value = number_value(token.text)
    if cursor.take_if("%") and value is not None:
        return Constant(value / 100, percent=True)
    if value is not None:
        label = str(value) if token.text.isdigit() else token.text
        return BareNumber(label, value=value)
    if is_dotted_label(token.text):
        return ColumnRef(token.text)
    raise NotationError(
        Text(
            vi=f"Không rõ “{token.text}” là số nào; viết số nguyên không có dấu chấm, hoặc thêm số 0: 1,1250",
            en=f"It is not clear which number “{token.text}” is; write it without separators, or add a 0: 1.1250",
        ),
        token.position,
    )
