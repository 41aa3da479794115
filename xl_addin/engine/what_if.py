"""What would change if some cells held other values: asked of a book, answered without touching its file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from xl_addin.engine.changes import Change, changed_values
from xl_addin.engine.recalculate import Recalculation, recalculate
from xl_addin.engine.user_functions import UserFunction
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.book import EMPTY_COLUMN, Book, Column
from xl_addin.workbook.cells import CellRef, address
from xl_addin.workbook.edit import Plain

_PART_OF_ARRAY = Text(
    "ô thuộc một công thức mảng ở {anchor}; không thể thay riêng một phần của mảng",
    "the cell belongs to the array formula in {anchor}; a part of an array cannot be replaced alone",
)
_MERGED = Text("ô nằm trong ô gộp; hãy dùng ô {anchor}", "the cell is hidden in a merged one; use {anchor}")


@dataclass(frozen=True)
class WhatIf:
    """`changes`: the results before → after, in the order of sheets, rows and columns; `after`: all of them."""

    changes: tuple[Change, ...]
    after: Recalculation


def what_if(book: Book, inputs: Mapping[CellRef, Plain], functions: Iterable[UserFunction] = ()) -> WhatIf:
    """What changes in a book when these cells hold these values; both sides are recalculated, never the stored ones.

    A value takes the place of a formula. Raises Problem for a cell that Excel would not let be changed alone.
    """
    known = tuple(functions)
    before = recalculate(book, known).values
    after = recalculate(with_inputs(book, inputs), known)
    both = before.keys() & after.values.keys()
    changes = changed_values(book, {cell: before[cell] for cell in both}, {cell: after.values[cell] for cell in both})
    return WhatIf(tuple(changes), after)


def with_inputs(book: Book, inputs: Mapping[CellRef, Plain]) -> Book:
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
        by_name[ref.sheet] = replace(sheet, columns=columns, arrays=arrays)
    return replace(book, sheets=tuple(by_name.values()))
