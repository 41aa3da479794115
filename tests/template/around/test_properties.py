"""What a file says of itself is filled from the data."""

from collections.abc import Callable

from openpyxl import Workbook


def test_title_and_keywords_are_filled(render: Callable[..., Workbook]) -> None:
    book = Workbook()
    book.properties.title, book.properties.keywords = "Kế hoạch {{ year }}", "{{ words | join(', ') }}"
    found = render(book, year=2026, words=["giao", "chỉ tiêu"]).properties
    assert (found.title, found.keywords) == ("Kế hoạch 2026", "giao, chỉ tiêu")
