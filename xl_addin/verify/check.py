"""Verify files: what was found in each, or why it could not be checked."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from xl_addin.case.case import Case
from xl_addin.fault import OURS, rest, told
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.rules.file_unreadable import unreadable
from xl_addin.verify.selection import EVERYTHING, Selection
from xl_addin.verify.verify import Verification, verify
from xl_addin.workbook.model.book import Book

if TYPE_CHECKING:
    from xl_addin.spec.model import Spec

Status = Literal["ok", "findings", "unreadable"]


@dataclass(frozen=True)
class CheckedFile:
    """One file: its verification, or the problem that prevented it; `case` is what was verified."""

    path: str
    verification: Verification | None = None
    problem: Problem | None = None
    case: Case | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found; of a file that could not be read, that."""
        if self.problem:
            return (unreadable(self.problem),)
        return self.verification.diagnostics if self.verification else ()

    @property
    def formulas_seen(self) -> bool:
        """False where only values are read (.xls, .xlsb, .ods), or nothing could be."""
        return self.verification is not None and self.verification.book.formulas_seen

    @property
    def status(self) -> Status:
        """How the file came out."""
        if self.problem:
            return "unreadable"
        return "findings" if self.diagnostics else "ok"


def check_file(
    path: str,
    spec_of: "Callable[[Book], Spec | None]" = lambda _book: None,
    selection: Selection = EVERYTHING,
    *,
    ours: Text = OURS,
) -> CheckedFile:
    """Read and verify one file; a file that cannot be read is told as its problem, never raised.

    `spec_of` gives the spec to hold a book to: its parameters may stand in the book itself. `ours` tells of a
    fault of the program.
    """
    try:
        case = Case.open(path, spec=spec_of)
        return CheckedFile(path, verification=verify(case, selection), case=case)
    except Problem as problem:
        return CheckedFile(path, problem=problem.in_file(path))
    except Exception as error:  # a fault of ours in one file must not hide what is found in the others
        print(rest(error), end="", file=sys.stderr)
        return CheckedFile(path, problem=told(error, path, ours=ours))
