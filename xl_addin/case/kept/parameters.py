"""Where a workbook keeps the plan's parameters: a list under the headings `Tên`, `Ý nghĩa`, `Giá trị`.

`making` writes it on a sheet of its own; formulas read the cells. An office may rename that sheet, move it or insert
rows: the headings tell it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xl_addin.case.kept.finding import heading_rows
from xl_addin.formula.cells import CellRef, address, column_letters, quoted_sheet
from xl_addin.workbook.model.book import Book, Sheet, Value

SHEET = "Tham số"
HEADINGS = ("Tên", "Ý nghĩa", "Giá trị")

_VALUE = HEADINGS.index("Giá trị")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class KeptParameter:
    """The cell that holds a parameter, and what it held, also as a formula, when the book was read."""

    cell: CellRef
    value: Value
    number_format: str
    formula: str | None = None

    @property
    def reference(self) -> str:
        """The cell as a formula anywhere in the book names it: `'Tham số'!$C$5`."""
        return f"{quoted_sheet(self.cell.sheet)}!${column_letters(self.cell.column)}${self.cell.row}"

    @property
    def place(self) -> str:
        """The cell as messages name it: `Tham số!C5`."""
        return f"{self.cell.sheet}!{address(self.cell.row, self.cell.column)}"


def parameters_kept(book: Book) -> Mapping[str, KeptParameter]:
    """The parameters a workbook keeps, by name; of two lists the one on the sheet `Tham số` counts, else the first."""
    found: dict[str, KeptParameter] = {}
    for sheet in sorted(book.sheets, key=lambda sheet: sheet.name != SHEET):
        for name, parameter in _on(sheet):
            found.setdefault(name, parameter)
    return found


def _on(sheet: Sheet) -> Iterator[tuple[str, KeptParameter]]:
    for heading_row, position in heading_rows(sheet, HEADINGS):
        row = heading_row + 1
        while isinstance(name := sheet.value(row, position), str) and _NAME.fullmatch(name):
            at = position + _VALUE
            cell = CellRef(sheet.name, row, at)
            yield name, KeptParameter(cell, sheet.value(row, at), sheet.number_format(row, at), sheet.formula(row, at))
            row += 1
