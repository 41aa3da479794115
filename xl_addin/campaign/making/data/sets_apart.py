"""The unit sets of an office's data held against each other: no unit is in two, and every parent is there."""

from collections.abc import Mapping

from xl_addin.campaign.making.data.unit_data import UnitData
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.spec.known_units import code_spellings
from xl_addin.spec.model import Spec
from xl_addin.unit_names.comparing import same_name_keys

_IN_TWO_SETS = Text(
    "dòng {row}: đơn vị “{name}” có trong cả bộ {one} (dòng {first}) và bộ {other}; một đơn vị chỉ thuộc một bộ, hãy "
    "bỏ một chỗ",
    "row {row}: the unit “{name}” is in the set {one} (row {first}) and in {other}; a unit is in one set only: remove "
    "it from one of them",
)
_NO_PARENT = Text(
    "dòng {row}: “{name}” thuộc “{parent}”, nhưng số liệu của bộ {above} không có đơn vị đó",
    "row {row}: “{name}” lies in “{parent}”, which is not in the data of the set {above}",
)


def check_sets(spec: Spec, data: Mapping[str, UnitData]) -> None:
    """Problem, at the unit's cell, for one that stands in the data of two sets or lies in none of the set above's.

    `data` is that of each set, by its key.
    """
    known: dict[tuple[str, str], list[tuple[str, int, str]]] = {}
    for key, units in data.items():
        position = min(units.positions.values(), default=0)
        for at, unit in enumerate(units.units):
            name, code, parent = unit.identity
            same = known.setdefault((name, parent), [])
            for other, row, other_code in same:
                if other != key and (code == other_code or not (code and other_code)):
                    values = {"row": str(units.rows[at]), "name": unit.name, "one": other, "other": key}
                    raise units.problem(_IN_TWO_SETS.with_values(**values, first=str(row)), at, position)
            same.append((key, units.rows[at], code))
    for one in spec.unit_sets:
        if one.parent is not None and one.key in data and one.parent in data:
            _check_parents(one.parent, data[one.key], data[one.parent])


def _check_parents(key: str, units: UnitData, above: UnitData) -> None:
    names = set(same_name_keys(above.names)) | {
        spelling for unit in above.units for spelling in code_spellings(unit.code)
    }
    for at, (unit, parent) in enumerate(
        zip(units.units, same_name_keys([one.parent for one in units.units]), strict=True)
    ):
        if parent and parent not in names:
            values = {"row": str(units.rows[at]), "name": unit.name, "parent": unit.parent, "above": key}
            text = unknown(_NO_PARENT.with_values(**values), unit.parent, above.names)
            raise units.problem(text, at, min(units.positions.values(), default=0))
