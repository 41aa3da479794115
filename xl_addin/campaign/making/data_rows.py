"""The rows of a data file, CSV or workbook, before anything in them is understood."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import Sheet, Value

HEADER_WITHIN = 50
"""A header is looked for in this many rows at the top."""

_DELIMITERS = (",", ";", "\t")
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_WORKBOOK_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")


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
    """A data file's rows. `delimiter` is None for a workbook, `sheet` None for a text file."""

    file: str
    rows: Sequence[DataRow]
    delimiter: str | None = None
    sheet: str | None = None

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


def looks_like_workbook(data: bytes) -> bool:
    """Whether the content is a workbook (old and encrypted ones too) rather than text, whatever the file's name."""
    return data.startswith(_WORKBOOK_STARTS)


def text_rows(data: bytes, file: str, score: Callable[[Sequence[DataRow]], int]) -> DataRows:
    """The rows of a delimited text, split by the delimiter under which `score` finds most in the first rows."""
    text = _decoded(data, file)
    declared = re.match(r"sep=([,;\t])\r?\n", text)
    if declared:
        best = declared[1]
        text = "\n" + text[declared.end() :]
    else:

        def found(delimiter: str) -> int:
            return score(list(islice(_split(text, delimiter, file), HEADER_WITHIN)))

        best = max(_DELIMITERS, key=found)
    return DataRows(file, list(_split(text, best, file)), delimiter=best)


def sheet_rows(sheet: Sheet, file: str) -> DataRows:
    """The rows of a worksheet that hold anything."""
    area = sheet.used_area()
    if area is None:
        return DataRows(file, (), sheet=sheet.name)
    filled = sorted({row for column in sheet.columns.values() for row in column.values})
    columns = range(1, area.last_column + 1)
    rows = [DataRow(row, tuple(sheet.value(row, column) for column in columns)) for row in filled]
    return DataRows(file, rows, sheet=sheet.name)


def _split(text: str, delimiter: str, file: str) -> Iterator[DataRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    first_line = 1
    try:
        for cells in reader:
            yield DataRow(first_line, tuple(cells))
            first_line = reader.line_num + 1
    except csv.Error as error:
        raise Problem(
            Text(
                vi="dòng {line}: không tách được thành các cột ({error}); hãy kiểm tra dấu nháy kép",
                en="line {line} cannot be split into columns ({error}); check the double quotes",
            ).with_values(line=first_line, error=error),
            file=file,
        ) from error


def _decoded(data: bytes, file: str) -> str:
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    try:
        text = data.decode(encoding or _utf_16_without_mark(data) or "utf-8")
    except UnicodeDecodeError as error:
        raise Problem(
            Text(
                vi="không đọc được chữ trong tệp (byte thứ {byte} không phải UTF-8); trong Excel hãy lưu lại bằng "
                "“CSV UTF-8” hoặc .xlsx",
                en="the text cannot be decoded (byte {byte} is not UTF-8); in Excel save it again as "
                "“CSV UTF-8” or .xlsx",
            ).with_values(byte=error.start + 1),
            file=file,
        ) from error
    if re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", text):
        raise Problem(
            Text(
                vi="tệp không phải văn bản CSV cũng không phải sổ tính .xlsx; hãy chọn đúng tệp số liệu",
                en="the file is neither CSV text nor an .xlsx workbook; choose the data file",
            ),
            file=file,
        )
    return text


def _utf_16_without_mark(data: bytes) -> str | None:
    """Digits and delimiters have a zero byte on one side only; no other text has zero bytes."""
    start = data[:4096]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > len(start) // 8 and not even:
        return "utf-16-le"
    if even > len(start) // 8 and not odd:
        return "utf-16-be"
    return None
