"""Functions that give a reference, where what they give is written out: `OFFSET(A1,2,0)`, `INDIRECT("A1:A3")`, `A1#`.

They become ranges when a formula is read, so that what they need is known before anything is calculated. With
arguments that have to be calculated first, OFFSET and INDIRECT are refused.
"""

import re
from collections.abc import Callable, Sequence

from xl_addin.engine.values.ranges import MovedRange, Moves, Range
from xl_addin.engine.values.reasons import CONSTRUCT, reason
from xl_addin.engine.values.scalars import REF, Blocked, Failed
from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW

_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,7}")

Locate = Callable[[str], MovedRange | None]
"""Finds what a text that is one reference stands for; None where it is none."""


def fixed_call(
    name: str, arguments: Sequence[str], place: Locate, spills: Callable[[Range], Range | None]
) -> MovedRange:
    """What OFFSET, INDIRECT or ANCHORARRAY stands for with these arguments as written.

    `spills` gives the area that the array formula of a cell fills. Raises Failed(#REF!) for what lies off the grid,
    Blocked where it cannot be told before the calculation.
    """
    found = _FIXED[name](arguments, place, spills)
    if found is None:
        raise Blocked(reason(CONSTRUCT, f"{name}({','.join(arguments)})"))
    return found


def _offset(arguments: Sequence[str], place: Locate, spills: object) -> MovedRange | None:
    """OFFSET(reference, rows, columns, height, width), the last two the reference's own where they are left out."""
    first = place(arguments[0])
    numbers = [int(each) if _WHOLE_NUMBER.fullmatch(each) else None for each in arguments[1:]]
    if first is None or not 2 <= len(numbers) <= 4:
        return None
    given = zip(numbers, arguments[1:], strict=True)
    if any(number is None and text for number, text in given):
        return None
    down, right, height, width = (*numbers, None, None)[:4]
    area, moves = first
    if any(size is not None and size < 1 for size in (height, width)):
        # Microsoft's page asks for positive sizes.
        return None
    row, column = area.first_row + (down or 0), area.first_column + (right or 0)
    last_row = area.last_row + (down or 0) if height is None else row + height - 1
    last_column = area.last_column + (right or 0) if width is None else column + width - 1
    if row < 1 or column < 1 or last_row > MAX_ROW or last_column > MAX_COLUMN:
        raise Failed(REF)
    return Range(area.sheet, row, column, last_row, last_column), Moves(
        moves.first, moves.last if height is None else moves.first
    )


def _indirect(arguments: Sequence[str], place: Locate, spills: object) -> MovedRange | None:
    text = arguments[0]
    if len(arguments) > 2 or [each.upper() for each in arguments[1:]] not in ([], ["TRUE"], ["1"]):
        return None
    if not (len(text) > 2 and text.startswith('"') and text.endswith('"')):
        return None
    found = place(text[1:-1].replace('""', '"'))
    # A text does not change when the formula is filled down.
    return None if found is None else (found[0], Moves(False, False))


def _spilled(arguments: Sequence[str], place: Locate, spills: Callable[[Range], Range | None]) -> MovedRange | None:
    found = place(arguments[0]) if len(arguments) == 1 else None
    area = None if found is None else spills(found[0])
    return None if area is None else (area, Moves(False, False))


_FIXED = {"OFFSET": _offset, "INDIRECT": _indirect, "ANCHORARRAY": _spilled}
FIXED_CALLS = frozenset(_FIXED)
