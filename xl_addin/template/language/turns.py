"""What `loop` is in a turn of a loop over rows, columns, cells or sheets."""

from collections.abc import Iterator, Mapping, Sequence

from xl_addin.language import Text
from xl_addin.template.language.faults import TemplateFault

CHANGED = "changed"
_NO_LOOP = Text("loop.changed(…) chỉ dùng trong vòng lặp", "loop.changed(…) is for loops only")
_OF_A_TURN = ("index", "index0", "first", "last", "length", "previtem", "nextitem")


class LoopTurn(Mapping[str, object]):
    """`loop` in one turn: `index`, `index0`, `first`, `last`, `length`, `previtem`, `nextitem`.

    Before the first and after the last item there is nothing: None.
    """

    # There are as many of these as there are rows; and no template can name what begins with a line.
    __slots__ = ("_index", "_items", "_seen")

    def __init__(self, items: Sequence[object], index: int, seen: dict[tuple[str, int], object]) -> None:
        """`index` counts from 0; in `seen` the whole loop keeps what `changed` was asked."""
        self._items, self._index, self._seen = items, index, seen

    def __getitem__(self, name: str) -> object:
        items, index = self._items, self._index
        match name:
            case "index":
                return index + 1
            case "index0":
                return index
            case "first":
                return index == 0
            case "last":
                return index == len(items) - 1
            case "length":
                return len(items)
            case "previtem":
                return items[index - 1] if index else None
            case "nextitem":
                return items[index + 1] if index < len(items) - 1 else None
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_OF_A_TURN)

    def __len__(self) -> int:
        return len(_OF_A_TURN)

    def __repr__(self) -> str:
        return repr(dict(self))

    def changed(self, asked: str, value: object) -> bool:
        """Whether a value is another one than in the turn before, or the first; `asked` tells expressions apart.

        The answer is the same however often a turn is asked: rows are measured before they are written.
        """
        seen, index = self._seen, self._index
        before = next((seen[asked, turn] for turn in range(index - 1, -1, -1) if (asked, turn) in seen), seen)
        seen[asked, index] = value
        return before is seen or before != value


def loop_turns(items: Sequence[object]) -> Iterator[LoopTurn]:
    """`loop` in every turn."""
    seen: dict[tuple[str, int], object] = {}
    return (LoopTurn(items, index, seen) for index in range(len(items)))


def changed(loop: object, asked: str, value: object) -> bool:
    """`loop.changed(value)`; `asked` tells expressions apart. TemplateFault outside of a loop."""
    if isinstance(loop, LoopTurn):
        return loop.changed(asked, value)
    # A loop inside one cell: Jinja's own, whose answers are asked for once.
    own = getattr(loop, CHANGED, None)
    if own is None or isinstance(loop, Mapping):
        raise TemplateFault(_NO_LOOP)
    return bool(own(asked, value))
