"""Check one file from its path to its diagnostics: what the command line, the demo and CI do with a workbook."""

from dataclasses import dataclass

from xl_addin.problem import Problem
from xl_addin.table.model import NumberedTable
from xl_addin.table.spec import Spec
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.book import Book
from xl_addin.workbook.read import read_book


@dataclass(frozen=True)
class CheckedFile:
    """One file's outcome: its recalculated book, tables and diagnostics, or the problem that kept it unread."""

    path: str
    book: Book | None = None
    tables: tuple[NumberedTable, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    problem: Problem | None = None


def check_file(path: str, spec: Spec | None = None) -> CheckedFile:
    """Read and verify a workbook file; what cannot be read is part of the outcome, not an exception."""
    try:
        return check_book(read_book(path), spec)
    except Problem as problem:
        return CheckedFile(path, problem=problem.in_file(path))


def check_book(book: Book, spec: Spec | None = None) -> CheckedFile:
    """Verify a book already read."""
    verified = verify_book(book, spec)
    return CheckedFile(book.file, verified.book, verified.tables, verified.diagnostics)
