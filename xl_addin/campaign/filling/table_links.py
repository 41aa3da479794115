"""Tables of one book that read each other: which one, and which of its rows is the same unit's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from xl_addin.campaign.column_values import CalculatedTable, columns_needed
from xl_addin.campaign.filling.found_plan import FoundPlan
from xl_addin.campaign.filling.found_tables import FoundTable
from xl_addin.case.pairing import Pairing, pair
from xl_addin.case.unit_rows import UnitRows, units_in
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.table.model import NumberedTable
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


def matching_rows(table: NumberedTable, other: NumberedTable, book: Book) -> Pairing:
    """For each row of a table the row of the same unit (total, sub-total) in another, both with the same units.

    Problem, naming the units, where a unit of one has no counterpart in the other.
    """
    one, there = units_in(table, book[table.sheet]), units_in(other, book[other.sheet])
    pairing = pair(one, there)
    place = FoundTable(table).name
    if len(one.rows) != len(there.rows):
        raise Problem(
            Text(
                vi="bảng có {here} đơn vị, bảng {other} mà nó lấy số liệu có {there}; hai bảng phải cùng các đơn vị",
                en="the table has {here} units, the table {other} it takes figures from has {there}; "
                "both must have the same units",
            ).with_values(here=len(one.rows), other=other.sheet, there=len(there.rows)),
            place=place,
        )
    if not pairing.is_complete:
        raise Problem(
            Text(
                vi="bảng lấy số liệu của bảng ở trang “{other}”, nhưng hai bảng không cùng đơn vị: ở đây có "
                "[{here}], ở đó có [{there}] không ghép được; hãy ghi tên đơn vị giống nhau, mỗi đơn vị một dòng",
                en="the table takes figures from the one on sheet “{other}”, but they do not list the same units: "
                "[{here}] here and [{there}] there have no counterpart; write the units' names alike, each in one row",
            ).with_values(
                other=other.sheet,
                here=", ".join(_name(one, row) for row in pairing.missing),
                there=", ".join(_name(there, row) for row in pairing.extra),
            ),
            place=place,
        )
    return pairing


def paired_by_position(table: NumberedTable, other: NumberedTable, book: Book) -> list[Text]:
    """A note that says which units' rows were taken for one only because they stand in the same place."""
    one, there = units_in(table, book[table.sheet]), units_in(other, book[other.sheet])
    pairing = pair(one, there)
    if not pairing.by_position:
        return []
    if pairing.how == "position":
        return [
            Text(
                vi="{sheet}: lấy số liệu từ trang “{other}” theo thứ tự dòng, vì bảng không ghi tên đơn vị; hãy đối "
                "chiếu thứ tự hai bảng",
                en="{sheet}: takes figures from sheet “{other}” by the order of rows, as a table has no units' names; "
                "compare the order of the two tables",
            ).with_values(sheet=table.sheet, other=other.sheet)
        ]
    pairs = [f"{_name(one, row)} – {_name(there, pairing.rows[row])}" for row in pairing.by_position]
    return [
        Text(
            vi="{sheet}: tên đơn vị khác với trang “{other}” ở cùng vị trí, đã coi là một: {pairs}; hãy sửa tên sai",
            en="{sheet}: units' names differ from sheet “{other}” in the same place, taken for one: {pairs}; correct "
            "the wrong name",
        ).with_values(sheet=table.sheet, other=other.sheet, pairs=", ".join(pairs))
    ]


def _name(units: UnitRows, row: int) -> str:
    return units.name(row) or str(row)


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
    rows = matching_rows(table, other.found.table, book).rows
    order = [other.found.table.body_rows.index(rows[row]) for row in table.body_rows]
    values = {label: tuple(column[index] for index in order) for label, column in other.values.values.items()}
    return replace(other.values, values=values)
