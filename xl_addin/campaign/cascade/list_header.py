"""Which column of a list of units holds the codes, the names, the parents and the levels."""

from collections.abc import Mapping
from dataclasses import dataclass

from xl_addin.campaign.making.data.data_rows import HEADER_WITHIN, DataRow, DataRows
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.table.words import folded

_NAMES = {
    "code": ("code", "mã", "mã số", "mã đơn vị", "mã địa phương", "ma", "ma don vi"),
    "name": ("name", "tên", "tên đơn vị", "đơn vị", "địa phương", "địa bàn", "ten", "ten don vi", "don vi"),
    "parent": (
        "parent", "parent code", "parent_code", "parentcode", "parent id", "parent_id", "cấp trên", "mã cấp trên",
        "mã đơn vị cấp trên", "đơn vị cấp trên", "thuộc", "trực thuộc", "ma cap tren",
    ),
    "level": ("level", "cấp", "cấp đơn vị", "cap"),
}  # fmt: skip
COLUMNS = tuple(_NAMES)
"""What a list of units has a column for."""

_NO_HEADER = Text(
    "không có dòng tiêu đề của danh sách đơn vị: cần cột tên ({names}) và cột mã cấp trên ({parents}); các tiêu đề "
    "khác thì chỉ ra bằng --column, như --column name=TIÊU_ĐỀ",
    "there is no heading row of a list of units: it needs a column of names ({names}) and one of the parents' codes "
    "({parents}); say which other headings are with --column, such as --column name=HEADING",
)
_NO_COLUMN = Text(
    "không có cột “{heading}” (--column {column}=…)", "there is no column {heading} (--column {column}=…)"
)
_TWICE = Text(
    "dòng {row}: cột {column} có hai lần; hãy bỏ bớt một cột",
    "row {row}: column {column} stands there twice; remove one of them",
)


@dataclass(frozen=True)
class ListHeader:
    """Where each column stands (from 0), None where there is none; what follows `row` begins at `body_from`."""

    row: DataRow
    body_from: int
    name: int
    parent: int | None
    code: int | None = None
    level: int | None = None


def named_columns(row: DataRow, columns: Mapping[str, str]) -> int:
    """How many of the columns a row names: how well a delimiter splits the file."""
    return len(_in_row(row, columns))


def find_list_header(data: DataRows, columns: Mapping[str, str]) -> ListHeader:
    """The header of a list; `columns` are headings given for some of `COLUMNS`. Problem naming what is missing."""
    best: DataRow | None = None
    for index, row in enumerate(data.rows[:HEADER_WITHIN]):
        found = _in_row(row, columns)
        if best is None or named_columns(row, columns) > named_columns(best, columns):
            best = row
        if "name" not in found or not {"parent", "code"} & found.keys() or columns.keys() - found.keys():
            continue
        for positions in found.values():
            if len(positions) > 1:
                heading = str(row.cell(positions[0]))
                raise data.problem(_TWICE.with_values(row=str(row.number), column=heading), row.number, positions[1])
        at = {column: positions[0] for column, positions in found.items()}
        return ListHeader(row, index + 1, at["name"], at.get("parent"), at.get("code"), at.get("level"))
    missing = next((column for column in columns if best is None or column not in _in_row(best, columns)), None)
    if missing is not None:
        text = _NO_COLUMN.with_values(heading=columns[missing], column=missing)
        known = [str(cell) for cell in best.cells if cell is not None] if best else []
        raise data.problem(unknown(text, columns[missing], known))
    raise data.problem(_NO_HEADER.with_values(names=_NAMES["name"][:4], parents=_NAMES["parent"][:3]))


def _in_row(row: DataRow, columns: Mapping[str, str]) -> dict[str, list[int]]:
    headings = {column: (columns[column],) if column in columns else names for column, names in _NAMES.items()}
    known = {folded(heading): column for column, those in headings.items() for heading in those}
    found: dict[str, list[int]] = {}
    for position, cell in enumerate(row.cells):
        column = known.get(folded(cell)) if isinstance(cell, str) else None
        if column is not None:
            found.setdefault(column, []).append(position)
    return found
