"""Sums over named columns: `∑(5÷9)`, `Tổng các cột từ 5 đến 9`, `∑(5; 6; 8)`."""

from xl_addin.language import Text
from xl_addin.notation.error import NotationError
from xl_addin.notation.expression import ColumnRef, FunctionCall
from xl_addin.notation.reading.cursor import Cursor
from xl_addin.notation.reading.labels import canonical_label, read_label
from xl_addin.notation.reading.lexer import NotationToken
from xl_addin.notation.reading.numerals import MAX_SEQUENCE, sequence


def read_summation(cursor: Cursor) -> FunctionCall:
    """The SUM of the columns named after a summation sign, with or without brackets around their list."""
    around = None if _is_bracketed_label(cursor) else cursor.open()
    labels = _item(cursor)
    while separator := cursor.take_if("+", ";") if around else cursor.take_if(";"):
        labels += _item(cursor)
        if len(labels) > MAX_SEQUENCE:
            raise _unclear(separator)
    if around:
        cursor.close(around)
    return FunctionCall("SUM", tuple(ColumnRef(label) for label in labels))


def _item(cursor: Cursor) -> list[str]:
    """One column, a range such as `5÷9` or `5 đến 9`, or `5,6,7` written without spaces."""
    token = cursor.peek()
    parts = token.text.split(",")
    if token.kind == "number" and len(parts) > 1 and all(part.isdigit() for part in parts):
        cursor.take()
        return [str(int(part)) for part in parts]
    first = read_label(cursor)
    sign = cursor.peek()
    if not (sign.kind in ("to", "...") or (sign.kind == "/" and sign.text in ":÷")):
        return [first]
    cursor.take()
    labels = sequence(first, None, read_label(cursor))
    if labels is None:
        raise _unclear(sign)
    return labels


def _is_bracketed_label(cursor: Cursor) -> bool:
    bracket, label, closing = (cursor.peek(ahead) for ahead in range(3))
    return bracket.kind == "(" and canonical_label(label) is not None and closing.kind == ")"


def _unclear(token: NotationToken) -> NotationError:
    return NotationError(
        Text(
            vi="Không rõ tổng gồm những cột nào; hãy viết như ∑(5÷9) hoặc 5+6+7",
            en="It is not clear which columns the sum takes; write ∑(5÷9) or 5+6+7",
        ),
        token.position,
    )
