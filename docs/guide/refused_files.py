"""The kinds of files that are not read at all, with the reason, for `limits.md`."""

from typing import NamedTuple


class RefusedFile(NamedTuple):
    """A kind of file: a word for it, what is wrong with it, and why it is not read all the same."""

    word: str
    fault: str
    reason: str


REFUSED_FILES = (
    RefusedFile(
        "password",
        "it is encrypted with a password or by rights protection",
        "its content cannot be seen; opened in Excel and saved without the password it is read",
    ),
    RefusedFile(
        "format",
        "it has the name of an .xlsx, but another content: .xls, .xlsb, .ods, .docx, PDF, a picture, a web page, text",
        "the message says what it is; of .xls, .xlsb and .ods `verify` reads the values",
    ),
    RefusedFile(
        "beta",
        "its workbook part has a namespace of its own, as trial versions of Excel wrote it in 2006",
        "it is no workbook of the standard, and today's Excel does not open it either",
    ),
    RefusedFile(
        "cut short",
        "it is cut short, or a part does not have the checksum that its list gives it",
        "what arrived is not what was sent, however much of it can be unpacked",
    ),
    RefusedFile(
        "two parts",
        "two parts have one name, or a name leads out of the package",
        "two programs would see two different books in it",
    ),
    RefusedFile(
        "too much",
        "it asks for more than the limits above",
        "it might be made to use up the memory of the computer",
    ),
    RefusedFile(
        "document type",
        "a part is no well-formed XML, or declares a document type (`<!DOCTYPE`)",
        "Excel writes none, and entities are how a small file becomes an endless text",
    ),
    RefusedFile(
        "missing part",
        "its workbook lists no sheet, or a sheet, the styles or another part that is listed is missing",
        "a part of a book must not pass for the whole; shared texts and calculation chains may be missing",
    ),
    RefusedFile(
        "places",
        "a cell or row has no place in the grid, stands in another's place, or stands there twice",
        "which of two contents counts would be a guess",
    ),
    RefusedFile(
        "values",
        "a cell's value does not have the type it says: a number that is none, a shared text that is not in the list",
        "the message names the cell",
    ),
    RefusedFile(
        "unknown",
        "something stands among rows, cells or texts that the standard does not know there",
        "it might hold cells; choices of content (`mc:AlternateContent`) are settled as Excel settles them",
    ),
)

_ABOUT = """
## What is not read

A book is read completely or not at all: no row, cell or text is passed over in silence. LibreOffice opens some of
these files, with whatever it can make of them; Excel offers to repair most. The message names the part or the cell.

| what is wrong with the file | why it is not read |
|---|---|
"""


def refused_files() -> str:
    """The section: every kind, and why."""
    return _ABOUT + "".join(f"| {kind.fault} | {kind.reason} |\n" for kind in REFUSED_FILES)
