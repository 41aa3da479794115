"""One cause, one finding: drop a finding that only repeats what another explains, as its rule says."""

from collections import defaultdict
from collections.abc import Sequence

from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.rule import rule_of

_LinePlace = tuple[str | None, int | None]


def without_consequences(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings without those another finding already explains, and without repetitions."""
    at_cell: dict[tuple[str | None, int | None, int | None], set[str]] = defaultdict(set)
    in_row: dict[_LinePlace, set[str]] = defaultdict(set)
    in_column: dict[_LinePlace, set[str]] = defaultdict(set)
    for one in diagnostics:
        at_cell[one.sheet, one.row, one.column].add(one.code)
        in_row[one.sheet, one.row].add(one.code)
        in_column[one.sheet, one.column].add(one.code)

    def is_explained(one: Diagnostic) -> bool:
        found = {
            "cell": at_cell[one.sheet, one.row, one.column],
            "row": in_row[one.sheet, one.row],
            "column": in_column[one.sheet, one.column],
        }
        return any(
            cause.codes & found[cause.where]
            for cause in rule_of(one).causes
            if cause.shown is None or one.actual in cause.shown
        )

    return list(dict.fromkeys(one for one in diagnostics if not is_explained(one)))
