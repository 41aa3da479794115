"""Compiled expressions and texts run with the names at hand, without copying these for every cell."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import Template as JinjaTemplate

RESULT = "result"
"""The name under which a compiled expression leaves its value."""


class _NamesAtHand:
    """Looks like the dict that Jinja keeps outer names in: a scope, and what is there for all behind it."""

    __slots__ = ("for_all", "scope")

    def __init__(self, scope: Mapping[str, object], for_all: Mapping[str, object]) -> None:
        self.scope, self.for_all = scope, for_all

    def __contains__(self, name: str) -> bool:
        return name in self.scope or name in self.for_all

    def __getitem__(self, name: str) -> object:
        return self.scope[name] if name in self.scope else self.for_all[name]


def pieces_with(template: JinjaTemplate) -> Callable[[Mapping[str, object]], Iterable[str]]:
    """What gives the pieces of a compiled text for a scope, one after the other; one scope at a time.

    Jinja would put all names of a scope into a new dict each time, which takes longer than most expressions.
    """
    run = _run(template)
    return lambda scope: run(scope)[0]


def value_with(template: JinjaTemplate) -> Callable[[Mapping[str, object]], object]:
    """What gives the value of a compiled expression, which is assigned to `RESULT`, for a scope."""
    run = _run(template)

    def value(scope: Mapping[str, object]) -> object:
        pieces, names = run(scope)
        for _ in pieces:
            pass
        return names[RESULT]

    return value


def _run(template: JinjaTemplate) -> Callable[[Mapping[str, object]], tuple[Iterable[str], dict[str, Any]]]:
    context: Any = template.new_context({})
    for_all = context.parent

    def run(scope: Mapping[str, object]) -> tuple[Iterable[str], dict[str, Any]]:
        context.vars, context.exported_vars = {}, set()
        context.parent = _NamesAtHand(scope, for_all)
        return template.root_render_func(context), context.vars

    return run
