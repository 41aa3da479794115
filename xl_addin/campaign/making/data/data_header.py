"""Which column of a data file is which column of the table: by number, heading or key."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xl_addin.campaign.making.data.data_rows import HEADER_WITHIN, DataRow, DataRows
from xl_addin.formula.cells import column_letters
from xl_addin.known_names import nearest
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import ColumnSpec, TableSpec
from xl_addin.table.words import folded
from xl_addin.workbook.model.book import Value

SET_HEADINGS = frozenset({"bộ đơn vị", "loại đơn vị", "nhóm đơn vị", "cấp", "unit set", "level", "set"})
"""Headings over what tells of which unit set each row is."""
_UNITS = frozenset({"đơn vị", "tên đơn vị", "địa bàn", "tên", "unit", "name"})
"""Headings over the units of any level."""
_PARAMETER = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class DataHeader:
    """Where each recognised column stands (position from 0), and the index of the first row after the header."""

    positions: Mapping[str, int]
    body_from: int


def find_header(data: DataRows, table: TableSpec) -> DataHeader:
    """The header of a data file; Problem naming what is missing.

    Under a row of headings there may stand one of column numbers; the first row that names every column needed
    counts.
    """
    names = ColumnNames(table)
    best: Mapping[str, list[int]] = {}
    best_row: DataRow | None = None
    for index, row in enumerate(data.rows[:HEADER_WITHIN]):
        found = names.in_row(row)
        if names.needed <= found.keys():
            for label in names.needed:
                if len(found[label]) > 1:
                    raise data.problem(
                        Text(
                            vi="dòng {row}: cột {column} có hai lần; hãy bỏ bớt một cột",
                            en="row {row}: column {column} stands there twice; remove one of them",
                        ).with_values(row=str(row.number), column=described(table.column(label))),
                        row.number,
                        found[label][1],
                    )
            body_from = index + 1
            while body_from < len(data.rows) and names.needed <= names.in_row(data.rows[body_from]).keys():
                body_from += 1
            beside = {label: found[label][0] for label in names.optional if len(found.get(label, ())) == 1}
            return DataHeader({**beside, **{label: found[label][0] for label in names.needed}}, body_from)
        if table.unit_column.label in found and len(found) > len(best):
            best, best_row = found, row
    missing = [column for column in table.columns if column.label in names.needed - best.keys()]
    text = _MISSING.with_values(columns=list(map(described, missing)))
    if best_row is None:
        raise data.problem(text)
    near = names.nearly(best_row, missing)
    raise data.problem(_OR_THESE.with_values(problem=text, near=near) if near else text, best_row.number)


def missing_column(data: DataRows, column: ColumnSpec) -> Problem:
    """A column that the data should have."""
    return data.problem(_MISSING.with_values(columns=[described(column)]))


_MISSING = Text(
    vi="thiếu cột {columns}; dòng tiêu đề cần ghi số cột, tên cột hoặc mã cột của mọi số liệu phải nhập",
    en="missing column: {columns}; the heading row must give the number, heading or key of every input",
)
_OR_THESE = Text(
    "{problem}. Gần giống: {near}; nếu đúng thì sửa tiêu đề cho khớp",
    "{problem}. Nearly the same: {near}; if they are meant, mend the headings",
)
_NEAR = Text("“{heading}” (cột {letters}) cho cột {column}", "“{heading}” (column {letters}) for column {column}")


def recognised_columns(rows: Sequence[DataRow], table: TableSpec) -> int:
    """How many columns the best heading row among these names: how well a delimiter splits the file."""
    names = ColumnNames(table)
    return max((len(names.in_row(row)) for row in rows), default=0)


def described(column: ColumnSpec) -> str:
    """A column as messages name it: `3 (Số công dân đủ điều kiện)`."""
    return f"{column.label} ({_PARAMETER.sub('…', column.heading)})"


def same_column(one: ColumnSpec, other: ColumnSpec) -> bool:
    """Whether two tables mean the same figures by a column: its key or its heading is the same."""
    if one.key is not None and one.key == other.key:
        return True
    return {_pattern(text) for text in _headings(one)[-1:]} == {_pattern(text) for text in _headings(other)[-1:]}


class ColumnNames:
    """The texts that name each column of a table."""

    def __init__(self, table: TableSpec) -> None:
        given = [column for column in table.columns if column.is_input or column.is_told]
        self.needed = {table.unit_column.label, *(column.label for column in given if _is_needed(column))}
        self.optional = {column.label for column in given if not _is_needed(column)}
        self._unit = table.unit_column.label
        self._labels = {folded(column.label): column.label for column in table.columns}
        self._keys = {column.key: column.label for column in table.columns if column.key}
        patterns = [(_pattern(text), column.label) for column in table.columns for text in _headings(column)]
        uses = Counter(pattern for pattern, _ in patterns)
        self._patterns = [(re.compile(pattern), label) for pattern, label in patterns if uses[pattern] == 1]

    def nearly(self, row: DataRow, missing: Sequence[ColumnSpec]) -> list[Text]:
        """Headings of a row that no column has, each nearly that of a column that is missing."""
        headings = {
            _words(cell): (cell, position)
            for position in range(len(row.cells))
            if isinstance(cell := row.cell(position), str) and self._label(cell) is None
        }
        found = []
        for column in missing:
            name = nearest(_words(_PARAMETER.sub(" ", column.heading)), headings)
            if name is not None:
                cell, position = headings[name]
                letters = column_letters(position + 1)
                found.append(_NEAR.with_values(heading=cell, letters=letters, column=column.label))
        return found

    def in_row(self, row: DataRow) -> Mapping[str, list[int]]:
        """The columns a row names, each with the positions (from 0) where it does."""
        found: dict[str, list[int]] = {}
        for position in range(len(row.cells)):
            label = self._label(row.cell(position))
            if label is not None:
                found.setdefault(label, []).append(position)
        texts = {
            position: folded(text) for position in range(len(row.cells)) if isinstance(text := row.cell(position), str)
        }
        generic = [position for position, text in texts.items() if text in _UNITS]
        # In a list of several sets the heading of one is that of what another's units lie in.
        if generic and (self._unit not in found or not SET_HEADINGS.isdisjoint(texts.values())):
            found[self._unit] = generic
        return found

    def _label(self, cell: Value) -> str | None:
        if isinstance(cell, bool) or not isinstance(cell, str | int | float):
            return None
        if not isinstance(cell, str):
            return self._labels.get(f"{cell:g}")
        number = folded(cell).partition("=")[0].strip().strip("()[]").strip()
        if number in self._labels:
            return self._labels[number]
        if folded(cell) in self._keys:
            return self._keys[folded(cell)]
        heading = _words(cell)
        return next((label for pattern, label in self._patterns if pattern.fullmatch(heading)), None)


def _is_needed(column: ColumnSpec) -> bool:
    """Codes and parents may as well stand in the spec or in group lines."""
    return not column.optional and column.role not in ("code", "parent")


def _headings(column: ColumnSpec) -> tuple[str, ...]:
    group = column.group
    return (column.heading,) if group is None else (column.heading, f"{group} {column.heading}")


def _pattern(heading: str) -> str:
    """A heading's words; where it quotes a parameter (`{data_date}`) any text may stand."""
    pieces = (re.escape(_words(piece)) for piece in _PARAMETER.split(heading))
    return r"\s?.+\s?".join(pieces)


def _words(text: str) -> str:
    """A heading without the marks that differ from office to office: `A - B (1+2)` is `a b 1 2`."""
    return " ".join(re.findall(r"\w+", folded(text)))
