"""Which row and column of a sheet is which of its other version's, inside and outside its tables."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xl_addin.comparing.book_map import CellMap, LinesThere
from xl_addin.comparing.matching.cell_keys import CellKeys, overlap
from xl_addin.comparing.matching.edges import Edges, best_in_gap
from xl_addin.comparing.matching.lines import LinePairs, aligned, best_in_order, gaps_in_order
from xl_addin.comparing.matching.table_pairs import TableVersions, rows_of

_MOST_COLUMNS = 40_000
_ALIKE = 0.3
_BOTH_EMPTY = 0.01
_IN_A_TABLE = 10.0


@dataclass(frozen=True)
class SheetVersions:
    """A sheet in both versions: the map of the whole, the numbered tables that stay on it, and the map of each."""

    whole: CellMap
    tables: tuple[tuple[TableVersions, CellMap], ...]

    @property
    def rows_in_tables(self) -> tuple[set[int], set[int]]:
        """The rows that go by a table's columns, in either version."""
        rows = {row: at for _, cells in self.tables for row, at in cells.rows.lines.items()}
        own = {row for table, _ in self.tables for row in rows_of(table.old)}
        others = {row for table, _ in self.tables for row in rows_of(table.new)}
        return own | set(rows), others | set(rows.values())


def sheet_versions(
    names: tuple[str, str],
    keys: tuple[CellKeys, CellKeys],
    tables: Sequence[TableVersions],
    gone: tuple[set[int], set[int]] = (set(), set()),
    edges: Callable[[], tuple[Edges, Edges]] = lambda: ({}, {}),
) -> SheetVersions:
    """Align a sheet with its other version; `gone` are rows, in either, of tables that left or came from elsewhere.

    `edges` are asked for where empty rows came or went beside others.
    """
    old, new = keys
    columns = _columns(old, new, tables)
    of_tables = {row: at for table in tables for row, at in table.rows.items()}
    left_out = (
        gone[0] | {row for table in tables for row in rows_of(table.old)},
        gone[1] | {row for table in tables for row in rows_of(table.new)},
    )
    anchors = [(table.old.number_row, table.new.number_row) for table in tables]
    rows = _rows(keys, columns, anchors, left_out)
    ends = (old.last_row, new.last_row), (old.last_column, new.last_column)
    gaps = _gaps(keys, rows | of_tables)
    if any(gaps):
        rows = _with_gaps(rows, gaps, edges())
    whole = CellMap(*names, LinesThere(rows | of_tables, *ends[0], *gaps), LinesThere(columns, *ends[1]))
    return SheetVersions(whole, tuple((table, _in_table(table, whole, rows)) for table in tables))


def moved_table(table: TableVersions) -> CellMap:
    """The map of a table that has gone to another sheet."""
    rows = dict(table.rows)
    if len(table.old.header_rows) == len(table.new.header_rows):
        rows |= dict(zip(table.old.header_rows, table.new.header_rows, strict=True))
    return CellMap(table.old.sheet, table.new.sheet, LinesThere(rows), LinesThere(table.columns))


def _in_table(table: TableVersions, whole: CellMap, rows: Mapping[int, int]) -> CellMap:
    """The map of a table's rows, those of its header among them; beside the table columns go as in the sheet."""
    header = {row: rows[row] for row in table.old.header_rows if rows.get(row) in table.new.header_rows}
    own = {column.position for column in table.old.columns}
    others = {column.position for column in table.new.columns}
    beside = {one: other for one, other in whole.columns.lines.items() if one not in own and other not in others}
    columns = LinesThere({**beside, **table.columns}, whole.columns.end, whole.columns.other_end)
    return CellMap(whole.sheet, whole.other_sheet, LinesThere({**table.rows, **header}), columns)


