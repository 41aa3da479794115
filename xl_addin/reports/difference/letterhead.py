"""The office that issues a workbook, as its own letterhead calls it."""

from collections.abc import Iterator

from xl_addin.table.words import folded, is_letterhead
from xl_addin.workbook.model.book import Book, Sheet

_ROWS = range(1, 9)
_MOST_LINES = 2
_NATION = "xã hội chủ nghĩa"
# What else a letterhead says: motto, number and sign, which annex or form it is.
_NO_OFFICE = ("cộng h", "độc lập", "số:", "số :", "phụ lục", "mẫu", "biểu")


def office_of(book: Book) -> tuple[str, ...]:
    """The lines of the first letterhead: the superior agency, if there is one, and the issuer; none without one.

    The form is that of Decree 30/2020/NĐ-CP: on the left, beside the national title, in capitals.
    """
    return next((lines for sheet in book.sheets if sheet.visible and (lines := tuple(_lines(sheet)))), ())


def _lines(sheet: Sheet) -> Iterator[str]:
    texts = [
        (row, column, value)
        for row in _ROWS
        for column in sorted(sheet.columns)
        if isinstance(value := sheet.value(row, column), str) and value.strip()
    ]
    office = next((each for each in texts if _may_be_office(each[2]) and is_letterhead(each[2])), None)
    if office is None:
        return
    column = office[1]
    beside = next((row for row, at, text in texts if at > column and _NATION in folded(text)), None)
    # The superior agency may be called what no list of words knows: it stands beside the national title.
    first = min(office[0], beside or office[0])
    below = [text for row, at, text in texts if at == column and row >= first]
    count = 0
    for line in (line for text in below for line in text.splitlines()):
        said = " ".join(line.split())
        if not said:
            continue
        if count == _MOST_LINES or not _may_be_office(said):
            return
        count += 1
        yield said


def _may_be_office(text: str) -> bool:
    return text == text.upper() and not folded(text).startswith(_NO_OFFICE)
