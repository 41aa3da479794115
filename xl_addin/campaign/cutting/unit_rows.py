"""The units of a book's tables: who they are, and in which row of each table they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.case.pairing import Pairing, UnitRows, pair, units_in
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Book


@dataclass(frozen=True)
class UnitInTables:
    """A unit and its row in each of the tables, in the order of the tables."""

    name: str
    rows: tuple[int, ...]


def tables_of_units(tables: Sequence[NumberedTable]) -> tuple[NumberedTable, ...]:
    """The tables that have units: rows with a column of names."""
    return tuple(table for table in tables if table.unit_column is not None and table.body_rows)


def units_of(book: Book, tables: Sequence[NumberedTable]) -> tuple[UnitInTables, ...]:
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
    pairings = [pair(listed[0], units) for units in listed[1:]]
    for table, units, pairing in zip(tables[1:], listed[1:], pairings, strict=True):
        _check_same(book, tables[0], listed[0], table, units, pairing)
    return tuple(
        UnitInTables(name, (row, *(pairing.rows[row] for pairing in pairings)))
        for row, name in zip(listed[0].rows, listed[0].names, strict=True)
    )


def _listed(book: Book, table: NumberedTable) -> UnitRows:
    units = units_in(table, book[table.sheet])
    first: dict[str, int] = {}
    for row, key in zip(units.rows, units.keys, strict=True):
        if not key:
            raise _problem(book, table, row, Text("dòng này thiếu tên đơn vị", "this row has no unit's name"))
        # Sheets and files are named after units: the same name under two sub-totals would be one sheet twice.
        if first.setdefault(key, row) != row:
            raise _problem(
                book,
                table,
                row,
                Text(
                    "đơn vị “{name}” đã có ở dòng {other}; mỗi đơn vị chỉ được ghi một lần",
                    "the unit “{name}” already stands in row {other}; name each unit once",
                ).with_values(name=units.name(row), other=str(first[key])),
            )
    return units


def _check_same(
    book: Book, first: NumberedTable, units: UnitRows, other: NumberedTable, others: UnitRows, pairing: Pairing
) -> None:
    if pairing.is_complete and not pairing.by_position:
        return
    missing = sorted([*pairing.missing, *pairing.by_position])
    extra = sorted([*pairing.extra, *(pairing.rows[row] for row in pairing.by_position)])
    row = extra[0] if extra else other.body_rows[-1]
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
            missing=", ".join(map(units.name, missing)),
            extra=", ".join(map(others.name, extra)),
            sheet=first.sheet,
        ),
    )


def _problem(book: Book, table: NumberedTable, row: int, text: Text) -> Problem:
    column = table.unit_column
    label = column.label if column else table.labels[0]
    return Problem(text, file=book.file, place=str(table.cell(row, label)))
