"""Units of one name in different places: `Xã Tân Lập` of two districts are two units, told by what they belong to."""

from dataclasses import replace

from xl_addin.case.unit_rows import UnitRows
from xl_addin.table.model import NumberedTable


def told_apart(table: NumberedTable, units: UnitRows) -> UnitRows:
    """The units with what they belong to behind a name that stands in several places: `Xã Tân Lập, Đồng Phú`.

    Where that is one place, too, the code that the spec's column gives each tells them apart: `Xã Tân Lập (25441)`.
    Else a name in several rows is one unit's.
    """
    names = list(units.names)
    places: dict[str, set[str]] = {}
    for key, parent in zip(units.name_keys, units.parent_keys, strict=True):
        places.setdefault(key, set()).add(parent)
    several = {key for key, found in places.items() if key and len(found) > 1 and "" not in found}
    for at, key in enumerate(units.name_keys):
        if key in several:
            names[at] = f"{names[at]}, {units.parents[at]}"
    coded: dict[tuple[str, str], set[str]] = {}
    for key, parent, code in zip(units.name_keys, units.parent_keys, units.code_keys, strict=True):
        coded.setdefault((key, parent), set()).add(code)
    for at, place in enumerate(zip(units.name_keys, units.parent_keys, strict=True)):
        if table.unit_codes is not None and len(coded[place]) > 1 and "" not in coded[place]:
            names[at] = f"{names[at]} ({units.codes[at]})"
    return replace(units, names=tuple(names)) if tuple(names) != units.names else units
