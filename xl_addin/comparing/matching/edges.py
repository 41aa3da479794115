"""What tells one empty row from another: which things around the cells begin or end in it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate
from operator import sub

from lxml import etree

from xl_addin.comparing.matching.lines import LinePairs
from xl_addin.formula.cells import Area
from xl_addin.package.package import PartSource
from xl_addin.package.parts import child, frame_of, local_name, related

Edges = Mapping[int, set[tuple[str, ...]]]
"""By row, the things that begin or end in it."""
_SELECTION = "selection"


def edges_of(source: PartSource, sheet: str) -> Edges:
    """The rows of a worksheet part in which Excel tables, merges, rules and drawings begin or end."""
    found: defaultdict[int, set[tuple[str, ...]]] = defaultdict(set)
    for kind, text in (*_areas(frame_of(source, sheet)), *_tables(source, sheet)):
        for part in text.split():
            with suppress(ValueError):
                area = Area.parse(part)
                found[area.first_row].add((kind, "first", str(area.first_column)))
                found[area.last_row].add((kind, "last", str(area.last_column)))
    for part in related(source, sheet, "drawing"):
        for anchor in source.xml(part):
            for end in ("from", "to"):
                row = child(child(anchor, end), "row") if child(anchor, end) is not None else None
                if row is not None and (row.text or "").strip().isdecimal():
                    found[int(row.text or 0) + 1].add(("drawing", end))
    return found


def _areas(frame: etree._Element) -> Iterator[tuple[str, str]]:
    for element in frame.iter():
        if isinstance(element.tag, str) and local_name(element) != _SELECTION:
            yield from ((local_name(element), area) for name in ("ref", "sqref") if (area := element.get(name)))


def _tables(source: PartSource, sheet: str) -> Iterator[tuple[str, str]]:
    return (("table", source.xml(part).get("ref", "")) for part in related(source, sheet, "table"))


def best_in_gap(old: Sequence[int], new: Sequence[int], edges: tuple[Edges, Edges]) -> LinePairs:
    """The pairing of two runs of empty rows, more in the one than in the other: those are new, or gone, between which
    the most things begin and end in the rows in which they did; the last where nothing settles it.
    """
    here, there = edges
    count = min(len(old), len(new))
    before = list(zip(old[:count], new[:count], strict=True))
    after = list(zip(old[len(old) - count :], new[len(new) - count :], strict=True))
    agree, agree_after = (
        [len(here.get(one, set()) & there.get(other, set())) for one, other in pairs] for pairs in (before, after)
    )
    # How many things agree if so many of the rows stand before what is new or gone.
    found = list(accumulate(map(sub, agree, agree_after), initial=sum(agree_after)))
    ahead = max(range(count, -1, -1), key=found.__getitem__)
    return dict(before[:ahead] + after[ahead:])
