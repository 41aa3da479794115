"""Formulas that are right already, however an office wrote them: these are left as they are."""

from collections.abc import Collection, Iterator

from xl_addin.case.agreement import verdict
from xl_addin.case.case import Case
from xl_addin.case.formula_text import summed_areas
from xl_addin.case.table_view import TableView
from xl_addin.formula.cells import CellRef
from xl_addin.verify.judging.total_ranges import range_fault
from xl_addin.verify.judging.totals import sum_rows
from xl_addin.verify.judging.trials import Trial, contradicting
from xl_addin.workbook.edits.edit import CellEdit, SetFormula
from xl_addin.workbook.model.book import CellError


def right_already(case: Case, edits: Collection[CellEdit]) -> frozenset[CellRef]:
    """The cells of formula edits that hold another formula which gives what the column's notation says, or its sum.

    It gives that now and with random inputs, as verifying tries it; one that shows an error is not right. A sum adds
    each of its rows once.
    """
    wanted = {edit.cell for edit in edits if isinstance(edit, SetFormula)}
    if not any(case.book[cell.sheet].formula(cell.row, cell.column) for cell in wanted):
        return frozenset()
    wrong = {
        view.table.cell(row, trial.label) for view, trial in contradicting(case) for row in _same_form(view, trial)
    }
    in_rows = (
        cell
        for view in case.views
        for label in view.expressions
        for _, rows in view.body(label).formula_runs
        for row in rows
        if (cell := view.table.cell(row, label)) in wanted and cell not in wrong and _is_right(view, row, label)
    )
    return frozenset([*in_rows, *(cell for view in case.views for cell in _right_sums(view) if cell in wanted)])


def _same_form(view: TableView, trial: Trial) -> list[int]:
    return next(rows for rows in view.body(trial.label).rows_by_form.values() if trial.row in rows)


def _right_sums(view: TableView) -> Iterator[CellRef]:
    for row, rows in sum_rows(view):
        for column in view.number_columns:
            formula = view.formula(row, column.label)
            areas = summed_areas(formula) if formula else None
            if not areas or view.total_kind(column.label) != "sum":
                continue
            stays_in_column = all(area.first_column == area.last_column == column.position for area in areas)
            if stays_in_column and range_fault(view, row, column.label, rows) is None:
                yield view.table.cell(row, column.label)


def _is_right(view: TableView, row: int, label: str) -> bool:
    return verdict(view, row, label) == "right" and not isinstance(view.value(row, label), CellError)
