"""V302: add the rows up where the table calculates its other totals, or where only the total can be wrong.

Only the total can be wrong where every row follows the notation and the totals it is calculated from add up.
Not safe: the wrong figure may be a row's and not the total's.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from xl_addin.case.agreement import verdict
from xl_addin.case.case import Case
from xl_addin.case.formula_text import summed_areas
from xl_addin.case.table_view import TableView
from xl_addin.notation import columns_of
from xl_addin.table.rows.total_formula import rows_of_the_whole, sum_of_rows
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.judging.totals import sum_rows, totals
from xl_addin.verify.judging.words import plain
from xl_addin.verify.remedy import Remedy, in_tables
from xl_addin.workbook.edits.edit import SetFormula, SetValue

CODES = ("V302",)


def remedies(case: Case, findings: Sequence[Diagnostic]) -> Iterator[Remedy]:
    """A plain sum in place of a typed total; shares of a whole are apportioned again instead."""
    for view, finding, row, label in in_tables(case, findings):
        column = view.column_spec(label)
        if view.formula(row, label) is not None or (column is not None and column.is_shared):
            continue
        rows = dict(sum_rows(view)).get(row)
        if not rows:
            continue
        cell = view.table.cell(row, label)
        if not _is_calculated(view, row):
            if _is_the_mistake(view, row, label, rows):
                figure = sum((view.stored(one, label) or Fraction(0) for one in rows), Fraction(0))
                yield Remedy(finding, (SetValue(cell, plain(figure)),), safe=False)
            continue
        if row == view.table.total_row and set(rows) == set(view.table.body_rows):
            rows = tuple(rows_of_the_whole(view.table))
        formula = "=" + sum_of_rows(rows, view.table.column(label).position)
        yield Remedy(finding, (SetFormula(cell, formula),), safe=False)


def _is_calculated(view: TableView, row: int) -> bool:
    """Whether another total of the row is a plain sum."""
    formulas = (view.formula(row, column.label) for column in view.number_columns)
    return any(formula is not None and summed_areas(formula) for formula in formulas)


def _is_the_mistake(view: TableView, row: int, label: str, rows: Sequence[int]) -> bool:
    expression = view.expressions.get(label)
    if expression is None or any(verdict(view, one, label) != "right" for one in rows):
        return False
    operands = {ref.label for ref in columns_of(expression) if ref.table is None}
    return all(total.outcome == "adds up" for total in totals(view) if total.row == row and total.label in operands)
