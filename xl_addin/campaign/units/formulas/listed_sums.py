"""Sums that list the cells they add (`=D9+D10+D11`, `=SUM(D9,D11)`): cells come in, and go."""

from collections.abc import Collection, Sequence

from xl_addin.case.formula_text import summed_areas
from xl_addin.formula.cells import address
from xl_addin.formula.reference import Reference, pieces
from xl_addin.formula.tokens import Token


def with_rows(formula: str, like: int, rows: Sequence[int]) -> str | None:
    """A plain sum with the cells of these rows behind that of the row `like`; None where it sums no such cell.

    A sum that has one of the rows already, in an area, stays as it is.
    """
    areas = summed_areas(formula)
    if areas is None or not any(area.first_row <= like <= area.last_row for area in areas):
        return None
    if any(area.first_row <= row <= area.last_row for area in areas for row in rows):
        return formula
    written = []
    arguments = 0
    for piece in pieces(formula):
        text = piece.written if isinstance(piece, Reference) else piece.text
        if isinstance(piece, Reference):
            area = piece.area
            if area is not None and area.first_row <= like <= area.last_row:
                between = "," if arguments else "+"
                text += "".join(f"{between}{address(row, area.first_column)}" for row in rows)
                rows = ()
        elif piece.kind == "function":
            arguments += 1
        elif piece.text == ")":
            arguments -= 1
        written.append(text)
    return "".join(written)


def without_rows(formula: str, rows: Collection[int]) -> str | None:
    """A plain sum without the cells of these rows that it lists one by one; None where it lists none of them."""
    if summed_areas(formula) is None:
        return None
    kept: list[str] = []
    skip_plus = dropped = False
    for piece in pieces(formula):
        if isinstance(piece, Reference) and piece.is_one_cell and piece.rows[0].number in rows:
            dropped = True
            # The 9 of SUBTOTAL is no cell to be summed.
            if kept[-1] in ("+", ",") and kept[-2] not in ("9", "109"):
                kept.pop()
            else:
                skip_plus = True
            continue
        text = _text(piece)
        if skip_plus:
            skip_plus = False
            if text in ("+", ","):
                continue
            # Nothing is left between the signs.
            kept.append("0")
        kept.append(text)
    return "".join([*kept, *(["0"] if skip_plus else [])]) if dropped else None


def _text(piece: Token | Reference) -> str:
    return piece.written if isinstance(piece, Reference) else piece.text
