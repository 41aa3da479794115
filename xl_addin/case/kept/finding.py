"""Tables and lines that are told by their words, wherever in a workbook they have been moved to."""

from collections.abc import Iterator, Sequence

from xl_addin.workbook.model.book import Sheet
from xl_addin.workbook.model.runs import kinds_of


def texts(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """Every text of a sheet with its row and column, column by column."""
    for position, column in sorted(sheet.columns.items()):
        if str in kinds_of(column.values):
            for row, value in column.values.items():
                if isinstance(value, str):
                    yield row, position, value


def heading_rows(sheet: Sheet, headings: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where these headings stand side by side: the row and column of the first, from the top."""
    starts = [(row, position) for row, position, text in texts(sheet) if text == headings[0]]
    for row, position in sorted(starts):
        if all(sheet.value(row, position + index) == heading for index, heading in enumerate(headings)):
            yield row, position
