"""Read the formulas a table states in a row of their own, under its column numbers: `1 | 2 | 3`, then ` | | 3=1-2`."""

from collections.abc import Iterable
from dataclasses import dataclass

from xl_addin.language import Text
from xl_addin.notation import Notation, NotationError, read_number_cell
from xl_addin.table.cell_kind import Cells
from xl_addin.table.words import is_number_text


@dataclass(frozen=True)
class StatedFormula:
    """What a cell under a column number states, or why it cannot be read."""

    text: str
    notation: Notation | None = None
    unreadable: Text | None = None


def formulas_below(cells: Cells, row: int, labels: Iterable[tuple[int, str]]) -> dict[int, StatedFormula]:
    """The formulas stated in the row below column numbers, by sheet column.

    Empty where the row holds figures, or where a formula is that of another column than it stands in.
    """
    found: dict[int, StatedFormula] = {}
    for position, label in labels:
        if position in cells.columns and row + 1 in cells.columns[position].formulas:
            return {}
        text = cells.text(row + 1, position)
        if is_number_text(text):
            return {}
        if "=" not in text and "＝" not in text:
            continue
        try:
            read = read_number_cell(label + text if text[0] in "=＝" else text)
        except NotationError as error:
            if text.strip("([ ").startswith(("=", "＝", label)):
                found[position] = StatedFormula(text, unreadable=error.text)
            continue
        if read is None or read[1] is None:
            continue
        if read[0] != label:
            return {}
        found[position] = StatedFormula(text, read[1])
    return found
