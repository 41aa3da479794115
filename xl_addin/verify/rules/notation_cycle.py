"""N103 notation-cycle: columns that are calculated from one another in a circle.

## What it does
Follows the notations of a table and names the columns of every circle; none of them is checked.

## Why it is bad
Neither column can be calculated first: at least one notation is wrong.

## Example
`7=4-9` beside `9=7-8`.

## How to mend
Find which column is an input and correct the notation of the others.

## What is not detected
Circles through formulas of cells (F207).
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("N103", "notation-cycle", Severity.ERROR)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every circle, at its first column."""
    for view in case.views:
        for cycle in view.cycles:
            first = view.table.column(cycle[0])
            yield RULE.found(
                view.table.sheet,
                view.table.notation_row,
                first.position,
                Text(
                    "Các cột {labels} tính vòng quanh lẫn nhau nên không cột nào tính được trước.",
                    "Columns {labels} are calculated from one another in a circle.",
                ).with_values(labels=" → ".join(cycle)),
                Text(
                    "Sửa công thức của một trong các cột này ở dòng số cột.",
                    "Mend the notation of one of these columns.",
                ),
                actual=first.number_text,
            )
