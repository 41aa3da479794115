"""`for x in xs if …` and `group x in xs by …`, the same for rows, columns, panels and sheets: their turns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from xl_addin.language import Text
from xl_addin.template.blocks.block_kind import Block, Growing, Keyword, KeywordRole, TurnOptions
from xl_addin.template.language.evaluating import Environment, Evaluate, Items, Scope
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.language.limits import LimitError
from xl_addin.template.language.markers import Tag
from xl_addin.template.language.mistakes.border import cannot_be_evaluated
from xl_addin.template.language.mistakes.wording import kind_of
from xl_addin.template.language.turns import loop_turns

FOR = Keyword("for", KeywordRole.OPENS, Text("x in xs", "x in xs"))
ELSE = Keyword("else", KeywordRole.LAST_BRANCH)
_OPTION = re.compile(r",\s*(page\s+break|outline)\s*$")


_PLAIN = TurnOptions()


class Loop(NamedTuple):
    """`x in xs` or `a, b in pairs`: the names, whether there are several to unpack, the items, which of them count."""

    names: tuple[str, ...]
    several: bool
    items: Items
    condition: Evaluate | None = None
    options: TurnOptions = _PLAIN
    group_by: Evaluate | None = None

    def bound(self, item: object, scope: Scope) -> Scope:
        """The names around and the loop's own; TemplateFault where an item does not unpack."""
        values: tuple[object, ...] = (item,)
        if self.several:
            values = tuple(item) if isinstance(item, Iterable) else ()
        if len(values) != len(self.names):
            raise cannot_be_evaluated(
                Text("{names} tên cho {values} giá trị", "{names} names for {values} values").with_values(
                    names=len(self.names), values=len(values)
                )
            )
        return {**scope, **dict(zip(self.names, values, strict=True))}


@dataclass(frozen=True)
class ItemGroup:
    """The items that have something in common, in their order: `x.key`, `x.items`, and `for y in x`."""

    key: object
    items: list[object] = field(default_factory=list)

    def __iter__(self) -> Iterator[object]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def read_loop(environment: Environment, tag: Tag) -> Loop:
    """What follows `for`, compiled; TemplateFault where it cannot be."""
    header, options = with_options(tag.rest)
    return Loop(*environment.loop(header), options)


def with_options(rest: str) -> tuple[str, TurnOptions]:
    """What follows a keyword, without the options at its end."""
    found = set()
    while option := _OPTION.search(rest):
        found.add(option[1].split()[0])
        rest = rest[: option.start()]
    return rest, TurnOptions("page" in found, "outline" in found)


def loop_scopes(loop: Loop, scope: Scope) -> Iterator[tuple[object, Scope]]:
    """Every item, or group of them, with the names a turn can use: the loop's own, `loop` and those around it.

    `loop` has what Jinja's has: `index`, `index0`, `first`, `last`, `length`, `previtem`, `nextitem`, `changed(…)`.
    TemplateFault where there are no items to be had, or one does not unpack.
    """
    items = [item for item in loop.items(scope) if _counts(loop, item, scope)]
    if loop.group_by is not None:
        items = _grouped(loop, loop.group_by, items, scope)
    for item, turn in zip(items, loop_turns(items), strict=True):
        inner = loop.bound(item, scope) if loop.group_by is None else {**scope, loop.names[0]: item}
        yield item, {**inner, "loop": turn}


def _counts(loop: Loop, item: object, scope: Scope) -> bool:
    return loop.condition is None or bool(loop.condition(loop.bound(item, scope)))


def _grouped(loop: Loop, by: Evaluate, items: Iterable[object], scope: Scope) -> list[object]:
    """The items by what they have in common, in the order of their first; keys need not be hashable."""
    found: dict[object, ItemGroup] = {}
    for item in items:
        key = by(loop.bound(item, scope))
        try:
            found.setdefault(key, ItemGroup(key)).items.append(item)
        except TypeError as error:
            raise cannot_be_evaluated(
                Text("{kind} không đặt tên nhóm được", "a {kind} cannot name a group").with_values(kind=kind_of(key))
            ) from error
    return list(found.values())


def carry_out(growing: Growing, block: Block, scope: Scope, path: tuple[int, ...], around: tuple[object, ...]) -> None:
    """Add what a loop repeats once per turn, or what stands behind its `else` where there is none."""
    loop = block.marker.means
    if not isinstance(loop, Loop):
        return
    body, *otherwise = block.branches
    turns: Sequence[tuple[object, Scope]] = ()
    try:
        turns = list(loop_scopes(loop, scope))
        for number, (item, inner) in enumerate(turns):
            start = growing.size
            growing.add(body.contents, inner, (*path, number), (*around, item))
            growing.end_turn(start, loop.options, is_last=number == len(turns) - 1)
    except TemplateFault as fault:
        is_limit = isinstance(fault, LimitError)
        # A limit ends the loops around, too; the innermost says where.
        if not (is_limit and growing.faults.tell(fault.text)):
            growing.faults.add(block.marker.place, block.marker.tag.written, fault.text)
        if is_limit:
            raise
        return
    if not turns:
        growing.check_names(body.contents, {*scope, *loop_names(block)})
        for branch in otherwise:
            growing.add(branch.contents, scope, path, around)


def loop_names(block: Block) -> tuple[str, ...]:
    """The names that each turn of a loop adds."""
    loop = block.marker.means
    return (*(loop.names if isinstance(loop, Loop) else ()), "loop")
