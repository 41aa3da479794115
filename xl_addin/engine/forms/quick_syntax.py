"""The trees of ordinary formulas without the `formulas` package, whose parser takes a tenth of a second to load.

Only what both read alike is read here: numbers, texts, truth values, ranges, calls and operators with one sign at
most before an operand. All else gives None and is left to the package's parser; the tests compare the trees.
"""

import re

from xl_addin.engine.forms.syntax import Call, Constant, Node, Reference

_TOKEN = re.compile(
    r"""
    (?P<number>\d+(?:\.\d+)?(?:e[+-]\d+)?(?![\w.]))
    | (?P<text>"(?:[^"]|"")*")
    | (?P<range>A[1-9]\d*(?![\w.(!]))
    | (?P<call>[A-Z][A-Z0-9.]*)\(
    | (?P<truth>TRUE|FALSE)(?![\w.(])
    | (?P<sign><=|>=|<>|[-+*/^&=<>%(),])
    """,
    re.VERBOSE,
)
_STRENGTH = dict.fromkeys(("=", "<>", "<", ">", "<=", ">="), 1) | {"&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
_DEEPEST = 100


class _NotOrdinary(Exception):
    pass


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise _NotOrdinary
            kind = match.lastgroup or ""
            self._tokens.append((kind, match[kind]))
            position = match.end()
        self._tokens.append(("end", ""))
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
            left = Call(sign, (left, self._expression(strength)))

    def _signed(self) -> Node:
        """An operand with its sign, which is stronger than a percent sign after it."""
        sign = next((sign for sign in "+-" if self._is_sign(sign)), None)
        if sign is None:
            node = self._operand()
        else:
            self._at += 1
            node = Call(f"U{sign}", (self._operand(),))
        if self._is_sign("%"):
            self._at += 1
            if self._is_sign("%"):
                raise _NotOrdinary
            node = Call("%", (node,))
        return node

    def _operand(self) -> Node:
        kind, text = self._next()
        if kind == "number":
            node: Node = Constant(float(text))
        elif kind == "text":
            node = Constant(text[1:-1].replace('""', '"'))
        elif kind == "truth":
            node = Constant(text == "TRUE")
        elif kind == "range":
            node = Reference(int(text[1:]) - 1)
        elif kind == "call":
            node = Call(text, self._arguments())
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
