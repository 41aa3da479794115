"""Tables of one book that read each other: which one, and which of its rows is the same unit's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from xl_addin.campaign.column_values import CalculatedTable, columns_needed
from xl_addin.campaign.filling.found_plan import FoundPlan
from xl_addin.campaign.filling.found_tables import FoundTable
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.table.model import NumberedTable
from xl_addin.table.words import folded
from xl_addin.workbook.model.book import Book


@dataclass(frozen=True)
class CalculatedFound:
    """A table that is done: others may read it."""

    found: FoundTable
    values: CalculatedTable
    may_be_empty: frozenset[str]


def tables_read(found: FoundTable, plan: FoundPlan, done: Mapping[str, CalculatedFound]) -> list[str]:
    """The other tables this one's formulas read; Problem if one is not in the book."""
    keys = dict.fromkeys(ref.table for column in plan.columns for ref in columns_needed(column) if ref.table)
    for key in keys:
        if key not in done:
            raise Problem(
                Text(
                    vi="bảng này cần số liệu của bảng {key}, không tìm thấy bảng đó trong sổ tính",
                    en="this table needs figures of table {key}, which was not found in the workbook",
                ).with_values(key=key),
                place=found.name,
            )
    return list(keys)


def matching_rows(table: NumberedTable, other: NumberedTable, book: Book) -> dict[int, int]:
    """For each row of a table the row of the same unit (total, sub-total) in another.

    By the units' names where both tables have the same ones, else by their order.
    """
    if len(table.body_rows) != len(other.body_rows):
        raise Problem(
            Text(
                vi="bảng có {here} đơn vị, bảng {other} mà nó lấy số liệu có {there}; hai bảng phải cùng các đơn vị",
                en="the table has {here} units, the table {other} it takes figures from has {there}; "
                "both must have the same units",
            ).with_values(here=len(table.body_rows), other=other.sheet, there=len(other.body_rows)),
            place=FoundTable(table).name,
        )
    names, theirs = _unit_names(table, book), _unit_names(other, book)
    by_name = dict(zip(theirs, other.body_rows, strict=True))
    same = len(by_name) == len(theirs) and sorted(names) == sorted(theirs)
    rows = dict(zip(table.body_rows, [by_name[name] for name in names] if same else other.body_rows, strict=True))
    if len(table.subtotal_rows) == len(other.subtotal_rows):
        rows |= {here: there for (here, _), (there, _) in zip(table.subtotal_rows, other.subtotal_rows, strict=True)}
    if table.total_row is not None and other.total_row is not None:
        rows[table.total_row] = other.total_row
    return rows


def no_matching_row(table: NumberedTable, row: int, other: NumberedTable) -> Problem:
    """A total or sub-total row that has no counterpart in a table it reads."""
    return Problem(
        Text(
            vi="dòng {row} lấy số liệu từ trang “{other}”, bảng ở đó không có dòng tổng tương ứng; hãy thêm dòng đó",
            en="row {row} takes figures from sheet “{other}”, whose table has no such total row; add that row",
        ).with_values(row=str(row), other=other.sheet),
        place=f"{table.sheet}!{row}",
    )


def in_order_of(table: NumberedTable, other: CalculatedFound, book: Book) -> CalculatedTable:
    """Another table's values in the order of this one's rows."""
    rows = matching_rows(table, other.found.table, book)
    order = [other.found.table.body_rows.index(rows[row]) for row in table.body_rows]
    values = {label: tuple(column[index] for index in order) for label, column in other.values.values.items()}
    return replace(other.values, values=values)


def _unit_names(table: NumberedTable, book: Book) -> list[str]:
    column = table.unit_column
    sheet = book[table.sheet]
    return ["" if column is None else folded(str(sheet.value(row, column.position))) for row in table.body_rows]
