"""The tree of a formula, read by the parser of `formulas`: precedence, signs, percent and array constants are its."""

from collections import deque
from dataclasses import dataclass
from functools import cache
from typing import Any

from xl_addin.engine.values.reasons import CONSTRUCT, UNREADABLE, reason
from xl_addin.engine.values.scalars import Blocked, Scalar
from xl_addin.workbook.model.book import CellError


@dataclass(frozen=True)
class ConstantNode:
    """A number, text, truth value or error written in the formula; an argument left out is 0, as in Excel."""

    value: Scalar
    left_out: bool = False


@dataclass(frozen=True)
class ReferenceNode:
    """The n-th range of the form, counted from 0."""

    index: int


@dataclass(frozen=True)
class CallNode:
    """A function, or an operator (`+`, `u-`, `%`, `<=` …), with its arguments."""

    name: str
    arguments: tuple["Node", ...]


Node = ConstantNode | ReferenceNode | CallNode


class _TreeBuilder:
    """Stands in for the parser's own builder: takes its tokens in postfix order and puts the tree together."""

    def __init__(self, match: object = None) -> None:
        self._waiting: deque[Node] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def append(self, token: Any) -> None:
        from formulas.tokens.function import Function
        from formulas.tokens.operator import Operator

        if not isinstance(token, Function | Operator):
            self._waiting.append(_operand(token))
            return
        name = token.name.upper()
        if isinstance(token, Operator) and name in _RANGE_OPERATORS:
            raise Blocked(reason(CONSTRUCT, _RANGE_OPERATORS[name]))
        count = token.get_n_args
        if count > len(self._waiting):
            raise Blocked(UNREADABLE)
        arguments = [self._waiting.pop() for _ in range(count)][::-1]
        if name == "U+" and token.source.strip(" +").startswith("-"):
            # The parser reads `--x` as `+x`, but it makes a number of x.
            arguments, name = [CallNode("U-", tuple(arguments))], "U-"
        self._waiting.append(CallNode(name, tuple(arguments)))

    def finish(self) -> None:
        """Nothing is left to do once every token is in."""

    def compile(self) -> Node:
        return self._waiting[-1]


_RANGE_OPERATORS = {
    ",": "union of ranges",
    " ": "intersection of ranges",
    "": "intersection of ranges",
}


def _operand(token: Any) -> Node:
    from formulas.tokens.operand import Empty, Error, Range

    if isinstance(token, Range):
        return ReferenceNode(int(token.name[1:]) - 1)
    value = token.compile()
    if isinstance(token, Error):
        return ConstantNode(CellError(str(value)))
    return ConstantNode(float(value) if type(value) is int else value, left_out=isinstance(token, Empty))


@cache
def _parser() -> Any:
    from formulas.parser import Parser
    from formulas.tokens.function import Lambda

    parser = Parser()
    parser.ast_builder = _TreeBuilder
    # LET and LAMBDA bring names of their own, which our references know nothing of.
    parser.filters = [kind for kind in Parser.filters if kind is not Lambda]
    return parser


def parse(form: str) -> Node:
    """The tree of a form such as `=ROUND(A1*A2/A3,0)`. Blocked where it cannot be read."""
    from formulas.errors import BaseError

    try:
        tree: Node = _parser().ast(form)[1].compile()
    except BaseError as error:
        raise Blocked(UNREADABLE) from error
    return tree
