"""Repeat, choose and leave out the rows and columns of a template sheet for the data at hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from xl_addin.formula.cells import Area
from xl_addin.template.blocks.block_kind import Content, TurnOptions
from xl_addin.template.language.evaluating import Environment, Scope
from xl_addin.template.language.faults import Faults
from xl_addin.template.language.limits import MAX_COLUMNS, MAX_ROWS
from xl_addin.template.plan.axis.ends import Path
from xl_addin.template.plan.axis.expansion import AxisWork, Expansion, check_cells, names_of, too_many
from xl_addin.template.plan.cell_writer import CellTemplate
from xl_addin.template.plan.panels.bands import PanelNeed, room_of_lines
from xl_addin.template.plan.sheet_template import EMPTY_ROW, Panel, Region, SheetTemplate


@dataclass(frozen=True)
class ExpandedSheet:
    """Both axes of one result sheet, or of a panel in it, and the panels that stand there.

    `outer` are the names known before anything is repeated.
    """

    outer: Scope
    rows: Expansion
    columns: Expansion
    panels: tuple["PanelCopy", ...] = ()

    def key(self) -> tuple[object, ...]:
        """The same for sheets whose cells went the same way, whatever the data."""
        return self.rows.key(), self.columns.key(), *(panel.key() for panel in self.panels)

    def scope(self, row: int, column: int) -> Scope:
        """The names known in a cell: those of its row and of its column; `loop` is the row's where that is in one."""
        if self.panels:
            for panel in self._by_row.get(row, ()):
                if panel.left < column <= panel.left + len(panel.sheet.columns.placed):
                    return panel.sheet.scope(row - panel.top, column - panel.left)
        known = self.rows.scope(row)
        own = self._own_names[column - 1] if column <= len(self._own_names) else self._own_after
        if not own:
            return known
        in_a_turn = row <= len(self.rows.placed) and self.rows.placed[row - 1].path
        return {**known, **own, "loop": known["loop"]} if in_a_turn else {**known, **own}

    @cached_property
    def _by_row(self) -> Mapping[int, list["PanelCopy"]]:
        found: dict[int, list[PanelCopy]] = {}
        for panel in self.panels:
            for row in range(panel.top + 1, panel.top + len(panel.sheet.rows.placed) + 1):
                found.setdefault(row, []).append(panel)
        return found

    @cached_property
    def _own_names(self) -> list[Mapping[str, object]]:
        return [self._own(scope) for scope in self.columns.scopes]

    @cached_property
    def _own_after(self) -> Mapping[str, object]:
        return self._own(self.columns.after)

    def _own(self, scope: Scope) -> Mapping[str, object]:
        """What a column's blocks have added to the names known."""
        if scope is self.outer:
            return {}
        return {name: value for name, value in scope.items() if name not in self.outer or value is not self.outer[name]}


class PanelCopy(NamedTuple):
    """One turn of a panel: the lines before it in what it stands in, the turns and items of the loops around it."""

    panel: Panel
    top: int
    left: int
    row_path: Path
    column_path: Path
    items: tuple[object, ...]
    sheet: ExpandedSheet

    def key(self) -> tuple[object, ...]:
        """The same for panels whose cells went the same way."""
        return self.panel.block.number, *self[1:5], self.sheet.key()


def expanded(sheet: SheetTemplate, scope: Scope, environment: Environment, faults: Faults) -> ExpandedSheet:
    """The rows and columns up to the last markers, and the panels; what cannot be evaluated is added to the faults."""
    return _Regions(sheet, environment, faults).expanded(sheet.region, scope, None)


