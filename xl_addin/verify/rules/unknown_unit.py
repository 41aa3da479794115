"""U503 unknown-unit: a row names a unit that is not in the spec's list.

## What it does
Looks every unit of a table up in `units` of the spec. Spelling conventions (Unicode form, spaces, capitals, hòa/hoà)
do not count; the names of the list that may be meant come with the finding.

## Why it is bad
A quota for a unit that does not exist reaches nobody, and its report finds no row when the reports come back.

## Example
A table of Bình Phước lists “Phú Quốc” where the spec's list has “Phước Long”; “Đông Xoài” for “Đồng Xoài”.

## How to mend
Write the name as the list does. If the unit is new or was renamed, change the list in the spec.

## What is not detected
A unit of the list that has no row, and one known unit in the place of another (U501 compares tables, U502 finds
repetitions). Without `units` in a spec nothing is checked.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.unit_names.matching import NameIndex
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("U503", "unknown-unit", Severity.WARNING)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every name of a table the spec describes that its list does not have."""
    if case.spec is None:
        return
    for view in case.views:
        column = view.table.unit_column
        names_known = [] if view.spec is None else case.spec.names_of(view.spec)
        if not names_known or column is None:
            continue
        known = NameIndex(names_known)
        for row in view.table.body_rows:
            name = view.unit_name(row)
            match = known.find(name)
            if not name.strip() or match.positions:
                continue
            meant = match.candidates[0].name if len(match.candidates) == 1 else None
            names = [candidate.name for candidate in match.candidates]
            yield RULE.found(
                view.table.sheet,
                row,
                column.position,
                Text(
                    "“{name}” không có trong danh sách đơn vị của đặc tả.",
                    "“{name}” is not in the spec's list of units.",
                ).with_values(name=name),
                Text("Có phải: {names}?", "Is it {names}?").with_values(names=names)
                if names
                else Text(
                    "Sửa tên theo danh sách, hoặc bổ sung đơn vị vào `units` của đặc tả.",
                    "Write the name as the list does, or add the unit to the spec's `units`.",
                ),
                expected=meant,
                actual=name,
            )
