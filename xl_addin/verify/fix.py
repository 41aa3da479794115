"""Mend what verification finds, as far as it can be mended without asking, and verify the result."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xl_addin.engine.finish import store_fresh_values
from xl_addin.formula.cells import CellRef
from xl_addin.functions.called import functions_called
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.problem import Problem
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.remedy import Remedy
from xl_addin.verify.verify import Verification, verify_book
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import CellEdit, Edit, SetNumberFormat
from xl_addin.workbook.edits.edited import changes_something, edited
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

if TYPE_CHECKING:
    from xl_addin.spec.model import Spec

# What is mended first may mend the rest: inputs and formulas, then totals, then shares.
STAGES: tuple[frozenset[str] | None, ...] = (
    frozenset({"U504", "I401"}),
    frozenset({"F201", "F202", "F203", "F204"}),
    frozenset({"V304"}),
    frozenset({"V303"}),
    frozenset({"V302"}),
    None,
)
"""Codes mended together; None stands for all others."""
MOST_ROUNDS = 20
# Shares are sought where figures do not agree: what only moves the disagreement elsewhere is not done.
_VALUE_CODES = frozenset({"V301", "V302", "V303"})

Use = Callable[[Remedy], bool]
FindingPlace = tuple[str, str | None, int | None, int | None]


@dataclass(frozen=True)
class Fixed:
    """A mended workbook: what was changed, which findings went, which are left and which of them need `unsafe`."""

    data: bytes
    edits: tuple[Edit, ...]
    fixed: tuple[Diagnostic, ...]
    remaining: tuple[Diagnostic, ...]
    unsafe: tuple[Diagnostic, ...]


def fix_book(
    data: bytes,
    *,
    file: str,
    spec: "Spec | None" = None,
    unsafe: bool = False,
    wanted: Callable[[Diagnostic], bool] = lambda finding: True,
) -> Fixed:
    """Apply the remedies of the wanted findings until nothing changes, and verify the file that comes out of it.

    Only safe remedies unless `unsafe`. Every formula of the mended file carries a fresh value; a file without
    anything to mend comes back as it is. Raises Problem, naming the part or cell, for a file that cannot be edited
    without loss.
    """
    draft = Draft(open_package(data, file=file))
    book = read_book(draft)
    first = verify_book(book, spec)

    def use(remedy: Remedy) -> bool:
        return wanted(remedy.finding) and (unsafe or remedy.safe)

    edits, chosen = _edits(book, first, spec, use)
    if not edits and not chosen:
        return Fixed(data, (), (), first.diagnostics, _unsafe(first))
    try:
        apply_edits(draft, edits, book=book)
        store_fresh_values(draft, functions=functions_called(book))
    except Problem as problem:
        raise problem.in_file(file) from problem.__cause__
    last = verify_book(read_book(draft), spec)
    left = set(map(_place, last.diagnostics))
    return Fixed(
        data=draft.data(),
        edits=tuple(edits),
        fixed=tuple(one for one in chosen if _place(one) not in left),
        remaining=last.diagnostics,
        unsafe=_unsafe(last),
    )


def _edits(
    book: Book, verification: Verification, spec: "Spec | None", use: Use
) -> tuple[list[Edit], list[Diagnostic]]:
    """The edits of all rounds, the later of one place winning, and the findings they were made for."""
    edits: dict[tuple[type, CellRef], Edit] = {}
    chosen: dict[FindingPlace, Diagnostic] = {}
    refused: set[frozenset[str] | None] = set()
    for _ in range(MOST_ROUNDS):
        stage, remedies = _next(verification, use, edits, refused)
        if not remedies:
            break
        trial = edits | {_key(edit): edit for remedy in remedies for edit in remedy.edits}
        after = verify_book(edited(book, [one for one in trial.values() if isinstance(one, CellEdit)]), spec)
        if stage is not None and stage & _VALUE_CODES and _contradictions(after) >= _contradictions(verification):
            refused.add(stage)
            continue
        edits, verification = trial, after
        chosen |= {_place(remedy.finding): remedy.finding for remedy in remedies}
    for remedy in verification.remedies:
        if not remedy.edits and use(remedy):
            chosen.setdefault(_place(remedy.finding), remedy.finding)
    kept = [
        one for one in edits.values() if not isinstance(one, CellEdit) or changes_something(one, book[one.cell.sheet])
    ]
    return kept, list(chosen.values())


def _next(
    verification: Verification,
    use: Use,
    edits: dict[tuple[type, CellRef], Edit],
    refused: set[frozenset[str] | None],
) -> tuple[frozenset[str] | None, list[Remedy]]:
    """The first stage with something new to do, and its remedies."""
    staged = frozenset().union(*(stage for stage in STAGES if stage))
    for stage in STAGES:
        remedies = [
            remedy
            for remedy in verification.remedies
            if (remedy.finding.code in stage if stage else remedy.finding.code not in staged)
            and use(remedy)
            and any(edits.get(_key(edit)) != edit for edit in remedy.edits)
        ]
        if remedies and stage not in refused:
            return stage, remedies
    return None, []


def _key(edit: Edit) -> tuple[type, CellRef]:
    assert isinstance(edit, CellEdit | SetNumberFormat)  # remedies change cells only
    return (SetNumberFormat if isinstance(edit, SetNumberFormat) else object), edit.cell


def _contradictions(verification: Verification) -> int:
    return sum(one.code in _VALUE_CODES for one in verification.diagnostics)


def _unsafe(verification: Verification) -> tuple[Diagnostic, ...]:
    return tuple(remedy.finding for remedy in verification.remedies if not remedy.safe)


def _place(finding: Diagnostic) -> FindingPlace:
    return finding.code, finding.sheet, finding.row, finding.column
