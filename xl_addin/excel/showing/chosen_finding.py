"""Which findings the officer means: those of the selected cell, or of its row on the sheet of findings."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from xl_addin.excel.reading import OpenBook, active_cell
from xl_addin.formula.cells import CellRef
from xl_addin.problem import Problem
from xl_addin.reports.findings_sheet import findings_sheets, listed_in
from xl_addin.verify.diagnostic import Diagnostic


@dataclass(frozen=True)
class Chosen:
    """The cell and, where one row of the findings sheet is meant, the code; the findings that are there now."""

    cell: CellRef
    code: str | None
    findings: tuple[Diagnostic, ...]

    def means(self, finding: Diagnostic) -> bool:
        """Whether a finding is one of these."""
        return self.code in (None, finding.code) and (finding.sheet, finding.row, finding.column) == self.cell


def chosen(opened: OpenBook, found: Sequence[Diagnostic]) -> Chosen | None:
    """The findings meant by the selected cell; None where it is about none in particular, so that all are meant."""
    # On a chart sheet no cell is selected.
    with suppress(Problem):
        cell = active_cell(opened)
        if cell.sheet in findings_sheets(opened.book):
            listed = listed_in(opened.book[cell.sheet], cell.row)
            return None if listed is None else _chosen(listed[1], listed[0], found)
        at_cell = _chosen(cell, None, found)
        return at_cell if at_cell.findings else None
    return None


def _chosen(cell: CellRef, code: str | None, found: Sequence[Diagnostic]) -> Chosen:
    unfiltered = Chosen(cell, code, ())
    return Chosen(cell, code, tuple(filter(unfiltered.means, found)))
