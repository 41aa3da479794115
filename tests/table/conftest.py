"""Sheets drawn as text."""

import re
from collections.abc import Callable

import pytest

from xl_addin.formula.cells import Area
from xl_addin.workbook.model.book import Column, Sheet, Value

Draw = Callable[..., Sheet]


def drawn(picture: str, *, row: int = 1, column: int = 1) -> Sheet:
    """A sheet from a picture: cells between `|`, `<` and `^` continue a merged cell to the left and above.

    Whole numbers and decimals are numbers, `=A1 -> 5` is a formula with its value, `'7` is the text 7.
    """
    lines = [line for line in picture.strip("\n").splitlines() if line.strip()]
    grid = [[cell.strip() for cell in line.split("|")] for line in lines]
    columns: dict[int, Column] = {}
    for i, cells in enumerate(grid):
        for j, text in enumerate(cells):
            if text in ("", "<", "^"):
                continue
            held = columns.setdefault(column + j, Column({}, {}, {}))
            if text.startswith("="):
                formula, _, text = text.partition(" -> ")
                held.formulas[row + i] = formula  # type: ignore[index]
            held.values[row + i] = _value(text)  # type: ignore[index]
    return Sheet("Biểu", dict(columns), merges=tuple(_merges(grid, row, column)))


def _value(text: str) -> Value:
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    return text.removeprefix("'")


def _merges(grid: list[list[str]], row: int, column: int) -> list[Area]:
    found = []
    for i, cells in enumerate(grid):
        for j, text in enumerate(cells):
            if text in ("", "<", "^"):
                continue
            right = j
            while right + 1 < len(cells) and cells[right + 1] == "<":
                right += 1
            bottom = i
            while bottom + 1 < len(grid) and j < len(grid[bottom + 1]) and grid[bottom + 1][j] == "^":
                bottom += 1
            if (right, bottom) != (j, i):
                found.append(Area(row + i, column + j, row + bottom, column + right))
    return found


@pytest.fixture(scope="session")
def draw() -> Draw:
    """`draw(picture, row=1, column=1)`: a sheet with the picture's first cell at that place."""
    return drawn
