"""F204: make a total's formula add its rows, each once, with the function it already uses."""

from collections.abc import Iterator, Sequence

from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.formula.calls import call_at
from xl_addin.formula.cells import address
from xl_addin.table.rows.total_formula import rows_of_the_whole, sum_of_rows
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.judging.totals import sum_rows
from xl_addin.verify.remedy import Remedy, in_tables
from xl_addin.workbook.edits.edit import SetFormula

CODES = ("F204",)
_SUMS = ("9", "109")
"""What SUBTOTAL sums for: all rows, or all but those hidden by hand."""


def remedies(case: Case, findings: Sequence[Diagnostic]) -> Iterator[Remedy]:
    """The whole range, or sub-totals where they stand for all units."""
    for view, finding, row, label in in_tables(case, findings):
        rows = dict(sum_rows(view)).get(row)
        if rows:
            formula = _formula(view, row, label, rows)
            yield Remedy(finding, (SetFormula(view.table.cell(row, label), formula),), safe=True)


def _formula(view: TableView, row: int, label: str, rows: Sequence[int]) -> str:
    position = view.table.column(label).position
    before = call_at((view.formula(row, label) or "").lstrip("=+ "), 0)
    if before and before.name == "SUBTOTAL" and before.arguments[:1] and before.arguments[0] in _SUMS:
        # It leaves the sub-totals inside its range out by itself, if they are SUBTOTALs too
        return f"=SUBTOTAL({before.arguments[0]},{address(min(rows), position)}:{address(max(rows), position)})"
    if row == view.table.total_row and set(rows) == set(view.table.body_rows):
        rows = rows_of_the_whole(view.table)
    return "=" + sum_of_rows(_with_empty_between(view, label, rows), position)


def _with_empty_between(view: TableView, label: str, rows: Sequence[int]) -> Sequence[int]:
    """All rows from the first to the last where nothing stands between them that must not be added."""
    every = range(min(rows), max(rows) + 1)
    wanted = set(rows)
    return every if all(one in wanted or view.number(one, label) is None for one in every) else rows
