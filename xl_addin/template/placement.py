"""Where the cells of a template went: what values, the manifest and later collection ask instead of searching."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from xl_addin.formula.cells import Area


class Turn(NamedTuple):
    """One turn of a loop: which loop of the sheet, the number of the turn from 0, and the item it was for."""

    loop: int
    number: int
    item: object


@dataclass(frozen=True)
class Axis:
    """The rows, or the columns, of one sheet of the result, counted from 1.

    `sources` are the template's lines that the first of them are copies of, with the numbers of the turns that each
    stands in (`paths`), outermost first, and the `items` these were for; `loops` are those around each line of the
    template. Lines of the template below `last_source` keep their distance to it.
    """

    sources: Sequence[int] = ()
    paths: Sequence[tuple[int, ...]] = ()
    items: Sequence[tuple[object, ...]] = ()
    loops: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    last_source: int = 0

    def source(self, line: int) -> int:
        """The template's line that a line of the result is a copy of."""
        return self.sources[line - 1] if line <= len(self.sources) else line - len(self.sources) + self.last_source

    def turns_of(self, line: int) -> tuple[Turn, ...]:
        """The turns of the loops that a line of the result stands in, outermost first."""
        if line > len(self.paths):
            return ()
        return tuple(map(Turn, self.loops[abs(self.sources[line - 1])], self.paths[line - 1], self.items[line - 1]))

    def copies(self, source: int) -> tuple[int, ...]:
        """The copies of a line of the template, none where it was left out or was a marker."""
        if source > self.last_source:
            return (source + len(self.sources) - self.last_source,)
        return self._copies.get(source, ())

    def of_item(self, item: object) -> tuple[int, ...]:
        """The lines that stand in a turn for this very item."""
        return tuple(line for line, items in enumerate(self.items, start=1) if any(each is item for each in items))

    @cached_property
    def _copies(self) -> Mapping[int, tuple[int, ...]]:
        found: dict[int, list[int]] = {}
        for line, source in enumerate(self.sources, start=1):
            found.setdefault(source, []).append(line)
        return {source: tuple(lines) for source, lines in found.items()}


STANDS = Axis()
"""The axis on which nothing moved."""


class CellPlacement(NamedTuple):
    """A cell of the result and the turns of the loops it stands in, outermost first."""

    row: int
    column: int
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class PanelPlacement:
    """Where the cells of a panel (`area` in the template) went in one turn: `top` rows and `left` columns before it.

    `rows` and `columns` count from there; `turns` are those of the loops around the panel and of its own, `inner` the
    panels in it, whose cells are told by themselves.
    """

    area: Area
    top: int
    left: int
    rows: Axis
    columns: Axis
    turns: tuple[Turn, ...] = ()
    inner: tuple[Area, ...] = ()

    def copies(self, row: int, column: int) -> list[CellPlacement]:
        """The cells of the result that came from one of the template here."""
        if (row, column) not in self.area or any((row, column) in area for area in self.inner):
            return []
        return [
            CellPlacement(self.top + line, self.left + beside, (*self.turns, *turns))
            for line, beside, turns in _crossings(self.rows, self.columns, row, column)
        ]


@dataclass(frozen=True)
class Placement:
    """Where the cells of one sheet of the template (`template`) went in one sheet of the result (`sheet`).

    `turn` is that of the sheet's own loop, None for a sheet that is not repeated. `rows` and `columns` tell of cells
    outside of panels (lines that only panels need have a source with a minus), `panels` of those inside, what is around
    before what is inside; `panelled` are all cells of the template that are in panels, those left out here, too.
    """

    template: str
    sheet: str
    turn: Turn | None = None
    rows: Axis = field(default=STANDS)
    columns: Axis = field(default=STANDS)
    panels: tuple[PanelPlacement, ...] = ()
    panelled: tuple[Area, ...] = ()

    def copies(self, row: int, column: int) -> list[CellPlacement]:
        """The cells of the result that came from one of the template, in reading order."""
        if any((row, column) in area for area in self.panelled):
            return sorted(
                (copy for panel in self.panels for copy in panel.copies(row, column)), key=lambda copy: copy[:2]
            )
        return _crossings(self.rows, self.columns, row, column)


def _crossings(rows: Axis, columns: Axis, row: int, column: int) -> list[CellPlacement]:
    beside = [(each, columns.turns_of(each)) for each in columns.copies(column)]
    return [
        CellPlacement(line, each, (*turns, *own))
        for line in rows.copies(row)
        for turns in (rows.turns_of(line),)
        for each, own in beside
    ]