def _columns(old: CellKeys, new: CellKeys, tables: Sequence[TableVersions]) -> dict[int, int]:
    samples, others = old.column_samples(), new.column_samples()
    known = {one - 1: other - 1 for table in tables for one, other in table.columns.items()}
    taken = set(known.values())

    def score(one: int, other: int) -> float:
        if one in known or other in taken:
            return _IN_A_TABLE if known.get(one) == other else 0.0
        if not samples[one] and not others[other]:
            return _BOTH_EMPTY
        alike = overlap(samples[one], others[other])
        return alike if alike >= _ALIKE else 0.0

    if samples == others and all(one == other for one, other in known.items()):
        pairs: LinePairs = {at: at for at in range(len(samples))}
    elif len(samples) * len(others) > _MOST_COLUMNS:
        pairs = aligned([(sample or None,) for sample in samples], [(sample or None,) for sample in others])
    else:
        pairs = best_in_order(len(samples), len(others), score)
        free = gaps_in_order(pairs, len(samples), len(others))
        pairs |= {one: other for one, other in free.items() if one not in known and other not in taken}
    return {one + 1: other + 1 for one, other in pairs.items()}


def _rows(
    keys: tuple[CellKeys, CellKeys],
    columns: Mapping[int, int],
    anchors: Sequence[tuple[int, int]],
    left_out: tuple[set[int], set[int]],
) -> dict[int, int]:
    """The rows outside tables; `anchors` are rows of tables between which they stand."""
    here, there = (
        list(_outside(one, {anchor[side] for anchor in anchors}, left_out[side])) for side, one in enumerate(keys)
    )
    lines = keys[0].rows(here, list(columns)), keys[1].rows(there, list(columns.values()))
    marks = {row: at for at, (row, _) in enumerate(anchors)}, {row: at for at, (_, row) in enumerate(anchors)}
    marked = [
        [
            (marks[side].get(row), *(() if row in marks[side] else key))
            for row, key in zip(rows, lines[side], strict=True)
        ]
        for side, rows in enumerate((here, there))
    ]
    width = len(columns) + 1
    found = aligned(*([(*key, *(None,) * (width - len(key))) for key in side] for side in marked))
    return {
        here[one]: there[other]
        for one, other in found.items()
        if here[one] not in marks[0] and there[other] not in marks[1]
    }


def _gaps(keys: tuple[CellKeys, CellKeys], rows: Mapping[int, int]) -> tuple[dict[int, int], dict[int, int]]:
    """The empty rows of either version where there are more in the one than in the other; see `LinesThere.gaps`."""
    back = {other: one for one, other in rows.items()}
    found: list[dict[int, int]] = []
    for side, known in enumerate(keys):
        found.append({})
        gap = 0
        for row in range(1, known.last_row + 1):
            if known.filled(row):
                # A gap is called by the row above it, as the old version numbers rows.
                gap = row if side == 0 else back.get(row, -row)
            else:
                found[side][row] = gap
    counts = [Counter(each.values()) for each in found]
    unclear = {gap for gap in (*counts[0], *counts[1]) if counts[0][gap] != counts[1][gap]}
    old, new = ({row: gap for row, gap in each.items() if gap in unclear} for each in found)
    return old, new


def _with_gaps(
    rows: Mapping[int, int], gaps: tuple[Mapping[int, int], Mapping[int, int]], edges: tuple[Edges, Edges]
) -> dict[int, int]:
    """The rows, those of gaps paired by what begins and ends in them."""
    known = {one: other for one, other in rows.items() if one not in gaps[0] and other not in gaps[1]}
    found: dict[int, tuple[list[int], list[int]]] = {}
    for side, gap in enumerate(gaps):
        for row, number in gap.items():
            found.setdefault(number, ([], []))[side].append(row)
    for old, new in found.values():
        known |= best_in_gap(old, new, edges)
    return known


def _outside(keys: CellKeys, anchors: set[int], left_out: set[int]) -> Iterator[int]:
    return (row for row in range(1, keys.last_row + 1) if row in anchors or row not in left_out)
