"""The units of a book's tables: who they are, and in which rows of each table they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from xl_addin.campaign.cutting.units.code_levels import with_code_levels
from xl_addin.campaign.cutting.units.same_names import told_apart
from xl_addin.campaign.cutting.units.unit_column import place_of
from xl_addin.case.pairing import Pairing, pair
from xl_addin.case.unit_rows import UnitRows, units_in
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import OptionHint, Problem
from xl_addin.table.model import NumberedTable
from xl_addin.table.words import folded, is_number_text
from xl_addin.unit_names.comparing import same_name_key
from xl_addin.workbook.model.book import Book

Level = Literal["row", "group"]

_OF_GROUPS = re.compile(r"(?:[\divx]+[.)] *)?(tỉnh|thành phố|thị xã|thị trấn|huyện|quận|xã|phường|đặc khu)\s+\S")
_NO_UNITS = Text(
    "không bảng nào có cột tên đơn vị (địa bàn) để cắt phiếu",
    "no table has a column that names its units",
)
_SAY_COLUMN = OptionHint("hãy ghi rõ bằng --unit-column", "say which with --unit-column")
_NO_NAME = Text("dòng này thiếu tên đơn vị", "this row has no unit's name")
_TWICE = Text(
    "đơn vị “{name}” đã có ở dòng {other}; mỗi đơn vị chỉ được ghi một lần",
    "the unit “{name}” already stands in row {other}; name each unit once",
)
_SEVERAL_ROWS = OptionHint(
    "nếu mỗi đơn vị có nhiều dòng, hãy ghi rõ --unit-column {column}",
    "if a unit has several rows, say --unit-column {column}",
)
_TWO_LEVELS = Text(
    "đơn vị là dòng cộng nhóm (“{group}”) hay từng dòng bên dưới (“{row}”)",
    "the units may be the sub-totals (“{group}”) or the rows below them (“{row}”)",
)
_SAY_LEVEL = OptionHint("hãy ghi rõ --level group hoặc --level row", "say --level group or --level row")
_GROUP_TWICE = Text(
    "nhóm “{name}” đã có ở dòng {other}; mỗi đơn vị chỉ được ghi một lần",
    "the group “{name}” already stands in row {other}; name each unit once",
)
_NO_GROUPS = Text(
    "bảng không có dòng cộng nhóm nào nên không cắt được theo nhóm",
    "the table has no sub-totals, so it cannot be cut by groups",
)
_NO_LEVEL = OptionHint("hãy bỏ --level group", "leave out --level group")
_IN_NO_GROUP = Text(
    "dòng “{name}” không thuộc nhóm nào trong các nhóm sẽ cắt nên sẽ không được giao; hãy thêm dòng cộng nhóm cho nó",
    "the row “{name}” is in none of the groups that would be cut, and would be given to nobody; give it a sub-total of "
    "its own",
)
_BY_ROWS = OptionHint("hoặc cắt theo --level row", "or cut by --level row")
_NO_SUCH_UNIT = Text("không có đơn vị “{name}”", "there is no unit “{name}”")
_NO_ROW_OF_A_UNIT = Text(
    "dòng “{name}” không có số thứ tự như các dòng khác: là đơn vị thì hãy ghi số thứ tự, là dòng tổng hay dòng chuyển "
    "trang thì hãy gọi là “Tổng cộng” hoặc xóa",
    "the row “{name}” is not numbered as the others are: number it if it is a unit; if it is a total or carried "
    "forward, call it “Tổng cộng” or delete it",
)
_OTHER_UNITS = Text(
    "các bảng không cùng đơn vị: bảng này thiếu [{missing}] và thừa [{extra}] so với trang “{sheet}”; "
    "hãy ghi tên đơn vị giống nhau",
    "the tables do not list the same units: this one lacks [{missing}] and adds [{extra}] compared with "
    "the sheet “{sheet}”; write the units' names alike",
)


class UnitLevelInDoubt(Problem):
    """The units may be sub-totals, such as `group`, or the rows below them, such as `row`."""

    def __init__(self, group: str, row: str, *, file: str, place: str) -> None:
        super().__init__(_TWO_LEVELS.with_values(group=group, row=row), file=file, place=place, by_option=_SAY_LEVEL)
        self.group, self.row = group, row


@dataclass(frozen=True)
class RowsOfUnit:
    """A unit's rows in one table, and the sub-total above them where the unit is a group."""

    rows: tuple[int, ...]
    head: int | None = None

    @property
    def first(self) -> int:
        """The row that stands for the unit."""
        return self.head or self.rows[0]


