"""One cause, one finding: drop a finding that only repeats, at the same cell, what another explains."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from xl_addin.verify.diagnostic import Diagnostic

# A finding of the left code is the consequence of one of the right codes at the same cell.
EXPLAINED_BY: Mapping[str, frozenset[str]] = {
    "V301": frozenset({"F202"}),
    "V302": frozenset({"F204", "V301"}),
    "I405": frozenset({"F205"}),
}

# A finding of the left code is the consequence of one of the right codes in the same row.
# An error is known by its kind too: an empty divisor explains a division by it, not a reference to a deleted cell.
_WRONG_INPUT = frozenset({"I401", "I402", "I405"})
EXPLAINED_BY_ROW: Mapping[str, frozenset[str]] = {
    "V301": frozenset({"I402"}),
    "I403": frozenset({"I401", "I402"}),
    "F205 #DIV/0!": _WRONG_INPUT,
    "F205 #VALUE!": _WRONG_INPUT,
}

# A finding of the left code at a total is the consequence of one of the right codes in the column's rows.
EXPLAINED_BY_ROWS: Mapping[str, frozenset[str]] = {
    "V302": frozenset({"I401", "I402"}),
    "V303": frozenset({"I401", "I402"}),
    "V305": frozenset({"I401", "I402"}),
    "V307": frozenset({"V305"}),
}


def without_consequences(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings without those another finding already explains, and without repetitions."""
    at_cell: dict[tuple[str | None, int | None, int | None], set[str]] = defaultdict(set)
    in_row: dict[tuple[str | None, int | None], set[str]] = defaultdict(set)
    in_column: dict[tuple[str | None, int | None], set[str]] = defaultdict(set)
    for one in diagnostics:
        at_cell[one.sheet, one.row, one.column].add(one.code)
        in_row[one.sheet, one.row].add(one.code)
        in_column[one.sheet, one.column].add(one.code)
    kept = (
        one
        for one in diagnostics
        if not EXPLAINED_BY.get(one.code, frozenset()) & at_cell[one.sheet, one.row, one.column]
        and not (EXPLAINED_BY_ROW.get(one.code) or EXPLAINED_BY_ROW.get(f"{one.code} {one.actual}", frozenset()))
        & in_row[one.sheet, one.row]
        and not EXPLAINED_BY_ROWS.get(one.code, frozenset()) & in_column[one.sheet, one.column]
    )
    return list(dict.fromkeys(kept))
