"""F207 circular-reference: cells that are calculated from themselves.

## What it does
Follows the formulas of the whole book and reports the cells of every circle, once for each sheet and column.

## Why it is bad
Excel warns once and then shows 0 or the last result; everything that reads the circle is as wrong.

## Example
A total in row 20 that is `=SUM(D9:D20)`: it includes its own cell.

## How to mend
Take the cell itself out of the range it adds.

## What is not detected
Cells that only depend on a circle, and circles inside constructs that cannot be calculated here (F209).
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.engine.values.reasons import CIRCULAR, is_carried
from xl_addin.formula.cells import CellRef, address
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("F207", "circular-reference", Severity.ERROR)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every sheet column that has cells in a circle, at the first of them."""
    circles: dict[tuple[str, int], list[CellRef]] = {}
    for cell, value in case.unsupported.items():
        if value.reason.startswith(CIRCULAR) and not is_carried(value.reason):
            circles.setdefault((cell.sheet, cell.column), []).append(cell)
    for cells in circles.values():
        first = cells[0]
        yield RULE.found(
            first.sheet,
            first.row,
            first.column,
            Text(
                "Công thức tham chiếu vòng: ô tính từ chính nó ({cells}).",
                "Circular reference: the cell is calculated from itself ({cells}).",
            ).with_values(cells=", ".join(address(cell.row, cell.column) for cell in cells[:5])),
            Text(
                "Bỏ chính ô này (hoặc ô phụ thuộc nó) ra khỏi công thức.",
                "Take this cell, or one that depends on it, out of the formula.",
            ),
            actual=case.book[first.sheet].formula(first.row, first.column),
        )