@dataclass(frozen=True)
class UnitInTables:
    """A unit, its code ("" without one) and its rows in each of the tables, in the order of the tables."""

    name: str
    code: str
    rows: tuple[RowsOfUnit, ...]


def tables_of_units(tables: Sequence[NumberedTable]) -> tuple[NumberedTable, ...]:
    """The tables that have units: rows with a column of names."""
    return tuple(table for table in tables if table.unit_column is not None and table.body_rows)


def units_of(
    book: Book, tables: Sequence[NumberedTable], *, level: Level | None = None, several_rows: bool = False
) -> tuple[UnitInTables, ...]:
    """The units in the order of the first table, with their rows in all tables.

    `level` says whether units are rows or sub-totals with their members beneath, `several_rows` that a name in several
    rows is one unit's. Raises Problem where that is in doubt, a unit stands twice, or the tables do not list the same
    units: a figure that went to the wrong unit would be worse than none.
    """
    if not tables:
        raise Problem(_NO_UNITS, file=book.file, by_option=_SAY_COLUMN)
    listed = [_listed(book, table, level, several_rows) for table in tables]
    first, _ = listed[0]
    pairings = [pair(first, units) for units, _ in listed[1:]]
    for table, (units, _), pairing in zip(tables[1:], listed[1:], pairings, strict=True):
        _check_same(book, tables[0], first, table, units, pairing)
    found = []
    for row, name, code in zip(first.rows, first.names, first.codes, strict=True):
        places = (row, *(pairing.rows[row] for pairing in pairings))
        rows = tuple(own[place] for (_, own), place in zip(listed, places, strict=True))
        found.append(UnitInTables(name, code, rows))
    return tuple(found)


def numbers_of(units: Sequence[UnitInTables], only: Sequence[str], file: str) -> tuple[int, ...]:
    """The places from 1 of the units meant by these names or codes, all of them if there are none.

    Names are compared as everywhere (`same_name_key`). Problem, with the names that exist, for one that is not there.
    """
    if not only:
        return tuple(range(1, len(units) + 1))
    by_code = {unit.code.casefold(): number for number, unit in enumerate(units, start=1) if unit.code}
    by_name = {same_name_key(unit.name): number for number, unit in enumerate(units, start=1)}
    found = set()
    for wanted in only:
        number = by_name.get(same_name_key(wanted)) or by_code.get(wanted.strip().casefold())
        if number is None:
            what = _NO_SUCH_UNIT.with_values(name=wanted)
            raise Problem(unknown(what, wanted, [unit.name for unit in units]), file=file)
        found.add(number)
    return tuple(sorted(found))


def _listed(
    book: Book, table: NumberedTable, level: Level | None, several_rows: bool
) -> tuple[UnitRows, Mapping[int, RowsOfUnit]]:
    """The units of a table, each in its first row, and all rows of each."""
    leveled = with_code_levels(table, book[table.sheet])
    table = leveled or table
    units = units_in(table, book[table.sheet])
    groups = _groups(book, table, units, level, in_doubt=leveled is not None)
    if groups:
        return _by_rows(book, table, groups)
    units = told_apart(table, units)
    keys = units.name_keys
    rows_of: dict[str, list[int]] = {}
    for row, key, name in zip(units.rows, keys, units.names, strict=True):
        if not key:
            raise Problem(_NO_NAME, file=book.file, place=place_of(table, row))
        if key in rows_of and (
            units.group_of.get(row) != units.group_of.get(rows_of[key][0])
            or not (table.row_names or several_rows or _is_merged(book, table, row))
        ):
            # Sheets and files are named after units: one name for two of them would be one sheet twice.
            column = f'"{table.unit_column.heading}"' if table.unit_column else ""
            raise Problem(
                _TWICE.with_values(name=name, other=str(rows_of[key][0])),
                file=book.file,
                place=place_of(table, row),
                by_option=_SEVERAL_ROWS.with_values(column=column),
            )
        rows_of.setdefault(key, []).append(row)
    _check_numbered(book, table, list(rows_of.values()), units)
    kept = [units.rows.index(rows[0]) for rows in rows_of.values()]
    own = {rows[0]: RowsOfUnit(tuple(rows)) for rows in rows_of.values()}
    return (
        replace(
            units,
            rows=tuple(own),
            names=tuple(units.names[index] for index in kept),
            codes=tuple(units.codes[index] for index in kept),
            details=(),
        ),
        own,
    )


