"""The units of a table: their rows, what they are called, their codes, and whose units they are.

A unit is its code and what it lies in, never its name alone: two communes `Tân Tiến` of two provinces are two units.
What it lies in says the column that a spec names; else the sub-total above it; else, where names repeat, a column of
places or bodies before the units' that divides the list.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from xl_addin.table.headings import is_body_heading, is_code_heading
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.unit_names.comparing import code_key, same_name_key, same_name_keys
from xl_addin.unit_names.writing import plainly_written
from xl_addin.workbook.model.book import Sheet, Value


@dataclass(frozen=True)
class UnitRows:
    """The units of a table: their rows from top to bottom, what they are called, their codes ("" where there is none).

    `group_of` is the sub-total a unit's row belongs to; `subtotals` and `total` are rows too. `details` is what else
    names the rows where a unit has several, empty where it has one. `parents` is what each unit lies in, empty where
    nothing says so; `parents_stated` that a column a spec names does. `own_names` leads from other names that units
    go by, as they are compared, to their own.
    """

    rows: tuple[int, ...]
    names: tuple[str, ...]
    codes: tuple[str, ...]
    subtotals: tuple[tuple[int, str], ...] = ()
    group_of: Mapping[int, int] = field(default_factory=dict)
    total: int | None = None
    details: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    parents_stated: bool = False
    own_names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def name_keys(self) -> tuple[str, ...]:
        """The units' own names as they are compared, also where another one stands."""
        return tuple(map(self._own, same_name_keys(self.names)))

    def key_of(self, name: str) -> str:
        """A unit's own name as it is compared, from any name it goes by."""
        return self._own(same_name_key(name))

    def _own(self, key: str) -> str:
        return same_name_key(self.own_names[key]) if key in self.own_names else key

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The names as they are compared, together with what else names the rows."""
        if not self.details:
            return self.name_keys
        pairs = zip(self.name_keys, same_name_keys(self.details), strict=True)
        return tuple("\n".join(pair) if any(pair) else "" for pair in pairs)

    @cached_property
    def code_keys(self) -> tuple[str, ...]:
        """The codes as they are compared."""
        return tuple(map(code_key, self.codes))

    @cached_property
    def parent_keys(self) -> tuple[str, ...]:
        """What the units lie in as it is compared, "" where nothing says so."""
        return tuple(same_name_keys(self.parents)) if self.parents else ("",) * len(self.rows)

    @cached_property
    def identities(self) -> tuple[tuple[str, str] | str, ...]:
        """Names and what they lie in, "" for a row without a name: what tells units of one name apart."""
        return tuple((parent, key) if key else "" for parent, key in zip(self.parent_keys, self.keys, strict=True))

    @cached_property
    def are_named(self) -> bool:
        """Whether any unit has a name."""
        return any(self.keys)

    @cached_property
    def duplicates(self) -> tuple[tuple[int, int], ...]:
        """Rows whose unit stands in an earlier row too, with that row: one name and code twice in one place."""
        first: dict[tuple[int | None, str, str, str], int] = {}
        found = []
        codes = self.code_keys if all(self.codes) else ("",) * len(self.rows)
        for row, key, parent, code in zip(self.rows, self.keys, self.parent_keys, codes, strict=True):
            known = first.setdefault((self.group_of.get(row), parent, key, code), row)
            if key and known != row:
                found.append((row, known))
        return tuple(found)

    def rows_called(self, name: str) -> list[int]:
        """The rows of the units of this name, own or other; `Tân Tiến, Đồng Phú` also says what it lies in."""
        key = self.key_of(name)
        found = [row for row, each in zip(self.rows, self.keys, strict=True) if each and each == key]
        if found or not self.parents:
            return found
        places = zip(self.rows, self.keys, self.parent_keys, strict=True)
        return [row for row, each, parent in places if each and parent and f"{each}, {parent}" == key]

    def name(self, row: int) -> str:
        """A unit's name as written, on one line."""
        return self.names[self.rows.index(row)]


def units_in(table: NumberedTable, sheet: Sheet) -> UnitRows:
    """The units of a table that stands on a (recalculated) sheet."""
    names, codes = table.unit_column, table.unit_codes or code_column(table)
    subtotals = tuple(row for row, _ in table.subtotal_rows)
    titles = tuple(zip(subtotals, _texts(sheet, names, subtotals), strict=True))
    found = UnitRows(
        rows=table.body_rows,
        names=_unit_names(table, sheet),
        codes=_texts(sheet, codes, table.body_rows),
        subtotals=titles,
        group_of={row: group for group, rows in table.subtotal_rows for row in rows},
        total=table.total_row,
        details=_texts(sheet, table.row_names, table.body_rows) if table.row_names else (),
        own_names=table.own_names,
    )
    return _with_parents(found, table, sheet)


def _with_parents(units: UnitRows, table: NumberedTable, sheet: Sheet) -> UnitRows:
    if table.unit_parents is not None:
        texts = _texts(sheet, table.unit_parents, table.body_rows)
        return replace(units, parents=_called(_filled_down(texts), table.parent_names), parents_stated=True)
    if any(row in units.group_of for row in units.rows):
        titles = dict(units.subtotals)
        above = tuple(titles.get(units.group_of.get(row, 0), "") for row in units.rows)
        return replace(units, parents=_called(above, table.parent_names))
    if len(set(units.name_keys)) == len(units.rows):
        return units
    before = _column_of_places(table)
    parents = () if before is None else _filled_down(_texts(sheet, before, table.body_rows))
    return replace(units, parents=parents) if _divides(parents, units.name_keys) else units


def _called(parents: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """What units lie in by its own name, whether a code or another name stands there."""
    keys = same_name_keys(parents)
    return tuple(names.get(key, parent) for key, parent in zip(keys, parents, strict=True))


def _filled_down(texts: Sequence[str]) -> tuple[str, ...]:
    """A text written once goes for the empty rows below it."""
    found: list[str] = []
    for text in texts:
        found.append(text or (found[-1] if found else ""))
    return tuple(found)


def _column_of_places(table: NumberedTable) -> TableColumn | None:
    """The nearest column of places or bodies before the units', where the units are places or bodies, too."""
    own = table.unit_column
    if own is None or not is_body_heading(own.heading):
        return None
    before = [
        column
        for column in (*table.columns, *table.unnumbered)
        if column.position < own.position and is_body_heading(column.heading)
    ]
    return max(before, key=lambda column: column.position, default=None)


def _divides(parents: Sequence[str], keys: Sequence[str]) -> bool:
    """Whether the rows of each place stand together and name every unit once."""
    if not all(parents):
        return False
    places = same_name_keys(parents)
    runs = 1 + sum(one != other for one, other in pairwise(places))
    return runs == len(set(places)) and max(Counter(zip(places, keys, strict=True)).values(), default=0) == 1


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


def units_listed(names: Sequence[str], codes: Sequence[str] = (), parents: Sequence[str] = ()) -> UnitRows:
    """The units of a list, such as a spec's: their `rows` are their places in it, from 0."""
    return UnitRows(
        tuple(range(len(names))),
        tuple(map(plainly_written, names)),
        tuple(codes) or ("",) * len(names),
        parents=tuple(parents),
        parents_stated=bool(parents) and all(parents),
    )


def code_column(table: NumberedTable) -> TableColumn | None:
    """The column of the units' codes."""
    return next((one for one in table.columns if one.role != "unit" and is_code_heading(one.heading)), None)


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
