"""One finding: code, place, message, evidence."""

from dataclasses import dataclass
from enum import IntEnum

from xl_addin.formula.cells import address
from xl_addin.language import Text


class Severity(IntEnum):
    """How much a finding matters; `--fail-on` compares with it."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True)
class Diagnostic:
    """One finding at the smallest place that shows it.

    `expected` and `actual` are the figures as evidence (numbers, texts or None), `advice` how to mend it.
    `row` and `column` are None for a finding about a whole sheet or book.
    """

    code: str
    name: str
    severity: Severity
    sheet: str | None
    row: int | None
    column: int | None
    message: Text
    advice: Text | None = None
    expected: float | int | str | None = None
    actual: float | int | str | None = None
    fixable: bool = False

    @property
    def cell(self) -> str | None:
        """The cell's address within its sheet."""
        return address(self.row, self.column) if self.row and self.column else None
