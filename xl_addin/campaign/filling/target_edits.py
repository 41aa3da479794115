"""A whole asked for (`--target 4=510000`) is written where the book keeps it, so that its live check stays 0."""

from collections.abc import Mapping

from xl_addin.campaign.filling.found_tables import FoundTable
from xl_addin.campaign.filling.parameter_edits import told
from xl_addin.case.kept.checks import TARGET_CHECK, check_cell, target_cell
from xl_addin.case.kept.parameters import KeptParameter
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.notation import Parameter, parse_formula
from xl_addin.workbook.edits.edit import SetValue
from xl_addin.workbook.model.book import Book

_CALCULATED = Text(
    "{check}: sổ tính tự tính chỉ tiêu của cột {label} ({formula}); chia {whole} thì ô kiểm tra này sẽ khác 0 nếu hai "
    "số khác nhau",
    "{check}: the workbook calculates the whole of column {label} itself ({formula}); with {whole} shared this check "
    "is not 0 if the two differ",
)


def target_parameter(found: FoundTable, label: str) -> str | None:
    """The parameter that alone is what a column shares by its spec; None where there is none."""
    share = None if found.spec is None else found.spec.column(label).apportion
    target = None if share is None else parse_formula(share.target)
    return target.name if isinstance(target, Parameter) else None


def target_edits(
    book: Book, found: FoundTable, targets: Mapping[str, int], kept: Mapping[str, KeptParameter]
) -> tuple[list[SetValue], list[Text]]:
    """The edits of the cells that hold what is shared, and what to tell the user."""
    edits, notes = [], []
    sheet, table = book[found.table.sheet], found.table
    for label, whole in targets.items():
        held = kept.get(target_parameter(found, label) or "")
        if held is None and (cell := target_cell(sheet, table, label)) and _has(book, cell):
            there = book[cell.sheet]
            held = KeptParameter(cell, there.value(cell.row, cell.column), there.number_format(cell.row, cell.column))
        if held is not None:
            if held.value != whole:
                edits.append(SetValue(held.cell, whole))
                notes.append(told(held, whole, held.number_format, book))
        elif check := check_cell(sheet, table, label, TARGET_CHECK):
            formula = sheet.formula(check.row, check.column)
            notes.append(_CALCULATED.with_values(check=str(check), label=label, formula=formula, whole=whole))
    return edits, notes


def _has(book: Book, cell: CellRef) -> bool:
    return any(sheet.name == cell.sheet for sheet in book.sheets)
