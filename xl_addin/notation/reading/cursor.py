"""Where a parser stands in its tokens, and the limits that keep every input bounded."""

from collections.abc import Mapping, Sequence

from xl_addin.language import Text
from xl_addin.notation.error import NotationError, quoted
from xl_addin.notation.expression import Constant
from xl_addin.notation.reading.lexer import Kind, NotationToken
from xl_addin.notation.reading.readings import ReferenceMark

MAX_NESTING = 64
"""Deepest parentheses that are read, as in Excel."""
MAX_OPERATIONS = 150
"""Most operations in one notation: bounds the depth of the tree."""

NO_CONSTANTS: Mapping[str, Constant] = {}
_CLOSING = {"(": ")", "[": "]", "{": "}"}


class Cursor:
    """Tokens read one by one; `marks` collects how the text says which numbers are columns.

    `constants` are the figures that stand in it by name.
    """

    def __init__(self, tokens: Sequence[NotationToken], constants: Mapping[str, Constant] = NO_CONSTANTS) -> None:
        self.constants = constants
        self._tokens = tokens
        self._at = 0
        self._nesting = 0
        self._operations = 0
        self.marks: set[ReferenceMark] = set()

    def peek(self, ahead: int = 0) -> NotationToken:
        """The next token, or one further ahead; the `end` token at and beyond the end."""
        return self._tokens[min(self._at + ahead, len(self._tokens) - 1)]

    def take(self) -> NotationToken:
        """The next token, passed over."""
        token = self.peek()
        self._at += 1
        return token

    def take_if(self, *kinds: Kind) -> NotationToken | None:
        """The next token if it is of one of these kinds."""
        return self.take() if self.peek().kind in kinds else None

    def count_operation(self, token: NotationToken) -> None:
        """Count one operation; NotationError beyond MAX_OPERATIONS."""
        self._operations += 1
        if self._operations > MAX_OPERATIONS:
            raise NotationError(
                Text(
                    vi=f"Công thức cột có hơn {MAX_OPERATIONS} phép tính; hãy rút gọn, ví dụ 6=7+8+...+12",
                    en=f"The notation has more than {MAX_OPERATIONS} operations; shorten it: 6=7+8+...+12",
                ),
                token.position,
            )

    def open(self) -> NotationToken | None:
        """The opening bracket that comes next, if one does."""
        bracket = self.take_if("(")
        if bracket:
            self._nesting += 1
            if self._nesting > MAX_NESTING:
                raise NotationError(
                    Text(
                        vi=f"Công thức cột có hơn {MAX_NESTING} lớp ngoặc; hãy bỏ bớt ngoặc",
                        en=f"The notation nests more than {MAX_NESTING} brackets; remove some",
                    ),
                    bracket.position,
                )
        return bracket

    def close(self, bracket: NotationToken) -> None:
        """Pass the bracket that closes `bracket`; NotationError if something else comes next."""
        token = self.take()
        if token.text != _CLOSING[bracket.text]:
            raise self.unexpected(token, missing=_CLOSING[bracket.text])
        self._nesting -= 1

    def unexpected(self, token: NotationToken, missing: str | None = None) -> NotationError:
        """The error for a token that cannot stand where it stands."""
        fragment = quoted(token.text[:20])
        if missing:
            text = Text(vi=f"Thiếu dấu “{missing}” trong công thức cột", en=f"“{missing}” is missing in the notation")
        elif token.kind == "end":
            text = Text(
                vi="Công thức cột dừng giữa chừng: thiếu số cột hoặc số ở cuối",
                en="The notation breaks off: a column number or a number is missing at its end",
            )
        elif token.kind in ("number", "label", "name", "(", "column", "∑"):
            text = Text(
                vi=f"Thiếu phép tính trước “{fragment}” trong công thức cột",
                en=f"An operation is missing before “{fragment}” in the notation",
            )
        else:
            text = Text(
                vi=f"Dấu “{fragment}” đặt sai chỗ trong công thức cột",
                en=f"“{fragment}” is out of place in the notation",
            )
        return NotationError(text, token.position)
