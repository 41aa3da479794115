"""F201, F202, F203: fill the column's formula over a cell that holds another formula or a typed figure.

The formula comes from the nearest row that has the column's usual one, else from the notation. Safe where the
column-number row states what the column holds, or the figure stays what it is; a figure typed over a formula that
nothing but its neighbours explain may be meant, and a whole column against its notation may mean that the notation
is wrong.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.formula.cells import CellRef
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.judging.columns import COMMON_SHARE, formula_forms
from xl_addin.verify.judging.proper_formula import formula_by_notation, moved_formula
from xl_addin.verify.remedy import Remedy, in_tables
from xl_addin.workbook.edits.edit import SetFormula
from xl_addin.workbook.model.formats import displayed

CODES = ("F201", "F202", "F203")


def remedies(case: Case, findings: Sequence[Diagnostic]) -> Iterator[Remedy]:
    """The column's formula in the cell of the finding and in all that hold the same deviating formula."""
    contradicting = {
        (id(view), label, formula_forms(view, label).get(row))
        for view, finding, row, label in in_tables(case, findings)
        if finding.code == "F201"
    }
    usual: dict[tuple[int, str], Sequence[int]] = {}
    doubtful: list[Remedy] = []
    for view, finding, row, label in in_tables(case, findings):
        key = (id(view), label)
        if key not in usual:
            forms = formula_forms(view, label)
            wrong = {form for place, name, form in contradicting if (place, name) == key and form}
            usual[key] = _usual_rows(forms, wrong)
        edits = _edits(view, finding, row, label, usual[key])
        if not edits:
            continue
        stated = label in view.expressions and bool(usual[key])
        if stated:
            yield Remedy(finding, edits, safe=True)
        else:
            doubtful.append(Remedy(finding, edits, safe=False))
    yield from _judged_by_figures(case, doubtful)


def _usual_rows(forms: dict[int, str], wrong: set[str]) -> Sequence[int]:
    """The rows that hold the column's usual formula: most of them, and none that contradicts the notation."""
    counted = Counter(form for form in forms.values() if form not in wrong)
    if not counted:
        return ()
    form, count = counted.most_common(1)[0]
    return [row for row, one in forms.items() if one == form] if count >= COMMON_SHARE * len(forms) else ()


def _edits(view: TableView, finding: Diagnostic, row: int, label: str, usual: Sequence[int]) -> tuple[SetFormula, ...]:
    forms = formula_forms(view, label) if finding.code != "F202" else {}
    rows = [one for one, form in forms.items() if form == forms.get(row)] or [row]
    edits = []
    for one in rows:
        source = min(usual, key=lambda other: abs(other - one), default=None)
        formula = None if source is None else moved_formula(view, source, one, label)
        formula = formula or formula_by_notation(view, one, label)
        if formula is None:
            return ()
        edits.append(SetFormula(view.table.cell(one, label), formula))
    return tuple(edits)


def _judged_by_figures(case: Case, remedies: Sequence[Remedy]) -> Iterator[Remedy]:
    """Safe after all where every cell goes on showing what it shows."""
    edits = [edit for remedy in remedies for edit in remedy.edits if isinstance(edit, SetFormula)]
    if not edits:
        return
    after = case.after(edits).fresh

    def stays(cell: CellRef) -> bool:
        code = case.fresh[cell.sheet].number_format(cell.row, cell.column)
        before, now = (book[cell.sheet].value(cell.row, cell.column) for book in (case.fresh, after))
        if not isinstance(before, int | float) or not isinstance(now, int | float):
            return before == now
        return displayed(before, code) == displayed(now, code)

    for remedy in remedies:
        cells = [edit.cell for edit in remedy.edits if isinstance(edit, SetFormula)]
        yield Remedy(remedy.finding, remedy.edits, safe=all(map(stays, cells)))
