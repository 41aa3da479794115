"""Every kind of file that the page of limits says is not read is refused, with a message of its own kind."""

import importlib
import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from xl_addin.problem import Problem
from xl_addin.workbook.reading.read import read_book

Book = Callable[..., bytes]
_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
_BETA = '<workbook xmlns="http://schemas.microsoft.com/office/excel/2006/2"><sheets/></workbook>'
_NO_SHEET = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_BOMB = '<!DOCTYPE a [<!ENTITY a "a">]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'


def twice(data: bytes) -> bytes:
    """The same package with one of its parts again under a name in capitals."""
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("XL/Workbook.xml", archive.read("xl/workbook.xml"))
    return target.getvalue()


def cells(*written: str) -> str:
    return f'<sheetData><row r="1">{"".join(written)}</row></sheetData>'


# By the word of the kind: a file of that kind, and words of the message.
MADE: Mapping[str, tuple[Callable[[Book], bytes], str]] = {
    "password": (lambda book: _ENCRYPTED, "encrypted with a password"),
    "format": (lambda book: b"%PDF-1.7", "this is a PDF file"),
    "beta": (lambda book: book(parts={"xl/workbook.xml": _BETA}), "not an Excel workbook"),
    "cut short": (lambda book: book()[:-40], "cut short or damaged"),
    "two parts": (lambda book: twice(book()), "the package is unsafe"),
    "too much": (lambda book: book(parts={"xl/media/a.bin": bytes(17 * 2**20)}), "the package is unsafe"),
    "document type": (lambda book: book(strings="", parts={"xl/sharedStrings.xml": _BOMB}), "damaged or unsafe"),
    "missing part": (lambda book: book(parts={"xl/_rels/workbook.xml.rels": _NO_SHEET}), "damaged or unsafe"),
    "places": (lambda book: book(cells('<c r="A1"/>', '<c r="A1"/>')), "damaged or unsafe"),
    "values": (lambda book: book(cells('<c r="A1" t="s"><v>7</v></c>'), strings=""), "stored value is damaged"),
    "unknown": (lambda book: book(cells('<d r="A1"/>')), "damaged or unsafe"),
}


def test_every_kind_on_the_page_is_shown_here() -> None:
    kinds = importlib.import_module("guide.refused_files").REFUSED_FILES
    assert [kind.word for kind in kinds] == list(MADE)


@pytest.mark.parametrize("kind", MADE)
def test_a_file_of_each_kind_is_refused(kind: str, raw_book: Book) -> None:
    made, words = MADE[kind]
    with pytest.raises(Problem, match=words):
        read_book(made(raw_book))
