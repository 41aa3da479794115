"""What an office's data says of its units in words and dates: codes, parents, remarks, days."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from unicodedata import normalize

from xl_addin.campaign.making.data.data_header import DataHeader, described
from xl_addin.campaign.making.data.data_rows import DataRow, DataRows
from xl_addin.campaign.making.data.data_source import DataSource
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import ColumnSpec, TableSpec

Said = str | date | None

_IN_ROW = Text(vi="dòng {row}, cột {column}: {reason}", en="row {row}, column {column}: {reason}")
_MISSING = Text("ô này trống; hãy điền vào", "this cell is empty; fill it in")
_NO_TEXT = Text("“{text}” không phải chữ; hãy ghi chữ", "{text} is no text; write words")
_NO_DATE = Text("“{text}” không phải ngày; viết như 29/11/2022", "{text} is no date; write it as 29/11/2022")
_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")


def read_texts(
    source: DataSource, data: DataRows, header: DataHeader, rows: Sequence[DataRow], table: TableSpec
) -> Mapping[str, tuple[Said, ...]]:
    """By number, the columns of the table that hold texts and dates and stand in the data, in the order of the rows.

    Problem for an empty cell in a column that is not optional, and for a date that is none.
    """
    return {
        column.label: tuple(said_in(source, data, row, header.positions[column.label], column) for row in rows)
        for column in table.columns
        if column.is_told and column.label in header.positions
    }


def said_in(source: DataSource, data: DataRows, row: DataRow, position: int, column: ColumnSpec) -> Said:
    """What one cell of a row says in words or as a date; Problem for an empty cell of a column that is not optional."""
    cell = row.cell(position)

    def problem(reason: Text) -> Problem:
        text = _IN_ROW.with_values(row=str(row.number), column=described(column), reason=reason)
        return data.problem(text, row.number, position)

    if cell is None:
        if column.optional:
            return None
        raise problem(_MISSING)
    if column.role != "date":
        if isinstance(cell, bool) or not isinstance(cell, str | int | float):
            raise problem(_NO_TEXT.with_values(text=str(cell)))
        return " ".join(normalize("NFC", cell).split()) if isinstance(cell, str) else f"{cell:.15g}"
    day = _day(cell) if isinstance(cell, str) else source.book.date(cell) if source.book else None
    if day is None:
        raise problem(_NO_DATE.with_values(text=str(cell)))
    return day


def _day(text: str) -> date | None:
    """`29/11/2022`, as Vietnam writes it, or `2022-11-29`; None for anything else."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
