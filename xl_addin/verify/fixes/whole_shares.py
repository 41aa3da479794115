"""V303, and V302 where rounding row by row is the cause: share the whole anew, in figures that add up as printed.

Only a column that causes the trouble is changed, in its rows; what formulas calculate from it follows, and so do typed
figures that agreed with the notation before. Never safe: typed figures or formulas give way to whole shares.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from xl_addin.case.agreement import scales, verdict
from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.formula.cells import CellRef
from xl_addin.table.headings import is_share_heading
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.judging.shares import (
    RowFigures,
    passes_decimals_on,
    rounded_shares,
    shares_by_spec,
    shares_of_printed,
)
from xl_addin.verify.judging.totals import Total, is_rounding, totals
from xl_addin.verify.judging.words import plain
from xl_addin.verify.remedy import Remedy, in_tables
from xl_addin.workbook.edits.edit import SetValue
from xl_addin.workbook.model.formats import decimals_shown, rounded

CODES = ("V302", "V303")
# Typed columns are calculated from one another at most this deep.
DEPTH = 20


def remedies(case: Case, findings: Sequence[Diagnostic]) -> Iterator[Remedy]:
    """New shares for the columns that cause the findings of a code; the remedy of all that then add up."""
    for code in CODES:
        concerned = [one for one in in_tables(case, findings) if one[1].code == code]
        edits = _shares(case, code, concerned)
        if not edits:
            continue
        after = _brought_along(case, edits)
        adding_up = {
            (view.table.sheet, total.row, total.label)
            for view in after
            for total in totals(view)
            if total.outcome == "adds up"
        }
        for view, finding, row, label in concerned:
            if (view.table.sheet, row, label) in adding_up:
                yield Remedy(finding, tuple(edits.values()), safe=False)


def _shares(
    case: Case, code: str, concerned: Sequence[tuple[TableView, Diagnostic, int, str]]
) -> dict[CellRef, SetValue]:
    wanted: dict[tuple[int, str], tuple[TableView, list[int]]] = {}
    for view, _, row, label in concerned:
        wanted.setdefault((id(view), label), (view, []))[1].append(row)
    edits: dict[CellRef, SetValue] = {}
    for (_, label), (view, rows) in wanted.items():
        failing = [total for total in totals(view) if total.label == label and total.row in rows]
        figures = _hidden(case, view, failing) if code == "V303" else _rounded_apart(view, failing)
        for row, figure in (figures or {}).items():
            is_total = row not in view.table.body_rows
            if is_total and view.formula(row, label) is not None:
                continue
            if view.stored(row, label) != figure or view.formula(row, label) is not None:
                cell = view.table.cell(row, label)
                edits[cell] = SetValue(cell, plain(figure))
    return edits


def _hidden(case: Case, view: TableView, failing: Sequence[Total]) -> RowFigures | None:
    if not failing or failing[0].label in view.expressions or passes_decimals_on(case, view, failing[0].label):
        return None
    return shares_by_spec(view, failing[0].label) or rounded_shares(view, failing[-1])


def _rounded_apart(view: TableView, failing: Sequence[Total]) -> RowFigures | None:
    figures: dict[int, Fraction] = {}
    for total in failing:
        label = total.label
        typed = all(view.formula(row, label) is None for row in total.rows)
        if label in view.expressions or not typed or not is_rounding(total):
            return None
        new = shares_by_spec(view, label)
        if new is None and is_share_heading(view.table.column(label).heading):
            new = shares_of_printed(view, total)
        figures |= new or {}
    return figures


def _brought_along(case: Case, edits: dict[CellRef, SetValue]) -> tuple[TableView, ...]:
    """Add the typed figures that agreed with the notation and no longer do; the tables as they then are."""
    before = {(view.table.sheet, view.table.area): view for view in case.views}
    for _ in range(DEPTH):
        after = case.after(list(edits.values())).all_views
        more = [
            edit
            for view in after
            if (old := before.get((view.table.sheet, view.table.area))) is not None
            for edit in _following(old, view)
        ]
        if not more:
            break
        edits |= {edit.cell: edit for edit in more}
    return after


def _following(old: TableView, new: TableView) -> Iterator[SetValue]:
    for label in new.expressions:
        own_total = (new.table.total_row,) if new.table.total_row and new.total_kind(label) == "own" else ()
        for row in (*new.table.body_rows, *own_total):
            figure, expected = new.number(row, label), new.expected(row, label)
            if figure is None or expected is None or new.formula(row, label) is not None:
                continue
            if verdict(new, row, label) == "wrong" and verdict(old, row, label) not in ("wrong", None):
                scale = min(scales(new, row, label), key=lambda one: abs(Fraction(figure) - expected * one))
                decimals = decimals_shown(figure, new.number_format(row, label))
                yield SetValue(new.table.cell(row, label), plain(rounded(expected * scale, decimals)))
