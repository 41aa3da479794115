"""The units of all levels, each under its parent: a unit is its code and its parent, never its name alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from xl_addin.campaign.cascade.codes import same_code, without_zeros
from xl_addin.campaign.cascade.unit_list import UnitInList
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.unit_names.comparing import same_name_key, same_name_keys

_UNKNOWN_PARENT = Text(
    "đơn vị “{unit}” thuộc “{parent}”, nhưng danh sách không có đơn vị {level} nào mang mã hoặc tên đó",
    "unit {unit} lies in {parent}, but no {level} in the list has that code or name",
)
_ANY_LEVEL = Text("cấp trên", "unit")
_TWO_PARENTS = Text(
    "đơn vị “{unit}” thuộc “{parent}”, mà có {count} đơn vị mang mã hoặc tên đó; hãy ghi mã riêng cho từng đơn vị",
    "unit {unit} lies in {parent}, which is the code or name of {count} units; give each a code of its own",
)
_CYCLE = Text(
    "các đơn vị này thuộc lẫn nhau, không có đơn vị nào ở trên cùng: {units}; hãy sửa mã cấp trên",
    "these units lie in each other, and none is at the top: {units}; correct their parents",
)
_TWICE = Text(
    "đơn vị “{unit}” đã có ở dòng {first}; mỗi đơn vị chỉ ghi một lần, hai đơn vị trùng tên thì ghi mã khác nhau",
    "unit {unit} already stands in row {first}; write each unit once, two of one name with different codes",
)
_NO_PARENT = Text(
    "đơn vị “{unit}” ở cấp “{level}” mà không ghi thuộc đơn vị nào; hãy ghi mã cấp trên",
    "unit {unit} is of level {level} but says of no unit that it lies in it; write its parent's code",
)
_TOO_DEEP = Text(
    "đơn vị “{unit}” ở cấp thứ {depth}, đặc tả chỉ có {levels} cấp ({names}); hãy thêm cấp vào đặc tả hoặc bỏ đơn vị",
    "unit {unit} is on level {depth}, the spec has {levels} ({names}); add the level to the spec or leave the unit out",
)
_NO_UNITS = Text(
    "danh sách không có đơn vị nào ở cấp “{level}”; hãy thêm các đơn vị này, hoặc bỏ cấp này khỏi đặc tả",
    "the list has no unit of level {level}; add them, or leave the level out of the spec",
)
_WRONG_LEVEL = Text(
    "đơn vị “{unit}” ghi cấp “{level}”, mà đơn vị trên của nó, “{parent}”, ở cấp “{other}”; cấp trên phải là “{above}”",
    "unit {unit} is of level {level}, but the unit it lies in, {parent}, of level {other}; it must be of level {above}",
)
_MOST_IN_CYCLE = 5


@dataclass(frozen=True, eq=False)
class Unit:
    """A unit of one level (from 0 at the top), in its parent; `listed` is where the list has it."""

    depth: int
    listed: UnitInList
    parent: "Unit | None"
    children: list["Unit"] = field(default_factory=list, repr=False)

    @property
    def code(self) -> str | None:
        """Its code, None where the list gives none."""
        return self.listed.code

    @property
    def name(self) -> str:
        """Its name as the list has it."""
        return self.listed.name

    @cached_property
    def key(self) -> tuple[str, ...]:
        """What tells it from all others: the codes (names where there are none) from the top down."""
        above = self.parent.key if self.parent else ()
        return (*above, self.code or same_name_key(self.name))


@dataclass(frozen=True)
class UnitTree:
    """The units of every level, in the order of the list."""

    levels: tuple[tuple[Unit, ...], ...]

    @property
    def top(self) -> tuple[Unit, ...]:
        """The units in no other."""
        return self.levels[0]


def names_in_table(units: Sequence[Unit]) -> tuple[str, ...]:
    """What units are called in one table: with its code where another there has the same name."""
    keys = same_name_keys([unit.name for unit in units])
    times = Counter(keys)
    return tuple(
        f"{unit.name} ({unit.code})" if times[key] > 1 and unit.code else unit.name
        for unit, key in zip(units, keys, strict=True)
    )


def tree_of(listed: Sequence[UnitInList], levels: Sequence[str]) -> UnitTree:
    """The units under their parents, for levels called so from the top down.

    Problem, at its row, for a unit in one that is not there, in two, in itself, listed twice, deeper than the levels
    or on another than its parent allows; and for a level without units.
    """
    _check_codes(listed)
    parents = _parents(listed, levels)
    made: dict[int, Unit] = {}
    for index in _downwards(listed, parents):
        one, above = listed[index], parents[index]
        parent = None if above is None else made[above]
        depth = 0 if parent is None else parent.depth + 1
        _check_depth(one, depth, parent, levels)
        unit = made[index] = Unit(depth, one, parent)
        if parent is not None:
            parent.children.append(unit)
    in_order = [made[index] for index in range(len(listed))]
    for unit in in_order:
        unit.children.sort(key=lambda child: child.listed.order)
    _check_once(in_order)
    found = tuple(tuple(unit for unit in in_order if unit.depth == depth) for depth in range(len(levels)))
    for name, units in zip(levels, found, strict=True):
        if not units:
            raise Problem(_NO_UNITS.with_values(level=name), file=listed[0].file)
    return UnitTree(found)


def _check_codes(listed: Sequence[UnitInList]) -> None:
    """No code twice in one parent: said before somebody asks which of the two is meant."""
    seen: dict[tuple[str | None, str, int | None], UnitInList] = {}
    for one in listed:
        first = seen.setdefault((one.parent, one.code, one.depth), one) if one.code else one
        if first is not one:
            raise one.problem(_TWICE.with_values(unit=one.name, first=str(first.row)))


def _parents(listed: Sequence[UnitInList], levels: Sequence[str]) -> list[int | None]:
    """For every unit the index of the one it lies in: by code, else by name, of the level above where one is said."""
    by_level: dict[int | None, _Index] = {}
    for depth in {one.depth for one in listed} | {None}:
        chosen = [index for index, one in enumerate(listed) if depth is None or one.depth == depth]
        by_level[depth] = _Index(listed, chosen)
    found: list[int | None] = []
    for one in listed:
        if one.parent is None:
            if one.depth:
                raise one.problem(_NO_PARENT.with_values(unit=one.name, level=levels[one.depth]))
            found.append(None)
            continue
        above = None if one.depth is None else one.depth - 1
        index = by_level.get(above, by_level[None])
        places = index.places(one.parent)
        if not places:
            level = _ANY_LEVEL if above is None or above < 0 else levels[above]
            text = _UNKNOWN_PARENT.with_values(unit=one.name, parent=one.parent, level=level)
            raise one.problem(unknown(text, one.parent, index.known()))
        if len(places) > 1:
            raise one.problem(_TWO_PARENTS.with_values(unit=one.name, parent=one.parent, count=len(places)))
        found.append(places[0])
    return found


class _Index:
    """Units by code, by code without the zeros a spreadsheet drops, and by name."""

    def __init__(self, listed: Sequence[UnitInList], chosen: Sequence[int]) -> None:
        self._listed, self._chosen = listed, chosen
        self._maps: list[dict[str, list[int]]] = [{}, {}, {}]
        for index in chosen:
            one = listed[index]
            keys = [one.code, one.code and without_zeros(one.code), same_name_key(one.name)]
            for key, places in zip(keys, self._maps, strict=True):
                if key:
                    places.setdefault(key, []).append(index)

    def places(self, said: str) -> list[int]:
        """The indices of the units meant: of one code, else of one but for its zeros, else of one name."""
        by_code, by_plain_code, by_name = self._maps
        if said in by_code:
            return by_code[said]
        alike = [
            index
            for index in by_plain_code.get(without_zeros(said), ())
            if same_code(said, self._listed[index].code or "")
        ]
        return alike or by_name.get(same_name_key(said), [])

    def known(self) -> Iterable[str]:
        return (self._listed[index].code or self._listed[index].name for index in self._chosen)


def _downwards(listed: Sequence[UnitInList], parents: Sequence[int | None]) -> list[int]:
    """Every unit after the one it lies in; Problem for those that lie in each other."""
    below: dict[int | None, list[int]] = {}
    for index, parent in enumerate(parents):
        below.setdefault(parent, []).append(index)
    order = list(below.get(None, ()))
    for index in order:  # grows as it goes
        order += below.get(index, ())
    if len(order) < len(listed):
        circle = _circle(next(iter(set(range(len(listed))) - set(order))), parents)
        names = [listed[index].name for index in circle[:_MOST_IN_CYCLE]]
        raise listed[circle[0]].problem(_CYCLE.with_values(units=" → ".join([*names, names[0]])))
    return order


def _circle(start: int, parents: Sequence[int | None]) -> list[int]:
    way: list[int] = []
    at: int | None = start
    while at is not None and at not in way:
        way.append(at)
        at = parents[at]
    return way[way.index(at) :] if at is not None else way


def _check_depth(one: UnitInList, depth: int, parent: Unit | None, levels: Sequence[str]) -> None:
    if depth >= len(levels):
        raise one.problem(
            _TOO_DEEP.with_values(unit=one.name, depth=depth + 1, levels=len(levels), names=" → ".join(levels))
        )
    if one.depth is not None and one.depth != depth and parent is not None:
        raise one.problem(
            _WRONG_LEVEL.with_values(
                unit=one.name,
                level=levels[one.depth],
                parent=parent.name,
                other=levels[parent.depth],
                above=levels[max(one.depth - 1, 0)],
            )
        )


def _check_once(units: Iterable[Unit]) -> None:
    seen: dict[tuple[str, ...], Unit] = {}
    names: dict[tuple[tuple[str, ...], str], Unit] = {}
    for unit in units:
        name = (unit.key[:-1], same_name_key(unit.name))
        first = seen.setdefault(unit.key, unit)
        named = names.setdefault(name, unit)
        other = first if first is not unit else named if named is not unit and not (unit.code and named.code) else None
        if other is not None:
            text = _TWICE.with_values(unit=unit.name, first=str(other.listed.row))
            raise unit.listed.problem(text)
