"""What row patterns have read of a sheet, by column."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from xl_addin.formula.relative import RelativeForm
from xl_addin.workbook.model.book import Value


class Piece(NamedTuple):
    """Part of a column: the rows, and the value of each."""

    rows: Sequence[int]
    cells: list[Value]


class Formulas(NamedTuple):
    """Part of a column: the rows, and their formulas, which are of one `form`, or one text each in `texts`, or copies
    of the `shared` formula of that number."""

    rows: Sequence[int]
    form: RelativeForm | None = None
    texts: Sequence[str] = ()
    shared: str = ""


@dataclass
class Quick:
    """What the row patterns have read, by column; `last_row` is the last row that anyone has read, and
    `last_filled_row` the last of them with a value or formula."""

    values: dict[int, list[Piece]] = field(default_factory=dict)
    formulas: dict[int, list[Formulas]] = field(default_factory=dict)
    styles: dict[int, list[tuple[Sequence[int], int]]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    last_row: int = 0
    last_filled_row: int = 0
