"""What a cell of a table holds, as far as finding the table goes: nothing, a figure or a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from xl_addin.table.words import is_number_text
from xl_addin.workbook.book import EMPTY_COLUMN, Column, Sheet, Value

Kind = Literal["blank", "figure", "word"]


def kind_of(value: Value, formula: bool = False) -> Kind:
    """A formula that shows nothing, an error and a number typed as text all fill a figure's cell."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return "figure" if formula else "blank"
    if isinstance(value, str):
        return "figure" if is_number_text(value) else "word"
    return "word" if isinstance(value, bool) else "figure"


def text_of(value: Value) -> str:
    """A cell's text on one line with single spaces; a whole number without a decimal point."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


@dataclass(frozen=True)
class Cells:
    """The cells of a sheet; `last_rows` tells the last filled row of each column."""

    columns: Mapping[int, Column]
    last_rows: Mapping[int, int]

    @classmethod
    def of(cls, sheet: Sheet) -> "Cells":
        """The cells of a sheet, its columns from left to right."""
        columns = dict(sorted(sheet.columns.items()))
        filled = {position: column.values.keys() | column.formulas.keys() for position, column in columns.items()}
        return cls(columns, {position: max(rows) for position, rows in filled.items() if rows})

    def value(self, row: int, position: int) -> Value:
        """A cell's value."""
        return self.columns.get(position, EMPTY_COLUMN).values.get(row)

    def text(self, row: int, position: int) -> str:
        """A cell's text on one line."""
        return text_of(self.value(row, position))

    def kind(self, row: int, position: int) -> Kind:
        """What a cell holds."""
        column = self.columns.get(position, EMPTY_COLUMN)
        return kind_of(column.values.get(row), row in column.formulas)