def _check_numbered(book: Book, table: NumberedTable, own: Sequence[Sequence[int]], units: UnitRows) -> None:
    """Raise Problem where one of several units has no row number in any of its rows, or a number for its name.

    A total that calls itself otherwise, what is carried from page to page: nobody can tell them from units.
    """
    index = next((column for column in table.columns if column.role == "index"), None)
    sheet = book[table.sheet]
    unnumbered = [
        rows[0] for rows in own if index and all(sheet.value(row, index.position) in (None, "") for row in rows)
    ]
    numbers = [rows[0] for rows in own if is_number_text(units.name(rows[0]))]
    for rows in (unnumbered, numbers):
        if rows and len(rows) * 2 < len(own):
            name = units.name(rows[0])
            raise Problem(_NO_ROW_OF_A_UNIT.with_values(name=name), file=book.file, place=place_of(table, rows[0]))


def _is_merged(book: Book, table: NumberedTable, row: int) -> bool:
    position = table.unit_column.position if table.unit_column else 0
    return any(
        area.first_row < row <= area.last_row and area.first_column <= position <= area.last_column
        for area in book[table.sheet].merges
    )


def _groups(
    book: Book, table: NumberedTable, units: UnitRows, level: Level | None, *, in_doubt: bool
) -> list[tuple[int, str]]:
    """The sub-totals that are the units, none where each row is one; `in_doubt` where only codes tell them."""
    if level == "row":
        return []
    nested = {row for row, rows in table.subtotal_rows if any(_is_in(one, (row, rows)) for one in table.subtotal_rows)}
    groups = [(row, name) for row, name in units.subtotals if row not in nested]
    if level == "group":
        if not groups:
            raise Problem(_NO_GROUPS, file=book.file, place=f"{table.sheet}!{table.area}", by_option=_NO_LEVEL)
        loose = [row for row in units.rows if not any(row in rows for rows in _members(table, groups))]
        if loose:
            raise Problem(
                _IN_NO_GROUP.with_values(name=units.name(loose[0])),
                file=book.file,
                place=place_of(table, loose[0]),
                by_option=_BY_ROWS,
            )
        return groups
    # `Xã A` above hamlets may itself be what is given a quota; `Khối các xã` only sums.
    if groups and (in_doubt or all(_OF_GROUPS.match(folded(name)) for _, name in groups)):
        row = next(iter(dict(table.subtotal_rows)[groups[0][0]]))
        raise UnitLevelInDoubt(groups[0][1], units.name(row), file=book.file, place=place_of(table, groups[0][0]))
    return []


def _members(table: NumberedTable, groups: Sequence[tuple[int, str]]) -> list[tuple[int, ...]]:
    rows = dict(table.subtotal_rows)
    return [rows[row] for row, _ in groups]


def _is_in(one: tuple[int, Sequence[int]], other: tuple[int, Sequence[int]]) -> bool:
    """Whether one sub-total is part of another: it sums some of its rows, or the same and stands nearer to them."""
    (row, rows), (around, others) = one, other
    if set(rows) == set(others):
        return abs(row - rows[0]) < abs(around - rows[0])
    return set(rows) < set(others)


def _by_rows(
    book: Book, table: NumberedTable, groups: Sequence[tuple[int, str]]
) -> tuple[UnitRows, Mapping[int, RowsOfUnit]]:
    first: dict[str, int] = {}
    for row, name in groups:
        key = same_name_key(name)
        if not key:
            raise Problem(_NO_NAME, file=book.file, place=place_of(table, row))
        if first.setdefault(key, row) != row:
            text = _GROUP_TWICE.with_values(name=name, other=str(first[key]))
            raise Problem(text, file=book.file, place=place_of(table, row))
    members = dict(table.subtotal_rows)
    listed = UnitRows(tuple(row for row, _ in groups), tuple(name for _, name in groups), ("",) * len(groups))
    return listed, {row: RowsOfUnit(members[row], row) for row, _ in groups}


def _check_same(
    book: Book, first: NumberedTable, units: UnitRows, other: NumberedTable, others: UnitRows, pairing: Pairing
) -> None:
    if pairing.is_complete and not pairing.by_position:
        return
    missing = sorted([*pairing.missing, *pairing.by_position])
    extra = sorted([*pairing.extra, *(pairing.rows[row] for row in pairing.by_position)])
    raise Problem(
        _OTHER_UNITS.with_values(
            missing=", ".join(map(units.name, missing)),
            extra=", ".join(map(others.name, extra)),
            sheet=first.sheet,
        ),
        file=book.file,
        place=place_of(other, extra[0] if extra else other.body_rows[-1]),
    )
