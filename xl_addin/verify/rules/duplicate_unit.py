"""U502 duplicate-unit: a unit stands twice in one table.

## What it does
Compares the units' names without regard to case, spaces and Unicode form: where one stands twice, also their codes and
what they lie in (a sub-total, a column of parents).

## Why it is bad
The unit would get two quotas, or its report be counted twice.

## Example
Tân Tiến stands in rows 12 and 17.

## How to mend
Delete the row too many; if they are two units, write their full names: “Tân Tiến (Đồng Phú)”.

## What is not detected
Communes of different districts or with different codes that share a name, several rows of one unit in a list of tasks
or people, and names that differ in a mark or a letter.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("U502", "duplicate-unit", Severity.WARNING)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every repetition, at the later row."""
    for view in case.views:
        column = view.table.unit_column
        keys = view.cells.units.keys if view.table.row_names else view.cells.name_keys
        if column is None or len(set(keys)) == len(keys):
            continue
        for row, first in view.cells.units.duplicates:
            # What a merged cell goes on naming is no second row of its unit; in a list of tasks the same task is.
            if view.unit_name(row).strip() or view.table.row_names:
                yield RULE.found(
                    view.table.sheet,
                    row,
                    column.position,
                    Text(
                        "Đơn vị “{name}” đã có ở dòng {first}.", "The unit “{name}” already stands in row {first}."
                    ).with_values(name=view.unit_name(row), first=str(first)),
                    Text(
                        "Bỏ dòng thừa, hoặc ghi rõ tên hay mã để phân biệt hai đơn vị.",
                        "Remove one of the rows, or tell the two units apart by name or code.",
                    ),
                    actual=view.unit_name(row),
                )
