"""One list of units of several sets: a column tells whose each row is (`Bộ đơn vị`, `Cấp`: thôn, lực lượng)."""

from dataclasses import replace

from xl_addin.campaign.making.data.data_header import SET_HEADINGS, DataHeader
from xl_addin.campaign.making.data.data_rows import DataRow, DataRows
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.spec.model import Spec, TableSpec
from xl_addin.table.words import folded, is_total_label

_NO_SUCH_SET = Text("dòng {row}: đặc tả không có bộ đơn vị “{name}”", "row {row}: the spec has no unit set “{name}”")
_NO_SET = Text(
    "dòng {row}: chưa ghi đơn vị này thuộc bộ nào ({sets})", "row {row}: it is not said of which set this is ({sets})"
)


def set_names(spec: Spec) -> dict[str, str]:
    """The key of every unit set by what an office calls it: its key and its level."""
    return {folded(name): one.key for one in spec.unit_sets for name in (one.level, one.key)}


def rows_of_set(data: DataRows, header: DataHeader, spec: Spec, table: TableSpec) -> DataRows:
    """The header and the rows of a table's own unit set, where a column tells; all rows where none does.

    Problem, at the cell, for a row of a set that the spec does not have.
    """
    own, position = spec.unit_set(table), _position(data, header)
    if len(spec.unit_sets) < 2 or own is None or position is None:
        return data
    kept = [
        row
        for row in data.rows[header.body_from :]
        if not row.is_empty and _set_of(data, row, position, spec) in (own.key, None)
    ]
    return replace(data, rows=[*data.rows[: header.body_from], *kept], set_told=True)


def _position(data: DataRows, header: DataHeader) -> int | None:
    for row in data.rows[: header.body_from]:
        for position in range(len(row.cells)):
            cell = row.cell(position)
            if isinstance(cell, str) and folded(cell) in SET_HEADINGS and position not in header.positions.values():
                return position
    return None


def _set_of(data: DataRows, row: DataRow, position: int, spec: Spec) -> str | None:
    """The key of the set a row is of; None for a total, which is nobody's."""
    cell, names = row.cell(position), set_names(spec)
    if cell is not None:
        found = names.get(folded(str(cell)))
        if found is None:
            text = _NO_SUCH_SET.with_values(row=str(row.number), name=cell)
            raise data.problem(unknown(text, str(cell), names), row.number, position)
        return found
    if any(isinstance(text, str) and is_total_label(text) for text in row.cells):
        return None
    raise data.problem(_NO_SET.with_values(row=str(row.number), sets=list(names)), row.number, position)
