"""Texts of tables, such as CSV: their letters, what stands between their columns, their rows."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.unit_names.tone_marks import is_vietnamese_syllable

DELIMITERS = (",", ";", "\t")
"""What may stand between columns."""
SAVE_AS = Text("trong Excel hãy lưu lại bằng “CSV UTF-8” hoặc .xlsx", "in Excel save it again as “CSV UTF-8” or .xlsx")
"""What to do about a table whose letters cannot be read."""

_NOT_UTF_8 = Text(
    "không đọc được chữ trong tệp (byte thứ {byte} không phải UTF-8); {remedy}",
    "the text cannot be decoded (byte {byte} is not UTF-8); {remedy}",
)
_NO_TEXT = Text(
    "tệp không phải văn bản CSV cũng không phải sổ tính .xlsx; hãy chọn đúng tệp số liệu",
    "the file is neither CSV text nor an .xlsx workbook; choose the data file",
)
_NOT_SPLIT = Text(
    "dòng {line}: không tách được thành các cột ({error}); hãy kiểm tra dấu nháy kép",
    "line {line} cannot be split into columns ({error}); check the double quotes",
)
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_WORKBOOK_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_WORD = re.compile(r"[^\W\d_]+")
_DECLARED = re.compile(r"sep=([,;\t])\r?\n")


def looks_like_workbook(data: bytes) -> bool:
    """Whether the content is a workbook (old and encrypted ones too) rather than text, whatever the file's name."""
    return data.startswith(_WORKBOOK_STARTS)


def text_of_file(data: bytes, file: str, remedy: Text) -> str:
    """A file's text: UTF-8 or UTF-16 with or without byte order mark, else what Excel in Vietnam writes as plain CSV.

    That is Windows-1258, and only if every word of it is Vietnamese. Problem, with the remedy, for what is no text.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    try:
        text = data.decode(encoding or _utf_16_without_mark(data) or "utf-8")
    except UnicodeDecodeError as error:
        vietnamese = None if encoding else _windows_1258(data)
        if vietnamese is None:
            raise Problem(_NOT_UTF_8.with_values(byte=error.start + 1, remedy=remedy), file=file) from error
        text = vietnamese
    if re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", text):
        raise Problem(_NO_TEXT, file=file)
    return text


def declared_delimiter(text: str) -> tuple[str | None, str]:
    """The delimiter that a first line `sep=;` names, and the text without what that line says."""
    declared = _DECLARED.match(text)
    return (declared[1], "\n" + text[declared.end() :]) if declared else (None, text)


def split_rows(text: str, delimiter: str, file: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows of a text, each with the line it begins on; Problem for one whose quotes do not close."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    first_line = 1
    try:
        for cells in reader:
            yield first_line, tuple(cells)
            first_line = reader.line_num + 1
    except csv.Error as error:
        raise Problem(_NOT_SPLIT.with_values(line=first_line, error=error), file=file) from error


def _utf_16_without_mark(data: bytes) -> str | None:
    """Digits and delimiters have a zero byte on one side only; no other text has zero bytes."""
    start = data[:4096]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > len(start) // 8 and not even:
        return "utf-16-le"
    if even > len(start) // 8 and not odd:
        return "utf-16-be"
    return None


def _windows_1258(data: bytes) -> str | None:
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    # Any bytes are some letters of this code page; another's would hardly make Vietnamese syllables throughout.
    accented = [word for word in _WORD.findall(text) if not word.isascii()]
    if not accented or any(map(unicodedata.combining, text)) or not all(map(is_vietnamese_syllable, accented)):
        return None
    return text
