"""The rows of a data file, CSV or workbook, before anything in them is understood."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import Sheet, Value
from xl_addin.workbook.reading.delimited_text import DELIMITERS, SAVE_AS, declared_delimiter, split_rows, text_of_file

HEADER_WITHIN = 50
"""A header is looked for in this many rows at the top."""


@dataclass(frozen=True)
class DataRow:
    """One row: its line in the file or row in the sheet (from 1), and its cells from the first column on."""

    number: int
    cells: tuple[Value, ...]

    def cell(self, position: int) -> Value:
        """The cell at a position from 0; None beyond the row's end; empty text is None."""
        value = self.cells[position] if position < len(self.cells) else None
        return None if isinstance(value, str) and not value.strip() else value

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return all(self.cell(position) is None for position in range(len(self.cells)))


@dataclass(frozen=True)
class DataRows:
    """A data file's rows. `delimiter` is None for a workbook, `sheet` None for a text file.

    `set_told` where they are those of one unit set among others, as a column of the file says.
    """

    file: str
    rows: Sequence[DataRow]
    delimiter: str | None = None
    sheet: str | None = None
    set_told: bool = False

    def problem(self, text: Text, row: int | None = None, position: int | None = None) -> Problem:
        """A problem in this file, at a cell or row where one is known."""
        if self.sheet is None or row is None:
            return Problem(text, file=self.file, place=self.sheet)
        place = f"{self.sheet}!{row}" if position is None else str(CellRef(self.sheet, row, position + 1))
        return Problem(text, file=self.file, place=place)


def read_bytes(path: str) -> bytes:
    """The file's content; Problem where there is none to read."""
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        reason = Text(vi="không có tệp số liệu này; hãy kiểm tra tên", en="no such data file; check the name")
        raise Problem(reason, file=path) from None
    except OSError as error:
        reason = Text(
            vi="không đọc được tệp số liệu ({error})", en="the data file cannot be read ({error})"
        ).with_values(error=error.strerror or "")
        raise Problem(reason, file=path) from error
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        reason = Text(
            vi="tệp số liệu trống; hãy ghi một dòng tiêu đề và mỗi đơn vị một dòng",
            en="the data file is empty; write a heading row and one row for each unit",
        )
        raise Problem(reason, file=path)
    return data


def text_rows(data: bytes, file: str, score: Callable[[Sequence[DataRow]], int]) -> DataRows:
    """The rows of a delimited text, split by the delimiter under which `score` finds most in the first rows."""
    text = text_of_file(data, file, SAVE_AS)
    declared, text = declared_delimiter(text)
    delimiter = declared or max(
        DELIMITERS, key=lambda each: score(list(islice(_rows(text, each, file), HEADER_WITHIN)))
    )
    return DataRows(file, list(_rows(text, delimiter, file)), delimiter=delimiter)


def sheet_rows(sheet: Sheet, file: str) -> DataRows:
    """The rows of a worksheet that hold anything."""
    area = sheet.used_area()
    if area is None:
        return DataRows(file, (), sheet=sheet.name)
    filled = sorted({row for column in sheet.columns.values() for row in column.values})
    columns = range(1, area.last_column + 1)
    rows = [DataRow(row, tuple(sheet.value(row, column) for column in columns)) for row in filled]
    return DataRows(file, rows, sheet=sheet.name)


def _rows(text: str, delimiter: str, file: str) -> Iterator[DataRow]:
    return (DataRow(line, cells) for line, cells in split_rows(text, delimiter, file))
