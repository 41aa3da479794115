"""The cells and lines of a worksheet as an independent reader sees them: what follows a shift is where it should be."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from sweeping.kinds_of_parts import local

Line = Callable[[int], int | None]
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)")
_MAX = {"rows": 1_048_576, "columns": 16_384}


class Held(NamedTuple):
    """What a cell holds, its formula's text apart: that is LibreOffice's to judge."""

    style: str
    kind: str
    text: str
    formula: bool


class Grid(NamedTuple):
    """A sheet's cells by row and column, and what its rows and columns say of themselves."""

    cells: Mapping[tuple[int, int], Held]
    rows: Mapping[int, tuple[tuple[str, str], ...]]
    columns: Mapping[int, tuple[tuple[str, str], ...]]


def grid(root: etree._Element) -> Grid:
    """The grid of a worksheet's XML."""
    cells: dict[tuple[int, int], Held] = {}
    rows: dict[int, tuple[tuple[str, str], ...]] = {}
    columns: dict[int, tuple[tuple[str, str], ...]] = {}
    for each in root.iterfind("{*}cols/{*}col"):
        said = _said(each, "min", "max")
        columns |= dict.fromkeys(range(int(each.get("min", "1")), int(each.get("max", "1")) + 1), said)
    row = 0
    for line in root.iterfind("{*}sheetData/{*}row"):
        row, column = int(line.get("r") or row + 1), 0
        if said := _said(line, "r", "spans"):
            rows[row] = said
        for cell in line.iterfind("{*}c"):
            reference = cell.get("r")
            column = place(reference)[1] if reference else column + 1
            texts = {local(each): "".join(map(str, each.itertext())) for each in cell if isinstance(each.tag, str)}
            held = Held(cell.get("s", "0"), cell.get("t", "n"), texts.get("v", texts.get("is", "")), "f" in texts)
            if held != ("0", "n", "", False):
                cells[row, column] = held
    return Grid(cells, rows, columns)


def _said(element: etree._Element, *but: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((str(key), str(value)) for key, value in element.attrib.items() if key not in but))


def place(reference: str) -> tuple[int, int]:
    """Row and column of `B12`."""
    found = _ADDRESS.fullmatch(reference)
    assert found, reference
    return int(found[2]), column_number(found[1])


def column_number(letters: str) -> int:
    """28 for `AB`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def line_moved(axis: str, at: int, count: int) -> Line:
    """Where a line stands once so many came before line `at`, or as many as -`count` went from there on."""

    def moved(line: int) -> int | None:
        if line < at:
            return line
        return line + count if line >= at - min(count, 0) and line + count <= _MAX[axis] else None

    return moved


def differences(before: Grid, after: Grid, axis: str, moved: Line, new: range) -> Iterator[str]:
    """What is not where it should be after a shift; what the new lines hold is not looked at."""
    lines = before.rows if axis == "rows" else before.columns
    lines_after = after.rows if axis == "rows" else after.columns
    index = 0 if axis == "rows" else 1
    cells = {}
    for key, held in before.cells.items():
        line = moved(key[index])
        if line is not None:
            cells[(line, key[1]) if index == 0 else (key[0], line)] = held
    yield from _unlike("cell", cells, {key: each for key, each in after.cells.items() if key[index] not in new})
    kept = {line: said for each, said in lines.items() if (line := moved(each)) is not None}
    yield from _unlike(axis, kept, {line: said for line, said in lines_after.items() if line not in new})
    if axis == "rows":
        yield from _unlike("columns", before.columns, after.columns)
    else:
        yield from _unlike("rows", before.rows, after.rows)


def _unlike(what: str, wanted: Mapping[object, object], found: Mapping[object, object]) -> Iterator[str]:
    for key in wanted.keys() | found.keys():
        if wanted.get(key) != found.get(key):
            yield f"{what} {key}: {wanted.get(key)!r} expected, {found.get(key)!r} found"
