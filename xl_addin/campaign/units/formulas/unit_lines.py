"""Where the formulas of a unit's row look: its own rows in linked tables, and the row of the unit before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xl_addin.campaign.units.formulas.row_formula import in_other_row, reads_cell, reads_other_rows, same_in
from xl_addin.campaign.units.named import UnitPlace
from xl_addin.case.table_view import TableView

_BEFORE = -1
_NEAREST = 4
"""So many rows on either side are asked whether a formula is their column's."""


@dataclass(frozen=True)
class UnitLines:
    """A unit's rows: its own in each of the linked tables (None where it is not listed), and that of the unit before.

    `table` is the one of them whose formulas are meant.
    """

    table: int
    rows: tuple[int | None, ...]
    before: int | None

    @property
    def own(self) -> int:
        """Its row in the table that is meant."""
        row = self.rows[self.table]
        assert row is not None
        return row

    def keyed(self, sheets: Sequence[str], values: Sequence[int], before: int | None) -> dict[tuple[str, int], int]:
        """By its rows, what is to stand in their place; the row of the unit before only if something is."""
        own = zip(sheets, self.rows, values, strict=True)
        found = {(sheet, row): value for sheet, row, value in own if row is not None}
        if self.before is not None and before is not None:
            found.setdefault((sheets[self.table], self.before), before)
        return found


class LinkedRows:
    """The rows of one unit's linked tables, and what a formula of one row reads of another."""

    def __init__(self, places: Sequence[UnitPlace]) -> None:
        self.places = places
        self.sheets = [place.sheet.casefold() for place in places]

    def lines(self, table: int, row: int) -> UnitLines:
        """The lines of the unit in a row of one of the tables."""
        view = self.places[table].view
        at = view.table.body_rows.index(row)
        rows = (
            row if index == table else view.pairing(place.view).rows.get(row) for index, place in enumerate(self.places)
        )
        return UnitLines(table, tuple(rows), view.table.body_rows[at - 1] if at else None)

    def form_lines(self, lines: UnitLines, *, chained: bool) -> dict[tuple[str, int], int]:
        """What stands for a unit's lines in a form: equal for formulas that differ only in whose lines they read."""
        slots = [_BEFORE - 1 - index for index in range(len(self.places))]
        return lines.keyed(self.sheets, slots, _BEFORE if chained else None)

    def source(self, table: int, row: int, column: int) -> "FormulaSource | None":
        """The formula that a column's new rows are to have, as it stands in this row or the nearest that has it."""
        view = self.places[table].view
        for each in [*self._behind_beginning(table, row, column), row, *self._near(view, row)]:
            formula = view.sheet.formula(each, column)
            if formula is None:
                if each == row and not _mostly_formulas(view, column):
                    return None
                continue
            if (each, column) not in view.sheet.arrays and (chained := self.kind(table, each, column)) is not None:
                return FormulaSource(self.lines(table, each), chained)
        return None

    def kind(self, table: int, row: int, column: int) -> bool | None:
        """Whether a row's formula goes on from the unit before (True), or not; None where it is no other row's."""
        view = self.places[table].view
        here, formula = view.sheet.name, view.sheet.formula(row, column)
        if formula is None:
            return None
        lines = self.lines(table, row)
        if not reads_other_rows(formula, here, self.form_lines(lines, chained=False)):
            return False
        others = [(other, self.lines(table, each)) for each, other in self._formulas_near(view, row, column)]
        for chained in (True, False):
            known = [(other, self.form_lines(each, chained=chained)) for other, each in others]
            if same_in(formula, here, self.form_lines(lines, chained=chained), known):
                return chained
        # The second of two units has no other like it: a running total goes on from its own column.
        beginning = len(others) == 1 and others[0][1].own == lines.before
        after = self.form_lines(lines, chained=True)
        goes_on = beginning and reads_cell(formula, lines.before, column) and not reads_other_rows(formula, here, after)
        return True if goes_on else None

    def _behind_beginning(self, table: int, row: int, column: int) -> Iterator[int]:
        """The next row, where this one begins what the next goes on with: `=C9` above `=D9+C10`."""
        view = self.places[table].view
        rows = view.table.body_rows
        at = rows.index(row) + 1
        if at < len(rows) and self.kind(table, row, column) is False and self.kind(table, rows[at], column):
            yield rows[at]

    def _formulas_near(self, view: TableView, row: int, column: int) -> Iterator[tuple[int, str]]:
        for each in self._near(view, row):
            if formula := view.sheet.formula(each, column):
                yield each, formula

    def _near(self, view: TableView, row: int) -> list[int]:
        rows = view.table.body_rows
        at = rows.index(row)
        near = [*rows[max(at - _NEAREST, 0) : at], *rows[at + 1 : at + 1 + _NEAREST]]
        return sorted(near, key=lambda each: abs(each - row))


@dataclass(frozen=True)
class FormulaSource:
    """Whose formula is taken, and whether it goes on from the unit before."""

    lines: UnitLines
    chained: bool

    def written(self, formula: str, here: str, sheets: Sequence[str], now: UnitLines, other: UnitLines) -> str:
        """This formula, in which the unit's lines are `now`, as it reads for the unit with the `other` lines."""
        values = [row or 0 for row in other.rows]
        return in_other_row(formula, here, now.keyed(sheets, values, other.before if self.chained else None))


def _mostly_formulas(view: TableView, column: int) -> bool:
    formulas = sum(view.sheet.formula(row, column) is not None for row in view.table.body_rows)
    return formulas * 2 > len(view.table.body_rows)
