"""A list of units of all levels: code, name, parent, level, and the figures that the levels' tables need."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from xl_addin.campaign.cascade.list_header import ListHeader, find_list_header, named_columns
from xl_addin.campaign.making.data.data_rows import DataRow, DataRows, sheet_rows, text_rows
from xl_addin.campaign.making.data.data_source import DataSource, open_source
from xl_addin.campaign.making.data.unit_data import LONGEST_NAME
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.table.words import folded, is_total_label
from xl_addin.workbook.model.book import Value

_NO_NAME = Text(
    "dòng {row}: thiếu tên đơn vị; hãy ghi tên hoặc xóa dòng này",
    "row {row}: the unit has no name; write it or delete the row",
)
_LONG_NAME = Text(
    "dòng {row}: tên đơn vị dài {length} ký tự, nhiều nhất {most}; hãy rút gọn tên",
    "row {row}: the unit's name has {length} characters, {most} at most; shorten it",
)
_NO_LEVEL = Text("dòng {row}: đặc tả không có cấp “{level}”", "row {row}: the spec has no level {level}")
_EMPTY = Text(
    "không có đơn vị nào dưới dòng tiêu đề; hãy ghi mỗi đơn vị một dòng",
    "there is no unit under the heading row; write one row for each unit",
)
_IN_ROW = Text("dòng {row}: {reason}", "row {row}: {reason}")


@dataclass(frozen=True)
class UnitInList:
    """A unit as a list has it: `parent` is the code or name of the one it lies in, `depth` its level from the top.

    `cells` is its row, None for a unit of a list that has no figures; `order` its place in all the lists.
    """

    file: str
    row: int
    code: str | None
    name: str
    parent: str | None
    depth: int | None
    order: int = 0
    cells: "ListRow | None" = field(default=None, repr=False, compare=False)

    def problem(self, text: Text) -> Problem:
        """What is wrong with it, at its row."""
        if self.cells is None:
            return Problem(text, file=self.file)
        if self.cells.data.sheet is None:
            text = _IN_ROW.with_values(row=str(self.row), reason=text)
        return self.cells.data.problem(text, self.row)


@dataclass(frozen=True)
class ListRow:
    """A row of a list, and the list's rows and header."""

    data: DataRows
    source: DataSource
    header: ListHeader
    row: DataRow

    def cell(self, position: int) -> Value:
        """The cell at a position from 0."""
        return self.row.cell(position)


def read_unit_list(path: str, levels: Sequence[tuple[str, str]], columns: Mapping[str, str]) -> list[UnitInList]:
    """The units of a CSV file or workbook, in its order.

    `levels` are the keys and names of the levels from the top down; `columns` are headings given for `code`, `name`,
    `parent`, `level`. Problem, naming file and row, for what is no list of units.
    """
    source = open_source(path)
    data, header = _rows(source, columns)
    found = list(_units(source, data, header, levels))
    if not found:
        raise data.problem(_EMPTY)
    return found


def _rows(source: DataSource, columns: Mapping[str, str]) -> tuple[DataRows, ListHeader]:
    if source.book is None:
        data = text_rows(
            source.content, source.path, lambda rows: max((named_columns(row, columns) for row in rows), default=0)
        )
        return data, find_list_header(data, columns)
    problem: Problem | None = None
    for sheet in source.book.sheets:
        data = sheet_rows(sheet, source.path)
        try:
            return data, find_list_header(data, columns)
        except Problem as error:
            problem = problem or error
    raise problem or Problem(_EMPTY, file=source.path)


def _units(
    source: DataSource, data: DataRows, header: ListHeader, levels: Sequence[tuple[str, str]]
) -> Iterator[UnitInList]:
    depths = {folded(name): depth for depth, names in enumerate(levels) for name in names}
    depths |= {str(depth + 1): depth for depth in range(len(levels))}
    for row in data.rows[header.body_from :]:
        if row.is_empty or _is_total(row, header):
            continue
        name = _text(row.cell(header.name))
        if name is None:
            raise data.problem(_NO_NAME.with_values(row=str(row.number)), row.number, header.name)
        if len(name) > LONGEST_NAME:
            text = _LONG_NAME.with_values(row=str(row.number), length=len(name), most=LONGEST_NAME)
            raise data.problem(text, row.number, header.name)
        said = None if header.level is None else _text(row.cell(header.level))
        if said is not None and folded(said) not in depths:
            known = [each for _, each in levels]
            text = unknown(_NO_LEVEL.with_values(row=str(row.number), level=said), said, known)
            raise data.problem(text, row.number, header.level)
        yield UnitInList(
            source.path,
            row.number,
            None if header.code is None else _text(row.cell(header.code)),
            name,
            None if header.parent is None else _text(row.cell(header.parent)),
            None if said is None else depths[folded(said)],
            cells=ListRow(data, source, header, row),
        )


def _is_total(row: DataRow, header: ListHeader) -> bool:
    name = row.cell(header.name)
    has_code = header.code is not None and row.cell(header.code) is not None
    return not has_code and isinstance(name, str) and is_total_label(name)


def _text(cell: Value) -> str | None:
    """A code or name as text: 1 of a spreadsheet is `1`; None for an empty cell."""
    if cell is None or isinstance(cell, bool):
        return None
    text = f"{cell:.15g}" if isinstance(cell, int | float) else str(cell)
    return " ".join(normalize("NFC", text).split()) or None
