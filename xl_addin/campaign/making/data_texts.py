"""What the cells of text and date columns of a data file say."""

from datetime import date
from unicodedata import normalize

from xl_addin.campaign.making.data_header import described
from xl_addin.campaign.making.data_rows import DataRow, DataRows
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import ColumnSpec
from xl_addin.spec.parts.part import day_in
from xl_addin.table.cell_kind import text_of
from xl_addin.workbook.model.book import CellError, Unsupported, Value

LONGEST_TEXT = 32_767
"""What a cell of Excel holds."""

Told = str | date | None

_PLACE = Text("dòng {row}, cột {column}: {reason}", "row {row}, column {column}: {reason}")
_MISSING = Text(
    "chưa ghi gì; hãy điền, hoặc ghi `optional: true` cho cột này trong đặc tả nếu được để trống",
    "nothing stands there; fill it in, or write `optional: true` for the column in the spec if it may be empty",
)
_NO_DAY = Text("“{text}” không phải ngày; hãy viết dạng 29/11/2022", "“{text}” is no date; write it as 29/11/2022")
_NO_TEXT = Text("ô có lỗi {text}; hãy sửa ô này", "the cell has the error {text}; mend it")
_TOO_LONG = Text(
    "văn bản dài {length} ký tự, một ô Excel chỉ chứa {most}; hãy kiểm tra dấu nháy kép hoặc rút gọn",
    "the text has {length} characters and a cell holds {most}; check the double quotes or shorten it",
)


def told(data: DataRows, row: DataRow, position: int | None, column: ColumnSpec) -> Told:
    """What a row says in a text or date column, None where that is nothing; Problem at the cell for anything else.

    `position` is None where the file does not have the column.
    """
    cell = None if position is None else row.cell(position)

    def problem(reason: Text) -> Problem:
        text = _PLACE.with_values(row=str(row.number), column=described(column), reason=reason)
        return data.problem(text, row.number, position)

    if cell is None:
        if column.may_be_empty:
            return None
        raise problem(_MISSING)
    if isinstance(cell, bool | CellError | Unsupported):
        shown = cell.reason if isinstance(cell, Unsupported) else str(cell)
        raise problem((_NO_DAY if column.role == "date" else _NO_TEXT).with_values(text=shown))
    if column.role == "date":
        day = _day(data, cell)
        if day is None:
            raise problem(_NO_DAY.with_values(text=text_of(cell)))
        return day
    text = normalize("NFC", cell).strip() if isinstance(cell, str) else text_of(cell)
    if len(text) > LONGEST_TEXT:
        raise problem(_TOO_LONG.with_values(length=len(text), most=LONGEST_TEXT))
    return text


def _day(data: DataRows, cell: Value) -> date | None:
    if isinstance(cell, str):
        try:
            return day_in(cell)
        except ValueError:
            return None
    return None if data.book is None else data.book.date(cell)
