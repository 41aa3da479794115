"""What is no filter to a template's author and is made one here, so that what it makes can be counted."""

from typing import TypeVar, cast

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

LOOPED, CHAINED, CHANGED = "looped", "chained", "changed"
_Node = TypeVar("_Node", bound=nodes.Node)


def by_own_filters(node: _Node) -> _Node:
    """An expression or a text in which these filters stand for it.

    The items of a `for` are counted by `LOOPED`; what `~` joins by `CHAINED`, before it is one text; `loop.changed(…)`
    becomes `CHANGED`, which is told who asks.
    """
    return cast(_Node, _Rewriting().visit(node))


class _Rewriting(NodeTransformer):
    def visit_For(self, node: nodes.For) -> nodes.For:
        """The loop's items through that filter."""
        node = cast(nodes.For, self.generic_visit(node))
        node.iter = nodes.Filter(node.iter, LOOPED, [], [], None, None, lineno=node.lineno)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """`loop.changed(a, b)`, with what is written there as the one who asks."""
        node = cast(nodes.Call, self.generic_visit(node))
        of = node.node
        if not (isinstance(of, nodes.Getattr) and of.attr == CHANGED and isinstance(of.node, nodes.Name)):
            return node
        if of.node.name != "loop" or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        arguments: list[nodes.Expr] = [nodes.Const(repr(node.args)), nodes.Tuple(node.args, "load")]
        return nodes.Filter(of.node, CHANGED, arguments, [], None, None, lineno=node.lineno)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:
        """The values as a list for that filter."""
        values = [self.visit(each) for each in node.nodes]
        return nodes.Filter(nodes.List(values, lineno=node.lineno), CHAINED, [], [], None, None, lineno=node.lineno)
