"""Which numbered table, row and column of one version is which of the other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xl_addin.case.case import Case
from xl_addin.case.pairing import pair
from xl_addin.case.unit_rows import units_in
from xl_addin.comparing.matching.cell_keys import CellKeys, Skeleton
from xl_addin.comparing.matching.lines import LineKey, aligned
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.table.words import folded
from xl_addin.unit_names.comparing import same_name_key
from xl_addin.unit_names.matching import NameIndex
from xl_addin.workbook.model.book import Sheet

_LIKE_ENOUGH = 0.5


@dataclass(frozen=True)
class TableVersions:
    """A table in both versions, and which of its rows and columns (as the sheets number them) is which."""

    old: NumberedTable
    new: NumberedTable
    rows: Mapping[int, int]
    columns: Mapping[int, int]


def rows_of(table: NumberedTable) -> list[int]:
    """The rows that are the table's own, from its column numbers down: units, sub-totals, ratios, total."""
    rows = {table.number_row, *table.body_rows, *table.ratio_rows, *(row for row, _ in table.subtotal_rows)}
    rows |= {row for row in (table.formula_row, table.total_row) if row is not None}
    return sorted(rows)


def paired_tables(old: Case, new: Case, sheets: Mapping[str, str]) -> list[tuple[NumberedTable, NumberedTable]]:
    """The tables of both versions, the most alike first: by the spec, their sheets, titles, headings and units.

    A table stays on its sheet, `sheets` says which that is now, unless it is like one of another sheet that no other
    table claims.
    """
    tables = [table for sheet in old.fresh.sheets for table in apart(old.tables_on(sheet.name))]
    others = [table for sheet in new.fresh.sheets for table in apart(new.tables_on(sheet.name))]
    specs, other_specs = _specs(old), _specs(new)
    scores = []
    for one in tables:
        for other in others:
            stays = sheets.get(one.sheet) == other.sheet
            spec = specs.get(id(one))
            same_spec = spec is not None and spec == other_specs.get(id(other))
            alike = _likeness(old, one, new, other)
            torn = _is_torn(old, one, new, other) or _is_torn(new, other, old, one)
            if not torn and (same_spec or alike >= _LIKE_ENOUGH):
                scores.append((same_spec, stays, alike, one, other))
    found: list[tuple[NumberedTable, NumberedTable]] = []
    for _, _, _, one, other in sorted(scores, key=lambda each: each[:3], reverse=True):
        if all(one is not known and other is not there for known, there in found):
            found.append((one, other))
    return found


def _is_torn(case: Case, table: NumberedTable, other_case: Case, other: NumberedTable) -> bool:
    """Whether the other version ends earlier only because empty rows end a table: then these are plain rows.

    What this one has more stands below it there.
    """
    lost = set(case.units(table).keys) - set(other_case.units(other).keys)
    if table.total_row is not None and other.total_row is None:
        lost |= set(_texts(case.fresh[table.sheet], [table.total_row], table))
    area = other_case.fresh[other.sheet].used_area()
    if not lost or area is None:
        return False
    last = max(rows_of(other))
    tops = (each.area.first_row for each in other_case.tables_on(other.sheet))
    below = range(last + 1, min((top for top in tops if top > last), default=area.last_row + 1))
    return not lost.isdisjoint(_texts(other_case.fresh[other.sheet], below, other))


def _texts(sheet: Sheet, rows: Iterable[int], table: NumberedTable) -> Iterator[str]:
    """The texts in these rows of a table's columns, as names are compared."""
    values = (sheet.value(row, column.position) for row in rows for column in table.columns)
    return (same_name_key(value) for value in values if isinstance(value, str))


def apart(tables: Sequence[NumberedTable]) -> list[NumberedTable]:
    """Of a sheet's tables those that share no row with one before: cells of a row go by one table's columns."""
    taken: set[int] = set()
    found = []
    for table in tables:
        rows = set(rows_of(table))
        if taken.isdisjoint(rows):
            taken |= rows
            found.append(table)
    return found


def versions(
    old: NumberedTable, sheet: Sheet, keys: CellKeys, new: NumberedTable, other_sheet: Sheet, other_keys: CellKeys
) -> TableVersions:
    """The rows and columns of a table that both versions have."""
    columns = _columns(old, new)
    pairing = pair(units_in(old, sheet), units_in(new, other_sheet))
    # Another name in the same place may be a misspelling, which is for rules to tell, or another unit.
    in_place = () if pairing.how == "position" else pairing.by_position
    rows = {old.number_row: new.number_row, **{row: at for row, at in pairing.rows.items() if row not in in_place}}
    if old.formula_row is not None and new.formula_row is not None:
        rows[old.formula_row] = new.formula_row
    _pair_renamed(old, sheet, new, other_sheet, rows)
    _pair_left_over(old, keys, new, other_keys, rows, columns)
    return TableVersions(old, new, rows, columns)


