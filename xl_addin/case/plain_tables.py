"""The tables of a sheet that calculate but state nothing: what their own formulas say is all they are held to."""

from collections.abc import Sequence
from dataclasses import replace

from xl_addin.case.formula_text import summed_areas
from xl_addin.case.table_cells import TableCells
from xl_addin.case.table_view import TableView
from xl_addin.case.tables import read_columns
from xl_addin.notation import Nature
from xl_addin.table.finding.find_plain import find_plain_tables
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Sheet


def plain_views(sheet: Sheet, numbered: Sequence[NumberedTable]) -> tuple[TableView, ...]:
    """The calculated tables of a sheet that number no columns; `numbered` are those of the sheet that do."""
    found = (read_columns(TableCells(table, sheet)) for table in find_plain_tables(sheet, numbered))
    return tuple(map(_with_cautious_natures, found))


def _with_cautious_natures(view: TableView) -> TableView:
    """A column whose total is calculated otherwise than as a sum, or that divides, is not expected to add up."""
    doubtful: dict[str, Nature] = {
        column.label: "ratio" for column in view.number_columns if not _is_summed(view, column.label)
    }
    return replace(view, natures={**view.natures, **doubtful})


def _is_summed(view: TableView, label: str) -> bool:
    total = view.table.total_row
    formula = None if total is None else view.formula(total, label)
    if formula is not None:
        return summed_areas(formula) is not None
    formulas = (view.formula(row, label) or "" for row in view.table.body_rows)
    return not any("/" in one or "*" in one for one in formulas)
