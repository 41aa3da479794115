"""Shared formulas after a shift: one text that many cells follow stays one where it moves alike for all of them.

Where it does not (rows that refer across the new lines), the cells that differ get the formula written out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from xl_addin.formula.cells import Area, RowColumn
from xl_addin.formula.displacement import displaced
from xl_addin.formula.moving import refers_to, shifted
from xl_addin.formula.reference import Coordinate, Reference, references
from xl_addin.formula.shift import Shift
from xl_addin.formula.tokens import ADDRESSES

_Regime = tuple[tuple[int, ...] | None, ...]


@dataclass
class SharedFormula:
    """A formula, the cell that states it, and every cell that has it by its number, in document order."""

    text: str
    cell: RowColumn
    cells: list[RowColumn] = field(default_factory=list)


class SharedCell(NamedTuple):
    """What a cell of a shared formula says afterwards: its formula, and the cells that follow it, if any do."""

    formula: str
    area: Area | None


def shared_cells(formulas: Iterable[SharedFormula], shift: Shift, *, here: str) -> Mapping[RowColumn, SharedCell]:
    """The cells of shared formulas that state one afterwards, by their places before; all others follow as they did."""
    found: dict[RowColumn, SharedCell] = {}
    for formula in formulas:
        found.update(_followed(formula, shift, here))
    return found


def _followed(formula: SharedFormula, shift: Shift, here: str) -> dict[RowColumn, SharedCell]:
    is_own = shift.concerns(here)
    left = [cell for cell in formula.cells if not is_own or shift.cell(*cell)]
    if not left:
        return {}
    # On the sheet itself, references to others, too: they stay while the cells around them move.
    addresses = [(each, refers_to(each, shift.sheet, here=here)) for each in references(formula.text)]
    addresses = [each for each in addresses if each[0].kind in ADDRESSES and (is_own or each[1])]
    axis = 0 if shift.axis == "rows" else 1
    origin = formula.cell[axis]
    by_line = {
        line: _regime(addresses, line - origin, line if is_own else None, shift, is_own)
        for line in {cell[axis] for cell in left}
    }
    counted = Counter(by_line[cell[axis]] for cell in left)
    most = max(counted, key=lambda regime: (regime is not None, counted[regime]))
    sharing = [cell for cell in left if most is not None and by_line[cell[axis]] == most]

    def written(cell: RowColumn) -> str:
        text = displaced(formula.text, cell[0] - formula.cell[0], cell[1] - formula.cell[1])
        return shifted(text, shift, here=here, line=cell[axis] if is_own else None)

    alone = {cell: SharedCell(written(cell), None) for cell in left if by_line[cell[axis]] != most or most is None}
    if sharing:
        places = [moved for cell in sharing if (moved := shift.cell(*cell) if is_own else cell)]
        alone[sharing[0]] = SharedCell(written(sharing[0]), _around(places))
    return alone


def _regime(
    addresses: Iterable[tuple[Reference, bool]], lines: int, line: int | None, shift: Shift, is_own: bool
) -> _Regime | None:
    """How the references move for the cells of a line, seen from there; None where one is off the sheet.

    With each reference comes whether it is to the sheet that is shifted. `lines` is how far the line is from the one
    that states the formula, `line` the line itself if it moves, too.
    """
    here = 0 if line is None else (shift.line(line) or 0)
    base = here if is_own else lines
    regime: list[tuple[int, ...] | None] = []
    for reference, follows in addresses:
        written = _lines_of(reference, shift)
        fixed = [each.fixed for each in written]
        if not written or {each.number for each in written} == {1, shift.size}:
            continue
        numbers = [each.number + (0 if each.fixed else lines) for each in written]
        if not all(1 <= number <= shift.size for number in numbers):
            return None
        along = shift.goes_along(reference)
        moved = shift.lines(numbers, fixed=fixed, line=line, along=along) if follows else numbers
        seen = (
            None if moved is None else (new - (0 if stays else base) for new, stays in zip(moved, fixed, strict=True))
        )
        regime.append(None if seen is None else tuple(seen))
    return tuple(regime)


def _lines_of(reference: Reference, shift: Shift) -> tuple[Coordinate, ...]:
    return reference.rows if shift.axis == "rows" else reference.columns


def _around(cells: list[RowColumn]) -> Area:
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    return Area(min(rows), min(columns), max(rows), max(columns))
