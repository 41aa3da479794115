"""The day that a cell holds: a date of Excel's, or one typed as a text."""

from datetime import date

from xl_addin.spec.parts.written_moments import day_in
from xl_addin.workbook.model.book import Book, Value


def day_of(book: Book, value: Value) -> date | None:
    """The day; None for what is none, such as `30/2/2022`."""
    if not isinstance(value, str):
        return book.date(value)
    try:
        return day_in(value)
    except ValueError:
        return None
