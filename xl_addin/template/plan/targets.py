"""What the name of a sheet in a formula, and a defined name, stand for in the result."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from xl_addin.language import Text
from xl_addin.template.plan.layout import Layout

NO_NAMES: Mapping[str, str] = MappingProxyType({})


class DefinedName(NamedTuple):
    """What a defined name stands for, as the template says it; `known`: whether the result has it for such formulas."""

    text: str
    known: bool


@dataclass(frozen=True)
class Target:
    """What a sheet's name in a formula stands for: the name to write (None leaves it), and where its cells went.

    `tables` are the names of Excel tables, in folded case, that are called otherwise where the formula stands.
    `names` are the defined names that it can use, in folded case. `sheets` tells that the name is that of a sheet of
    which the result has none, or several.
    """

    prefix: str | None
    layout: Layout | None
    own: bool
    tables: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    names: Mapping[str, DefinedName] = field(default_factory=dict)
    sheets: "SheetCopies | None" = None


class SheetCopies(NamedTuple):
    """All sheets of the result that are copies of one of the template, in order; `alone` says why none can be meant."""

    targets: Sequence[Target]
    across: str
    """The name that stands for all of them in a reference across sheets."""
    alone: Text


FindTarget = Callable[[str | None], Target]
