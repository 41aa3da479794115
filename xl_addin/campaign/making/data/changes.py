"""The changes of quotas that an office brings along: a file, or the sheet of changes of a campaign's own workbook."""

from collections.abc import Iterator, Sequence
from datetime import date

from xl_addin.campaign.making.data.data_header import DataHeader
from xl_addin.campaign.making.data.data_rows import DataRow, DataRows
from xl_addin.campaign.making.data.data_source import DataSource
from xl_addin.campaign.making.data.unit_texts import read_texts
from xl_addin.case.kept.quota_changes import HEADINGS, SHEET
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.notation import exact
from xl_addin.spec.figures import FigureError, MarkUse, figure
from xl_addin.spec.model import Spec, TableSpec
from xl_addin.spec.parts.results import QuotaChangeSpec
from xl_addin.table.words import folded
from xl_addin.workbook.model.book import Value

_INDEX, _SINCE, _UNIT, _INDICATOR, _CHANGE, _REASON = HEADINGS
_TABLE = TableSpec.model_validate(
    {
        "key": "changes",
        "sheet": SHEET,
        "columns": [
            {"number": "1", "role": "index", "heading": _INDEX},
            {"number": "2", "role": "date", "heading": _SINCE, "key": "from"},
            {"number": "3", "role": "unit", "heading": _UNIT, "key": "unit"},
            {"number": "4", "role": "text", "heading": _INDICATOR, "key": "indicator", "optional": True},
            {"number": "5", "kind": "amount", "heading": _CHANGE, "key": "change"},
            {"number": "6", "role": "text", "heading": _REASON, "key": "reason"},
        ],
    }
)
_NO_UNIT = Text("dòng {row}: thiếu tên đơn vị", "row {row}: the unit is missing")
_NO_CHANGE = Text(
    "dòng {row}: thay đổi “{text}” không phải số nguyên khác 0; viết như -9 hoặc 12",
    "row {row}: the change “{text}” is no whole number but 0; write it as -9 or 12",
)
_NO_INDICATOR = Text("dòng {row}: không có chỉ tiêu “{name}”", "row {row}: there is no indicator “{name}”")
_WHICH = Text("dòng {row}: chưa ghi chỉ tiêu nào thay đổi", "row {row}: it is not said which indicator changes")


def with_changes(spec: Spec, sources: Sequence[DataSource], changes: DataSource | None) -> Spec:
    """The spec with the changes of a file; without one, those that a campaign's workbook among the data keeps."""
    kept = [source for source in sources if source.book and any(one.name == SHEET for one in source.book.sheets)]
    read = [changes] if changes else kept
    if not read:
        return spec
    found = tuple(change for source in read for change in read_changes(source, spec))
    return spec.model_copy(update={"quota_changes": (*spec.quota_changes, *found) if changes else found})


def read_changes(source: DataSource, spec: Spec) -> tuple[QuotaChangeSpec, ...]:
    """The changes in a file, in its order; Problem, with its row, for one that cannot be read.

    Which indicator changes may be left out where the spec lets changes lower one column alone.
    """
    data, header = source.rows_for(_TABLE)
    rows = [row for row in data.rows[header.body_from :] if row.cell(header.positions["3"]) is not None or _says(row)]
    texts = read_texts(source, data, header, rows, _TABLE)
    indicators = texts.get("4", (None,) * len(rows))
    return tuple(
        QuotaChangeSpec.model_validate(
            {
                "unit": _unit(data, header, row),
                "indicator": _indicator(data, header, row, None if named is None else str(named), spec),
                "from": since if isinstance(since, date) else None,
                "change": _change(data, header, row),
                "reason": str(reason),
            }
        )
        for row, since, named, reason in zip(rows, texts["2"], indicators, texts["6"], strict=True)
    )


def _says(row: DataRow) -> bool:
    return not row.is_empty


def _unit(data: DataRows, header: DataHeader, row: DataRow) -> str:
    cell = row.cell(header.positions["3"])
    if isinstance(cell, str):
        return " ".join(cell.split())
    raise data.problem(_NO_UNIT.with_values(row=str(row.number)), row.number, header.positions["3"])


def _change(data: DataRows, header: DataHeader, row: DataRow) -> int:
    cell = row.cell(header.positions["5"])
    value = _whole(cell)
    if value is None:
        shown = "" if cell is None else str(cell)
        raise data.problem(_NO_CHANGE.with_values(row=str(row.number), text=shown), row.number, header.positions["5"])
    return value


def _whole(cell: Value) -> int | None:
    """A whole number other than 0, with either sign."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    try:
        value = exact(cell) if not isinstance(cell, str) else figure(cell, MarkUse({}, {}), count=False)
    except FigureError:
        return None
    return int(value) if value and value.denominator == 1 else None


def _indicator(data: DataRows, header: DataHeader, row: DataRow, named: str | None, spec: Spec) -> str:
    keys = list(lowered_keys(spec))
    position = header.positions.get("4")
    if named is None:
        if len(keys) == 1:
            return keys[0]
        raise data.problem(unknown(_WHICH.with_values(row=str(row.number)), "", keys), row.number, position)
    for table in spec.tables:
        for column in table.columns:
            if column.key and folded(named) in (column.key, folded(spec.fill_in(column.heading))):
                return column.key
    text = _NO_INDICATOR.with_values(row=str(row.number), name=named)
    known = [column.key for table in spec.tables for column in table.columns if column.key]
    raise data.problem(unknown(text, named, keys or known), row.number, position)


def lowered_keys(spec: Spec) -> Iterator[str]:
    """The keys of the columns that changes of quotas lower."""
    for table in spec.tables:
        for column in table.columns:
            if column.lowers is not None:
                yield column.lowers
