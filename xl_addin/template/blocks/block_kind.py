"""What a kind of block says of itself: its tag and keywords, where it stands, how it is read and carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple, Protocol

from xl_addin.language import Text
from xl_addin.template.language.evaluating import Environment, Scope
from xl_addin.template.language.faults import Faults
from xl_addin.template.language.markers import Tag


@dataclass(frozen=True)
class MarkerStanding:
    """Where blocks stand: the two letters of their tag, how a list of tags says it, and what is told elsewhere."""

    tag: str
    listed: Text
    elsewhere: Text


ROWS = MarkerStanding(
    "tr",
    Text("(dòng)", "for rows"),
    Text("thẻ {%tr … %} phải đứng một mình trong dòng", "{%tr … %} must stand alone in its row"),
)
SHEETS = MarkerStanding(
    "ts",
    Text("(trang, ở ô A1)", "in A1 for sheets"),
    Text("thẻ {%ts … %} chỉ đặt ở ô A1", "{%ts … %} belongs into cell A1"),
)


class KeywordRole(Enum):
    """What a keyword does to its block; after the last branch no other can follow."""

    OPENS = auto()
    BRANCHES = auto()
    LAST_BRANCH = auto()
    CLOSES = auto()


@dataclass(frozen=True)
class Keyword:
    """A word after the tag's letters; `rest` shows what must follow it, None where nothing may."""

    word: str
    role: KeywordRole
    rest: Text | None = None


@dataclass(frozen=True)
class BlockKind:
    """What all kinds declare; `rank` is their order in messages."""

    rank: int
    standing: MarkerStanding
    keywords: tuple[Keyword, ...]

    def keyword(self, role: KeywordRole) -> Keyword | None:
        """The first keyword with that role."""
        return next((keyword for keyword in self.keywords if keyword.role is role), None)


Turns = Callable[[Scope], list[tuple[object, Scope]]]
"""The items a sheet is written for, each with the names its cells can use; TemplateFault where that fails."""


@dataclass(frozen=True)
class SheetBlock(BlockKind):
    """A kind that says how often a whole sheet is written; `read` compiles its tag, or raises TemplateFault."""

    read: Callable[[Environment, Tag], Turns]


@dataclass(frozen=True)
class RowBlock(BlockKind):
    """A kind that says which of the rows between its markers are written, and how often.

    `read` compiles what follows a keyword, for `Marker.means`, or raises TemplateFault. `expand` gets the rows to add
    to, the block, its scope, and the turns and items of the loops around it. `repeats`: each turn is a step in the path
    of its rows, and `names` are those a turn adds, so that a block without turns can be checked too.
    """

    read: Callable[[Environment, Tag], object]
    expand: Callable[[GrowingRows, Block, Scope, tuple[int, ...], tuple[object, ...]], None]
    repeats: bool = False
    names: Callable[[Block], Iterable[str]] = lambda block: ()


@dataclass(frozen=True)
class Marker:
    """A marker row; `means` is what its kind made of it, None where that is a fault already told."""

    row: int
    tag: Tag
    place: str
    kind: RowBlock
    means: object = None


class Branch(NamedTuple):
    """A part of a block: its marker (None for the last branch, `else`), its rows and the blocks among them."""

    marker: Marker | None
    contents: list[int | Block]


@dataclass(frozen=True)
class Block:
    """The rows between markers that belong together; `number` tells the blocks of a sheet apart."""

    number: int
    marker: Marker
    branches: list[Branch] = field(default_factory=list)


Content = int | Block


class GrowingRows(Protocol):
    """The rows of a result sheet while they grow."""

    faults: Faults

    def add(self, contents: list[Content], scope: Scope, path: tuple[int, ...], items: tuple[object, ...]) -> None:
        """Write the rows and expand the blocks among them."""

    def check_names(self, contents: list[Content], known: set[str]) -> None:
        """Tell of names in rows that no turn wrote: a loop without items must not hide a mistake."""


@dataclass(frozen=True)
class SheetMarker:
    """A sheet's own marker: its cell, how messages show it, and the turns it stands for."""

    place: str
    shown: str
    turns: Turns
