"""Rows that are parts of a row above them as their codes say: `70` over `70.1`, `10` over `101`, `6000` over `6001`.

Nothing else sets them apart: no marker, no word. Cut beside its parts, such a row would be given out twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from xl_addin.case.unit_column import columns_of
from xl_addin.notation import exact
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.workbook.model.book import Sheet
from xl_addin.workbook.model.formats import read_format

_SEPARATORS = (".", "-", "/")


@dataclass(frozen=True)
class _Coded:
    """A row, its code, the place of the column that holds it, and its figures, None where a cell has none."""

    row: int
    code: str
    position: int
    figures: tuple[Fraction | None, ...]


def with_code_levels(table: NumberedTable, sheet: Sheet) -> NumberedTable | None:
    """The table with rows over their parts as sub-totals; None where no code says so.

    A code with a separator (`70.1`) says it alone. Else figures must bear it out: those of a row over others are their
    sums, and the table's total is that of the uppermost rows, or without a total each of these is over others.
    """
    if table.subtotal_rows or not table.body_rows or table.unit_column is None:
        return None
    rows = _coded_rows(table, sheet)
    parts: dict[int, tuple[int, ...]] = {}
    uppermost = [rows[at] for at, _ in _levels(rows, 0, len(rows), parts)]
    if not parts or not (_all_separated(rows, parts) or _is_whole(table, sheet, uppermost, parts)):
        return None
    leaves = tuple(row for row in table.body_rows if row not in parts)
    below = {row: tuple(each for each in leaves if row < each <= last) for row, (*_, last) in parts.items()}
    return replace(table, body_rows=leaves, subtotal_rows=tuple(sorted(below.items())))


def _all_separated(rows: Sequence[_Coded], parts: Mapping[int, tuple[int, ...]]) -> bool:
    by_row = {row.row: row for row in rows}
    return all(_separated(by_row[row], by_row[below]) for row, every in parts.items() for below in every)


def _is_whole(
    table: NumberedTable, sheet: Sheet, uppermost: Sequence[_Coded], parts: Mapping[int, tuple[int, ...]]
) -> bool:
    """Whether the uppermost rows make up the table: figures that are sums by chance do not."""
    if table.total_row is None:
        return all(row.row in parts for row in uppermost)
    [total] = _coded_rows(replace(table, body_rows=(table.total_row,)), sheet)
    return uppermost[-1].row in _where_it_adds_up(total, [(row, row.row) for row in uppermost])


def _coded_rows(table: NumberedTable, sheet: Sheet) -> list[_Coded]:
    """The rows with what stands leftmost before the unit's name: the code of the row."""
    columns, units = columns_of(table), table.unit_column
    assert units is not None
    before = [column for column in columns if column.position < units.position]
    numbers = [column for column in columns if column.role == "number" and column.position > units.position]
    found = []
    for row in table.body_rows:
        codes = ((column, _code(sheet, row, column)) for column in before)
        column, code = next(((column, text) for column, text in codes if text), (None, ""))
        figures = tuple(_figure(sheet.value(row, column.position)) for column in numbers)
        found.append(_Coded(row, code, column.position if column else 0, figures))
    return found


def _levels(rows: Sequence[_Coded], first: int, end: int, parts: dict[int, tuple[int, ...]]) -> list[tuple[int, int]]:
    """The uppermost of the rows from `first` to before `end`, each with the place behind what is below it.

    `parts` gets, for every row over others, all rows below it.
    """
    uppermost = []
    while first < end:
        behind = _below(rows, first, end, parts)
        if behind > first + 1:
            parts[rows[first].row] = tuple(each.row for each in rows[first + 1 : behind])
        uppermost.append((first, behind))
        first = behind
    return uppermost


def _below(rows: Sequence[_Coded], place: int, end: int, parts: dict[int, tuple[int, ...]]) -> int:
    """The place behind the rows that are parts of a row: as many as codes allow and figures bear out."""
    row = rows[place]
    for is_below in (_separated, _deeper, _rounder):
        reach = place + 1
        while reach < end and is_below(row, rows[reach]):
            reach += 1
        if reach == place + 1:
            continue
        inner: dict[int, tuple[int, ...]] = {}
        direct = [(rows[at], behind) for at, behind in _levels(rows, place + 1, reach, inner)]
        adds_up = _where_it_adds_up(row, direct)
        if is_below is _separated:
            behind = reach
        elif is_below is _deeper:
            behind = reach if reach in adds_up else place
        else:
            # `6100` begins like what is below `6000`, and is beside it; one row alone may be alike by chance.
            behind = max((each for each in adds_up if each > direct[0][1]), default=place)
        if behind > place:
            parts.update({each: below for each, below in inner.items() if each <= rows[behind - 1].row})
            return behind
    return place + 1


def _where_it_adds_up(row: _Coded, direct: Sequence[tuple[_Coded, int]]) -> list[int]:
    """The places behind so many of these rows that the figures of the row above, all it has, are their sums."""
    told = [at for at, figure in enumerate(row.figures) if figure is not None]
    sums = dict.fromkeys(told, Fraction(0))
    found = []
    for each, behind in direct:
        for at in told:
            sums[at] += each.figures[at] or 0
        if any(row.figures[at] for at in told) and all(sums[at] == row.figures[at] for at in told):
            found.append(behind)
    return found


def _separated(row: _Coded, other: _Coded) -> bool:
    """`70` and `70.1`."""
    return bool(row.code) and any(other.code.startswith(row.code + separator) for separator in _SEPARATORS)


def _deeper(row: _Coded, other: _Coded) -> bool:
    """`10` and `101`, `C` and `10`, a code in the first column and one in the second."""
    if not row.code or not other.code:
        return False
    longer = other.code.startswith(row.code) and len(other.code) > len(row.code)
    return longer or (row.code.isalpha() and other.code[0].isdigit()) or other.position > row.position


def _rounder(row: _Coded, other: _Coded) -> bool:
    """`6000` and `6001`."""
    stem = row.code.rstrip("0")
    return (
        len(row.code) > 2
        and row.code.isdigit()
        and stem != row.code
        and len(other.code) == len(row.code)
        and other.code.startswith(stem)
        and other.code > row.code
    )


def _code(sheet: Sheet, row: int, column: TableColumn) -> str:
    """A code: a text, or a whole number that is no date."""
    value = sheet.value(row, column.position)
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        return ""
    return "" if read_format(sheet.number_format(row, column.position)).is_date else str(int(value))


def _figure(value: object) -> Fraction | None:
    return exact(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
