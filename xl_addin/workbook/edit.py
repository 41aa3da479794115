"""One change to a workbook, as data. Computation returns a list of edits and touches nothing."""

from dataclasses import dataclass

from xl_addin.workbook.cells import CellRef


@dataclass(frozen=True)
class SetValue:
    """Put a plain value (never a formula, even if the text starts with `=`) into a cell; None empties it."""

    cell: CellRef
    value: int | float | str | bool | None


@dataclass(frozen=True)
class SetFormula:
    """Put a formula, written with its leading `=` in English with commas, into a cell."""

    cell: CellRef
    formula: str


Edit = SetValue | SetFormula
