"""The cells that differ, of those that both versions have."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isclose

from xl_addin.comparing.formulas import SameFormula
from xl_addin.comparing.looks import SheetLooks
from xl_addin.comparing.result import CellChange, CellKind, CellSide
from xl_addin.formula.cells import CellRef
from xl_addin.formula.relative import RelativeForm
from xl_addin.language import Text
from xl_addin.workbook.model.book import EMPTY_COLUMN, Column, Sheet, Unsupported, Value
from xl_addin.workbook.model.runs import formula_runs_of

_AS_GOOD_AS_EQUAL = 1e-12
"""What binary arithmetic in another order may change of a result."""


@dataclass(frozen=True)
class SheetCells:
    """A sheet's cells: values calculated anew, stored ones where that was not possible."""

    fresh: Sheet
    stored: Sheet
    looks: SheetLooks | None = None
    """How they look, where that is to be compared."""

    def side(self, row: int, column: int) -> CellSide:
        """One cell."""
        value = self.fresh.value(row, column)
        if isinstance(value, Unsupported):
            value = self.stored.value(row, column)
        return CellSide(CellRef(self.fresh.name, row, column), value, self.fresh.formula(row, column))

    def filled_in_row(self, row: int, columns: Iterable[int]) -> tuple[CellSide, ...]:
        """The filled cells of a row in these columns."""
        sides = (self.side(row, column) for column in columns)
        return tuple(side for side in sides if side.value is not None or side.formula is not None)

    def filled_in_column(self, column: int, left_out: Collection[int] = ()) -> tuple[CellSide, ...]:
        """The filled cells of a column but for some rows."""
        cells = self.fresh.columns.get(column, EMPTY_COLUMN)
        rows = sorted((cells.values.keys() | cells.formulas.keys()) - set(left_out))
        return tuple(self.side(row, column) for row in rows)

    def is_result(self, row: int, column: int) -> bool:
        """Whether a cell without a formula belongs to an array formula of another."""
        return any((row, column) in area for area in self.fresh.arrays.values())


def changed_cells(
    old: SheetCells,
    new: SheetCells,
    rows: Mapping[int, int],
    columns: Mapping[int, int],
    same: SameFormula,
    *,
    unclear: Collection[int] = (),
) -> Iterator[CellChange]:
    """The cells in these rows and columns whose value, formula or look differs, row by row.

    `unclear` are empty rows of which nobody can say which they are: how they look is not compared.
    """
    found: list[tuple[int, int, CellKind, tuple[Text, ...]]] = []
    back = {at: row for row, at in rows.items()}
    for column, other in columns.items():
        read = dict(_changed_in_column(old, new, rows, (column, other), same))
        found += ((row, column, kind, ()) for row, kind in read.items())
        if old.looks and new.looks:
            changed = old.looks.changed(new.looks, rows, back, (column, other), read)
            found += ((row, column, "format", looks) for row, looks in changed if row not in unclear)
    for row, column, kind, looks in sorted(found, key=lambda each: each[:2]):
        yield CellChange(kind, old.side(row, column), new.side(rows[row], columns[column]), looks=looks)


def _changed_in_column(
    old: SheetCells, new: SheetCells, rows: Mapping[int, int], columns: tuple[int, int], same: SameFormula
) -> Iterator[tuple[int, CellKind]]:
    here, there = (side.fresh.columns.get(index, EMPTY_COLUMN) for side, index in zip((old, new), columns, strict=True))
    forms, other_forms = _forms(here), _forms(there)
    values, other_values = dict(here.values), dict(there.values)
    filled = {*values, *forms}
    others = {*other_values, *other_forms}
    if not filled and not others:
        return
    name, other_name = old.fresh.name, new.fresh.name
    for row, at in rows.items():
        if row not in filled and at not in others:
            continue
        form, other_form = forms.get(row), other_forms.get(at)
        value, other_value = values.get(row), other_values.get(at)
        if isinstance(value, Unsupported) or isinstance(other_value, Unsupported):
            value, other_value = old.stored.value(row, columns[0]), new.stored.value(at, columns[1])
        if form is None and other_form is None:
            if not _same_value(value, other_value):
                of_array = old.is_result(row, columns[0]) and new.is_result(at, columns[1])
                yield row, "result" if of_array else "value"
        elif (
            form is None
            or other_form is None
            or not same.forms(form, CellRef(name, row, columns[0]), other_form, CellRef(other_name, at, columns[1]))
        ):
            yield row, "formula"
        elif not same_result(value, other_value):
            yield row, "result"


def _forms(column: Column) -> dict[int, RelativeForm]:
    return {row: form for first, last, form in formula_runs_of(column.formulas) for row in range(first, last + 1)}


def _same_value(value: Value, other: Value) -> bool:
    return value == other and isinstance(value, bool) == isinstance(other, bool)


def same_result(value: Value, other: Value) -> bool:
    """Whether two results are one, but for what binary arithmetic may change of it."""
    if isinstance(value, float | int) and isinstance(other, float | int):
        return isinstance(value, bool) == isinstance(other, bool) and isclose(value, other, rel_tol=_AS_GOOD_AS_EQUAL)
    return value == other
