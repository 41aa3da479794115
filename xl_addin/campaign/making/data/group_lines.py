"""Lines of an office's data that head a group of units: `I. Khu vực Đông`, `A | Huyện Đồng Phú | 1.200`."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from xl_addin.campaign.making.data.data_rows import DataRow, DataRows
from xl_addin.language import Text
from xl_addin.table.words import LabelMarker, leading_marker, marker

_HEADS = ("roman", "capital")
_MARKER = re.compile(r"^\s*(?:[IVX]+|[A-Z])[.)]\s*(?=\S)")
_NOBODY = Text(
    "dòng {row}: “{name}” là dòng nhóm nhưng không có đơn vị nào bên dưới; hãy thêm đơn vị hoặc bỏ dòng này",
    "row {row}: “{name}” heads a group but no unit follows; add its units or delete the row",
)


class GroupedRow(NamedTuple):
    """A unit's row, and what the group line above it calls its group; "" where there is none."""

    row: DataRow
    group: str


class GroupLine(NamedTuple):
    """A group's line, what it calls the group, and the rows of the group's units."""

    row: DataRow
    name: str
    members: tuple[DataRow, ...]


def grouped(
    data: DataRows,
    rows: Sequence[DataRow],
    unit: int,
    figures: Sequence[int],
    is_group: Callable[[str], bool] = lambda name: False,
) -> tuple[list[GroupedRow], list[GroupLine]]:
    """The units' rows with their groups, and the group lines; `unit` and `figures` are positions, `is_group` a parent.

    A line heads a group by its marker (`I`, `A`) where other rows have another one or none, or by a parent's name where
    it has no figures. Problem for a group without units.
    """
    marks = [_mark(row, unit) for row in rows]
    by_mark = any(mark in _HEADS for mark in marks) and any(mark not in _HEADS for mark in marks)
    heads = [
        (by_mark and mark in _HEADS) or _is_bare(row, unit, figures, is_group)
        for row, mark in zip(rows, marks, strict=True)
    ]
    units: list[GroupedRow] = []
    lines: list[GroupLine] = []
    for row, head, members in _runs(rows, heads):
        name = "" if head is None else _name(head, unit)
        if head is not None and not members:
            raise data.problem(_NOBODY.with_values(row=str(row.number), name=name), row.number, unit)
        if head is not None:
            lines.append(GroupLine(head, name, members))
        units += [GroupedRow(member, name) for member in members]
    return units, lines


def _runs(
    rows: Sequence[DataRow], heads: Sequence[bool]
) -> Iterator[tuple[DataRow, DataRow | None, tuple[DataRow, ...]]]:
    """For every stretch its first row, its group line, and the units' rows under it."""
    starts = [index for index, head in enumerate(heads) if head or index == 0]
    for start, end in zip(starts, [*starts, len(rows)][1:], strict=True) if starts else ():
        head = rows[start] if heads[start] else None
        yield rows[start], head, tuple(rows[start + (head is not None) : end])


def _mark(row: DataRow, unit: int) -> LabelMarker | None:
    before = (cell for cell in row.cells[:unit] if isinstance(cell, str))
    name = row.cell(unit)
    found = next((kind for text in before if (kind := marker(text))), None)
    return found or (leading_marker(name) if isinstance(name, str) else None)


def _is_bare(row: DataRow, unit: int, figures: Sequence[int], is_group: Callable[[str], bool]) -> bool:
    name = row.cell(unit)
    return isinstance(name, str) and is_group(name) and all(row.cell(position) is None for position in figures)


def _name(row: DataRow, unit: int) -> str:
    return " ".join(_MARKER.sub("", str(row.cell(unit) or "")).split())
