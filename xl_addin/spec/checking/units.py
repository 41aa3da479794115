"""Unit sets: whose units a table's rows are, whose units lie in whose, and no unit in two sets."""

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.spec.checking.finding import Finding, SpecPath
from xl_addin.spec.model import Spec
from xl_addin.spec.parts.units import UnitSetSpec, UnitSpec
from xl_addin.unit_names.comparing import same_name_key

_NO_SET = Text("không có bộ đơn vị {key}", "there is no unit set {key}")
_WHICH_SET = Text(
    "đặc tả có nhiều bộ đơn vị; hãy ghi bảng này dùng bộ nào, như `units: {key}`",
    "the spec has several unit sets; say which this table uses, as in `units: {key}`",
)
_BOTH = Text(
    "đơn vị đã ghi theo bộ (`unit_sets`), không ghi thêm ở `units`; hãy chuyển vào một bộ",
    "the units stand in sets (`unit_sets`); move these into one of them",
)
_CYCLE = Text("các bộ đơn vị nằm trong nhau vòng quanh: {path}", "these unit sets lie in each other: {path}")
_TWICE = Text(
    "đơn vị “{name}” đã có trong bộ {other}; một đơn vị chỉ thuộc một bộ. Hai đơn vị trùng tên thì ghi `code` hoặc "
    "`parent` khác nhau",
    "unit {name} is already in the set {other}; a unit is in one set only. Tell two of one name apart by `code` or "
    "`parent`",
)
_TWICE_HERE = Text(
    "đơn vị “{name}” xuất hiện hai lần; hai đơn vị trùng tên thì ghi `code` hoặc `parent` khác nhau",
    "unit {name} stands twice; tell two of one name apart by `code` or `parent`",
)
_NO_PARENT = Text(
    "đơn vị “{name}”: không có đơn vị cấp trên {parent} trong bộ {key}",
    "unit {name}: there is no parent {parent} in the set {key}",
)
_TWO_PARENTS = Text(
    "đơn vị “{name}”: bộ {key} có nhiều đơn vị tên {parent}; hãy ghi mã của đơn vị cấp trên",
    "unit {name}: the set {key} has several units called {parent}; write the parent's code",
)
_NO_UPPER_SET = Text(
    "đơn vị “{name}” có cấp trên, nhưng bộ {key} không ghi `parent` là bộ nào",
    "unit {name} has a parent, but the set {key} does not say of which set (`parent`)",
)
_NO_UNIT = Text("bộ {key} không có đơn vị {name}", "the set {key} has no unit {name}")


def unit_findings(spec: Spec) -> Iterator[Finding]:
    """What is wrong with the unit sets of a spec and with the tables' choice among them."""
    sets = {one.key: one for one in spec.unit_sets}
    yield from _tables(spec, sets)
    if sets and spec.units:
        yield ("units",), _BOTH
    for index, unit_set in enumerate(spec.unit_sets):
        place: SpecPath = ("unit_sets", index)
        if unit_set.parent is not None and unit_set.parent not in sets:
            yield (*place, "parent"), unknown(_NO_SET.with_values(key=unit_set.parent), unit_set.parent, sets)
        if unit_set.units:
            names = [unit.name for unit in unit_set.units]
            for name in unit_set.aliases:
                if name not in names:
                    text = _NO_UNIT.with_values(key=unit_set.key, name=name)
                    yield (*place, "aliases", name), unknown(text, name, names)
        yield from _parents(place, unit_set, sets)
    yield from _twice(spec)
    yield from _circle(sets)


def _tables(spec: Spec, sets: dict[str, UnitSetSpec]) -> Iterator[Finding]:
    for index, table in enumerate(spec.tables):
        place: SpecPath = ("tables", index)
        if table.units is not None and table.units not in sets:
            yield (*place, "units"), unknown(_NO_SET.with_values(key=table.units), table.units, sets)
        elif table.units is None and len(sets) > 1:
            yield place, unknown(_WHICH_SET.with_values(key=next(iter(sets))), table.key, sets)


def _parents(place: SpecPath, unit_set: UnitSetSpec, sets: dict[str, UnitSetSpec]) -> Iterator[Finding]:
    above = sets.get(unit_set.parent) if unit_set.parent is not None else None
    codes = {unit.code for unit in above.units} if above else set()
    names = Counter(same_name_key(unit.name) for unit in above.units) if above else Counter()
    for index, unit in enumerate(unit_set.units):
        at = (*place, "units", index)
        if unit.parent is None or (unit_set.parent is not None and above is None):
            continue
        values = {"name": unit.name, "parent": unit.parent, "key": unit_set.key if above is None else above.key}
        if above is None:
            yield at, _NO_UPPER_SET.with_values(**values)
        elif above.units and unit.parent not in codes:
            same = names[same_name_key(unit.parent)]
            if same == 0:
                yield at, unknown(_NO_PARENT.with_values(**values), unit.parent, [one.name for one in above.units])
            elif same > 1:
                yield at, _TWO_PARENTS.with_values(**values)


def _identity(unit: UnitSpec) -> tuple[str | None, ...]:
    """What tells a unit from every other: its code and parent, else its name and parent."""
    own = ("code", unit.code) if unit.code else ("name", same_name_key(unit.name))
    return (*own, unit.parent and same_name_key(unit.parent))


def _twice(spec: Spec) -> Iterator[Finding]:
    lists: list[tuple[SpecPath, str, tuple[UnitSpec, ...]]] = [(("units",), "", spec.units)]
    lists += [(("unit_sets", i, "units"), one.key, one.units) for i, one in enumerate(spec.unit_sets)]
    seen: dict[tuple[str | None, ...], str] = {}
    for place, key, units in lists:
        for index, unit in enumerate(units):
            other = seen.setdefault(_identity(unit), key)
            if other != key:
                yield (*place, index), _TWICE.with_values(name=unit.name, other=other)
        identities = [_identity(unit) for unit in units]
        first = {identity: index for index, identity in reversed(list(enumerate(identities)))}
        for index, identity in enumerate(identities if key else ()):
            if first[identity] < index:
                yield (*place, index), _TWICE_HERE.with_values(name=units[index].name)


def _circle(sets: dict[str, UnitSetSpec]) -> Iterator[Finding]:
    try:
        TopologicalSorter({key: [one.parent] if one.parent in sets else [] for key, one in sets.items()}).prepare()
    except CycleError as error:
        around = error.args[1]
        index = list(sets).index(around[0])
        yield ("unit_sets", index, "parent"), _CYCLE.with_values(path=" → ".join(around))
