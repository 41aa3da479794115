"""What a formula refers to, part by part, each with its place in the text."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, cast, get_args

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area, column_index, column_letters, unquoted_sheet
from xl_addin.formula.tokens import TOKEN, Kind, Token, new_tuple

ReferenceKind = Literal["cells", "columns", "rows", "structured", "name", "deleted"]
"""`cells` is `A1` or `A1:B2`, `deleted` is `Sheet1!#REF!`, which has lost its cells."""

_FORMULAS_KEPT = 2048
_LINES_KEPT = 16_384


class Coordinate(NamedTuple):
    """A row or a column as a reference names it; `start` to `end` is where its number or letters stand, no `$`."""

    number: int
    fixed: bool
    start: int
    end: int


class SheetPrefix(NamedTuple):
    """What stands before a reference, with its `!`: `'[Kế hoạch.xlsx]Biểu 1'!`, `Q1:Q3!` (three-dimensional).

    `name` is all of it, unquoted; `book` the other workbook, None for the own one; `first` the sheet, "" where only a
    book is named; `last` the sheet to which a three-dimensional reference goes, else None.
    """

    written: str
    name: str
    book: str | None
    first: str
    last: str | None

    @property
    def is_gone(self) -> bool:
        """Whether the sheet has been deleted: `#REF!A1`."""
        return self.written == "#REF!"


class Reference(NamedTuple):
    """A reference in a formula: what is written from `start` to `end`, a sheet before it included.

    `rows` and `columns` are what it names of them, as written: one for `A1`, two for `A1:B2`, no rows for `A:B`.
    `name` is a defined name or that of an Excel table, `bracketed` what follows it in a structured reference.
    """

    kind: ReferenceKind
    written: str
    start: int
    sheet: SheetPrefix | None = None
    rows: tuple[Coordinate, ...] = ()
    columns: tuple[Coordinate, ...] = ()
    name: str = ""
    bracketed: str = ""

    @property
    def end(self) -> int:
        """Where the next token begins."""
        return self.start + len(self.written)

    @property
    def bare(self) -> str:
        """The reference without its sheet."""
        return self.written[len(self.sheet.written) :] if self.sheet else self.written

    @property
    def area(self) -> Area | None:
        """The cells it names by address, whichever corner it writes first; None for names and what is deleted."""
        if not self.rows and not self.columns:
            return None
        rows = [row.number for row in self.rows] or [1, MAX_ROW]
        columns = [column.number for column in self.columns] or [1, MAX_COLUMN]
        return Area(min(rows), min(columns), max(rows), max(columns))

    @property
    def is_one_cell(self) -> bool:
        """Whether it is written as one cell, without `:`."""
        return self.kind == "cells" and len(self.rows) == 1

    def with_parts(
        self, rows: Sequence[int] | None = None, columns: Sequence[int] | None = None, prefix: str | None = None
    ) -> str:
        """The reference with other rows, columns or another prefix, `$`, spaces and all else as it is written."""
        changes = [] if rows is None else _changes(self.rows, map(str, rows))
        changes += [] if columns is None else _changes(self.columns, map(column_letters, columns))
        text, end = "", 0 if self.sheet is None else len(self.sheet.written)
        text += self.written[:end] if prefix is None else prefix
        for start, stop, new in sorted(changes):
            text += self.written[end : start - self.start] + new
            end = stop - self.start
        return text + self.written[end:]


def _changes(old: Sequence[Coordinate], new: Iterator[str]) -> list[tuple[int, int, str]]:
    return [(each.start, each.end, text) for each, text in zip(old, new, strict=True)]


@lru_cache(maxsize=_FORMULAS_KEPT)
def pieces(formula: str) -> tuple[Token | Reference, ...]:
    """All of a formula in order: its references, and what is none as tokens."""
    return tuple(map(_piece, TOKEN.finditer(formula)))


def references(formula: str) -> Iterator[Reference]:
    """The references of a formula in the order in which it writes them."""
    return (piece for piece in pieces(formula) if isinstance(piece, Reference))


def sole_reference(text: str) -> Reference | None:
    """The reference that is the whole text, as in `INDIRECT("A1:B2")`; None for anything else."""
    match = TOKEN.fullmatch(text)
    found = _piece(match) if match else None
    return found if isinstance(found, Reference) else None


_CELL_ROWS = TOKEN.groupindex["first_row"], TOKEN.groupindex["last_row"]
_CELL_COLUMNS = TOKEN.groupindex["first_column"], TOKEN.groupindex["last_column"]
_NO_REFERENCE = frozenset(get_args(Kind)) - {*get_args(ReferenceKind), "error"}


def _piece(match: re.Match[str]) -> Token | Reference:
    kind, written, start = cast(Kind, match.lastgroup), match[0], match.start()
    if kind in _NO_REFERENCE:
        return new_tuple(Token, (kind, written, start))
    sheet = match["sheet"]
    prefix = sheet_prefix(sheet) if sheet else None
    if kind == "cells":
        rows, columns = _lines(match, *_CELL_ROWS), _lines(match, *_CELL_COLUMNS)
        return new_tuple(Reference, (kind, written, start, prefix, rows, columns, "", ""))
    if kind == "columns":
        return Reference(kind, written, start, prefix, columns=_lines(match, "from_column", "to_column"))
    if kind == "rows":
        return Reference(kind, written, start, prefix, rows=_lines(match, "from_row", "to_row"))
    if kind == "name":
        return Reference(kind, written, start, prefix, name=match["name"])
    if kind == "structured":
        return Reference(kind, written, start, prefix, name=match["table"] or "", bracketed=match["bracketed"])
    if kind == "error" and prefix:
        return Reference("deleted", written, start, prefix)
    return Token(kind, written, start)


def _lines(match: re.Match[str], first: int | str, last: int | str) -> tuple[Coordinate, ...]:
    written, other = match.group(first, last)
    one = _line(written, match.end(first))
    return (one,) if other is None else (one, _line(other, match.end(last)))


def _line(written: str, end: int) -> Coordinate:
    number, fixed, length = _number(written)
    return new_tuple(Coordinate, (number, fixed, end - length, end))


@lru_cache(maxsize=_LINES_KEPT)
def _number(written: str) -> tuple[int, bool, int]:
    """The row or column that is written so, whether with `$`, and how long it is without."""
    bare = written.removeprefix("$")
    return int(bare) if bare.isdecimal() else column_index(bare), bare != written, len(bare)


@lru_cache(maxsize=_FORMULAS_KEPT)
def sheet_prefix(written: str) -> SheetPrefix:
    """What stands before a reference or function, with its `!`, taken apart."""
    name = unquoted_sheet(written.removesuffix("!"))
    if written == "#REF!":
        return SheetPrefix(written, "#REF", None, "", None)
    book, closing, sheets = name.rpartition("[")[2].partition("]")
    if closing:
        # `'C:\Thư mục\[a.xlsx]S'!`; Excel writes `[1]` for the first of the workbooks that a file lists.
        return SheetPrefix(written, name, book, *_sheets(sheets))
    if "\\" in name or "/" in name:
        # A name of another workbook: `'C:\Thư mục\a.xlsx'!Tên`. No sheet is called so.
        return SheetPrefix(written, name, re.split(r"[\\/]", name)[-1], "", None)
    return SheetPrefix(written, name, None, *_sheets(name))


def _sheets(written: str) -> tuple[str, str | None]:
    first, colon, last = written.partition(":")
    return (first, last) if colon else (first, None)
