"""Changes of one kind down a column told once: a formula replaced in a thousand rows is one change to a reader."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from xl_addin.comparing.result import CellChange
from xl_addin.formula.cells import Area, address
from xl_addin.formula.relative import relative_form


@dataclass(frozen=True)
class ChangedArea:
    """Changes below one another that are the same change; `first` is the topmost."""

    first: CellChange
    count: int

    @property
    def area(self) -> str:
        """Where, in the new version."""
        row, column = self.first.new.cell.row, self.first.new.cell.column
        if self.count == 1:
            return address(row, column)
        return str(Area(row, column, row + self.count - 1, column))


def grouped(cells: Iterable[CellChange]) -> Iterator[ChangedArea]:
    """The changes of a section, formulas and formats put together where they run down a column, in reading order."""
    areas: list[list[CellChange]] = []
    last: dict[tuple[str, int], list[CellChange]] = {}
    for cell in cells:
        place = cell.new.cell
        above = last.get((cell.kind, place.column))
        if above and cell.kind in ("formula", "format") and _runs_on(above[-1], cell):
            above.append(cell)
        else:
            areas.append([cell])
            last[cell.kind, place.column] = areas[-1]
    return (ChangedArea(area[0], len(area)) for area in areas)


def _runs_on(above: CellChange, cell: CellChange) -> bool:
    next_row = cell.new.cell.row == above.new.cell.row + 1 and cell.new.cell.sheet == above.new.cell.sheet
    return next_row and _content(above) == _content(cell)


def _content(cell: CellChange) -> Hashable:
    if cell.kind == "format":
        return cell.looks
    return tuple(side.formula and relative_form(side.formula, side.cell.row) for side in (cell.old, cell.new))
