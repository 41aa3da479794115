"""Which row of one table is the same unit's as which row of another: the one pairing everybody asks for.

Units are paired by code where both tables have a column of codes, else by name as `unit_names` compares them, by
position only where names cannot tell: a table has none, or all other units stand in the same places and the names of
two in one place differ (a misspelling, which U501 reports). What was paired by position is said. Under different
sub-totals units may share a name; where a name stands twice otherwise, or code and name say different things, nothing
is paired: who needs the row says which it is.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Literal

from xl_addin.table.headings import is_code_heading
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.unit_names.comparing import same_name_keys
from xl_addin.unit_names.writing import plainly_written
from xl_addin.workbook.model.book import Sheet, Value

How = Literal["code", "name", "position"]


@dataclass(frozen=True)
class UnitRows:
    """The units of a table: their rows from top to bottom, what they are called, their codes ("" where there is none).

    `group_of` is the sub-total a unit's row belongs to; `subtotals` and `total` are rows too. `details` is what else
    names the rows where a unit has several, empty where it has one.
    """

    rows: tuple[int, ...]
    names: tuple[str, ...]
    codes: tuple[str, ...]
    subtotals: tuple[tuple[int, str], ...] = ()
    group_of: Mapping[int, int] = field(default_factory=dict)
    total: int | None = None
    details: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The names as they are compared, together with what else names the rows."""
        keys = same_name_keys(self.names)
        if not self.details:
            return tuple(keys)
        pairs = zip(keys, same_name_keys(self.details), strict=True)
        return tuple("\n".join(pair) if any(pair) else "" for pair in pairs)

    @cached_property
    def are_named(self) -> bool:
        """Whether any unit has a name."""
        return any(self.keys)

    @cached_property
    def duplicates(self) -> tuple[tuple[int, int], ...]:
        """Rows whose unit stands in an earlier row too, with that row: one name twice under one sub-total."""
        first: dict[tuple[int | None, str], int] = {}
        found = []
        for row, key in zip(self.rows, self.keys, strict=True):
            known = first.setdefault((self.group_of.get(row), key), row)
            if key and known != row:
                found.append((row, known))
        return tuple(found)

    def name(self, row: int) -> str:
        """A unit's name as written, on one line."""
        return self.names[self.rows.index(row)]


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


def units_in(table: NumberedTable, sheet: Sheet) -> UnitRows:
    """The units of a table that stands on a (recalculated) sheet."""
    names, codes = table.unit_column, code_column(table)
    return UnitRows(
        rows=table.body_rows,
        names=_unit_names(table, sheet),
        codes=_texts(sheet, codes, table.body_rows),
        subtotals=tuple(
            zip(
                (row for row, _ in table.subtotal_rows),
                _texts(sheet, names, [row for row, _ in table.subtotal_rows]),
                strict=True,
            )
        ),
        group_of={row: group for group, rows in table.subtotal_rows for row in rows},
        total=table.total_row,
        details=_texts(sheet, table.row_names, table.body_rows) if table.row_names else (),
    )


def _unit_names(table: NumberedTable, sheet: Sheet) -> tuple[str, ...]:
    """A name written once over several rows, merged or left out below, is that of all of them."""
    column = table.unit_column
    names = list(_texts(sheet, column, table.body_rows))
    if column is None or all(names):
        return tuple(names)
    merged = [
        range(area.first_row, area.last_row + 1)
        for area in sheet.merges
        if area.first_column <= column.position <= area.last_column and area.first_row < area.last_row
    ]
    for index, row in enumerate(table.body_rows):
        if not names[index]:
            top = next((rows.start for rows in merged if row in rows), None)
            if top is not None:
                names[index] = _text(sheet.value(top, column.position))
            elif table.row_names and index:
                names[index] = names[index - 1]
    return tuple(names)


def units_listed(names: Sequence[str]) -> UnitRows:
    """The units of a list, such as a spec's: their `rows` are their places in it, from 0."""
    return UnitRows(tuple(range(len(names))), tuple(map(plainly_written, names)), ("",) * len(names))


def code_column(table: NumberedTable) -> TableColumn | None:
    """The column of the units' codes."""
    return next((one for one in table.columns if one.role != "unit" and is_code_heading(one.heading)), None)


def pair(one: UnitRows, other: UnitRows) -> Pairing:
    """The pairing of two tables' rows, from the first to the second."""
    by_name = _by_keys(one, other, _name_keys(one, other))
    disputed: tuple[int, ...] = ()
    how: How = "name"
    if _are_coded(one, other):
        by_code, named = _by_keys(one, other, (one.codes, other.codes)), {at: row for row, at in by_name.items()}
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


def _are_coded(one: UnitRows, other: UnitRows) -> bool:
    """Whether the codes of both tables tell their units apart and are codes of one kind."""
    return all(
        all(units.codes) and len(set(units.codes)) == len(units.codes) > 0 for units in (one, other)
    ) and not set(one.codes).isdisjoint(other.codes)


def _name_keys(one: UnitRows, other: UnitRows) -> tuple[Sequence[object], Sequence[object]]:
    """The names alone where they tell the units apart, else together with the names of their sub-totals."""
    if all(len(set(units.keys)) == len(units.keys) for units in (one, other)):
        return one.keys, other.keys
    return _keys_in_groups(one), _keys_in_groups(other)


def _keys_in_groups(units: UnitRows) -> Sequence[object]:
    titles = [name for _, name in units.subtotals]
    group_name = dict(zip((row for row, _ in units.subtotals), same_name_keys(titles), strict=True))
    return [
        (group_name.get(units.group_of.get(row, 0), ""), key) if key else ""
        for row, key in zip(units.rows, units.keys, strict=True)
    ]


def _by_keys(one: UnitRows, other: UnitRows, keys: tuple[Sequence[object], Sequence[object]]) -> dict[int, int]:
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


def _texts(sheet: Sheet, column: TableColumn | None, rows: Sequence[int]) -> tuple[str, ...]:
    if column is None:
        return ("",) * len(rows)
    return tuple(_text(sheet.value(row, column.position)) for row in rows)


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return plainly_written(str(value))
