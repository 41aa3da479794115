"""`for x in xs`, the same for rows and for sheets."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from xl_addin.language import Text
from xl_addin.template.blocks.block_kind import Keyword, KeywordRole
from xl_addin.template.language.border import cannot_be_evaluated
from xl_addin.template.language.evaluating import Environment, Items, Scope
from xl_addin.template.language.markers import Tag
from xl_addin.template.language.turns import loop_turns

FOR = Keyword("for", KeywordRole.OPENS, Text("x in xs", "x in xs"))


class Loop(NamedTuple):
    """`x in xs` or `a, b in pairs`: the names, whether there are several to unpack, and the items."""

    names: tuple[str, ...]
    several: bool
    items: Items


def read_loop(environment: Environment, tag: Tag) -> Loop:
    """What follows `for`, compiled; TemplateFault where it cannot be."""
    return Loop(*environment.loop(tag.rest))


def loop_scopes(loop: Loop, scope: Scope) -> Iterator[tuple[object, Scope]]:
    """Every item, with the names a row can use: the loop's own, `loop.index` and its like, and those around it.

    TemplateFault where there are no items to be had, or one does not unpack.
    """
    names, several, listed = loop
    items = listed(scope)
    for item, turn in zip(items, loop_turns(items), strict=True):
        values: tuple[object, ...] = (item,)
        if several:
            values = tuple(item) if isinstance(item, Iterable) else ()
        if len(values) != len(names):
            raise cannot_be_evaluated(f"{len(names)} names for {len(values)} values")
        yield item, {**scope, **dict(zip(names, values, strict=True)), "loop": turn}
