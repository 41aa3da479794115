"""Edits looked at before they are written: the book as it would be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from xl_addin.formula.cells import Area
from xl_addin.workbook.edits.edit import CellEdit, Edit, SetFormula, SetNumberFormat, SetValue, in_order
from xl_addin.workbook.model.book import EMPTY_COLUMN, Book, Column, Sheet

GENERAL = "General"


def edited(book: Book, edits: Sequence[Edit]) -> Book:
    """The same book with these values, formulas and number formats; a new formula has no value until it is calculated.

    Sheets and columns that no edit touches are the same objects.
    """
    by_sheet: dict[str, list[CellEdit | SetNumberFormat]] = {}
    for edit in in_order(edits):
        if isinstance(edit, SetValue | SetFormula | SetNumberFormat):
            by_sheet.setdefault(edit.cell.sheet, []).append(edit)
    sheets = (_edited_sheet(sheet, by_sheet[sheet.name]) if sheet.name in by_sheet else sheet for sheet in book.sheets)
    return replace(book, sheets=tuple(sheets))


def changes_something(edit: CellEdit | SetNumberFormat, sheet: Sheet) -> bool:
    """Whether the cell does not hold exactly that already."""
    row, column = edit.cell.row, edit.cell.column
    if isinstance(edit, SetNumberFormat):
        return sheet.number_format(row, column) != edit.number_format
    formula = sheet.formula(row, column)
    if isinstance(edit, SetFormula):
        return formula != edit.formula
    value = sheet.value(row, column)
    return formula is not None or isinstance(value, bool) is not isinstance(edit.value, bool) or value != edit.value


def _edited_sheet(sheet: Sheet, edits: Iterable[CellEdit | SetNumberFormat]) -> Sheet:
    by_column: dict[int, list[CellEdit | SetNumberFormat]] = {}
    for edit in edits:
        by_column.setdefault(edit.cell.column, []).append(edit)
    written = {(edit.cell.row, edit.cell.column) for edit in edits if not isinstance(edit, SetNumberFormat)}
    columns = dict(sheet.columns)
    for anchor in written & sheet.spills:
        _empty(columns, sheet.arrays[anchor])
    for index, some in by_column.items():
        columns[index] = _edited_column(columns.get(index, EMPTY_COLUMN), some)
    arrays = {anchor: area for anchor, area in sheet.arrays.items() if anchor not in written}
    return replace(sheet, columns=columns, arrays=arrays, spills=sheet.spills & arrays.keys())


def _empty(columns: dict[int, Column], area: Area) -> None:
    """Take out what a formula has spilled over an area: it goes with the formula."""
    for index in range(area.first_column, area.last_column + 1):
        if index in columns:
            values = columns[index].values.items()
            kept = {row: value for row, value in values if not area.first_row <= row <= area.last_row}
            columns[index] = replace(columns[index], values=kept)


def _edited_column(column: Column, edits: Iterable[CellEdit | SetNumberFormat]) -> Column:
    values, formulas, formats = dict(column.values), dict(column.formulas), dict(column.number_formats)
    for edit in edits:
        row = edit.cell.row
        if isinstance(edit, SetNumberFormat):
            formats[row] = edit.number_format
            continue
        values.pop(row, None)
        formulas.pop(row, None)
        if isinstance(edit, SetFormula):
            formulas[row] = edit.formula
        elif edit.value is not None:
            values[row] = edit.value
    return Column(values, formulas, _without_general(formats))


def _without_general(formats: Mapping[int, str]) -> dict[int, str]:
    """A cell of the general format is not listed."""
    return {row: text for row, text in formats.items() if text != GENERAL}
