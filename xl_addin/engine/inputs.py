"""Other values for some cells of a book, formulas included."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from xl_addin.formula.cells import CellRef, address, cell_named
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import EMPTY_COLUMN, Book, Column

if TYPE_CHECKING:
    from xl_addin.workbook.edits.edit import Plain

_PART_OF_ARRAY = Text(
    "ô thuộc một công thức mảng ở {anchor}; không thể thay riêng một phần của mảng",
    "the cell belongs to the array formula in {anchor}; a part of an array cannot be replaced alone",
)
_MERGED = Text("ô nằm trong ô gộp; hãy dùng ô {anchor}", "the cell is hidden in a merged one; use {anchor}")
_NO_SUCH_CELL = Text(
    "không có ô {cell}; hãy viết như Trang!C2, với tên một trang tính của tệp",
    "there is no cell {cell}; write it like Sheet!C2, with the name of one of the book's sheets",
)

Inputs = Mapping[CellRef | str, "Plain"]
"""Values by cell, the cell a CellRef or written like `Sheet!C2` or `'Giai đoạn 1'!C2`."""


def by_cell(inputs: Inputs, book: Book) -> dict[CellRef, "Plain"]:
    """The inputs with every cell found in the book; Problem for one that is not there."""
    return {_cell(cell, book): value for cell, value in inputs.items()}


def _cell(written: CellRef | str, book: Book) -> CellRef:
    if isinstance(written, str):
        try:
            found = cell_named(written)
        except ValueError:
            found = None
    else:
        found = written
    if found is None or not any(sheet.name == found.sheet for sheet in book.sheets):
        raise Problem(_NO_SUCH_CELL.with_values(cell=str(written)), file=book.file)
    return found


def with_inputs(book: Book, inputs: Mapping[CellRef, "Plain"]) -> Book:
    """The book with these cells holding these plain values instead of what they held, formulas included."""
    by_name = {sheet.name: sheet for sheet in book.sheets}
    for ref, value in inputs.items():
        sheet = by_name[ref.sheet]
        place = (ref.row, ref.column)
        for anchor, area in sheet.arrays.items():
            if place in area and str(area) != address(*anchor):
                raise Problem(_PART_OF_ARRAY.with_values(anchor=address(*anchor)), file=book.file, place=str(ref))
        for merged in sheet.merges:
            if place in merged and place != (merged.first_row, merged.first_column):
                first = address(merged.first_row, merged.first_column)
                raise Problem(_MERGED.with_values(anchor=first), file=book.file, place=str(ref))
        old = sheet.columns.get(ref.column, EMPTY_COLUMN)
        values = {row: kept for row, kept in old.values.items() if row != ref.row}
        formulas = {row: kept for row, kept in old.formulas.items() if row != ref.row}
        if value is not None:
            values[ref.row] = value
        columns = {**sheet.columns, ref.column: Column(values, formulas, old.number_formats)}
        arrays = {anchor: area for anchor, area in sheet.arrays.items() if anchor != place}
        by_name[ref.sheet] = replace(
            sheet, columns=columns, arrays=arrays, spills=frozenset(sheet.spills & set(arrays))
        )
    return replace(book, sheets=tuple(by_name.values()))
