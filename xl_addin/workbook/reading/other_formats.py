"""Read the values of workbooks that are not .xlsx (.xls, .xlsb, .ods): what they hold, not how it was calculated.

The library that reads them (python-calamine) gives values only: formulas are not seen, an error value reads as an
empty cell, and number formats are known for dates alone. It works in a process of its own with bounded time and
memory, because a hostile file can end the process that reads it.
"""

import sys
from pathlib import Path
from typing import Any, Literal

from xl_addin.formula.cells import Area
from xl_addin.language import Text
from xl_addin.package.foreign.telling import PASSWORD, TRUNCATED, is_encrypted_old_excel, is_old_excel
from xl_addin.package.package import file_bytes, is_too_big, safe_archive
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import Book, Column, Sheet
from xl_addin.workbook.reading.read import read_book

OtherFormat = Literal["xls", "xlsb", "ods"]

SECONDS = 120
"""How long reading one file may take."""

_NO_FORMULAS = Text(
    "tệp {format} chỉ đọc được giá trị, không đọc được công thức; hãy mở bằng Excel rồi Lưu thành (Save As) .xlsx",
    "of {format} files only values are read, not formulas; open it in Excel and save it as .xlsx",
)
_UNREADABLE = Text(
    "tệp hỏng, quá lớn hoặc không an toàn để đọc; hãy mở bằng Excel rồi Lưu thành (Save As) .xlsx",
    "the file is damaged, too big or unsafe to read; open it in Excel and save it as .xlsx",
)
_ODS_PARTS = "META-INF/manifest.xml"
_MOST_OF_THE_LIST = 2**20
_FAILED = {"password": PASSWORD, "damaged": TRUNCATED, "too much": _UNREADABLE}


def read_any_book(source: Path | str | bytes, *, file: str | None = None) -> Book:
    """A workbook of any format, as `read_book` reads it; of another than .xlsx values only (`Book.formulas_seen`).

    Raises Problem for what is no workbook, or is protected by a password, damaged or beyond the limits.
    """
    file = file or ("" if isinstance(source, bytes) else str(source))
    try:
        data = source if isinstance(source, bytes) else file_bytes(Path(source))
        if is_too_big(len(data)) or (found := other_format(data)) is None:
            return read_book(data, file=file)
        if _is_encrypted(data, found):
            raise Problem(PASSWORD)
        return _book(_values(data), file)
    except Problem as problem:
        raise problem.in_file(file) from problem.__cause__


def other_format(data: bytes) -> OtherFormat | None:
    """Which other format a file's content has; None for .xlsx and for what is no workbook."""
    if is_old_excel(data):
        return "xls"
    if not data.startswith(b"PK"):
        return None
    archive = safe_archive(data)
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 256:
        kind = archive.read("mimetype")
        return "ods" if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet") else None
    return None


def _is_encrypted(data: bytes, found: OtherFormat) -> bool:
    """Whether the file says that its content is encrypted; an encrypted .xlsb is none of the other formats at all."""
    if found == "xls":
        return is_encrypted_old_excel(data)
    archive = safe_archive(data)
    if found != "ods" or _ODS_PARTS not in archive.namelist():
        return False
    # The list of parts itself is never encrypted; it says how each of the others is.
    with archive.open(_ODS_PARTS) as parts:
        return b":encryption-data" in parts.read(_MOST_OF_THE_LIST)


def no_formulas(book: Book) -> Problem:
    """The problem of a book whose formulas were not seen, where they are what was asked for."""
    suffix = Path(book.file).suffix.lower()
    # The content says what a file is; its name may be another's.
    ending = suffix if suffix in (".xls", ".xlsb", ".ods") else ".xls, .xlsb, .ods"
    return Problem(_NO_FORMULAS.with_values(format=ending), file=book.file)


def _values(data: bytes) -> dict[str, Any]:
    import json
    import subprocess

    # -P: a file called json.py in the user's folder must not be run.
    command = [sys.executable, "-P", "-m", "xl_addin.workbook.reading.other_formats_process"]
    no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, creationflags=no_window)
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        # No whole answer: the reader ran out of time or memory, or broke off.
        raise Problem(_UNREADABLE) from error
    if "failed" in found:
        raise Problem(_FAILED[found["failed"]])
    return found


def _book(found: dict[str, Any], file: str) -> Book:
    return Book(file=file, sheets=tuple(map(_sheet, found["sheets"])), formulas_seen=False)


def _sheet(found: dict[str, Any]) -> Sheet:
    columns = {
        int(column): Column(
            values={int(row): value for row, value in cells["values"].items()},
            number_formats={int(row): code for row, code in cells["formats"].items()},
        )
        for column, cells in found["columns"].items()
    }
    merges = tuple(Area(*corners) for corners in found["merges"])
    return Sheet(found["name"], columns, merges=merges, visible=found["visible"])
