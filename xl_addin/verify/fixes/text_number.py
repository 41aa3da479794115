"""I401: put the number a text shows into the cell, in the number format of its neighbours.

`48.692` may be forty-eight thousand or forty-eight and a bit: safe only where the other figures of the column are
whole and of that size. `57,41%` becomes a percentage or percentage points, as the column keeps them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.judging.inputs import may_be_decimal, number_in_text
from xl_addin.verify.judging.words import plain
from xl_addin.verify.remedy import Remedy, in_tables
from xl_addin.workbook.edits.edit import Edit, SetNumberFormat, SetValue
from xl_addin.workbook.model.formats import is_percent

CODES = ("I401",)
# A column of whole figures from a tenth of the smallest to ten times the largest: 48.692 among them is 48 692.
SIZES = 10


def remedies(case: Case, findings: Sequence[Diagnostic]) -> Iterator[Remedy]:
    """The number, under the format most of the column has where the cell is formatted as text or not at all."""
    for view, finding, row, label in in_tables(case, findings):
        text = view.value(row, label)
        number = number_in_text(text) if isinstance(text, str) else None
        if number is None or not isinstance(text, str):
            continue
        neighbours = _neighbours(view, row, label)
        code = _usual_format(view, label, neighbours)
        safe = not may_be_decimal(text) or _fits(number, [view.number(one, label) or 0 for one in neighbours])
        if "%" in text and not is_percent(code):
            number, safe = number * 100, False
        cell = view.table.cell(row, label)
        edits: list[Edit] = [SetValue(cell, plain(number))]
        if view.number_format(row, label) in ("@", "General") and code != view.number_format(row, label):
            edits.insert(0, SetNumberFormat(cell, code))
        yield Remedy(finding, tuple(edits), safe)


def _neighbours(view: TableView, row: int, label: str) -> list[int]:
    return [one for one in view.table.body_rows if one != row and view.number(one, label) is not None]


def _usual_format(view: TableView, label: str, rows: Sequence[int]) -> str:
    codes = Counter(code for one in rows if (code := view.number_format(one, label)) != "@")
    return codes.most_common(1)[0][0] if codes else "General"


def _fits(number: Fraction, others: Sequence[int | float]) -> bool:
    whole = [abs(other) for other in others if other]
    return (
        len(whole) > 1
        and all(float(other).is_integer() for other in others)
        and min(whole) <= abs(number) * SIZES
        and abs(number) <= max(whole) * SIZES
    )
