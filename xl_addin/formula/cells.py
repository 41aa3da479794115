"""Where a cell is: column letters, addresses, areas. Rows and columns count from 1."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

RowColumn = tuple[int, int]
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384


class CellRef(NamedTuple):
    """One cell of a book."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.sheet}!{address(self.row, self.column)}"


@dataclass(frozen=True, order=True)
class Area:
    """A rectangle of cells, both corners inside."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __contains__(self, cell: tuple[int, int]) -> bool:
        row, column = cell
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column

    def __str__(self) -> str:
        first = address(self.first_row, self.first_column)
        last = address(self.last_row, self.last_column)
        return first if first == last else f"{first}:{last}"

    @property
    def absolute(self) -> str:
        """As a formula names it wherever it is filled to: `$B$2:$D$9`."""
        first = f"${column_letters(self.first_column)}${self.first_row}"
        last = f"${column_letters(self.last_column)}${self.last_row}"
        return first if first == last else f"{first}:{last}"

    @classmethod
    def parse(cls, text: str) -> "Area":
        """`B2:D9` or `B2`, with or without `$`; ValueError for anything else."""
        first, _, last = text.replace("$", "").partition(":")
        (row, column), (last_row, last_column) = parse_address(first), parse_address(last or first)
        return cls(min(row, last_row), min(column, last_column), max(row, last_row), max(column, last_column))


@cache
def column_letters(column: int) -> str:
    """Column 28 is `AB`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def column_index(letters: str) -> int:
    """`AB` is column 28."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index


def address(row: int, column: int) -> str:
    """Row 9, column 4 is `D9`."""
    return f"{column_letters(column)}{row}"


_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def parse_address(text: str) -> tuple[int, int]:
    """`D9` or `$D$9` is (9, 4); ValueError for anything else or beyond the grid."""
    match = _ADDRESS.fullmatch(text)
    if match and text.isascii():
        row, column = int(match[2]), column_index(match[1])
        if 1 <= row <= MAX_ROW and column <= MAX_COLUMN:
            return row, column
    raise ValueError(f"not a cell address: {text!r}")


def cell_named(text: str) -> CellRef:
    """The cell that somebody names: `Biểu 1!D9`, `'Biểu 1'!$D$9`, or `D9` with the sheet left empty.

    A sheet need not be quoted, other than in a formula. ValueError for anything else or beyond the grid.
    """
    sheet, _, place = text.strip().rpartition("!")
    return CellRef(unquoted_sheet(sheet.strip()), *parse_address(place.strip()))


def row_number(given: str | None, previous: int) -> int:
    """The row that a row element names, else the one below the previous; ValueError for anything else.

    Some programs write `1.0`.
    """
    number = float(given) if given else previous + 1
    if not 1 <= number <= MAX_ROW or number != int(number):
        raise ValueError(f"not a row: {given!r}")
    return int(number)


def quoted_sheet(name: str) -> str:
    """A sheet name as a formula writes it: always quoted, which Excel accepts for every name."""
    return "'" + name.replace("'", "''") + "'"


def unquoted_sheet(written: str) -> str:
    """The sheet's name that a formula writes so, with or without quotes."""
    if len(written) > 1 and written.startswith("'") and written.endswith("'"):
        return written[1:-1].replace("''", "'")
    return written
