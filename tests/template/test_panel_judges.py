"""Where panels go and what totals of them are, by a grid whose cells know what they came from, and LibreOffice."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from xl_addin.template.render import render_workbook

Saved = Callable[[Workbook], bytes]
Where = tuple[int, int]


@dataclass(eq=False)
class Cell:
    """A cell of the template; a total is of the cell `of`."""

    around: tuple[str, ...]
    row: int = 0
    column: int = 0
    of: "Cell | None" = None

    @property
    def address(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class Copy:
    """A cell of the result: what it came from, and the turn and item of each loop."""

    cell: Cell
    turns: Mapping[str, int]
    values: Mapping[str, int]


@dataclass(eq=False)
class Loop:
    """Marker rows around parts of a region."""

    name: str
    items: list[int]
    parts: list["Part"]


@dataclass(eq=False)
class Panel:
    """A region between tags: repeated by `for`, left out by `if`, or only apart."""

    kind: str
    name: str
    items: list[int]
    region: list["Part"]
    column: int = 0
    width: int = 0
    height: int = 0


@dataclass(eq=False)
class Band:
    """Panels side by side, with or without a cell beside them."""

    panels: list[Panel]
    beside: Cell | None


Part = list[Cell] | Loop | Band


@dataclass
class Grid:
    """A random template of rows, loops over rows, and panels in each other."""

    seed: int
    sideways: bool = False
    cells: list[Cell] = field(default_factory=list)
    data: dict[str, list[int]] = field(default_factory=dict)
    texts: dict[Where, str] = field(default_factory=dict)
    openings: dict[Where, str] = field(default_factory=dict)
    closings: dict[Where, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.root = self._region((), 3)
        self._write(self.root, 1, 1)
        numbers = [cell for cell in self.cells[1:] if self.chance.random() < 0.7] or self.cells[:1]
        for cell in self.cells:
            if cell not in numbers:
                cell.of = self.chance.choice(numbers)

    def _cell(self, around: tuple[str, ...]) -> Cell:
        self.cells.append(Cell(around))
        return self.cells[-1]

    def _loop(self, around: tuple[str, ...]) -> tuple[str, list[int]]:
        name = f"n{len(self.data)}"
        self.data[name] = [self.chance.randint(1, 9) for _ in range(self.chance.choice([0, 1, 2, 3]))]
        return name, self.data[name]

    def _region(self, around: tuple[str, ...], depth: int) -> list[Part]:
        parts: list[Part] = [[self._cell(around) for _ in range(2)]]
        for _ in range(self.chance.randint(0, 2) if depth else 0):
            if self.chance.random() < 0.4:
                name, items = self._loop(around)
                parts.append(Loop(name, items, self._region((*around, name), depth - 1)))
            else:
                panels = [self._panel(around, depth - 1) for _ in range(self.chance.randint(1, 2))]
                parts.append(Band(panels, self._cell(around) if self.chance.random() < 0.5 else None))
        self.chance.shuffle(parts)
        return parts

    def _panel(self, around: tuple[str, ...], depth: int) -> Panel:
        kind = self.chance.choice(["for", "for", "if", "panel"])
        name, items = self._loop(around) if kind == "for" else ("", [])
        if kind == "for" and self.sideways and self.chance.random() < 0.5:
            kind = "across"
        if kind == "if":
            items = [self.chance.randint(0, 1)]
        return Panel(kind, name, items, self._region((*around, name) if name else around, depth))

    def _write(self, parts: list[Part], row: int, left: int) -> tuple[int, int]:
        """Give a region its place; the row behind it and its last column."""
        last = left
        for part in parts:
            if isinstance(part, Loop):
                self.texts[row, left] = f"{{%tr for {part.name} in data.{part.name} %}}"
                row, right = self._write(part.parts, row + 1, left)
                self.texts[row, left] = "{%tr endfor %}"
                row += 1
            elif isinstance(part, Band):
                behind, right = row, left - 1
                if part.beside is not None:
                    part.beside.row, part.beside.column = row, left
                    behind, right = row + 1, left
                for panel in part.panels:
                    panel.column, first = right + 1, (row, right + 1)
                    tag = {
                        "for": f"for {panel.name} in data.{panel.name}",
                        "across": f"for {panel.name} in data.{panel.name} across",
                        "if": f"if {panel.items[:1]}[0]",
                        "panel": "panel",
                    }[panel.kind]
                    self.openings[first] = self.openings.get(first, "") + f"{{%tb {tag} %}}"
                    below, right = self._write(panel.region, row, right + 1)
                    panel.width, panel.height = right - panel.column + 1, below - row
                    closing = "for" if panel.kind == "across" else panel.kind
                    self.closings[below - 1, right] = (
                        self.closings.get((below - 1, right), "") + f"{{%tb end{closing} %}}"
                    )
                    behind = max(behind, below)
                row = behind
            else:
                for at, cell in enumerate(part):
                    cell.row, cell.column = row, left + at
                row, right = row + 1, left + len(part) - 1
            last = max(last, right)
        return row, last

    def book(self) -> Workbook:
        book = Workbook()
        for cell in self.cells:
            terms = ["1", *(f"{name} * {3**at}" for at, name in enumerate(cell.around))]
            total = f"=SUM({cell.of.address}:{cell.of.address})" if cell.of else ""
            self.texts[cell.row, cell.column] = total or "{{ " + " + ".join(terms) + " }}"
        for where in {*self.texts, *self.openings, *self.closings}:
            tags = self.openings.get(where, "") + self.closings.get(where, "")
            book.worksheets[0].cell(*where, tags + self.texts.get(where, ""))
        return book

    def expected(self) -> dict[Where, int]:
        """Every cell of the result with its value, found by going through all others."""
        rows = self._rows(self.root, {}, {})
        found = {(at, column): copy for at, row in enumerate(rows, start=1) for column, copy in row.items()}
        return {where: _value(copy, list(found.values())) for where, copy in found.items()}

    def copies(self) -> list[Copy]:
        return [copy for row in self._rows(self.root, {}, {}) for copy in row.values()]

    def _rows(self, parts: list[Part], turns: Mapping[str, int], values: Mapping[str, int]) -> list[dict[int, Copy]]:
        """The rows of a region by the template's columns: those of panels that go across are told one below another."""
        found: list[dict[int, Copy]] = []
        for part in parts:
            if isinstance(part, Loop):
                for inner in _turns(part.name, part.items, turns, values):
                    found += self._rows(part.parts, *inner)
            elif isinstance(part, Band):
                stacks = [self._stack(panel, turns, values) for panel in part.panels]
                beside = [{part.beside.column: Copy(part.beside, turns, values)}] if part.beside else []
                height = max(map(len, [*stacks, beside]))
                for at in range(height):
                    rows = [stack[at] for stack in [*stacks, beside] if at < len(stack)]
                    found.append({column: copy for row in rows for column, copy in row.items()})
            else:
                found.append({cell.column: Copy(cell, turns, values) for cell in part})
        return found

    def _stack(self, panel: Panel, turns: Mapping[str, int], values: Mapping[str, int]) -> list[dict[int, Copy]]:
        if panel.kind in ("for", "across"):
            every = [self._rows(panel.region, *inner) for inner in _turns(panel.name, panel.items, turns, values)]
            return [row for rows in every for row in rows]
        if panel.kind == "if" and not panel.items[0]:
            return [{} for _ in range(panel.height)]
        return self._rows(panel.region, turns, values)


