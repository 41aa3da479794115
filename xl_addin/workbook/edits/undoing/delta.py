"""What takes one content of a part back to an earlier one: the places of what is still there, and what was removed.

The removed bytes alone are kept, so a delta is as small as the change, however large the part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Contents are looked at from one tag to the next; so many bytes say where one is.
_TAG, _KEY = re.compile(rb"<"), 40
# How far the same tag is looked for where the contents differ: near first, because changes are small.
_WINDOWS = (1 << 12, 1 << 16, 1 << 20, 1 << 30)
# Stretches shorter than that are not worth their numbers.
_SHORTEST = 12


@dataclass(frozen=True)
class Delta:
    """How to make an earlier content of the present one.

    `runs` are (count, passed over, kept): `count` bytes of `removed`; then, so many present bytes having been passed
    over, the next ones are kept. They count from each other, so that many changes of one kind read alike.
    """

    runs: tuple[tuple[int, int, int], ...]
    removed: bytes


def delta(now: bytes, before: bytes) -> Delta:
    """What makes `before` of `now`; it is exact whatever the two hold, and small where they are alike."""
    runs: list[tuple[int, int, int]] = []
    removed: list[bytes] = []
    written = read = 0
    for at, start, length in _alike(now, before):
        removed.append(before[written:at])
        runs.append((at - written, start - read, length))
        written, read = at + length, start + length
    if written < len(before):
        removed.append(before[written:])
        runs.append((len(before) - written, 0, 0))
    return Delta(tuple(runs), b"".join(removed))


def with_delta(now: bytes, change: Delta) -> bytes:
    """The earlier content; ValueError for a delta of another content."""
    pieces, used, read = [], 0, 0
    for count, passed_over, kept in change.runs:
        start, end = read + passed_over, read + passed_over + kept
        if min(count, passed_over, kept) < 0 or end > len(now) or used + count > len(change.removed):
            raise ValueError("a delta of something else")
        pieces += [change.removed[used : used + count], now[start:end]]
        used, read = used + count, end
    return b"".join(pieces)


def _alike(now: bytes, before: bytes) -> Iterator[tuple[int, int, int]]:
    """Stretches that both hold, in the order of both: where in `before`, where in `now`, how long."""
    at = start = 0
    while at < len(before) and start < len(now):
        length = _same_from(before, at, now, start)
        if length:
            yield at, start, length
            at, start = at + length, start + length
            continue
        found = _next_alike(now, start, before, at)
        if found is None:
            break
        next_at, next_start = found
        back = _same_up_to(before, at, next_at, now, start, next_start)
        at, start = next_at - back, next_start - back
    # The same end, which tags do not always show.
    back = _same_up_to(before, at, len(before), now, start, len(now))
    if back:
        yield len(before) - back, len(now) - back, back


def _next_alike(now: bytes, start: int, before: bytes, at: int) -> tuple[int, int] | None:
    """The next tags, in `before` and in `now`, from which on both say the same; None where there are none."""
    for window in _WINDOWS:
        places: dict[bytes, int] = {}
        for tag in _TAG.finditer(now, start, start + window):
            places.setdefault(now[tag.start() : tag.start() + _KEY], tag.start())
        for tag in _TAG.finditer(before, at, at + window):
            place = places.get(before[tag.start() : tag.start() + _KEY])
            if place is not None:
                return tag.start(), place
        if start + window >= len(now) and at + window >= len(before):
            return None
    return None


def _same_from(one: bytes, first: int, other: bytes, second: int) -> int:
    """How many bytes are the same from here on, 0 for too few to name."""
    most = min(len(one) - first, len(other) - second)
    same, step = 0, 64
    while same < most:
        step = min(step, most - same)
        if one[first + same : first + same + step] == other[second + same : second + same + step]:
            same += step
            step *= 2
        elif step > 1:
            step = max(1, step // 8)
        else:
            break
    return same if same >= min(_SHORTEST, most) else 0


def _same_up_to(one: bytes, least: int, end: int, other: bytes, other_least: int, other_end: int) -> int:
    """How many bytes before these ends are the same, as far back as both may go."""
    most = min(end - least, other_end - other_least)
    same = 0
    while same < most and one[end - same - 1] == other[other_end - same - 1]:
        same += 1
    return same
