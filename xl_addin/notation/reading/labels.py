"""The numbers of columns as people write them: `7`, `(7)`, `[A]`, `Cột 7`, `II`, `1a`, `7.1`."""

import re
from collections.abc import Sequence

from xl_addin.notation.reading.cursor import Cursor
from xl_addin.notation.reading.lexer import NotationToken
from xl_addin.notation.reading.numerals import is_dotted_label

_SHAPE = {"column": "c", "number": "L", "label": "L", "(": "(", ")": ")"}
_ALONE = re.compile(r"c?L|\(c?L\)|c\(L\)")


def canonical_label(token: NotationToken) -> str | None:
    """A column's number in its shortest form (`07` is `7`); None for a token that labels no column."""
    if token.kind == "label" or (token.kind == "number" and is_dotted_label(token.text)):
        return token.text
    return str(int(token.text)) if token.kind == "number" and token.text.isdigit() else None


def label_of(tokens: Sequence[NotationToken]) -> str | None:
    """The label these tokens write and nothing else; None if they write something else."""
    if not _ALONE.fullmatch("".join(_SHAPE.get(token.kind, "?") for token in tokens)):
        return None
    return next(canonical_label(token) for token in tokens if token.kind in ("number", "label"))


def read_label(cursor: Cursor) -> str:
    """The label that comes next, `7` or `(7)`, after an optional `Cột`; NotationError if none does."""
    cursor.take_if("column")
    bracket = cursor.open()
    token = cursor.take()
    label = canonical_label(token)
    if label is None:
        raise cursor.unexpected(token)
    if bracket:
        cursor.close(bracket)
    return label
