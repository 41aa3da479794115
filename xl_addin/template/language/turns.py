"""What `loop` is in a turn of a loop over rows, columns, cells or sheets."""

from collections.abc import Mapping, Sequence

from xl_addin.language import Text
from xl_addin.template.language.faults import TemplateFault

CHANGED = "changed"
_NO_LOOP = Text("loop.changed(…) chỉ dùng trong vòng lặp", "loop.changed(…) is for loops only")
_SEEN = "_seen"
"""Where a loop keeps what `changed` was asked; no template can name it."""


def loop_turns(items: Sequence[object]) -> list[dict[str, object]]:
    """`loop` in every turn: `index`, `index0`, `first`, `last`, `length`, `previtem`, `nextitem`.

    Before the first and after the last item there is nothing: None.
    """
    seen: dict[tuple[str, int], object] = {}
    last = len(items) - 1
    return [
        {
            "index": index + 1,
            "index0": index,
            "first": index == 0,
            "last": index == last,
            "length": len(items),
            "previtem": items[index - 1] if index else None,
            "nextitem": items[index + 1] if index < last else None,
            _SEEN: seen,
        }
        for index in range(len(items))
    ]


def changed(loop: object, asked: str, value: object) -> bool:
    """Whether a value is another one than in the turn before, or the first; `asked` tells expressions apart.

    The answer is the same however often a turn is asked: rows are measured before they are written.
    """
    if not isinstance(loop, Mapping):
        # A loop inside one cell: Jinja's own, whose answers are asked for once.
        own = getattr(loop, CHANGED, None)
        if own is None:
            raise TemplateFault(_NO_LOOP)
        return bool(own(asked, value))
    seen, index = loop.get(_SEEN), loop.get("index0")
    if not isinstance(seen, dict) or not isinstance(index, int):
        raise TemplateFault(_NO_LOOP)
    before = next((seen[asked, turn] for turn in range(index - 1, -1, -1) if (asked, turn) in seen), seen)
    seen[asked, index] = value
    return before is seen or before != value
