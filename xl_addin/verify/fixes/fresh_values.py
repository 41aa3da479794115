"""F206: nothing to edit, a fixed book is saved with freshly calculated values."""

from collections.abc import Iterator, Sequence

from xl_addin.case.case import Case
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.remedy import Remedy

CODES = ("F206",)


def remedies(case: Case, findings: Sequence[Diagnostic]) -> Iterator[Remedy]:
    """A remedy without edits."""
    for finding in findings:
        yield Remedy(finding, (), safe=True)