def _specs(case: Case) -> dict[int, str]:
    matched = zip(case.tables, case.matched.specs, strict=True)
    return {id(table): spec.key for table, spec in matched if spec is not None}


def _likeness(old: Case, one: NumberedTable, new: Case, other: NumberedTable) -> float:
    """How much titles, column numbers, headings and units have in common, from 0 to 1."""
    units = [{key for key in case.units(table).keys if key} for case, table in ((old, one), (new, other))]
    headings = [{folded(column.heading) for column in table.columns} for table in (one, other)]
    labels = [set(one.labels), set(other.labels)]
    parts = [_common(*labels), _common(*headings), *([_common(*units)] if any(units) else [])]
    if one.title or other.title:
        parts.append(float(folded(one.title) == folded(other.title)))
    return sum(parts) / len(parts)


def _common(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _columns(old: NumberedTable, new: NumberedTable) -> dict[int, int]:
    """By number and heading, then by a heading that stands once in either, then by number."""
    found: dict[int, int] = {}
    for sign in (_number_and_heading, _heading, _number):
        here = [column for column in old.columns if column.position not in found]
        taken = set(found.values())
        there = [column for column in new.columns if column.position not in taken]
        once = Counter(map(sign, there))
        places = {sign(column): column.position for column in there if once[sign(column)] == 1}
        often = Counter(map(sign, here))
        found |= {
            column.position: places[sign(column)]
            for column in here
            if any(sign(column)) and often[sign(column)] == 1 and sign(column) in places
        }
    return found


def _number_and_heading(column: TableColumn) -> tuple[str, ...]:
    return column.label, folded(column.heading)


def _heading(column: TableColumn) -> tuple[str, ...]:
    return (folded(column.heading),)


def _number(column: TableColumn) -> tuple[str, ...]:
    return (column.label,)


def _pair_renamed(
    old: NumberedTable, sheet: Sheet, new: NumberedTable, other_sheet: Sheet, rows: dict[int, int]
) -> None:
    """Units whose names nearly are the same, where only one of those left over in either version can be meant."""
    here, there = _left_over(old, new, rows)
    units, others = units_in(old, sheet), units_in(new, other_sheet)
    names = {row: name for row, name in zip(units.rows, units.names, strict=True) if row in here}
    other_names = {row: name for row, name in zip(others.rows, others.names, strict=True) if row in there}
    places, other_places = list(names), list(other_names)
    forth, back = NameIndex(list(other_names.values())), NameIndex(list(names.values()))
    for at, row in enumerate(places):
        candidates = forth.find(names[row]).candidates
        if len(candidates) == 1:
            other = other_places[candidates[0].position]
            if [each.position for each in back.find(other_names[other]).candidates] == [at]:
                rows[row] = other


def _pair_left_over(
    old: NumberedTable,
    keys: CellKeys,
    new: NumberedTable,
    other_keys: CellKeys,
    rows: dict[int, int],
    columns: Mapping[int, int],
) -> None:
    """Rows that no name tells apart, or whose unit is called otherwise: by their figures, between neighbours."""
    here, there = _left_over(old, new, rows)
    if not here or not there:
        return
    told = {column.position for column in old.columns if column.role not in ("index", "unit")}
    columns = {one: other for one, other in columns.items() if one in told}
    width = len(columns)
    anchors = {row: (at, *(None,) * width) for at, row in enumerate(sorted(rows))}
    others = {rows[row]: anchor for row, anchor in anchors.items()}
    lines = _with_keys(here, keys, list(columns)) | anchors
    other_lines = _with_keys(there, other_keys, list(columns.values())) | others
    order, other_order = sorted(lines), sorted(other_lines)
    found = aligned([lines[row] for row in order], [other_lines[row] for row in other_order], one_for_one=False)
    for one, other in found.items():
        if order[one] in here and other_order[other] in there:
            rows[order[one]] = other_order[other]


def _left_over(old: NumberedTable, new: NumberedTable, rows: Mapping[int, int]) -> tuple[set[int], set[int]]:
    return set(rows_of(old)) - set(rows), set(rows_of(new)) - set(rows.values())


def _with_keys(rows: set[int], keys: CellKeys, columns: Sequence[int]) -> dict[int, LineKey]:
    """The rows as lines to align, formulas left out: all units have the same."""
    order = sorted(rows)
    return {
        row: (None, *(None if isinstance(cell, Skeleton) else cell for cell in key))
        for row, key in zip(order, keys.rows(order, columns), strict=True)
    }
