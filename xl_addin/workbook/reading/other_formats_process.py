"""The process that reads a foreign workbook: its content comes on standard input, its values leave as JSON.

The answer is `{"sheets": [...]}`, or `{"failed": "password" | "damaged" | "too much"}`.
"""

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import TYPE_CHECKING, Any

from xl_addin.workbook.model.serial_dates import serial_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MAX_MEMORY_BYTES = 2 * 2**30
MAX_CELLS = 5_000_000 + 65_536 * 256
"""Empty cells inside the used area count too: the library lays out the whole rectangle. One sheet of an .xls may be
used to its last corner, which takes a gigabyte; more cells than that no report of an office has."""


class _TooMuch(Exception):
    """The file has more cells than a report of an office can have."""


def main() -> None:
    """Answer once and end."""
    _bound_memory()
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)


def answer(data: bytes) -> dict[str, Any]:
    """What the file holds, or why that cannot be told."""
    from python_calamine import CalamineError, PasswordError

    try:
        return {"sheets": list(_sheets(data))}
    except PasswordError:
        return {"failed": "password"}
    except _TooMuch:
        return {"failed": "too much"}
    except (CalamineError, ValueError, OSError, OverflowError):
        return {"failed": "damaged"}


def _bound_memory() -> None:
    # Windows has no such limit; there the cell limit alone bounds the answer.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))


def _sheets(data: bytes) -> Iterator[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    budget = MAX_CELLS
    for index, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(index)
        budget -= sheet.height * sheet.width
        if budget < 0:
            raise _TooMuch
        yield {
            "name": about.name,
            "visible": about.visible == SheetVisibleEnum.Visible,
            "merges": [
                [first_row + 1, first_column + 1, last_row + 1, last_column + 1]
                for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ()
            ],
            "columns": _columns(sheet),
        }


def _columns(sheet: "CalamineSheet") -> dict[int, dict[str, dict[int, Any]]]:
    columns: dict[int, dict[str, dict[int, Any]]] = {}
    first_row, first_column = sheet.start or (0, 0)
    for row, cells in enumerate(sheet.to_python(skip_empty_area=True), first_row + 1):
        for column, cell in enumerate(cells, first_column + 1):
            if cell == "":
                continue
            value, code = _value_and_format(cell)
            kept = columns.setdefault(column, {"values": {}, "formats": {}})
            kept["values"][row] = value
            if code:
                kept["formats"][row] = code
    return columns


def _value_and_format(cell: object) -> tuple[int | float | str | bool, str | None]:
    """A cell as a workbook keeps it: dates as serial numbers under a date format."""
    match cell:
        case bool() | str():
            return cell, None
        case datetime():
            midnight = datetime.combine(cell.date(), time())
            return _plain(serial_of(cell.date()) + (cell - midnight) / timedelta(days=1)), "dd/mm/yyyy hh:mm"
        case date():
            return serial_of(cell), "dd/mm/yyyy"
        case time():
            since = datetime.combine(date.min, cell) - datetime.min
            return since / timedelta(days=1), "hh:mm:ss"
        case timedelta():
            return _plain(cell / timedelta(days=1)), "[h]:mm:ss"
        case int():
            return cell, None
        case float() if isfinite(cell):
            return _plain(cell), None
        case _:
            return "#NUM!", None


def _plain(number: int | float) -> int | float:
    return int(number) if float(number).is_integer() else number


if __name__ == "__main__":
    main()
