"""Two judges say what the totals of any template are: a grid whose cells know what they came from, and LibreOffice."""

import random
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
class Part:
    """A line of numbers or of totals, or a loop or a condition over `parts`; `around` are the loops it stands in."""

    kind: str
    around: tuple[str, ...] = ()
    items: list[int] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)
    line: int = 0

    @property
    def name(self) -> str:
        return self.around[-1]


@dataclass(frozen=True)
class Copy:
    """A line of the result: what it came from, the turn of each loop, and the item."""

    part: Part
    turns: Mapping[str, int]
    values: Mapping[str, int]


def parts(chance: random.Random, axis: str, around: tuple[str, ...] = ()) -> list[Part]:
    """Lines, loops and conditions in each other, a line of numbers among them."""
    found = [Part("number", around)]
    for number in range(chance.randint(1, 2)):
        kind = chance.choice(["number", "total", "for", "for", "if"]) if len(around) < 3 else "number"
        if kind == "for":
            inner = (*around, f"{around[-1] if around else axis}{number}")
            items = [chance.randint(1, 9) for _ in range(chance.choice([0, 1, 2, 3]))]
            found.append(Part("for", inner, items, parts(chance, axis, inner)))
        elif kind == "if" and around:
            found.append(Part("if", around, [chance.randint(0, 9)], [Part("number", around), Part("total", around)]))
        else:
            found.append(Part("total" if kind == "total" else "number", around))
    chance.shuffle(found)
    return found


def written(some: list[Part], lines: list[Part | str]) -> None:
    """The template's lines in order: markers as written, and what is none, which learns its place."""
    for part in some:
        if part.parts:
            lines.append(
                f"for {part.name} in data.{part.name}" if part.kind == "for" else f"if {part.name} > {part.items[0]}"
            )
            written(part.parts, lines)
            lines.append(f"end{part.kind}")
        else:
            lines.append(part)
            # Line 1 is left for the other axis' markers.
            part.line = len(lines) + 1


def copies(some: list[Part], turns: Mapping[str, int], values: Mapping[str, int]) -> Iterator[Copy]:
    for part in some:
        if part.kind == "for":
            for turn, value in enumerate(part.items):
                yield from copies(part.parts, {**turns, part.name: turn}, {**values, part.name: value})
        elif part.kind == "if":
            if values[part.name] > part.items[0]:
                yield from copies(part.parts, turns, values)
        else:
            yield Copy(part, turns, values)


def data_of(some: list[Part]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for part in some:
        found |= data_of(part.parts) | ({part.name: part.items} if part.kind == "for" else {})
    return found


class Grid:
    """A random template whose totals are of one line of numbers each way, or of a stretch of columns."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.down, self.across = parts(self.chance, "r"), parts(self.chance, "c")
        rows: list[Part | str] = []
        columns: list[Part | str] = []
        written(self.down, rows)
        written(self.across, columns)
        self.rows = [each for each in rows if isinstance(each, Part)]
        self.columns = [each for each in columns if isinstance(each, Part)]
        self.meant = {(row, column): self._meant(row, column) for row in self.rows for column in self.columns}
        self.book = Workbook()
        sheet = self.book.worksheets[0]
        for line, what in enumerate(rows, start=2):
            if isinstance(what, str):
                sheet.cell(line, 1, f"{{%tr {what} %}}")
        for line, what in enumerate(columns, start=2):
            if isinstance(what, str):
                sheet.cell(1, line, f"{{%tc {what} %}}")
        for (row, column), area in self.meant.items():
            sheet.cell(row.line, column.line, self._number(row, column) if area is None else self._total(*area))
        self.data = data_of(self.down) | data_of(self.across)
        self.heights, self.widths = list(copies(self.down, {}, {})), list(copies(self.across, {}, {}))

    def _meant(self, row: Part, column: Part) -> tuple[Part, Part, Part] | None:
        """The row and the first and last column that a total is of; those in total rows go over totals, too."""
        if "total" not in (row.kind, column.kind):
            return None
        of = self.chance.choice([each for each in self.rows if each.kind == "number"])
        if row.kind == "number":
            one = self.chance.choice([each for each in self.columns if each.kind == "number"])
            return row if self.chance.random() < 0.7 else of, one, one
        first = self.chance.choice(self.columns)
        alike = [each for each in self.columns if each.around == first.around]
        low, high = sorted((first, self.chance.choice(alike)), key=lambda part: part.line)
        return of, low, high

    def _number(self, row: Part, column: Part) -> str:
        return (
            "{{ "
            + " + ".join(["1", *(f"{name} * {3**at}" for at, name in enumerate((*row.around, *column.around)))])
            + " }}"
        )

    def _total(self, row: Part, first: Part, last: Part) -> str:
        return f"=SUM({get_column_letter(first.line)}{row.line}:{get_column_letter(last.line)}{row.line})"

    def value(self, row: Copy, column: Copy) -> int:
        """What a cell of the result holds, found by going through all others."""
        area = self.meant[row.part, column.part]
        if area is None:
            names = (*row.part.around, *column.part.around)
            values = {**row.values, **column.values}
            return 1 + sum(values[name] * 3**at for at, name in enumerate(names))
        of, first, last = area
        return sum(
            self.value(other, beside)
            for other in self.heights
            if other.part is of and _same_turns(of, other, row)
            for beside in self.widths
            if first.line <= beside.part.line <= last.line and _same_turns(first, beside, column)
        )

    def values(self) -> dict[Where, int]:
        """Every cell of the result; the first row and column are those of the markers."""
        return {
            (at, beside): self.value(row, column)
            for at, row in enumerate(self.heights, start=2)
            for beside, column in enumerate(self.widths, start=2)
        }


def _same_turns(end: Part, other: Copy, here: Copy) -> bool:
    """Whether a line stands in the same turns as another, of the loops around the end of an area."""
    return all(other.turns[name] == here.turns[name] for name in end.around if name in here.turns)


def stored(data: bytes) -> dict[Where, Any]:
    rows = load_workbook(BytesIO(data), data_only=True).worksheets[0].iter_rows()
    return {(cell.row, cell.column): cell.value for row in rows for cell in row if cell.value is not None}


def rendered(grid: Grid, saved: Saved) -> bytes:
    return render_workbook(saved(grid.book), {"data": grid.data}, file="mau.xlsx").draft.data()


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_every_total_is_what_the_grid_says(saved: Saved, seed: int) -> None:
    grid = Grid(seed)
    assert stored(rendered(grid, saved)) == grid.values()


def test_libreoffice_calculates_the_same(
    saved: Saved, libreoffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:  # fmt: skip
    for seed in range(3):
        grid = Grid(seed)
        path = tmp_path / f"{seed}.xlsx"
        path.write_bytes(rendered(grid, saved))
        assert stored(libreoffice(path, "xlsx").read_bytes()) == grid.values()
