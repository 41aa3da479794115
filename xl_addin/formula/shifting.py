"""Move a formula to another cell: relative references move along, `$` ones stay, as when Excel fills down."""

import re
from collections.abc import Iterator

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, column_index, column_letters

BRACKETED = r"\[(?:'[\s\S]|[^\[\]']|\[(?:'[\s\S]|[^\[\]'])*\])*\]"
"""The brackets of a structured reference with all they hold: `[[#This Row],[Số '[hộ']]]`; `'` escapes."""

# What must be stepped over comes first: texts, quoted sheet names, [structured] and [external] references.
_TOKEN = re.compile(
    rf"""
    "(?:[^"]|"")*" | '(?:[^']|'')*' | {BRACKETED}
    | (?<![\w.$\\?])(?P<cells>\$?[A-Za-z]{{1,3}}\$?\d{{1,7}})(?![\w.\\?!(\[])
    | (?<![\w.$\\?])(?P<columns>\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}})(?![\w.\\?!(\[$])
    | (?<![\w.$\\?])(?P<rows>\$?\d{{1,7}}:\$?\d{{1,7}})(?![\w.\\?!(\[$])
    """,
    re.VERBOSE,
)
_CELL = re.compile(r"(\$?)([A-Za-z]+)(\$?)(\d+)")
_ROW_END = re.compile(r"(\$?)(\d+)")


def shifted(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads `rows` further down and `columns` further right; off the grid is `#REF!`."""

    def moved(match: re.Match[str]) -> str:
        text = match[0]
        if match["cells"]:
            return _moved_cell(text, rows, columns)
        if match["columns"]:
            ends = [_moved_column(end, columns) for end in text.split(":")]
        elif match["rows"]:
            ends = [_moved_row(end, rows) for end in text.split(":")]
        else:
            return text
        return "#REF!" if "#REF!" in ends else ":".join(ends)

    return _TOKEN.sub(moved, formula)


def _moved_cell(text: str, rows: int, columns: int) -> str:
    match = _CELL.fullmatch(text)
    if match is None or not 1 <= int(match[4]) <= MAX_ROW or column_index(match[2]) > MAX_COLUMN:
        return text
    column, row = _moved_column(match[1] + match[2], columns), _moved_row(match[3] + match[4], rows)
    return "#REF!" if "#REF!" in (column, row) else column + row


def _moved_column(text: str, columns: int) -> str:
    if text.startswith("$"):
        return text
    index = column_index(text) + columns
    return column_letters(index) if 1 <= index <= MAX_COLUMN else "#REF!"


def _moved_row(text: str, rows: int) -> str:
    if text.startswith("$"):
        return text
    index = int(text) + rows
    return str(index) if 1 <= index <= MAX_ROW else "#REF!"


def row_numbers(formula: str) -> Iterator[tuple[int, int]]:
    """Where the row numbers stand (start, end) that move when the formula moves down."""
    for match in _TOKEN.finditer(formula):
        if match["cells"]:
            cell = _CELL.fullmatch(match[0])
            if cell is None or not 1 <= int(cell[4]) <= MAX_ROW or column_index(cell[2]) > MAX_COLUMN:
                continue
            if not cell[3] and not cell[4].startswith("0"):
                yield match.start() + cell.start(4), match.end()
        elif match["rows"]:
            for end in _ROW_END.finditer(match[0]):
                if not end[1] and not end[2].startswith("0"):
                    yield match.start() + end.start(2), match.start() + end.end(2)
