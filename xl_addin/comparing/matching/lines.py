"""Which line of one version is which of the other: equal lines first, then lines of one label, then similar ones."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

LineKey = tuple[Hashable, ...]
"""What stands in a line, cell by cell; None where nothing does."""
LinePairs = dict[int, int]
"""Places of the one sequence that are places of the other, both from 0."""

# Beyond this, a line that stands in more than one of a hundred places is no landmark: looking at all of them is slow.
_ALL_LANDMARKS = 1_000
_MOST_COMPARED = 10_000
_CONTEXT = 16
_ALIKE = 0.5


def aligned(old: Sequence[LineKey], new: Sequence[LineKey], *, one_for_one: bool = True) -> LinePairs:
    """The pairing of two versions' lines, in order but for those that certainly have moved.

    A line has moved if it stands once in either version, says something, and keeps all it says. With `one_for_one`,
    lines that are not alike at all are one line, too, if as many lie between the same neighbours.
    """
    pairs: LinePairs = {}
    for step in (_equal, _in_context, _equal, _of_one_label, _similar, *((_in_place,) if one_for_one else ())):
        for first, last, start, end in _gaps(pairs, len(old), len(new)):
            if first < last and start < end:
                found = step(old[first:last], new[start:end])
                pairs |= {first + one: start + other for one, other in found.items()}
    return pairs | _moved(old, new, pairs)


def out_of_order(pairs: Mapping[int, int]) -> set[int]:
    """The lines that have moved: all but those that kept their order whichever way the move is told.

    Of two neighbours that changed places either may be called the one that moved, so that both are: there and back
    the same is told.
    """
    ordered = sorted(pairs.items())
    before = _longest_run_to(other for _, other in ordered)
    after = _longest_run_to(-other for _, other in reversed(ordered))[::-1]
    longest = max(before, default=0)
    through = [at for at in range(len(ordered)) if before[at] + after[at] - 1 == longest]
    alone = Counter(before[at] for at in through)
    kept = {ordered[at][0] for at in through if alone[before[at]] == 1}
    return set(pairs) - kept


def _longest_run_to(numbers: Iterable[int]) -> list[int]:
    """For each number, how many there are at most that rise to it, itself among them."""
    lasts: list[int] = []
    found = []
    for number in numbers:
        at = bisect_left(lasts, number)
        lasts[at : at + 1] = [number]
        found.append(at + 1)
    return found


def likeness(one: LineKey, other: LineKey) -> float:
    """How many of the cells that either line fills are the same in both, from 0 to 1; 0 for two empty lines."""
    filled = sum(a is not None or b is not None for a, b in zip(one, other, strict=True))
    same = sum(a is not None and a == b for a, b in zip(one, other, strict=True))
    return same / filled if filled else 0.0


def best_in_order(size: int, other_size: int, score: Callable[[int, int], float]) -> LinePairs:
    """The pairing in order with the highest sum of scores; what scores 0 is in no pair."""
    sums = [[0.0] * (other_size + 1) for _ in range(size + 1)]
    scores = [[score(one, other) for other in range(other_size)] for one in range(size)]
    for one in reversed(range(size)):
        for other in reversed(range(other_size)):
            paired = sums[one + 1][other + 1] + scores[one][other]
            sums[one][other] = max(paired, sums[one + 1][other], sums[one][other + 1])
    pairs: LinePairs = {}
    one = other = 0
    while one < size and other < other_size:
        if scores[one][other] and sums[one][other] == sums[one + 1][other + 1] + scores[one][other]:
            pairs[one] = other
            one, other = one + 1, other + 1
        elif sums[one][other] == sums[one + 1][other]:
            one += 1
        else:
            other += 1
    return pairs


def gaps_in_order(pairs: LinePairs, size: int, other_size: int) -> LinePairs:
    """The lines that lie, as many in either version, between the same neighbours: one for one."""
    return {
        one: other
        for first, last, start, end in _gaps(pairs, size, other_size)
        if last - first == end - start
        for one, other in zip(range(first, last), range(start, end), strict=True)
    }


def _gaps(pairs: LinePairs, size: int, other_size: int) -> list[tuple[int, int, int, int]]:
    """What lies between paired lines: first and after last in the one sequence, and in the other."""
    found, first, start = [], 0, 0
    for one, other in [*sorted(pairs.items()), (size, other_size)]:
        found.append((first, one, start, other))
        first, start = one + 1, other + 1
    return found


def _equal(old: Sequence[Hashable], new: Sequence[Hashable]) -> LinePairs:
    ahead = 0
    while ahead < min(len(old), len(new)) and old[ahead] == new[ahead]:
        ahead += 1
    behind = 0
    while behind < min(len(old), len(new)) - ahead and old[-behind - 1] == new[-behind - 1]:
        behind += 1
    pairs = {place: place for place in range(ahead)}
    pairs |= {len(old) - place: len(new) - place for place in range(1, behind + 1)}
    middle, other = old[ahead : len(old) - behind], new[ahead : len(new) - behind]
    matcher = SequenceMatcher(None, middle, other, autojunk=len(other) > _ALL_LANDMARKS)
    for first, start, size in matcher.get_matching_blocks():
        pairs |= {ahead + first + step: ahead + start + step for step in range(size)}
    return pairs


def _in_context(old: Sequence[LineKey], new: Sequence[LineKey]) -> LinePairs:
    """Of many lines that all stand in many places, those that stand among the same neighbours."""
    if min(len(old), len(new)) <= _ALL_LANDMARKS:
        return {}
    found = _equal(_with_followers(old), _with_followers(new))
    followers = ((one + step, other + step) for one, other in found.items() for step in range(_CONTEXT))
    return _rising(dict(followers))


def _with_followers(lines: Sequence[LineKey]) -> list[Hashable]:
    """Every line with those that follow it."""
    return [tuple(lines[at : at + _CONTEXT]) for at in range(len(lines) - _CONTEXT + 1)]


def _rising(pairs: LinePairs) -> LinePairs:
    """The pairs without those that overtake one before them."""
    found: LinePairs = {}
    last = -1
    for one, other in sorted(pairs.items()):
        if other > last:
            found[one], last = other, other
    return found


def _of_one_label(old: Sequence[LineKey], new: Sequence[LineKey]) -> LinePairs:
    """By the texts of a line, which stay where its figures change."""
    here, there = _labels(old), _labels(new)
    once = {label for label, count in Counter(here).items() if count == 1}
    once &= {label for label, count in Counter(there).items() if count == 1}
    places, others = ([at for at, label in enumerate(labels) if label and label in once] for labels in (here, there))
    found = _equal([here[at] for at in places], [there[at] for at in others])
    return {places[one]: others[other] for one, other in found.items()}


def _labels(lines: Sequence[LineKey]) -> list[LineKey]:
    return [tuple(cell for cell in line if isinstance(cell, str)) for line in lines]


def _similar(old: Sequence[LineKey], new: Sequence[LineKey]) -> LinePairs:
    pairs: LinePairs = {}
    if len(old) * len(new) <= _MOST_COMPARED:

        def score(one: int, other: int) -> float:
            alike = likeness(old[one], new[other])
            return alike if alike >= _ALIKE else 0.0

        pairs = best_in_order(len(old), len(new), score)
    return pairs


def _in_place(old: Sequence[LineKey], new: Sequence[LineKey]) -> LinePairs:
    return gaps_in_order({}, len(old), len(new))


def _moved(old: Sequence[LineKey], new: Sequence[LineKey], pairs: LinePairs) -> LinePairs:
    taken = set(pairs.values())
    left = [place for place in range(len(old)) if place not in pairs]
    free = [place for place in range(len(new)) if place not in taken]
    if not left or not free:
        return {}
    here, there = Counter(old), Counter(new)
    places = {new[place]: place for place in free if there[new[place]] == 1 and _says_something(new[place])}
    return {place: places[old[place]] for place in left if here[old[place]] == 1 and old[place] in places}


def _says_something(line: LineKey) -> bool:
    return sum(cell is not None for cell in line) > 1
