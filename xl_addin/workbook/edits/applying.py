"""Apply edits to a workbook so that every other cell, format and part stays as it was.

Each kind of edit (`kinds`) checks what it touches, and nothing else, and writes it into the draft.
"""

from collections.abc import Sequence

from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.package.signatures import check_unsigned
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import Edit, as_spelt, in_order
from xl_addin.workbook.edits.kind import SheetsThen
from xl_addin.workbook.edits.recalculation import ask_for_recalculation, drop_calculation_chain
from xl_addin.workbook.edits.registry import by_kind
from xl_addin.workbook.model.book import Book


def apply_edits(draft: Draft, edits: Sequence[Edit], *, book: Book | None = None) -> None:
    """Make the edits in a draft, in the order of `edit.in_order`.

    Styles, widths, conditional formats, validations, print set-up, rich text, protection, drawings and unknown parts
    stay byte for byte; where cells change, the calculation chain is dropped and Excel asked to recalculate. A cell
    that gets a formula has no stored value until `store_values` gives it one. `book` is what the draft holds; without
    it, what the checks ask for is read. Raises Problem for whatever `check_edits` refuses, with nothing written.
    """
    try:
        wanted = ordered(draft, edits)
        _check(draft, wanted, book)
        for kind, some in by_kind(wanted):
            kind.write(draft, some)
        if any(kind.recalculates(some) for kind, some in by_kind(wanted)):
            ask_for_recalculation(draft)
            drop_calculation_chain(draft)
    except Problem as problem:
        raise problem.in_file(draft.file) from problem.__cause__


def check_edits(source: PartSource, edits: Sequence[Edit], *, book: Book) -> None:
    """Raise Problem for the first edit, in their order, that the workbook does not allow, in a file or in Excel.

    `book` is what the source holds. Refused is a file that is signed, a sheet that is missing or there already, the
    last sheet that can be seen, and a cell as `cell_gate` says. A protected sheet or structure is no reason: it guards
    against hands.
    """
    try:
        _check(source, ordered(source, edits), book)
    except Problem as problem:
        raise problem.in_file(source.file) from problem.__cause__


def ordered(source: PartSource, edits: Sequence[Edit]) -> list[Edit]:
    """The edits as they are made in this book: in order, with its sheets as it spells them; see `as_spelt`."""
    listed = sheet_parts(source, workbook_part(source))
    return in_order(as_spelt(edits, [sheet.name for sheet in listed if sheet.kind == "worksheet"]))


def _check(source: PartSource, edits: Sequence[Edit], book: Book | None) -> None:
    check_unsigned(source)
    then = SheetsThen.of(source, book)
    for kind, some in by_kind(edits):
        kind.check(then, some)
