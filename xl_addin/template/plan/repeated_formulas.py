"""A formula of a repeated row, as it reads in every copy of its row: written for all of them at once.

Most formulas of a list name single cells of their own row, or of a row that every turn of the loop has once. For these
nothing has to be gathered, and what `rewritten` finds out for each copy is found out for all copies together.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from xl_addin.formula.cells import MAX_ROW
from xl_addin.formula.reference import Reference, pieces
from xl_addin.template.plan.layout import Layout


class _Named(NamedTuple):
    """The row that a reference names, and whether with a `$`."""

    row: int
    fixed: bool


def in_copies(formula: str, source: int, layout: Layout) -> Iterator[str] | None:
    """The formula of a cell in that row of the template as it reads in each copy of the row, from top to bottom.

    None where that takes more than other row numbers: areas, other sheets, names, columns that move, panels, cells
    that some copies do not have or have more than once. `rewritten` says the same for one copy after the other.
    """
    if type(layout) is not Layout or layout.columns.placed or source > layout.rows.last_source:
        return None
    found = _single_cells(formula)
    if found is None:
        return None
    pattern, named = found
    lines = [layout.rows.seen_from(source, each.row, fixed=each.fixed) for each in named]
    if not lines:
        return repeat(formula, len(layout.rows.copies(source)))
    known = [each for each in lines if each is not None and each and max(each) <= MAX_ROW]
    return (pattern % numbers for numbers in zip(*known, strict=True)) if len(known) == len(lines) else None


@lru_cache(maxsize=2048)
def _single_cells(formula: str) -> tuple[str, Sequence[_Named]] | None:
    """The formula with `%s` for every row number, and the rows; None where it refers to more than single cells."""
    parts: list[str] = []
    named: list[_Named] = []
    end = 0
    for piece in pieces(formula):
        if not isinstance(piece, Reference):
            continue
        if not piece.is_one_cell or piece.sheet is not None:
            return None
        [row] = piece.rows
        parts.append(formula[end : row.start].replace("%", "%%"))
        named.append(_Named(row.number, row.fixed))
        end = row.end
    parts.append(formula[end:].replace("%", "%%"))
    return "%s".join(parts), named
