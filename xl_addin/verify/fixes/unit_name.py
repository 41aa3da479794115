"""U504: write a unit's name in the usual characters and spaces."""

from collections.abc import Iterator, Sequence

from xl_addin.case.case import Case
from xl_addin.formula.cells import CellRef
from xl_addin.unit_names.writing import plainly_written
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.remedy import Remedy, in_tables
from xl_addin.workbook.edits.edit import SetValue

CODES = ("U504",)


def remedies(case: Case, findings: Sequence[Diagnostic]) -> Iterator[Remedy]:
    """The name as it should be; a name that a formula fetches is mended where it comes from."""
    for view, finding, row, _ in in_tables(case, findings):
        column = view.table.unit_column
        if column is None or view.sheet.formula(row, column.position) is not None:
            continue
        cell = CellRef(view.table.sheet, row, column.position)
        yield Remedy(finding, (SetValue(cell, plainly_written(view.unit_name(row))),), safe=True)
