"""The heading row of a list of rows, and the names its columns get."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from xl_addin.formula.cells import column_letters
from xl_addin.language import Text
from xl_addin.template.language.named import Refused

WITHIN = 50
"""A heading row is looked for in this many rows at the top."""

TWICE = Text(
    "có hai cột cùng tên “{name}” ({columns}); hãy đổi tên một cột hoặc gọi bằng chữ của cột",
    "two columns are called “{name}” ({columns}); rename one of them, or name it by its letter",
)


class Headings(NamedTuple):
    """`row` is the place of the heading row among the rows; `names` the name of each column, by its place from 0."""

    row: int
    names: Mapping[int, str]


def find_headings(rows: Sequence[Sequence[object]]) -> Headings | None:
    """The first of the rows of texts only that name most columns; None where there is no such row.

    A column without a heading that has something below is called by its letters.
    """
    best, most = None, 0
    for index, cells in enumerate(rows[:WITHIN]):
        filled = [cell for cell in cells if cell not in (None, "")]
        if len(filled) > most and all(isinstance(cell, str) for cell in filled):
            best, most = index, len(filled)
    if best is None:
        return None
    names = {
        position: cleaned(cell) for position, cell in enumerate(rows[best]) if isinstance(cell, str) and cleaned(cell)
    }
    for cells in rows[best + 1 :]:
        for position, cell in enumerate(cells):
            if position not in names and cell not in (None, ""):
                names[position] = column_letters(position + 1)
    return Headings(best, dict(sorted(names.items())))


def cleaned(heading: str) -> str:
    """A heading as one writes it in an expression: one line, single spaces, composed letters."""
    return unicodedata.normalize("NFC", " ".join(heading.split()))


def by_name(pairs: Iterable[tuple[int, str, object]]) -> dict[str, object]:
    """(position, name, value) of a row's cells as one mapping.

    A name that two columns have is refused on use; their letters reach them.
    """
    pairs = list(pairs)
    count = Counter(name for _, name, _ in pairs)
    letters = {column_letters(position + 1): value for position, name, value in pairs if count[name] > 1}
    return {**letters, **{name: value if count[name] == 1 else twice(name, pairs) for _, name, value in pairs}}


def twice(name: str, pairs: Iterable[tuple[int, str, object]]) -> Refused:
    """What stands for the value of a name that several columns have."""
    columns = [column_letters(position + 1) for position, other, _ in pairs if other == name]
    return Refused(TWICE.with_values(name=name, columns=columns))
