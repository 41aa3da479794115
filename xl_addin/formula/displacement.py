"""A formula as it reads in another cell, and any other rewriting of its references: all else stays to the letter."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, column_index, column_letters
from xl_addin.formula.reference import Coordinate, Reference, pieces
from xl_addin.formula.tokens import TOKEN

Write = Callable[[Reference], str]
"""What to write in the place of a reference."""

GONE = "#REF!"
_FORMULAS_KEPT = 1024


def rewritten(formula: str, write: Write) -> str:
    """The formula with each reference as `write` gives it."""
    return "".join([write(piece) if isinstance(piece, Reference) else piece.text for piece in pieces(formula)])


def displaced(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads `rows` further down and `columns` further right, as when Excel fills it there.

    Relative references move along and `$` ones stay; one of which a corner leaves the grid is `#REF!`.
    """
    parts: list[str] = []
    position = 0
    for start, end, moving in _moving(formula):
        kept, before = len(parts), position
        for begins, stops, number, is_row in moving:
            moved = number + (rows if is_row else columns)
            if not 1 <= moved <= (MAX_ROW if is_row else MAX_COLUMN):
                del parts[kept:]
                parts += (formula[before:start], GONE)
                position = end
                break
            if moved != number:
                parts += (formula[position:begins], str(moved) if is_row else column_letters(moved))
                position = stops
    return "".join((*parts, formula[position:]))


def name_in_cell(meaning: str, row: int, column: int) -> str:
    """What a defined name with relative references means in the formula of a cell.

    Files write it as it reads in A1. What would leave the grid comes in at the opposite edge: `XFD1` is the cell to
    the left.
    """

    def moved(reference: Reference) -> str:
        rows = _around(reference.rows, row - 1, MAX_ROW)
        return reference.with_parts(rows, _around(reference.columns, column - 1, MAX_COLUMN))

    return rewritten(meaning, moved)


def _around(lines: Sequence[Coordinate], shift: int, size: int) -> list[int]:
    """Where rows or columns of a grid of this size are moved to; all of it stays all of it."""
    numbers = [line.number for line in lines]
    if {1, size} == set(numbers):
        return numbers
    return [line.number if line.fixed else (line.number - 1 + shift) % size + 1 for line in lines]


def moving_rows(formula: str) -> list[tuple[int, int]]:
    """Where the row numbers stand (start, end) that change when the formula moves down."""
    found: list[tuple[int, int]] = []
    for match in TOKEN.finditer(formula):
        if groups := _ROWS.get(match.lastgroup or ""):
            found += _relative(match, groups)
    return found


class _Moving(NamedTuple):
    """A reference without its sheet, and its relative rows and columns: start, end, number, whether it is a row."""

    start: int
    end: int
    lines: tuple[tuple[int, int, int, bool], ...]


@lru_cache(maxsize=_FORMULAS_KEPT)
def _moving(formula: str) -> tuple[_Moving, ...]:
    found = []
    for match in TOKEN.finditer(formula):
        lines = []
        if groups := _ROWS.get(match.lastgroup or ""):
            lines = [(start, end, int(formula[start:end]), True) for start, end in _relative(match, groups)]
        if groups := _COLUMNS.get(match.lastgroup or ""):
            spans = _relative(match, groups)
            lines += [(start, end, column_index(formula[start:end]), False) for start, end in spans]
        if lines:
            found.append(_Moving(max(match.start(), match.end(_SHEET)), match.end(), tuple(sorted(lines))))
    return tuple(found)


class _Groups(NamedTuple):
    """The groups of a match that hold the first and the last row or column, and what is written from edge to edge."""

    first: int
    last: int
    edges: frozenset[str]


def _groups(first: str, last: str, *edges: str) -> _Groups:
    return _Groups(TOKEN.groupindex[first], TOKEN.groupindex[last], frozenset(edges))


_SHEET = TOKEN.groupindex["sheet"]
# Excel takes `A1:A1048576` for `A:A`, which no move down changes.
_ROWS = {
    "cells": _groups("first_row", "last_row", "1", str(MAX_ROW)),
    "rows": _groups("from_row", "to_row", "1", str(MAX_ROW)),
}
_COLUMNS = {
    "cells": _groups("first_column", "last_column", "A", "XFD"),
    "columns": _groups("from_column", "to_column", "A", "XFD"),
}


def _relative(match: re.Match[str], groups: _Groups) -> list[tuple[int, int]]:
    """Where the rows, or the columns, stand that move."""
    first, last, edges = groups
    start, end = match.span(first)
    text = match.string
    found = [] if text[start] == "$" else [(start, end)]
    start, end = match.span(last)
    if start >= 0:
        if text[start] != "$":
            found.append((start, end))
        if len(found) == 2 and edges == {match[first], match[last]}:
            return []
    return found
