"""The units of a book's tables: who they are, and in which row of each table they stand."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Book


@dataclass(frozen=True)
class UnitRows:
    """A unit and its row in each of the tables, in the order of the tables."""

    name: str
    rows: tuple[int, ...]


def tables_of_units(tables: Sequence[NumberedTable]) -> tuple[NumberedTable, ...]:
    """The tables that have units: rows with a column of names."""
    return tuple(table for table in tables if table.unit_column is not None and table.body_rows)


def units_of(book: Book, tables: Sequence[NumberedTable]) -> tuple[UnitRows, ...]:
    """The units in the order of the first table, with their rows in all tables.

    Raises Problem where a unit stands twice, or where the tables do not list the same units: a figure that went
    to the wrong unit would be worse than none.
    """
    if not tables:
        raise Problem(
            Text(
                "không có bảng nào có cột tên đơn vị (địa bàn) để cắt phiếu",
                "no table has a column that names its units",
            ),
            file=book.file,
        )
    listed = [_listed(book, table) for table in tables]
    for table, units in zip(tables[1:], listed[1:], strict=True):
        _check_same(book, tables[0], listed[0], table, units)
    return tuple(
        UnitRows(_name(book, tables[0], row), tuple(units[key] for units in listed)) for key, row in listed[0].items()
    )


def _listed(book: Book, table: NumberedTable) -> dict[str, int]:
    rows: dict[str, int] = {}
    for row in table.body_rows:
        key = _key(_name(book, table, row))
        if not key:
            raise _problem(book, table, row, Text("dòng này thiếu tên đơn vị", "this row has no unit's name"))
        if key in rows:
            raise _problem(
                book,
                table,
                row,
                Text(
                    "đơn vị “{name}” đã có ở dòng {other}; mỗi đơn vị chỉ được ghi một lần",
                    "the unit “{name}” already stands in row {other}; name each unit once",
                ).with_values(name=_name(book, table, row), other=str(rows[key])),
            )
        rows[key] = row
    return rows


def _check_same(
    book: Book, first: NumberedTable, units: dict[str, int], other: NumberedTable, others: dict[str, int]
) -> None:
    if units.keys() == others.keys():
        return
    missing = [_name(book, first, row) for key, row in units.items() if key not in others]
    extra = [(key, row) for key, row in others.items() if key not in units]
    row = extra[0][1] if extra else other.body_rows[-1]
    raise _problem(
        book,
        other,
        row,
        Text(
            "các bảng không cùng đơn vị: bảng này thiếu [{missing}] và thừa [{extra}] so với trang “{sheet}”; "
            "hãy ghi tên đơn vị giống nhau",
            "the tables do not list the same units: this one lacks [{missing}] and adds [{extra}] compared with "
            "the sheet “{sheet}”; write the units' names alike",
        ).with_values(
            missing=", ".join(missing), extra=", ".join(_name(book, other, row) for _, row in extra), sheet=first.sheet
        ),
    )


def _name(book: Book, table: NumberedTable, row: int) -> str:
    column = table.unit_column
    value = book[table.sheet].value(row, column.position) if column else None
    return "" if value is None else " ".join(unicodedata.normalize("NFC", str(value)).split())


def _key(name: str) -> str:
    return name.casefold()


def _problem(book: Book, table: NumberedTable, row: int, text: Text) -> Problem:
    column = table.unit_column
    label = column.label if column else table.labels[0]
    return Problem(text, file=book.file, place=str(table.cell(row, label)))
