"""Run the verifier over the corpus and count: per rule, what was found rightly, wrongly and not at all."""

from collections import Counter
from dataclasses import dataclass, field

from corpus.clean import clean_books
from corpus.faults import seeded_faults

from xl_addin.spec.model import Spec
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book

Finding = tuple[str, str | None]


@dataclass
class Score:
    """What came of the corpus. `alarms` are findings nobody seeded, `misses` seeded mistakes nobody found."""

    clean: int = 0
    seeded: int = 0
    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    alarms: list[tuple[str, Finding]] = field(default_factory=list)
    misses: list[tuple[str, Finding]] = field(default_factory=list)

    def precision(self, code: str) -> float | None:
        """The share of a rule's findings that are right."""
        return self.right[code] / self.found[code] if self.found[code] else None

    def recall(self, code: str) -> float | None:
        """The share of a rule's seeded mistakes that are found, at their cell."""
        return self.right[code] / self.expected[code] if self.expected[code] else None


def findings(book: Book, spec: Spec | None = None) -> set[Finding]:
    """Code and cell of everything found."""
    return {(one.code, one.cell) for one in verify_book(book, spec).diagnostics}


def score() -> Score:
    """The whole corpus."""
    result = Score()
    for clean in clean_books():
        result.clean += 1
        for finding in sorted(findings(clean.book), key=str):
            result.found[finding[0]] += 1
            result.alarms.append((clean.name, finding))
    for fault in seeded_faults():
        result.seeded += 1
        found = {one for one in findings(fault.book, fault.spec) if one[0] not in fault.also}
        result.expected[fault.code] += 1
        wanted = (fault.code, fault.cell)
        if fault.carried and wanted in found:
            found = {one for one in found if one == wanted or one[0] != fault.code}
        result.found.update(code for code, _ in found)
        if wanted in found:
            result.right[fault.code] += 1
        else:
            result.misses.append((fault.name, wanted))
        result.alarms += [(fault.name, one) for one in sorted(found - {wanted}, key=str)]
    return result
