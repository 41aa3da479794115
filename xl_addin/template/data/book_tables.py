"""A workbook as data: every sheet a list of rows by heading, every numbered table by heading and column number."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from xl_addin.case.case import Case
from xl_addin.formula.cells import column_letters
from xl_addin.language import Text
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.table.words import folded
from xl_addin.template.data.headings import by_name, cleaned, find_headings
from xl_addin.template.language.named import NamedList, Refused
from xl_addin.workbook.model.book import Book, CellError, Sheet, Unsupported, Value
from xl_addin.workbook.model.formats import read_format
from xl_addin.workbook.model.times import time_of

_SEVERAL = Text(
    "trang “{sheet}” có {count} bảng; hãy dùng tables thay cho tên trang",
    "the sheet “{sheet}” has {count} tables; use `tables` instead of its name",
)
_ERROR = Text("ô {cell} của tệp dữ liệu có lỗi {error}", "cell {cell} of the data holds the error {error}")
_UNKNOWN = Text(
    "không tính được ô {cell} của tệp dữ liệu ({reason})", "cell {cell} of the data cannot be calculated ({reason})"
)
_QUOTA = re.compile(r"\b(chỉ tiêu|quota)\b")
_SECONDS = 86_400


def book_tables(source: bytes, file: str) -> dict[str, object]:
    """What a template can name of a workbook: `sheets['Tên trang']`, `tables`, and each sheet under its own name.

    A sheet's name that is no name in an expression has `_` for what cannot stand in one. The only sheet with rows is
    `rows`, too. Formulas are calculated anew. Problem for what cannot be read.
    """
    case = Case.open(source, file=file)
    book = case.fresh
    visible = [sheet for sheet in book.sheets if sheet.visible]
    tables = {sheet.name: [_table(book, sheet, table) for table in case.tables_on(sheet.name)] for sheet in visible}
    sheets = {sheet.name: _sheet(book, sheet, tables[sheet.name]) for sheet in visible}
    filled = [rows for rows in sheets.values() if rows]
    return {
        **{name_of(name): rows for name, rows in sheets.items() if name_of(name)},
        **({"rows": filled[0]} if len(filled) == 1 else {}),
        "sheets": sheets,
        "tables": NamedList(
            [table for each in tables.values() for table in each], lambda table: (str(table["sheet"]),)
        ),
    }


def name_of(text: str) -> str:
    """A sheet's or file's name as one that an expression can hold; empty if nothing is left of it."""
    name = re.sub(r"\W+", "_", cleaned(text)).strip("_")
    return f"_{name}" if name[:1].isdigit() else name


def _sheet(book: Book, sheet: Sheet, tables: Sequence[dict[str, object]]) -> object:
    if len(tables) == 1:
        return tables[0]["rows"]
    if tables:
        return Refused(_SEVERAL.with_values(sheet=sheet.name, count=len(tables)))
    listed = listed_rows(book, sheet)
    if listed is None:
        return []
    return [
        by_name((column - 1, name, _value(book, sheet, row, column)) for column, name in listed.headings.items())
        for row in listed.rows
    ]


class TableColumns(NamedTuple):
    """The rows of a sheet's list, each column's heading, and the name that reaches it and no other, by its number."""

    rows: tuple[int, ...]
    headings: Mapping[int, str]
    names: Mapping[int, str]


def listed_rows(book: Book, sheet: Sheet) -> TableColumns | None:
    """The list of a sheet that has no numbered table; None where no row of headings is found."""
    area = sheet.used_area()
    if area is None:
        return None
    numbers = sorted({row for column in sheet.columns.values() for row in column.values})
    rows = [[sheet.value(row, column) for column in range(1, area.last_column + 1)] for row in numbers]
    found = find_headings(rows)
    if found is None:
        return None
    headings = {position + 1: name for position, name in found.names.items()}
    filled = (
        number
        for number, cells in zip(numbers[found.row + 1 :], rows[found.row + 1 :], strict=True)
        if any(cell not in (None, "") for cell in cells)
    )
    return TableColumns(tuple(filled), headings, _reached(headings))


def table_columns(table: NumberedTable) -> TableColumns:
    """The same of a numbered table."""
    headings = {column.position: cleaned(column.heading) for column in table.columns}
    labels = {column.position: column.label for column in table.columns}
    taken = {*labels.values(), "name", "quota"}
    alone = Counter(headings.values())
    names = {
        position: heading if heading and alone[heading] == 1 and heading not in taken else labels[position]
        for position, heading in headings.items()
    }
    return TableColumns(table.body_rows, headings, names)


def _reached(headings: Mapping[int, str]) -> dict[int, str]:
    count = Counter(headings.values())
    return {column: name if count[name] == 1 else column_letters(column) for column, name in headings.items()}


def _table(book: Book, sheet: Sheet, table: NumberedTable) -> dict[str, object]:
    columns = [
        {"label": column.label, "heading": cleaned(column.heading), "number_text": column.number_text}
        for column in table.columns
    ]
    return {
        "title": table.title,
        "sheet": table.sheet,
        "unit_line": table.unit_line,
        "columns": NamedList(columns, lambda column: (column["label"], column["heading"])),
        "rows": [_row(book, sheet, table, row) for row in table.body_rows],
        "total": _row(book, sheet, table, table.total_row) if table.total_row else None,
    }


def _row(book: Book, sheet: Sheet, table: NumberedTable, row: int) -> dict[str, object]:
    """A row by heading, by column number, and `name` and `quota` where the table has such columns."""
    values = {column.position: _value(book, sheet, row, column.position) for column in table.columns}
    headed = by_name(
        (column.position - 1, cleaned(column.heading), values[column.position])
        for column in table.columns
        if column.heading.strip()
    )
    roles = {name: values[column.position] for name, column in _roles(table)}
    return {**roles, **headed, **{column.label: values[column.position] for column in table.columns}}


def _roles(table: NumberedTable) -> Iterator[tuple[str, TableColumn]]:
    if table.unit_column is not None:
        yield "name", table.unit_column
    quotas = [column for column in table.columns if column.role == "number" and _QUOTA.search(folded(column.heading))]
    if quotas:
        yield "quota", quotas[-1]


def _value(book: Book, sheet: Sheet, row: int, column: int) -> object:
    value: Value = sheet.value(row, column)
    if isinstance(value, CellError):
        return Refused(_ERROR.with_values(cell=_place(sheet, row, column), error=value.code))
    if isinstance(value, Unsupported):
        return Refused(_UNKNOWN.with_values(cell=_place(sheet, row, column), reason=value.reason))
    if isinstance(value, int | float) and not isinstance(value, bool):
        number_format = sheet.number_format(row, column)
        time = time_of(value, number_format)
        if time is not None:
            return time
        if read_format(number_format).is_date:
            day = book.date(value)
            seconds = round((value % 1) * _SECONDS)
            if day is not None and value >= 1:
                return day if not seconds else datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
        return value
    # As of a CSV file: blanks at the ends say nothing, those within are the author's.
    return unicodedata.normalize("NFC", value.strip()) if isinstance(value, str) else value


def _place(sheet: Sheet, row: int, column: int) -> str:
    from xl_addin.formula.cells import CellRef

    return str(CellRef(sheet.name, row, column))
