"""Where the cells of a template went, and for which data: what the manifest asks instead of searching the result."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from xl_addin.formula.cells import Area
from xl_addin.template.plan.axis.expansion import Expansion, line_map
from xl_addin.template.plan.axis.lines import UNMOVED, LineMap
from xl_addin.template.plan.expansion import ExpandedSheet
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.output_sheets import OutputSheet
from xl_addin.template.plan.sheet_template import AxisBlocks


class Turn(NamedTuple):
    """One turn of a loop: which loop of the sheet, the number of the turn from 0, and the item it was for."""

    loop: int
    number: int
    item: object


@dataclass(frozen=True)
class Axis:
    """The rows, or the columns, of one sheet of the result or of a panel in it: where they went, and what for.

    `lines` say where, the same for all sheets laid out alike; `items` are what the loops around each line were for.
    """

    lines: LineMap = UNMOVED
    items: Sequence[tuple[object, ...]] = ()

    def source(self, line: int) -> int:
        """The template's line that a line of the result is a copy of."""
        return self.lines.source(line)

    def copies(self, source: int) -> Sequence[int]:
        """The copies of a line of the template, none where it was left out or was a marker."""
        return self.lines.copies(source)

    def turns_of(self, line: int) -> tuple[Turn, ...]:
        """The turns of the loops that a line of the result stands in, outermost first."""
        if line > len(self.lines.placed):
            return ()
        source, path = self.lines.placed[line - 1]
        return tuple(map(Turn, self.lines.loops[source], path, self.items[line - 1]))


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
    rows: Axis = STANDS
    columns: Axis = STANDS
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


def placement_of(output: OutputSheet, sheet: ExpandedSheet, layout: Layout) -> Placement:
    """Where the cells of one sheet of the result are from: its layout, with the items of this sheet's data."""
    template = output.template
    turn = Turn(0, output.copy, output.item) if template.is_repeated else None
    rows, columns = Axis(layout.rows, sheet.rows.items), Axis(layout.columns, sheet.columns.items)
    panels = tuple(_panels(sheet, rows, columns, 0, 0, ()))
    panelled = tuple(panel.area for panel in template.region.panels)
    return Placement(template.name, output.name, turn, rows, columns, panels, panelled)


def _panels(
    sheet: ExpandedSheet, rows: Axis, columns: Axis, top: int, left: int, around: tuple[Turn, ...]
) -> Iterator[PanelPlacement]:
    """The panels in a region with these axes, those in panels too; `top` and `left` are the lines before it."""
    for copy in sheet.panels:
        panel, inside = copy.panel, copy.panel.inside
        path = copy.column_path if panel.sideways else copy.row_path
        own = (Turn(panel.block.number, path[-1], copy.items[-1]),) if copy.items else ()
        turns = (*around, *rows.turns_of(copy.top + 1), *columns.turns_of(copy.left + 1), *own)
        inner = _axis(inside.down, copy.sheet.rows), _axis(inside.across, copy.sheet.columns)
        before = top + copy.top, left + copy.left
        yield PanelPlacement(panel.area, *before, *inner, turns, tuple(each.area for each in inside.panels))
        yield from _panels(copy.sheet, *inner, *before, turns)


def _axis(axis: AxisBlocks, grown: Expansion) -> Axis:
    return Axis(line_map(axis, grown), grown.items)
