"""Tables and lines that are told by their words, wherever in a workbook they have been moved to."""

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from xl_addin.workbook.model.book import Sheet
from xl_addin.workbook.model.runs import kinds_of, stretches_of


def texts(sheet: Sheet, hints: Sequence[str] = ()) -> Iterator[tuple[int, int, str]]:
    """Every text of a sheet with its row and column, column by column.

    With `hints`, in small letters, columns in which none of them occurs are left out: a long list costs little.
    """
    for position, column in sorted(sheet.columns.items()):
        if str not in kinds_of(column.values):
            continue
        found = [
            (row, value)
            for first, cells in stretches_of(column.values)
            for row, value in enumerate(cells, first)
            if isinstance(value, str)
        ]
        if hints:
            together = normalize("NFC", "\n".join(value for _, value in found)).lower()
            if not any(hint in together for hint in hints):
                continue
        for row, value in found:
            yield row, position, value


def heading_rows(sheet: Sheet, headings: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where these headings stand side by side: the row and column of the first, from the top."""
    starts = [(row, position) for row, position, text in texts(sheet, (headings[0].lower(),)) if text == headings[0]]
    for row, position in sorted(starts):
        if all(sheet.value(row, position + index) == heading for index, heading in enumerate(headings)):
            yield row, position
