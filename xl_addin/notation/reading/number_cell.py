"""Read one cell of a column-number row: `7`, `(7)`, `A`, `II`, `7=4-5`."""

import math
from collections.abc import Mapping

from xl_addin.notation.error import NotationError
from xl_addin.notation.expression import Constant
from xl_addin.notation.reading.characters import MAX_LENGTH, Characters, normalised
from xl_addin.notation.reading.cursor import NO_CONSTANTS
from xl_addin.notation.reading.labels import label_of
from xl_addin.notation.reading.lexer import tokens_of
from xl_addin.notation.reading.parse import Notation, parse_notation


def read_number_cell(
    value: str | int | float, constants: Mapping[str, Constant] = NO_CONSTANTS
) -> tuple[str, Notation | None] | None:
    """The label of a column and the notation beside it; None for a cell that numbers no column.

    `(7)` gives `("7", None)`, `7=4-5` gives `("7", …)`; headings and other texts give None, and every whole
    number that is not negative gives a label, so the caller decides by the row. NotationError for a text that
    has `=` after a label but cannot be read. `constants` are the figures that a spec writes as `{name}`.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        is_label = math.isfinite(value) and value >= 0 and value == int(value)
        return (str(int(value)), None) if is_label else None
    if len(value) > MAX_LENGTH:
        return None
    characters = normalised(value)
    left, equals, _ = characters.text.partition("=")
    label = _label_in(Characters(left, characters.origins[: len(left) + 1]), before_equals=bool(equals))
    if label is None:
        return None
    return label, parse_notation(value, constants) if equals else None


def _label_in(characters: Characters, *, before_equals: bool) -> str | None:
    try:
        tokens = tokens_of(characters)[:-1]
    except NotationError:
        return None
    if before_equals and len(tokens) > 1:
        if tokens[-1].kind == "(":  # 7 (=4-5)
            tokens = tokens[:-1]
        elif tokens[0].kind == "(" and tokens[-1].kind != ")":  # (7=4-5)
            tokens = tokens[1:]
    return label_of(tokens)
