"""V304: put the ratio column's own formula into its total."""

from collections.abc import Iterator, Sequence

from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.formula.calls import sole_call
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.judging.proper_formula import formula_by_notation, moved_formula
from xl_addin.verify.remedy import Remedy, in_tables
from xl_addin.workbook.edits.edit import SetFormula
from xl_addin.workbook.model.formats import decimals_shown, read_format

CODES = ("V304",)


def remedies(case: Case, findings: Sequence[Diagnostic]) -> Iterator[Remedy]:
    """The formula the rows have, else what the notation says."""
    for view, finding, row, label in in_tables(case, findings):
        formula = _from_the_rows(view, row, label) or _from_the_notation(view, row, label)
        if formula is not None:
            yield Remedy(finding, (SetFormula(view.table.cell(row, label), formula),), safe=True)


def _from_the_rows(view: TableView, total_row: int, label: str) -> str | None:
    for row in reversed(view.table.body_rows):
        if view.formula(row, label) is not None:
            return moved_formula(view, row, total_row, label)
    return None


def _from_the_notation(view: TableView, row: int, label: str) -> str | None:
    """Rounded as the typed figures above are, where the cell's format does not round."""
    formula = formula_by_notation(view, row, label)
    if formula is None or read_format(view.number_format(row, label)).decimals is not None:
        return formula
    decimals = [
        decimals_shown(figure, view.number_format(one, label))
        for one in view.table.body_rows
        if (figure := view.number(one, label)) is not None
    ]
    wanted = max([2, *decimals]) if decimals else 2
    return _rounded(formula, wanted)


def _rounded(formula: str, decimals: int) -> str:
    """`=IF(K20=0,"",J20/K20)` -> `=IF(K20=0,"",ROUND(J20/K20,2))`: "" cannot be rounded."""
    guard = sole_call(formula[1:])
    if guard and guard.name == "IF" and len(guard.arguments) == 3 and guard.arguments[1] == '""':
        condition, empty, result = guard.arguments
        return f"=IF({condition},{empty},ROUND({result},{decimals}))"
    return f"=ROUND({formula[1:]},{decimals})"
