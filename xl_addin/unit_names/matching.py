"""Find a unit's name in a list without ever guessing: one certain match, or candidates with the reason.

Names that differ only in spelling conventions (Unicode form, spaces, capitals, hòa/hoà) are the same. Names that
differ in anything else are not: inside one province `Đông Tiến` and `Đồng Tiến` are two communes, a ward and a
commune may share their name, and hundreds of names are one letter apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from xl_addin.language import Text
from xl_addin.unit_names.writing import standard_name, without_marks

MOST_CANDIDATES = 5
_MOST_LETTERS = 100
"""No unit's name is as long; a longer text is not searched for with one letter more or less."""

_KIND = re.compile(
    r"^(?:thành phố|thị xã|thị trấn|đặc khu|huyện|quận|phường|tỉnh|xã|(?:tp|tx|tt)\b\.?|[xphq]\.)\s*(?=\S)",
)
_ACCENTS = Text("khác dấu", "other accents")
_KIND_DIFFERS = Text("khác cách ghi loại đơn vị", "the kind of unit is written otherwise")
_KIND_AND_ACCENTS = Text("khác dấu và loại đơn vị", "other accents and kind of unit")
_I_OR_Y = Text("khác i/y", "i or y")
_ONE_LETTER = Text("khác một chữ cái", "one letter differs")


@dataclass(frozen=True)
class Candidate:
    """A name of the list that may be meant; `position` counts from 0."""

    position: int
    name: str
    reason: Text


@dataclass(frozen=True)
class Match:
    """What a list has for a name: the `positions` (from 0) of that very name, else `candidates` for a person to judge.

    More than one position means that units share the name: the caller must not choose.
    """

    positions: tuple[int, ...]
    candidates: tuple[Candidate, ...]

    @property
    def position(self) -> int | None:
        """The one position of the name; None where there is none or more than one."""
        return self.positions[0] if len(self.positions) == 1 else None


class NameIndex:
    """A list of names, ready for many questions. Empty names match nothing."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [standard_name(name) for name in names]
        self._same: dict[str, list[int]] = defaultdict(list)
        self._alike: dict[tuple[Text, str], list[int]] = defaultdict(list)
        self._nearly: dict[str, list[int]] = defaultdict(list)
        for position, name in enumerate(self._names):
            if name:
                self._same[name.casefold()].append(position)
                for reason, key in _looser_keys(name.casefold()):
                    self._alike[reason, key].append(position)
                for key in _with_one_letter_less(_bare(name.casefold())):
                    self._nearly[key].append(position)

    def find(self, name: str) -> Match:
        """The name's place in the list, or what may be meant."""
        wanted = standard_name(name).casefold()
        if not wanted:
            return Match((), ())
        positions = tuple(self._same.get(wanted, ()))
        if positions:
            return Match(positions, ())
        found: dict[int, Candidate] = {}
        for position, reason in self._candidates(wanted):
            found.setdefault(position, Candidate(position, self._names[position], reason))
        return Match((), tuple(islice(found.values(), MOST_CANDIDATES)))

    def _candidates(self, wanted: str) -> Iterator[tuple[int, Text]]:
        for reason, key in _looser_keys(wanted):
            for position in self._alike.get((reason, key), ()):
                yield position, reason
        bare = _bare(wanted)
        near = {position for key in _with_one_letter_less(bare) for position in self._nearly.get(key, ())}
        for position in sorted(near):
            if _one_letter_apart(bare, _bare(self._names[position].casefold())):
                yield position, _ONE_LETTER


def _bare(name: str) -> str:
    return without_marks(name)


def _looser_keys(name: str) -> Iterator[tuple[Text, str]]:
    """What a name has in common with names that are easily taken for it, the closest first."""
    core = _KIND.sub("", name)
    yield _ACCENTS, _bare(name)
    yield _KIND_DIFFERS, core
    yield _I_OR_Y, _bare(name).replace("y", "i")
    yield _KIND_AND_ACCENTS, _bare(core)


def _with_one_letter_less(name: str) -> Iterator[str]:
    """The name and every shorter form: two names one letter apart have one of these in common."""
    yield name
    for index in range(len(name) if len(name) <= _MOST_LETTERS else 0):
        yield name[:index] + name[index + 1 :]


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter was changed, left out, added, or two neighbours exchanged."""
    if len(one) > len(other):
        one, other = other, one
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    exchanged = one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
    return exchanged or one[start + 1 :] == other[start + 1 :]
