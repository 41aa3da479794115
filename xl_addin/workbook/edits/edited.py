"""Edits looked at before they are written: the book as it would be."""

from collections.abc import Sequence
from dataclasses import replace

from xl_addin.workbook.edits.edit import CellEdit, SetFormula
from xl_addin.workbook.model.book import EMPTY_COLUMN, Book, Sheet


def edited(book: Book, edits: Sequence[CellEdit]) -> Book:
    """The same book with these values and formulas; a new formula has no value until it is calculated."""
    return replace(
        book,
        sheets=tuple(
            _edited_sheet(sheet, [edit for edit in edits if edit.cell.sheet == sheet.name]) for sheet in book.sheets
        ),
    )


def changes_something(edit: CellEdit, sheet: Sheet) -> bool:
    """Whether the cell does not hold exactly that already."""
    row, column = edit.cell.row, edit.cell.column
    formula = sheet.formula(row, column)
    if isinstance(edit, SetFormula):
        return formula != edit.formula
    value = sheet.value(row, column)
    return formula is not None or isinstance(value, bool) is not isinstance(edit.value, bool) or value != edit.value


def _edited_sheet(sheet: Sheet, edits: Sequence[CellEdit]) -> Sheet:
    values = {index: dict(column.values) for index, column in sheet.columns.items()}
    formulas = {index: dict(column.formulas) for index, column in sheet.columns.items()}
    for edit in edits:
        row, column = edit.cell.row, edit.cell.column
        values.setdefault(column, {}).pop(row, None)
        formulas.setdefault(column, {}).pop(row, None)
        if isinstance(edit, SetFormula):
            formulas[column][row] = edit.formula
        elif edit.value is not None:
            values[column][row] = edit.value
    columns = {
        index: replace(sheet.columns.get(index, EMPTY_COLUMN), values=values[index], formulas=formulas[index])
        for index in values
    }
    return replace(sheet, columns=columns)
