"""Mend what verification finds, as far as it can be mended without asking, and verify the result."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xl_addin.case.case import Case
from xl_addin.formula.cells import CellRef
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.remedy import Remedy
from xl_addin.verify.rule import STAGES, Stage, rule_of
from xl_addin.verify.verify import Verification, verify
from xl_addin.workbook.edits.edit import CellEdit, Edit, SetNumberFormat

if TYPE_CHECKING:
    from xl_addin.package.draft import Draft

MOST_ROUNDS = 20
# Shares are sought where figures do not agree: what only moves the disagreement elsewhere is not done.
_JUDGED_BY_FIGURES: frozenset[Stage] = frozenset({"shares", "sums"})

Use = Callable[[Remedy], bool]
FindingPlace = tuple[str, str | None, int | None, int | None]


@dataclass(frozen=True)
class Fixed:
    """A mended workbook: what was changed, which findings went and which are left.

    Of those left `unsafe` need just that, `passed_over` would have been mended too, had they been wanted. `reasons`
    says for each cell edited which finding it was edited for.
    """

    draft: "Draft"
    edits: tuple[Edit, ...]
    fixed: tuple[Diagnostic, ...]
    remaining: tuple[Diagnostic, ...]
    unsafe: tuple[Diagnostic, ...]
    passed_over: tuple[Diagnostic, ...]
    reasons: Mapping[CellRef, Diagnostic]

    @cached_property
    def data(self) -> bytes:
        """The file: the very same bytes where nothing was changed."""
        return self.draft.data()


def fix_book(
    case: Case,
    *,
    unsafe: bool = False,
    wanted: Callable[[Diagnostic], bool] = lambda finding: True,
    verified: Verification | None = None,
) -> Fixed:
    """Apply the remedies of the wanted findings until nothing changes, and verify the workbook that comes out of it.

    Only safe remedies unless `unsafe`. Only the cells that they name are edited; the formulas that depend on them,
    and those that had no value, carry fresh ones, every other stored value stays as it is. A file without anything to
    mend comes back as it is. `verified` is what `verify` found in this very case, where it was asked before. Raises
    Problem, naming the cell, for an edit that the workbook does not allow.
    """

    def use(remedy: Remedy) -> bool:
        return wanted(remedy.finding) and (unsafe or remedy.safe)

    mended, last, chosen = _mended(case, verified or verify(case), use)
    left = set(map(_place, last.diagnostics))
    return Fixed(
        draft=mended.draft(),
        edits=mended.edits,
        fixed=tuple(remedy.finding for remedy in chosen if _place(remedy.finding) not in left),
        remaining=last.diagnostics,
        unsafe=tuple(remedy.finding for remedy in last.remedies if not remedy.safe),
        passed_over=tuple(one.finding for one in last.remedies if (unsafe or one.safe) and not wanted(one.finding)),
        reasons={_key(edit)[1]: remedy.finding for remedy in chosen for edit in remedy.edits},
    )


def _mended(case: Case, verification: Verification, use: Use) -> tuple[Case, Verification, list[Remedy]]:
    """The case after all rounds, what is then found in it, and the remedies that were taken."""
    edits: dict[tuple[type, CellRef], Edit] = {}
    chosen: dict[FindingPlace, Remedy] = {}
    refused: set[Stage] = set()
    in_vain: set[FindingPlace] = set()

    def useful(remedy: Remedy) -> bool:
        return use(remedy) and _place(remedy.finding) not in in_vain

    for _ in range(MOST_ROUNDS):
        stage, remedies = _next(verification, useful, edits, refused)
        if stage is None:
            break
        made = {_key(edit): edit for remedy in remedies for edit in remedy.edits}
        trial = case.after(list(made.values()))
        after = verify(trial)
        # What leaves its own finding as it is mends nothing: it is not done.
        left = set(map(_place, after.diagnostics)) & {_place(remedy.finding) for remedy in remedies}
        if left and stage not in _JUDGED_BY_FIGURES:
            in_vain |= left
            continue
        if stage in _JUDGED_BY_FIGURES and _contradictions(after) >= _contradictions(verification):
            refused.add(stage)
            continue
        edits, case, verification = edits | made, trial, after
        chosen |= {_place(remedy.finding): remedy for remedy in remedies}
    return case, verification, list(chosen.values())


def _next(
    verification: Verification, use: Use, edits: dict[tuple[type, CellRef], Edit], refused: set[Stage]
) -> tuple[Stage | None, list[Remedy]]:
    """The first stage with something new to do, and its remedies."""
    for stage in STAGES:
        remedies = [
            remedy
            for remedy in verification.remedies
            if rule_of(remedy.finding).stage == stage
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
    return sum(rule_of(one).judges_figures for one in verification.diagnostics)


def _place(finding: Diagnostic) -> FindingPlace:
    return finding.code, finding.sheet, finding.row, finding.column
