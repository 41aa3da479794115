"""Units of one name in different places: `Xã Tân Lập` of two districts are two units, told by what they belong to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xl_addin.case.pairing import UnitRows
from xl_addin.case.unit_column import columns_of
from xl_addin.table.headings import is_body_heading
from xl_addin.table.model import NumberedTable
from xl_addin.unit_names.comparing import same_name_key
from xl_addin.workbook.model.book import Sheet


def told_apart(table: NumberedTable, sheet: Sheet, units: UnitRows) -> UnitRows:
    """The units with what they belong to behind a name that stands in several places: `Xã Tân Lập, Đồng Phú`.

    That is the sub-total above them, or a column of places or bodies before theirs, where it divides the list: the
    units of each place stand together, every one once. Else a name in several rows is one unit's.
    """
    keys = list(map(same_name_key, units.names))
    parents = _parents(table, sheet, units)
    pairs = [(same_name_key(parent), key) for parent, key in zip(parents, keys, strict=True)]
    places: dict[str, set[str]] = {}
    for parent, key in pairs:
        places.setdefault(key, set()).add(parent)
    several = {key for key, found in places.items() if key and len(found) > 1 and "" not in found}
    if not several or not (units.group_of or _divides(pairs)):
        return units
    names = [
        f"{name}, {parent}" if key in several else name
        for name, parent, key in zip(units.names, parents, keys, strict=True)
    ]
    return replace(units, names=tuple(names))


def _parents(table: NumberedTable, sheet: Sheet, units: UnitRows) -> Sequence[str]:
    """What each unit belongs to, "" where nothing says so; a name written once goes for the rows below it."""
    groups = dict(units.subtotals)
    if any(row in units.group_of for row in units.rows):
        return [groups.get(units.group_of.get(row, 0), "") for row in units.rows]
    own = table.unit_column
    before = [
        column
        for column in columns_of(table)
        if own and column.position < own.position and is_body_heading(column.heading) and is_body_heading(own.heading)
    ]
    found: list[str] = []
    for row in units.rows:
        value = sheet.value(row, before[-1].position) if before else None
        text = " ".join(value.split()) if isinstance(value, str) else ""
        found.append(text or (found[-1] if found else ""))
    return found


def _divides(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether the rows of each place stand together and name every unit once."""
    parents = [parent for parent, _ in pairs]
    runs = 1 + sum(one != other for one, other in pairwise(parents))
    return runs == len(set(parents)) and max(Counter(pairs).values()) == 1
