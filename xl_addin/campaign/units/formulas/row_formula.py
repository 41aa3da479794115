"""A formula of one unit's row, as it reads in another unit's row.

What it reads of its own unit, here and in linked tables, becomes the other unit's; what it reads of the unit before
becomes that of the one before the other; all else must be what every unit reads.
"""

from collections.abc import Mapping, Sequence

from xl_addin.campaign.units.linked import sheet_read
from xl_addin.formula.displacement import rewritten
from xl_addin.formula.reference import Reference, references

RowsInstead = Mapping[tuple[str, int], int]
"""For rows of sheets (their names in small letters) what is to stand in their place."""


def in_other_row(formula: str, here: str, lines: RowsInstead) -> str:
    """The formula, standing on the sheet `here`, with these rows in the place of those; all else to the letter."""

    def write(reference: Reference) -> str:
        rows = [_row(reference, at, here, lines) for at in range(len(reference.rows))]
        return reference.with_parts(rows) if rows else reference.written

    return rewritten(formula, write)


def reads_other_rows(formula: str, here: str, lines: RowsInstead) -> bool:
    """Whether it reads rows that are neither among these nor fixed with `$`."""
    return any(
        not each.fixed and not _is_in(reference, at, here, lines)
        for reference in references(formula)
        for at, each in enumerate(reference.rows)
    )


def reads_cell(formula: str, row: int | None, column: int) -> bool:
    """Whether it reads this one cell of its own sheet, written without a sheet."""
    return any(
        each.sheet is None and each.is_one_cell and (each.rows[0].number, each.columns[0].number) == (row, column)
        for each in references(formula)
    )


def same_in(formula: str, here: str, lines: RowsInstead, others: Sequence[tuple[str, RowsInstead]]) -> bool:
    """Whether one of other units' formulas, each with its lines, is the same but for whose row it reads."""
    form = in_other_row(formula, here, lines)
    return any(in_other_row(other, here, places) == form for other, places in others)


def _row(reference: Reference, at: int, here: str, lines: RowsInstead) -> int:
    number = reference.rows[at].number
    return lines[_key(reference, at, here)] if _is_in(reference, at, here, lines) else number


def _is_in(reference: Reference, at: int, here: str, lines: RowsInstead) -> bool:
    """Whether one of its rows is among the lines: fixed ones only in another table, one row at a time there."""
    if _key(reference, at, here) not in lines:
        return False
    if reference.sheet is None:
        return not reference.rows[at].fixed
    return len({line.number for line in reference.rows}) == 1


def _key(reference: Reference, at: int, here: str) -> tuple[str, int]:
    return sheet_read(reference, here) or "\0", reference.rows[at].number
