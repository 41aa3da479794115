"""Which column names a table's units: the one answer, for verifying and cutting alike, and where it is in doubt.

What names the rows is something else in a list of tasks or people: there several rows are one unit's.
"""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from xl_addin.table.cell_kind import RowCells
from xl_addin.table.headings import is_body_heading, is_text_heading, is_unit_heading, may_head_measures
from xl_addin.table.model import Role
from xl_addin.table.words import is_measure


class UnitColumns(NamedTuple):
    """Sheet columns: the unit's, the one that names the rows, and all that might as well be the unit's.

    `rivals` is empty where nothing is in doubt; then `unit` is what the headings, the column-number row or the want of
    another column say. In doubt it is the rival with the most names.
    """

    unit: int | None
    names: int | None
    rivals: tuple[int, ...] = ()


def unit_columns(
    rows: RowCells,
    headings: Mapping[int, str],
    positions: Sequence[int],
    roles: Sequence[Role],
    stubs: Set[int] = frozenset(),
) -> UnitColumns:
    """The columns that name units and rows among those of texts.

    A place or body in the heading (`Địa bàn`, `Tên xã`) comes first, then what names rows (`Họ tên`, `Nội dung`), then
    any text but codes, dates and remarks. Of several the one among `stubs` is meant: columns without a number, or with
    a letter, in the column-number row.
    """
    counts = {
        position: names
        for position, role in zip(positions, roles, strict=True)
        if role == "text" and ((names := _names(rows, position)) or not rows.rows or _is_headed(headings, position))
    }
    if not counts:
        return UnitColumns(None, None)

    def most(among: Sequence[int]) -> int:
        return max(among, key=lambda position: (_is_headed(headings, position), counts[position], -position))

    ranks = {position: _rank(rows, headings.get(position, ""), position) for position in counts}
    best = [position for position, rank in ranks.items() if rank == max(ranks.values())]
    alone = [position for position in best if position in stubs]
    rivals = alone if len(alone) == 1 else best
    return UnitColumns(most(rivals), most(list(counts)), tuple(rivals) if len(rivals) > 1 else ())


def _names(rows: RowCells, position: int) -> int:
    """How many different names a column holds."""
    filled = zip(rows.texts(position), rows.kinds(position), strict=True)
    return len({text for text, kind in filled if kind == "word"})


def _is_headed(headings: Mapping[int, str], position: int) -> bool:
    return is_unit_heading(headings.get(position, ""))


def _rank(rows: RowCells, heading: str, position: int) -> int:
    if is_body_heading(heading) and not (may_head_measures(heading) and _holds_measures(rows, position)):
        return 3
    if is_unit_heading(heading) and not may_head_measures(heading):
        return 2
    return 0 if is_text_heading(heading) else 1


def _holds_measures(rows: RowCells, position: int) -> bool:
    words = [text for text, kind in zip(rows.texts(position), rows.kinds(position), strict=True) if kind == "word"]
    return sum(map(is_measure, words)) * 2 > len(words)
