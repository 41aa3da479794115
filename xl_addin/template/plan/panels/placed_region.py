"""The regions of a template sheet with their copies in one sheet of the result."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from xl_addin.formula.areas import overlap, shared, within, without
from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area
from xl_addin.template.plan.axis.ends import Loops, Path, between
from xl_addin.template.plan.axis.expansion import line_map
from xl_addin.template.plan.axis.lines import LineMap
from xl_addin.template.plan.expansion import ExpandedSheet
from xl_addin.template.plan.sheet_template import Region

_WHOLE = Area(1, 1, MAX_ROW, MAX_COLUMN)


class RegionCopy(NamedTuple):
    """One copy of a region: the lines of the result before it, its axes, and the turns of the loops around it."""

    top: int
    left: int
    rows: LineMap
    columns: LineMap
    row_path: Path
    column_path: Path


_ByPath = tuple[list[Path], dict[Path, list[RegionCopy]]]


@dataclass
class PlacedRegion:
    """The sheet, or a panel of the template: the loops around it, the panels in it and its copies."""

    area: Area = _WHOLE
    row_loops: Loops = ()
    column_loops: Loops = ()
    rows: LineMap = field(default_factory=lambda: LineMap({}, (), 0))
    columns: LineMap = field(default_factory=lambda: LineMap({}, (), 0))
    inner: list["PlacedRegion"] = field(default_factory=list)
    copies: list[RegionCopy] = field(default_factory=list)

    @cached_property
    def _by_path(self) -> tuple[_ByPath, _ByPath]:
        """The copies by the turns of the loops over rows, and of those over columns; asked when all are there."""
        found: tuple[dict[Path, list[RegionCopy]], ...] = {}, {}
        for copy in self.copies:
            found[0].setdefault(copy.row_path, []).append(copy)
            found[1].setdefault(copy.column_path, []).append(copy)
        return (sorted(found[0]), found[0]), (sorted(found[1]), found[1])

    def between(self, rows: tuple[Path, Path], columns: tuple[Path, Path]) -> list[RegionCopy]:
        """The copies whose turns can lie between those of two ends on both axes."""
        ranges = []
        for (paths, copies), (low, high) in zip(self._by_path, (rows, columns), strict=True):
            start, end = between(paths, low, high)
            if (start, end) != (0, len(paths)):
                ranges.append([copy for path in paths[start:end] for copy in copies[path]])
        return min(ranges, key=len) if ranges else self.copies

    def at(self, row: int, column: int) -> "PlacedRegion":
        """The innermost region that a cell of the template lies in."""
        found = next((each for each in self.inner if (row, column) in each.area), None)
        return self if found is None else found.at(row, column)

    def all(self) -> Iterator["PlacedRegion"]:
        """This and all in it, what is around before what is inside."""
        yield self
        for each in self.inner:
            yield from each.all()

    def pieces(self, area: Area) -> Iterator["RegionPiece"]:
        """An area in pieces of which each is of one region; panels that it covers with others stay in its own."""
        inner = [each for each in self.inner if overlap(each.area, area)]
        if len(inner) == 1 and within(area, inner[0].area):
            yield from inner[0].pieces(area)
            return
        if all(within(each.area, area) for each in inner):
            yield RegionPiece(
                self,
                area,
                any(each.area.last_row == area.last_row for each in inner),
                any(each.area.last_column == area.last_column for each in inner),
            )
            return
        left = [area]
        for each in inner:
            left = [piece for one in left for piece in without(one, each.area)]
        for piece in left:
            yield RegionPiece(self, piece, False, False)
        for each in inner:
            yield from each.pieces(shared(area, each.area))


class RegionPiece(NamedTuple):
    """Cells of one region; whether the lines that panels have added below, or at the right, are meant, too."""

    region: PlacedRegion
    area: Area
    to_bottom: bool
    to_right: bool


def placed_region(region: Region, sheet: ExpandedSheet, rows: LineMap, columns: LineMap) -> PlacedRegion:
    """A sheet with all in it; `rows` and `columns` are its own."""
    root = _placed(region)
    _add(root, region, sheet, RegionCopy(0, 0, rows, columns, (), ()))
    return root


def _placed(region: Region, area: Area = _WHOLE, row_loops: Loops = (), column_loops: Loops = ()) -> PlacedRegion:
    """A region with all in it, no copies yet."""
    found = PlacedRegion(
        area,
        row_loops,
        column_loops,
        LineMap(region.down.loops, (), region.down.last),
        LineMap(region.across.loops, (), region.across.last),
    )
    for panel in region.panels:
        own = (panel.block.number,) if panel.block.marker.kind.repeats else ()
        first = panel.area.first_row, panel.area.first_column
        rows = row_loops + found.rows.loops_around(first[0]) + (() if panel.sideways else own)
        columns = column_loops + found.columns.loops_around(first[1]) + (own if panel.sideways else ())
        found.inner.append(_placed(panel.inside, panel.area, rows, columns))
    return found


def _add(into: PlacedRegion, region: Region, sheet: ExpandedSheet, copy: RegionCopy) -> None:
    """Add one copy of a region, and those of all in it."""
    into.copies.append(copy)
    inner = {id(panel): placed for panel, placed in zip(region.panels, into.inner, strict=True)}
    for each in sheet.panels:
        inside = each.panel.inside
        placed = RegionCopy(
            copy.top + each.top,
            copy.left + each.left,
            line_map(inside.down, each.sheet.rows),
            line_map(inside.across, each.sheet.columns),
            copy.row_path + each.row_path,
            copy.column_path + each.column_path,
        )
        _add(inner[id(each.panel)], inside, each.sheet, placed)
