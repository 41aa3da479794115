"""What a kind of block says of itself: its tag and keywords, where it stands, how it is read and carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple, Protocol

from xl_addin.language import Text
from xl_addin.template.blocks.standing import MarkerStanding
from xl_addin.template.language.evaluating import Environment, Scope
from xl_addin.template.language.faults import Faults
from xl_addin.template.language.markers import Tag


class KeywordRole(Enum):
    """What a keyword does to its block; after the last branch no other can follow, one alone has no partner."""

    OPENS = auto()
    BRANCHES = auto()
    LAST_BRANCH = auto()
    CLOSES = auto()
    ALONE = auto()


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
    standings: tuple[MarkerStanding, ...]
    keywords: tuple[Keyword, ...]

    def keyword(self, role: KeywordRole) -> Keyword | None:
        """The first keyword with that role."""
        return next((keyword for keyword in self.keywords if keyword.role is role), None)

    def role_of(self, word: str) -> KeywordRole | None:
        """What a word does to a block of this kind, None for one that is none of its keywords."""
        return next((keyword.role for keyword in self.keywords if keyword.word == word), None)


Turns = Callable[[Scope], list[tuple[object, Scope]]]
"""The items a sheet is written for, each with the names its cells can use; TemplateFault where that fails."""


@dataclass(frozen=True)
class SheetBlock(BlockKind):
    """A kind that says how often a whole sheet is written; `read` compiles its tag, or raises TemplateFault.

    `repeats`: there is a sheet for each of several items, else one or none.
    """

    read: Callable[[Environment, Tag], Turns]
    repeats: bool = True


@dataclass(frozen=True)
class PartBlock(BlockKind):
    """A kind that says which of the rows (columns, panels) between its markers are written, and how often.

    `read` compiles what follows a keyword, for `Marker.means`, or raises TemplateFault. `expand` gets what to add to,
    the block, its scope, and the turns and items of the loops around it; what it returns is the scope of what follows.
    `repeats`: each turn is a step in the path of its lines, and `names` are those a turn adds, so that a block without
    turns can be checked too.
    """

    read: Callable[[Environment, Tag], object]
    expand: Callable[[Growing, Block, Scope, tuple[int, ...], tuple[object, ...]], Scope | None]
    repeats: bool = False
    names: Callable[[Block], Iterable[str]] = lambda block: ()


@dataclass(frozen=True)
class Marker:
    """A marker row or column; `means` is what its kind made of it, None where that is a fault already told."""

    line: int
    tag: Tag
    place: str
    kind: PartBlock
    means: object = None


class Branch(NamedTuple):
    """A part of a block: its marker (None for the last branch, `else`), its lines and the blocks among them."""

    marker: Marker | None
    contents: list[Content]


@dataclass(frozen=True)
class Block:
    """The lines between markers that belong together; `number` tells the blocks of a sheet apart."""

    number: int
    marker: Marker
    branches: list[Branch] = field(default_factory=list)


Content = int | Block


class TurnOptions(NamedTuple):
    """What happens to the lines of every turn: a page break behind them but the last, one outline level more."""

    page_break: bool = False
    outline: bool = False


class Growing(Protocol):
    """The rows, or columns, of a result sheet while they grow."""

    faults: Faults

    @property
    def size(self) -> int:
        """How many there are so far."""

    def add(self, contents: list[Content], scope: Scope, path: tuple[int, ...], items: tuple[object, ...]) -> Scope:
        """Write the lines and expand the blocks among them; the names known behind them."""

    def end_turn(self, start: int, options: TurnOptions, *, is_last: bool) -> None:
        """What was added since there were `start` is one turn of a loop."""

    def check_names(self, contents: list[Content], known: set[str]) -> None:
        """Tell of names in lines that no turn wrote: a loop without items must not hide a mistake."""


@dataclass(frozen=True)
class SheetMarker:
    """A sheet's own marker: its cell, how messages show it, the turns it stands for, and whether they repeat it."""

    place: str
    shown: str
    turns: Turns
    repeats: bool
