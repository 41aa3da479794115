"""What would change if some cells held other values: asked of a book, answered without touching its file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xl_addin.engine.changes import Change, changed_values
from xl_addin.engine.functions.user_functions import FormulaFunction
from xl_addin.engine.inputs import with_inputs
from xl_addin.engine.recalculate import Recalculation, recalculate
from xl_addin.formula.cells import CellRef
from xl_addin.workbook.edits.edit import Plain
from xl_addin.workbook.model.book import Book


@dataclass(frozen=True)
class Recalculated:
    """`changes`: the results before → after, in the order of sheets, rows and columns; `after`: all of them."""

    changes: tuple[Change, ...]
    after: Recalculation


def what_if(book: Book, inputs: Mapping[CellRef, Plain], functions: Iterable[FormulaFunction] = ()) -> Recalculated:
    """What changes in a book when these cells hold these values; both sides are recalculated, never the stored ones.

    A value takes the place of a formula. Raises Problem for a cell that Excel would not let be changed alone.
    """
    known = tuple(functions)
    before = recalculate(book, known).values
    after = recalculate(with_inputs(book, inputs), known)
    both = before.keys() & after.values.keys()
    changes = changed_values(book, {cell: before[cell] for cell in both}, {cell: after.values[cell] for cell in both})
    return Recalculated(tuple(changes), after)
