from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.workbook.model.book import Book
from xl_addin.workbook.model.serial_dates import serial_of


def test_around_the_day_that_never_was() -> None:
    assert [serial_of(date(1900, *day)) for day in ((1, 1), (2, 28), (3, 1))] == [1, 59, 61]
    assert serial_of(date(2024, 6, 20)) == 45463


@given(st.dates(date(1900, 1, 1)))
def test_a_book_reads_the_date_back(day: date) -> None:
    assert Book("any.xlsx", ()).date(serial_of(day)) == day
