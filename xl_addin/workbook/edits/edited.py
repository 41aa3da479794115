"""Edits looked at before they are written: the book as it would be."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xl_addin.formula.cells import Area
from xl_addin.workbook.edits.edit import CellEdit, SetFormula
from xl_addin.workbook.model.book import EMPTY_COLUMN, Book, Sheet, Value


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
    arrays = dict(sheet.arrays)
    for edit in edits:
        row, column = edit.cell.row, edit.cell.column
        area = arrays.pop((row, column), None)
        if area and (row, column) in sheet.spills:
            _empty(values, area)
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
    return replace(sheet, columns=columns, arrays=arrays, spills=sheet.spills & arrays.keys())


def _empty(values: Mapping[int, dict[int, Value]], area: Area) -> None:
    """Take out what a formula has spilled over an area: it goes with the formula."""
    for column in range(area.first_column, area.last_column + 1):
        for row in range(area.first_row, area.last_row + 1):
            values.get(column, {}).pop(row, None)
