"""U501 unit-name-mismatch: the same place in two tables of a book names different units.

## What it does
Compares tables of equally many units place by place, where at least half of the names agree.

## Why it is bad
A typing or scanning error sends a quota to the wrong unit.

## Example
“Phước Long” in the first table, “Phú Quốc” in the same place of the second.

## How to mend
Compare with the list of units and correct the wrong name.

## What is not detected
Units that only stand in another order, tables of different lengths, and a name that is wrong everywhere (U503).
"""

from collections.abc import Iterator
from operator import eq

from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.formula.cells import address
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("U501", "unit-name-mismatch", Severity.WARNING)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every differing name, in the later table."""
    for index, later in enumerate(case.views):
        earlier = next((view for view in case.views[:index] if _same_units(view, later)), None)
        if earlier is None:
            continue
        ours, theirs = later.cells.name_keys, earlier.cells.name_keys
        if ours == theirs:
            continue
        names, later_names = set(theirs), set(ours)
        rows = zip(earlier.table.body_rows, later.table.body_rows, theirs, ours, strict=True)
        for there, here, their, our in rows:
            if their == our or our in names or their in later_names:
                continue
            first, second = earlier.unit_name(there), later.unit_name(here)
            column = later.table.unit_column
            other = earlier.table.unit_column
            if column is None or other is None:
                continue
            yield RULE.found(
                later.table.sheet,
                here,
                column.position,
                Text(
                    "Tên đơn vị không khớp giữa hai bảng: ở đây là “{second}”, cùng vị trí ở bảng “{sheet}” "
                    "(ô {cell}) là “{first}”.",
                    "The tables name different units in the same place: “{second}” here, “{first}” in “{sheet}” "
                    "({cell}).",
                ).with_values(
                    first=first, second=second, sheet=earlier.table.sheet, cell=address(there, other.position)
                ),
                Text(
                    "Đối chiếu với danh sách đơn vị và sửa tên sai.",
                    "Compare with the list of units and correct the wrong name.",
                ),
                expected=first,
                actual=second,
            )


def _same_units(one: TableView, other: TableView) -> bool:
    rows, other_rows = one.table.body_rows, other.table.body_rows
    if len(rows) != len(other_rows) or not one.table.unit_column or not other.table.unit_column:
        return False
    agreeing: int = sum(map(eq, one.cells.name_keys, other.cells.name_keys))
    return agreeing >= 2 and agreeing * 2 >= len(rows)
