"""The units that a spec lists for a table, by whatever a table calls them: name, other name, code, what they lie in."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from xl_addin.language import Text
from xl_addin.unit_names.comparing import code_key, same_name_key
from xl_addin.unit_names.matching import Candidate, Match, NameIndex

if TYPE_CHECKING:
    from xl_addin.spec.model import Spec, TableSpec
    from xl_addin.spec.parts.units import UnitSetSpec, UnitSpec

_OTHER_PARENT = Text("cấp trên khác", "another parent")
_OTHER_CODE = Text("mã khác", "another code")


class KnownUnits:
    """The units that may stand in a table's rows; empty where the spec does not list them."""

    def __init__(self, spec: "Spec", table: "TableSpec") -> None:
        self._set = spec.unit_set(table)
        self.units = spec.units_of(table)
        above = self._set.parent if self._set else None
        self._above = next((one for one in spec.unit_sets if one.key == above), None)
        self._others = [one for one in spec.unit_sets if self._set is None or one.key != self._set.key]

    @property
    def in_a_set(self) -> bool:
        """Whether they are those of a unit set, beside which there are no others."""
        return self._set is not None

    @property
    def key(self) -> str:
        """The unit set's key; "" where there is none."""
        return self._set.key if self._set else ""

    @cached_property
    def own_names(self) -> Mapping[str, str]:
        """The own name of every unit that goes by another one, by that one as it is compared.

        Left out is what several units go by, and other names of units that share their own.
        """
        return dict(_unmistakable((unit.name, self._names(unit)) for unit in self.units))

    @cached_property
    def parent_names(self) -> Mapping[str, str]:
        """What the units above are called, by their codes and other names as these are compared."""
        above = self._above
        if above is None:
            return {}
        uses = Counter(same_name_key(unit.name) for unit in above.units)
        found = dict(_unmistakable((unit.name, above.names_of(unit)) for unit in above.units))
        for unit in above.units:
            once = uses[same_name_key(unit.name)] == 1
            for code in code_spellings(unit.code):
                found[code] = unit.name if once else f"{unit.name} ({unit.code})"
        return found

    def find(self, name: str, code: str = "", parent: str = "") -> Match:
        """The places in `units` of the unit of this name, told by code and parent where they are given.

        Else what may be meant: names nearly alike, or that very name under another parent or code.
        """
        match = self._index.find(name)
        if not match.positions:
            return match
        units = {self._owners[position] for position in match.positions}
        above = self._parent_key(parent)
        within = {at for at in units if not above or self._parent_of[at] in ("", above)}
        coded = {at for at in within if not code or not self._codes[at] or code_key(code) in self._codes[at]}
        if coded:
            return Match(tuple(sorted(coded)), ())
        reason = _OTHER_CODE if within else _OTHER_PARENT
        return Match((), tuple(Candidate(at, self.described(at), reason) for at in sorted(within or units)))

    def described(self, position: int) -> str:
        """A unit by its name and whatever tells it from others: `Tân Tiến (Đồng Phú, 25441)`."""
        unit = self.units[position]
        more = [text for text in (unit.parent and self.parent_called(unit.parent), unit.code) if text]
        return f"{unit.name} ({', '.join(more)})" if more else unit.name

    def is_parent(self, name: str) -> bool:
        """Whether units may lie in something of this name or code; they may in anything where nothing is listed."""
        return not self._parents or self._parent_key(name) in self._parents

    def is_listed_parent(self, name: str) -> bool:
        """Whether units are listed that lie in something of this name or code."""
        return self._parent_key(name) in self._parents

    @property
    def parents(self) -> "list[str]":
        """What the units may lie in."""
        return [unit.name for unit in self._above.units] if self._above else []

    def parent_called(self, name: str) -> str:
        """What a unit above is called, by its name or code."""
        return self.parent_names.get(same_name_key(name), name)

    def parents_like(self, name: str) -> Match:
        """The units above of this name or code, else what may be meant; nothing is known where none are listed."""
        return NameIndex(self.parents).find(self.parent_called(name))

    def set_of(self, name: str) -> "UnitSetSpec | None":
        """The other unit set that has a unit of this name."""
        key = same_name_key(name)
        return next((one for keys, one in self._names_elsewhere if key in keys), None)

    def _names(self, unit: "UnitSpec") -> tuple[str, ...]:
        return self._set.names_of(unit) if self._set else (unit.name, *unit.aliases)

    def _parent_key(self, parent: str) -> str:
        return same_name_key(self.parent_called(parent))

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex([name for unit in self.units for name in self._names(unit)])

    @cached_property
    def _owners(self) -> list[int]:
        """The unit of every name in the index."""
        return [at for at, unit in enumerate(self.units) for _ in self._names(unit)]

    @cached_property
    def _parent_of(self) -> list[str]:
        return [self._parent_key(unit.parent or "") for unit in self.units]

    @cached_property
    def _parents(self) -> set[str]:
        return {
            *map(same_name_key, self.parents),
            *map(same_name_key, self.parent_names.values()),
            *self._parent_of,
        } - {""}

    @cached_property
    def _codes(self) -> list[frozenset[str]]:
        return [code_spellings(unit.code) for unit in self.units]

    @cached_property
    def _names_elsewhere(self) -> "list[tuple[set[str], UnitSetSpec]]":
        return [
            ({same_name_key(name) for unit in one.units for name in one.names_of(unit)}, one) for one in self._others
        ]


def code_spellings(code: str | None) -> frozenset[str]:
    """A code as it is compared as a name, with the noughts before it and without; none for no code."""
    return frozenset({same_name_key(code), code_key(code)} if code else ())


def _unmistakable(units: "Iterator[tuple[str, tuple[str, ...]]]") -> Iterator[tuple[str, str]]:
    """Other names that lead to one own name, with that."""
    listed = list(units)
    own = Counter(same_name_key(name) for name, _ in listed)
    others: dict[str, set[str]] = defaultdict(set)
    for name, names in listed:
        if own[same_name_key(name)] == 1:
            for other in names:
                others[same_name_key(other)].add(name)
    return ((key, next(iter(names))) for key, names in others.items() if len(names) == 1 and key not in own)