def _turns(
    name: str, items: list[int], turns: Mapping[str, int], values: Mapping[str, int]
) -> Iterator[tuple[dict[str, int], dict[str, int]]]:
    for turn, item in enumerate(items):
        yield {**turns, name: turn}, {**values, name: item}


def _value(copy: Copy, every: list[Copy]) -> int:
    of = copy.cell.of
    if of is None:
        return 1 + sum(copy.values[name] * 3**at for at, name in enumerate(copy.cell.around))
    return sum(
        _value(other, every)
        for other in every
        if other.cell is of and all(other.turns[name] == copy.turns.get(name, other.turns[name]) for name in of.around)
    )


def stored(data: bytes) -> dict[Where, Any]:
    rows = load_workbook(BytesIO(data), data_only=True).worksheets[0].iter_rows()
    return {(cell.row, cell.column): cell.value for row in rows for cell in row if cell.value is not None}


def rendered(grid: Grid, saved: Saved) -> bytes:
    return render_workbook(saved(grid.book()), {"data": grid.data}, file="mau.xlsx").draft.data()


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_every_cell_is_where_the_grid_says(saved: Saved, seed: int) -> None:
    grid = Grid(seed)
    assert stored(rendered(grid, saved)) == grid.expected()


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_whatever_goes_across_is_there_with_its_totals(saved: Saved, seed: int) -> None:
    grid = Grid(seed, sideways=True)
    every = grid.copies()
    assert Counter(stored(rendered(grid, saved)).values()) == Counter(_value(copy, every) for copy in every)


def test_libreoffice_calculates_the_same(
    saved: Saved, libreoffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:  # fmt: skip
    for seed in range(2):
        grid = Grid(seed)
        path = tmp_path / f"{seed}.xlsx"
        path.write_bytes(rendered(grid, saved))
        assert stored(libreoffice(path, "xlsx").read_bytes()) == grid.expected()
