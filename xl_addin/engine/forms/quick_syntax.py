"""The trees of ordinary formulas without the `formulas` package, whose parser takes a tenth of a second to load.

Only what both read alike is read here: numbers, texts, truth values, ranges, calls and operators with one sign at
most before an operand. All else gives None and is left to the package's parser; the tests compare the trees.
"""

import re

from xl_addin.engine.forms.syntax import CallNode, ConstantNode, Node, ReferenceNode
from xl_addin.formula.tokens import Token, tokens

_STRENGTH = dict.fromkeys(("=", "<>", "<", ">", "<=", ">="), 1) | {"&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
_SIGNS = frozenset({"operator", "separator", "open", "close"})
_NOT_ORDINARY = frozenset({":", "@", ";"})
_PLAIN_CALL = re.compile(r"[A-Z][A-Z0-9.]*\(")
_DEEPEST = 100


class _NotOrdinary(Exception):
    pass


def _ordinary(token: Token) -> tuple[str, str]:
    """A token that both parsers read alike: its kind and its text, of a function the name."""
    kind, text, _ = token
    if kind in _SIGNS and text not in _NOT_ORDINARY:
        return "sign", text
    if kind in ("text", "truth") or (kind == "cells" and text[1:].isdecimal()):
        return kind, text
    if kind == "number" and text[0] != "." and text[-1] != ".":
        return kind, text
    if kind == "function" and _PLAIN_CALL.fullmatch(text):
        return kind, text[:-1]
    raise _NotOrdinary


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = [*map(_ordinary, tokens(text)), ("end", "")]
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        tree = self._expression(0)
        if self._tokens[self._at][0] != "end":
            raise _NotOrdinary
        return tree

    def _next(self, expected: str = "") -> tuple[str, str]:
        token = self._tokens[self._at]
        if expected and token != ("sign", expected):
            raise _NotOrdinary
        self._at += 1
        return token

    def _is_sign(self, sign: str) -> bool:
        return self._tokens[self._at] == ("sign", sign)

    def _expression(self, weakest: int) -> Node:
        """Operators stronger than `weakest`; those of one strength from left to right."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _NotOrdinary
        left = self._signed()
        while True:
            kind, sign = self._tokens[self._at]
            strength = _STRENGTH.get(sign, 0) if kind == "sign" else 0
            if strength <= weakest:
                self._depth -= 1
                return left
            self._at += 1
            if sign in "+-" and (self._is_sign("+") or self._is_sign("-")):
                raise _NotOrdinary
            left = CallNode(sign, (left, self._expression(strength)))

    def _signed(self) -> Node:
        """An operand with its sign, which is stronger than a percent sign after it."""
        sign = next((sign for sign in "+-" if self._is_sign(sign)), None)
        if sign is None:
            node = self._operand()
        else:
            self._at += 1
            node = CallNode(f"U{sign}", (self._operand(),))
        if self._is_sign("%"):
            self._at += 1
            if self._is_sign("%"):
                raise _NotOrdinary
            node = CallNode("%", (node,))
        return node

    def _operand(self) -> Node:
        kind, text = self._next()
        if kind == "number":
            node: Node = ConstantNode(float(text))
        elif kind == "text":
            node = ConstantNode(text[1:-1].replace('""', '"'))
        elif kind == "truth":
            node = ConstantNode(text == "TRUE")
        elif kind == "cells":
            node = ReferenceNode(int(text[1:]) - 1)
        elif kind == "function":
            node = CallNode(text, self._arguments())
        elif text == "(":
            node = self._expression(0)
            self._next(")")
        else:
            raise _NotOrdinary
        return node

    def _arguments(self) -> tuple[Node, ...]:
        if self._is_sign(")"):
            self._at += 1
            return ()
        found = [self._expression(0)]
        while self._is_sign(","):
            self._at += 1
            found.append(self._expression(0))
        self._next(")")
        return tuple(found)


def parse_ordinary(form: str) -> Node | None:
    """The tree of a form, None where the package's parser is to be asked."""
    try:
        return _Parser(form.removeprefix("=")).whole()
    except _NotOrdinary:
        return None
