"""Which row of one table is the same unit's as which row of another: the one pairing everybody asks for.

Units are paired by code where both tables have a column of codes, else by name as `unit_names` compares them and by
what they lie in (`unit_rows`), by position only where names cannot tell: a table has none, or all other units stand in
the same places and the names of two in one place differ (a misspelling, which U501 reports). What was paired by
position is said. Where a name stands twice in one place, or code and name say different things, nothing is paired: who
needs the row says which it is.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from xl_addin.case.unit_rows import UnitRows
from xl_addin.unit_names.comparing import same_name_keys

How = Literal["code", "name", "position"]


@dataclass(frozen=True)
class Pairing:
    """`rows` leads from a row of the one table (unit, sub-total, total) to the row of the same in the other.

    `how` says by what the units were paired, `by_position` which of them only by their place; `missing` are the units'
    rows without a counterpart, `extra` the other table's. `disputed` are rows of which code and name say different
    things; these and repeated names are in no pair.
    """

    rows: Mapping[int, int]
    how: How
    by_position: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()
    disputed: tuple[int, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every unit of either table has its counterpart."""
        return not self.missing and not self.extra


def pair(one: UnitRows, other: UnitRows) -> Pairing:
    """The pairing of two tables' rows, from the first to the second."""
    by_name = _by_names(one, other)
    disputed: tuple[int, ...] = ()
    how: How = "name"
    if codes := _codes(one, other):
        by_code, named = _by_keys(one, other, codes), {at: row for row, at in by_name.items()}
        disputed = tuple(row for row, at in by_code.items() if (by_name.get(row, at), named.get(at, row)) != (at, row))
        rows, how = {row: at for row, at in by_code.items() if row not in disputed}, "code"
    elif one.are_named and other.are_named:
        rows = by_name
    else:
        rows, how = {}, "position"
    by_position = _same_places(one, other, rows, how)
    rows = rows | by_position
    missing = tuple(row for row in one.rows if row not in rows)
    taken = set(rows.values())
    extra = tuple(row for row in other.rows if row not in taken)
    rows = rows | _subtotals(one, other)
    if one.total is not None and other.total is not None:
        rows[one.total] = other.total
    return Pairing(rows, how, tuple(by_position), missing, extra, disputed)


_Keys = tuple[Sequence[object], Sequence[object]]


def _codes(one: UnitRows, other: UnitRows) -> _Keys | None:
    """The codes of both tables, if need be with what units lie in, where they tell these apart and are of one kind."""
    for keys in (
        (one.code_keys, other.code_keys),
        tuple(list(zip(units.parent_keys, units.code_keys, strict=True)) for units in (one, other)),
    ):
        here, there = keys
        if not (all(one.codes) and all(other.codes) and here and there):
            return None
        if all(len(set(each)) == len(each) for each in keys) and not set(here).isdisjoint(there):
            return here, there
    return None


def _by_names(one: UnitRows, other: UnitRows) -> dict[int, int]:
    """The rows of equal names: alone where they tell the units apart, else with what the units lie in.

    That counts for units of one name only once, too, where columns of both tables state it. A unit of which one table
    does not say what it lies in goes by its name, if that is one unit's in either.
    """
    by_name = _by_keys(one, other, (one.keys, other.keys))
    stated = one.parents_stated and other.parents_stated
    if not stated and all(len(set(units.keys)) == len(units.keys) for units in (one, other)):
        return by_name
    found = _by_keys(one, other, (one.identities, other.identities))
    here, there = (dict(zip(units.rows, units.parent_keys, strict=True)) for units in (one, other))
    taken = set(found.values())
    loose = {
        row: at for row, at in by_name.items() if row not in found and at not in taken and not (here[row] and there[at])
    }
    return found | loose


def _by_keys(one: UnitRows, other: UnitRows, keys: _Keys) -> dict[int, int]:
    """The rows of equal keys; none for a key that is empty or stands twice in either."""
    here, there = keys
    often = {key for key, count in chain(Counter(here).items(), Counter(there).items()) if count > 1}
    rows = {key: row for key, row in zip(there, other.rows, strict=True) if key and key not in often}
    return {row: rows[key] for key, row in zip(here, one.rows, strict=True) if key not in often and key in rows}


def _same_places(one: UnitRows, other: UnitRows, paired: Mapping[int, int], how: How) -> dict[int, int]:
    """The rows left over that stand in the same place, where nothing speaks against the order being one."""
    if len(one.rows) != len(other.rows):
        return {}
    places = list(zip(one.rows, one.keys, other.rows, other.keys, strict=True))
    if how == "position":
        return {row: at for row, _, at, _ in places}
    in_place = sum(paired.get(row) == at for row, _, at, _ in places)
    if how == "code" or in_place != len(paired) or in_place < 2 or in_place * 2 < len(places):
        return {}
    here, there = set(one.keys), set(other.keys)
    left = [each for each in places if each[0] not in paired]
    return {row: at for row, key, at, other_key in left if key not in there and other_key not in here}


def _subtotals(one: UnitRows, other: UnitRows) -> dict[int, int]:
    """The sub-total rows: by name where both tables tell theirs apart so, else by order where there are as many."""
    here, there = (same_name_keys([name for _, name in units.subtotals]) for units in (one, other))
    rows, others = [row for row, _ in one.subtotals], [row for row, _ in other.subtotals]
    if all(here) and all(there) and len(set(here)) == len(here) and len(set(there)) == len(there):
        by_name = dict(zip(there, others, strict=True))
        named = {row: by_name[key] for key, row in zip(here, rows, strict=True) if key in by_name}
        if named:
            return named
    return dict(zip(rows, others, strict=True)) if len(rows) == len(others) else {}
