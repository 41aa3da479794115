"""I401 number-stored-as-text: a figure is a text, so sums leave it out.

## What it does
Finds texts that show a number (`48.692`, `1 234`, `57,41%`) in columns of figures.

## Why it is bad
SUM and AVERAGE pass over texts without a word: the total is too small.

## Example
`48.692` pasted from Word or a web page with a space behind it.

## How to mend
Turn it into a number: retype it, or Data › Text to Columns › Finish for a whole column (`xl-addin fix`).

## What is not detected
Texts with words beside the number, codes that begin with 0 (`025110`), and formulas that return text.
"""

from collections.abc import Iterator
from fractions import Fraction

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.inputs import texts_for_numbers
from xl_addin.verify.judging.words import plain
from xl_addin.verify.rule import Rule

RULE = Rule("I401", "number-stored-as-text", Severity.ERROR, stage="inputs")


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every typed text that reads as a number, in the rows and the total."""
    for view in case.all_views:
        for row, column, text, number in texts_for_numbers(view):
            yield RULE.found(
                view.table.sheet,
                row,
                column.position,
                Text(
                    "{unit}: cột {label}: “{text}” là chữ, không phải số {number}, nên phép cộng bỏ qua ô này.",
                    "{unit}: column {label}: “{text}” is text, not the number {number}; sums leave it out.",
                ).with_values(
                    unit=view.unit_name(row), label=column.label, text=text.strip(), number=_as_written(text, number)
                ),
                Text(
                    "Gõ lại thành số (không có dấu cách, dấu nháy ở đầu).",
                    "Type it again as a number, without spaces or a leading apostrophe.",
                ),
                expected=plain(number),
                actual=text,
            )


def _as_written(text: str, figure: Fraction) -> Fraction | Text:
    """The number the text means, a percentage as a percentage."""
    return Text("{share}%", "{share}%").with_values(share=figure * 100) if "%" in text else figure
