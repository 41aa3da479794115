"""F209 unsupported-formula: a formula that cannot be calculated here, so its figure was not checked.

## What it does
Names the cell and the reason: a function the engine does not know, a name that cannot be resolved, a construct it does
not support. The value the file stores is not trusted in its place.

## Why it is bad
An unchecked figure must not pass for a checked one.

## Example
`=WEBSERVICE(…)`, or a defined name that was deleted.

## How to mend
Check the cell in Excel, or write the formula with common functions.

## What is not detected
Links to other workbooks are F208, circles F207; cells that only depend on an unsupported one are not reported.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.engine.values.reasons import CIRCULAR, EXTERNAL_LINK, REGIONAL, in_words, is_carried
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.inputs import texts_for_numbers
from xl_addin.verify.judging.words import shortened
from xl_addin.verify.rule import Rule

RULE = Rule("F209", "unsupported-formula", Severity.WARNING)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every column and reason, at the first such cell."""
    texts = {text.strip() for view in case.all_views for _, _, text, _ in texts_for_numbers(view)}
    found: dict[tuple[str, int, str], list[CellRef]] = {}
    for cell, value in case.unsupported.items():
        if (
            not value.reason.startswith((CIRCULAR, EXTERNAL_LINK))
            and not is_carried(value.reason)
            and not _reads_reported_text(value.reason, texts)
        ):
            found.setdefault((cell.sheet, cell.column, value.reason), []).append(cell)
    for (sheet, _, reason), cells in found.items():
        first = cells[0]
        formula = case.book[sheet].formula(first.row, first.column)
        yield RULE.found(
            sheet,
            first.row,
            first.column,
            Text(
                "Không tính được công thức {formula}: {reason} ({count} ô).",
                "The formula {formula} cannot be calculated here: {reason} ({count} cells).",
            ).with_values(formula=shortened(formula), reason=in_words(reason), count=len(cells)),
            Text(
                "Kiểm tra ô này trong Excel, hoặc viết lại công thức bằng hàm thông dụng.",
                "Check the cell in Excel, or write the formula with common functions.",
            ),
            actual=formula,
        )


def _reads_reported_text(reason: str, texts: set[str]) -> bool:
    """Whether the trouble is only a number kept as text, which I401 reports."""
    return reason.startswith(REGIONAL) and any(f'"{text}"' in reason for text in texts)
