"""Verify a book: recalculate it, find its tables, apply every rule."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xl_addin.case.case import Case
from xl_addin.table.model import NumberedTable
from xl_addin.verify.causes import without_consequences
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.remedy import Remedy, remedies_of
from xl_addin.verify.rule import all_rules
from xl_addin.verify.selection import EVERYTHING, Selection
from xl_addin.verify.suppression import Suppressed, without_suppressed
from xl_addin.workbook.model.book import Book

if TYPE_CHECKING:
    from xl_addin.spec.model import Spec


@dataclass(frozen=True)
class Verification:
    """What was checked, what was found and what mends it; `book` is the recalculated book the findings speak about."""

    tables: tuple[NumberedTable, ...]
    diagnostics: tuple[Diagnostic, ...]
    book: Book
    remedies: tuple[Remedy, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()


def verify_book(book: Book, spec: "Spec | None" = None, selection: Selection = EVERYTHING) -> Verification:
    """The same for a book that is no file, or not asked anything else."""
    return verify(Case(book, spec), selection)


def verify(case: Case, selection: Selection = EVERYTHING) -> Verification:
    """Hold every numbered table of a workbook's visible sheets to its word.

    Formula cells are recalculated, never taken from the file. The findings come in the order of sheets, rows
    and columns, those about the whole book first.
    `selection` leaves rules out; findings that a comment or the spec accepts are in `suppressed`.
    """
    checked, reported = selection.checked, selection.reported
    found = [one for rule in all_rules() if rule.rule.code in checked for one in rule.check(case)]
    wanted = [one for one in without_consequences(found) if one.code in reported]
    its_spec = case.spec if any(view.spec for view in case.views) else None
    kept, suppressed = without_suppressed(wanted, case.book, its_spec, reported)
    diagnostics = _in_order(kept, case.book)
    remedies = {remedy.finding: remedy for remedy in remedies_of(case, diagnostics)}
    marked = {one: replace(one, fixable=one in remedies) for one in diagnostics}
    return Verification(
        tables=tuple(view.table for view in case.all_views),
        diagnostics=tuple(marked[one] for one in diagnostics),
        book=case.fresh,
        remedies=tuple(replace(remedy, finding=marked[one]) for one, remedy in remedies.items()),
        suppressed=suppressed,
    )


def _in_order(diagnostics: Sequence[Diagnostic], book: Book) -> list[Diagnostic]:
    places = {sheet.name: index for index, sheet in enumerate(book.sheets)}
    return sorted(
        diagnostics,
        key=lambda one: (places.get(one.sheet or "", -1), one.row or 0, one.column or 0, one.code),
    )
