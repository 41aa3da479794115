"""Findings that are known and accepted: by a comment on their cell, or by the spec, each with a reason."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from xl_addin.formula.cells import parse_address
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.rule import all_rules
from xl_addin.verify.rules.suppression_unused import unknown, unused, without_reason
from xl_addin.workbook.model.book import Book

if TYPE_CHECKING:
    from xl_addin.spec.model import Spec

# `xl-addin: bỏ qua V302, V303 – lý do`; Excel puts the author's name on a line before it.
_IN_A_COMMENT = re.compile(
    r"xl-addin\s*:\s*(?:bỏ qua|bo qua|ignore)\s+(?P<codes>[A-Z]\d{3}(?:\s*[,;]\s*[A-Z]\d{3})*)"
    r"(?:\s*[-–—:]\s*(?P<reason>[^\n]*))?",
    re.IGNORECASE,
)
SuppressionOrigin = Literal["comment", "spec"]
# Nobody may pass over what could not be read, or a suppression that does nothing.
_NEVER = frozenset({"C801", "C802"})


@dataclass(frozen=True)
class Suppression:
    """One code at one place (None for anywhere), and why."""

    code: str
    sheet: str | None
    row: int | None
    column: int | None
    reason: str
    by: SuppressionOrigin

    def covers(self, one: Diagnostic) -> bool:
        """Whether the finding is one this passes over."""
        return (
            one.code == self.code
            and one.code not in _NEVER
            and self.sheet in (None, one.sheet)
            and (self.row is None or (self.row, self.column) == (one.row, one.column))
        )


@dataclass(frozen=True)
class Suppressed:
    """A finding that was passed over, why, and by what."""

    finding: Diagnostic
    reason: str
    by: SuppressionOrigin


def without_suppressed(
    diagnostics: Sequence[Diagnostic], book: Book, spec: "Spec | None", checked: Collection[str]
) -> tuple[list[Diagnostic], tuple[Suppressed, ...]]:
    """The findings that count, with notes on suppressions that do nothing, and those passed over.

    `spec` is one that describes tables of the book; `checked` are the codes that were looked for.
    """
    suppressions = [*_of_comments(book), *(_of_spec(spec) if spec else ())]
    notes, effective = [], []
    for one in suppressions:
        place = (one.sheet, one.row, one.column)
        if one.code not in {registered.rule.code for registered in all_rules()} - _NEVER:
            notes.append(unknown(*place, one.code))
        elif not one.reason:
            notes.append(without_reason(*place, one.code))
        else:
            effective.append(one)
    kept, suppressed, used = [], [], set[Suppression]()
    for finding in diagnostics:
        covering = [one for one in effective if one.covers(finding)]
        used.update(covering)
        if covering:
            suppressed.append(Suppressed(finding, covering[0].reason, covering[0].by))
        else:
            kept.append(finding)
    notes += [
        unused(one.sheet, one.row, one.column, one.code) for one in effective if one not in used and one.code in checked
    ]
    if "C802" in checked:
        kept += notes
    return kept, tuple(suppressed)


def _of_comments(book: Book) -> Iterator[Suppression]:
    commented = [sheet for sheet in book.sheets if sheet.comments]
    if not commented:
        return
    # Most books have no comment, and need not wait for what writes ours.
    from xl_addin.workbook.edits.comments.ours import without_our_words

    for sheet in commented:
        for (row, column), comment in sorted(sheet.comments.items()):
            for found in _IN_A_COMMENT.finditer(without_our_words(comment)):
                for code in re.findall(r"[A-Z]\d{3}", found["codes"].upper()):
                    yield Suppression(code, sheet.name, row, column, (found["reason"] or "").strip(), "comment")


def _of_spec(spec: "Spec") -> Iterator[Suppression]:
    for one in spec.suppressions:
        row, column = parse_address(one.cell) if one.cell else (None, None)
        yield Suppression(one.code, one.sheet, row, column, one.reason, "spec")
