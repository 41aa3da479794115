"""What one reads in a cell: the text of the merged area that covers it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xl_addin.formula.cells import Area
from xl_addin.table.cell_kind import Cells


@dataclass(frozen=True)
class HeadCell:
    """One filled cell or merged area as it is seen in a row."""

    row: int
    column: int
    first: int
    last: int
    text: str


@dataclass(frozen=True)
class Pane:
    """A few rows of a sheet between two columns, in which merged areas are looked through."""

    cells: Cells
    first: int
    last: int
    covered: Mapping[tuple[int, int], Area]

    def block(self, row: int, position: int) -> HeadCell:
        """What is read at a place; its text is empty where nothing stands."""
        area = self.covered.get((row, position), Area(row, position, row, position))
        text = self.cells.text(area.first_row, area.first_column)
        return HeadCell(area.first_row, area.first_column, area.first_column, area.last_column, text)

    def blocks(self, row: int) -> list[HeadCell]:
        """What is read in a row, from left to right, each merged area once."""
        seen = (self.block(row, position) for position in range(self.first, self.last + 1))
        return list(dict.fromkeys(block for block in seen if block.text))


@dataclass(frozen=True)
class Merges:
    """A sheet's merged areas by their first row."""

    by_row: Mapping[int, Sequence[Area]]

    @classmethod
    def of(cls, areas: Sequence[Area]) -> "Merges":
        """The merged areas of a sheet, ready to be asked for a few rows."""
        by_row = defaultdict(list)
        for area in areas:
            by_row[area.first_row].append(area)
        return cls(by_row)

    def pane(self, cells: Cells, rows: range, first: int, last: int) -> Pane:
        """The cells of these rows and columns; merged areas that begin above the rows are not seen."""
        covered = {
            (row, position): area
            for first_row in rows
            for area in self.by_row.get(first_row, ())
            for row in range(area.first_row, min(area.last_row, rows.stop - 1) + 1)
            for position in range(max(area.first_column, first), min(area.last_column, last) + 1)
        }
        return Pane(cells, first, last, covered)