class _Regions:
    """The regions of one sheet while they are laid out for the data."""

    def __init__(self, sheet: SheetTemplate, environment: Environment, faults: Faults) -> None:
        self.sheet, self.environment, self.faults = sheet, environment, faults

    def expanded(self, region: Region, scope: Scope, area: Area | None) -> ExpandedSheet:
        """A region (`area` is a panel's) as it is in one turn of the loops around it."""

        def own(row: int, column: int) -> bool:
            return (area is None or (row, column) in area) and not any(
                (row, column) in each.area for each in region.panels
            )

        def in_row(row: int) -> Iterator[CellTemplate]:
            return (cell for cell in self.sheet.rows.get(row, EMPTY_ROW).cells if own(row, cell.column))

        def in_column(column: int) -> Iterator[CellTemplate]:
            for number, row in self.sheet.rows.items():
                yield from (cell for cell in row.cells if cell.column == column and own(number, column))

        down = AxisWork(self.environment, self.faults, in_row, names_of(region.across), MAX_ROWS)
        across = AxisWork(self.environment, self.faults, in_column, names_of(region.down), MAX_COLUMNS)
        plain = ExpandedSheet(scope, down.expansion(region.down, scope), across.expansion(region.across, scope))
        return self._with_panels(plain, region) if region.panels else plain

    def _with_panels(self, plain: ExpandedSheet, region: Region) -> ExpandedSheet:
        """Lines are made as many as the panels in them need."""
        rows, columns = plain.rows.placed, plain.columns.placed
        found: list[tuple[int, int, Panel, _Stack]] = []
        down: list[PanelNeed] = []
        across: list[PanelNeed] = []
        for panel in region.panels:
            area = panel.area
            height, width = area.last_row - area.first_row + 1, area.last_column - area.first_column + 1
            in_rows = [at for at, placed in enumerate(rows) if placed.source == area.first_row]
            in_columns = [at for at, placed in enumerate(columns) if placed.source == area.first_column]
            # In no turn of the rows, it is still as wide as in the template: what stands beside it stays there.
            down += [PanelNeed(row, row + height, height) for row in in_rows if not in_columns]
            across += [PanelNeed(column, column + width, width) for column in in_columns if not in_rows]
            for row in in_rows:
                for column in in_columns:
                    stack = self._stack(panel, plain.scope(row + 1, column + 1))
                    found.append((row, column, panel, stack))
                    down.append(PanelNeed(row, row + height, stack.height))
                    across.append(PanelNeed(column, column + width, stack.width))
        row_room = room_of_lines([placed.source not in region.loose_rows for placed in rows], down)
        column_room = room_of_lines([placed.source not in region.loose_columns for placed in columns], across)
        tops, lefts = [0, *accumulate(row_room)], [0, *accumulate(column_room)]
        for most, total in ((MAX_ROWS, tops[-1]), (MAX_COLUMNS, lefts[-1])):
            if total > most:
                raise too_many(most)
        copies = [
            PanelCopy(
                panel,
                tops[row] + below,
                lefts[column] + beside,
                rows[row].path + (() if panel.sideways else turn.path),
                columns[column].path + (turn.path if panel.sideways else ()),
                turn.items,
                turn.sheet,
            )
            for row, column, panel, stack in found
            for turn, below, beside in stack.turns
        ]
        return ExpandedSheet(plain.outer, plain.rows.spread(row_room), plain.columns.spread(column_room), tuple(copies))

    def _stack(self, panel: Panel, scope: Scope) -> "_Stack":
        """The turns of a panel, one below or beside the other."""
        growing = _Turns(self, panel)
        kind = panel.block.marker.kind
        kind.expand(growing, panel.block, scope, (), ())
        height = width = 0
        turns = []
        for turn in growing.turns:
            turns.append((turn, 0, width) if panel.sideways else (turn, height, 0))
            rows, columns = len(turn.sheet.rows.placed), len(turn.sheet.columns.placed)
            height = max(height, rows) if panel.sideways else height + rows
            width = width + columns if panel.sideways else max(width, columns)
        if not turns:
            # What is left out stays blank; a loop without turns takes no lines of those it would add to.
            area = panel.area
            height, width = area.last_row - area.first_row + 1, area.last_column - area.first_column + 1
            if kind.repeats:
                height, width = (height, 0) if panel.sideways else (0, width)
        return _Stack(turns, height, width)


class _Turn(NamedTuple):
    path: Path
    items: tuple[object, ...]
    sheet: ExpandedSheet


class _Stack(NamedTuple):
    """The turns of a panel with the lines before each, and how many lines there are in all."""

    turns: list[tuple[_Turn, int, int]]
    height: int
    width: int


class _Turns:
    """A panel while its block is carried out."""

    def __init__(self, regions: _Regions, panel: Panel) -> None:
        self.regions, self.panel, self.faults = regions, panel, regions.faults
        self.turns: list[_Turn] = []
        self.size = 0
        """How many lines there are so far, in the direction in which it grows."""

    def add(self, contents: list[Content], scope: Scope, path: Path, items: tuple[object, ...]) -> Scope:
        sheet = self.regions.expanded(self.panel.inside, scope, self.panel.area)
        grown, most = (sheet.columns, MAX_COLUMNS) if self.panel.sideways else (sheet.rows, MAX_ROWS)
        self.size += len(grown.placed)
        if self.size > most or len(self.turns) >= MAX_ROWS:
            raise too_many(most)
        self.turns.append(_Turn(path, items, sheet))
        return scope

    def end_turn(self, start: int, options: TurnOptions, *, is_last: bool) -> None:
        """A panel has neither page breaks nor an outline."""

    def check_names(self, contents: list[Content], known: set[str]) -> None:
        area = self.panel.area
        names = known | _all_names(self.panel.inside)
        for row in range(area.first_row, area.last_row + 1):
            cells = self.regions.sheet.rows.get(row, EMPTY_ROW).cells
            inside = (cell for cell in cells if (row, cell.column) in area)
            check_cells(inside, names, self.regions.environment, self.faults)


def _all_names(region: Region) -> set[str]:
    """The names that anything in a region gives."""
    found = {*names_of(region.down), *names_of(region.across)}
    for panel in region.panels:
        found |= {*panel.block.marker.kind.names(panel.block), *_all_names(panel.inside)}
    return found
