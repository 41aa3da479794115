"""Where the cells of a sheet with panels went: its regions, each with its copies on both axes."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from xl_addin.formula.areas import joined
from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area
from xl_addin.template.plan.axis.ends import OUTSIDE, End, Loops, Path, Turns, end_in, of_loops
from xl_addin.template.plan.axis.expansion import line_map
from xl_addin.template.plan.axis.lines import LineMap
from xl_addin.template.plan.axis.runs import MOST_COUNTED, Run, in_runs
from xl_addin.template.plan.expansion import ExpandedSheet
from xl_addin.template.plan.layout import FixedEnds, Lattice, Layout, PlacedAxes
from xl_addin.template.plan.panels.placed_region import PlacedRegion, RegionCopy, RegionPiece, placed_region
from xl_addin.template.plan.sheet_template import Region

_FIXED = FixedEnds()


class PanelledLayout(Layout):
    """The layout of a sheet with panels; `rows` and `columns` are the lines of the sheet itself.

    Page breaks and outlines are of whole lines: those that panels ask for are the sheet's.
    """

    def __init__(self, root: PlacedRegion) -> None:
        [sheet] = root.copies
        panels = [copy for region in root.all() if region is not root for copy in region.copies]
        rows = _with_inner(sheet.rows, [(copy.top, copy.rows) for copy in panels])
        super().__init__(rows, _with_inner(sheet.columns, [(copy.left, copy.columns) for copy in panels]))
        self.root = root

    def turns(self, row: int, column: int) -> Turns:
        """See `Layout.turns`."""
        region, copy = self._at(row, column)
        return {
            **dict(zip(region.row_loops, copy.row_path, strict=True)),
            **dict(zip(region.column_loops, copy.column_path, strict=True)),
            **copy.rows.turns(row - copy.top),
            **copy.columns.turns(column - copy.left),
        }

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """See `Layout.origin`."""
        _, copy = self._at(row, column)
        return abs(copy.rows.source(row - copy.top)), abs(copy.columns.source(column - copy.left))

    def column_shown(self, line: int) -> int:
        """See `Layout.column_shown`."""
        source = self.columns.source(line)
        if source > 0:
            return source
        for region in self.root.all():
            for copy in region.copies:
                if region is not self.root and copy.left < line <= copy.left + len(copy.columns.placed):
                    return abs(copy.columns.source(line - copy.left))
        return source

    def loops_around(self, row: int, column: int) -> tuple[Loops, Loops]:
        """See `Layout.loops_around`."""
        region = self.root.at(row, column)
        return (
            region.row_loops + region.rows.loops_around(row),
            region.column_loops + region.columns.loops_around(column),
        )

    def is_tag(self, row: int, column: int) -> bool:
        """See `Layout.is_tag`."""
        region = self.root.at(row, column)
        return region.rows.is_marker(row) or region.columns.is_marker(column)

    def axes(self, row: int, column: int) -> list[PlacedAxes]:
        """See `Layout.axes`."""
        return [PlacedAxes(*copy[:4]) for copy in self.root.at(row, column).copies]

    def is_many(self, row: int, column: int, turns: Turns, fixed: tuple[bool, bool]) -> bool:
        """See `Layout.is_many`."""
        return any(
            not still and not all(loop in turns for loop in loops)
            for still, loops in zip(fixed, self.loops_around(row, column), strict=True)
        )

    def meant(self, area: Area, turns: Turns = OUTSIDE, fixed: FixedEnds = _FIXED) -> list[Lattice]:
        """See `Layout.meant`."""
        if (area.first_row, area.last_row) == (1, MAX_ROW) or (area.first_column, area.last_column) == (1, MAX_COLUMN):
            return super().meant(area, turns, fixed)
        first, last = (
            self.loops_around(area.first_row, area.first_column),
            self.loops_around(area.last_row, area.last_column),
        )
        rows, columns = (
            (end_in(first[axis], turns, fixed=still[0]), end_in(last[axis], turns, fixed=still[1]))
            for axis, still in enumerate((fixed.rows, fixed.columns))
        )
        found = []
        for piece in self.root.pieces(area):
            for copy in _between(piece.region, rows, columns):
                found += _crossings(piece, copy, rows, columns)
        return _merged(found)

    def meant_by_one(self, row: int, column: int, turns: Turns, fixed: tuple[bool, bool]) -> list[Lattice]:
        """See `Layout.meant_by_one`."""
        loops = self.loops_around(row, column)
        ends = [(end_in(each, turns, fixed=still),) * 2 for each, still in zip(loops, fixed, strict=True)]
        piece = RegionPiece(self.root.at(row, column), Area(row, column, row, column), False, False)
        found = [(copy, each) for copy in _between(piece.region, *ends) for each in _crossings(piece, copy, *ends)]
        many = [not still and not all(loop in turns for loop in each) for each, still in zip(loops, fixed, strict=True)]
        if found and not many[0]:
            path, line = min((copy.row_path, each.rows.first) for copy, each in found)
            found = [(copy, Lattice(Run(line, line), each.columns)) for copy, each in found if copy.row_path == path]
        if found and not many[1]:
            path, line = min((copy.column_path, each.columns.first) for copy, each in found)
            found = [(copy, Lattice(each.rows, Run(line, line))) for copy, each in found if copy.column_path == path]
        return _merged([each for _, each in found])

    def landing(self, row: int, column: int) -> tuple[int, int]:
        """See `Layout.landing`."""
        region = self.root.at(row, column)
        while region is not self.root:
            if found := self.meant_by_one(row, column, OUTSIDE, (True, True)):
                return found[0].rows.first, found[0].columns.first
            # Left out: what stands where the panel does.
            row, column = region.area.first_row, region.area.first_column
            region = next(each for each in self.root.all() if any(inner is region for inner in each.inner))
            for copy in region.copies:
                return copy.top + copy.rows.landing(row), copy.left + copy.columns.landing(column)
        return super().landing(row, column)

    def copies(self, area: Area) -> list[Area]:
        """See `Layout.copies`."""
        found = []
        for region, piece, to_bottom, to_right in self.root.pieces(area):
            for copy in region.copies:
                rows = copy.rows.turn_spans(piece.first_row, piece.last_row, to_end=to_bottom)
                columns = copy.columns.turn_spans(piece.first_column, piece.last_column, to_end=to_right)
                found += [
                    Area(
                        first_row + copy.top,
                        first_column + copy.left,
                        min(last_row + copy.top, MAX_ROW),
                        min(last_column + copy.left, MAX_COLUMN),
                    )
                    for first_row, last_row in rows
                    for first_column, last_column in columns
                ]
        return sorted(found, key=lambda each: (each.first_row, each.first_column))

    def _at(self, row: int, column: int) -> tuple[PlacedRegion, RegionCopy]:
        """The innermost region's copy that a cell of the result stands in."""
        found = self.root, self.root.copies[0]
        for first, last, region, copy in self._by_row.get(row, ()):
            if first <= column <= last:
                found = region, copy
        return found

    @cached_property
    def _by_row(self) -> dict[int, list[tuple[int, int, PlacedRegion, RegionCopy]]]:
        found: dict[int, list[tuple[int, int, PlacedRegion, RegionCopy]]] = {}
        for region in self.root.all():
            for copy in region.copies if region is not self.root else ():
                entry = copy.left + 1, copy.left + len(copy.columns.placed), region, copy
                for row in range(copy.top + 1, copy.top + len(copy.rows.placed) + 1):
                    found.setdefault(row, []).append(entry)
        return found


def layout_of(region: Region, sheet: ExpandedSheet) -> Layout:
    """Where the cells of a sheet went."""
    rows, columns = line_map(region.down, sheet.rows), line_map(region.across, sheet.columns)
    if not region.panels:
        return Layout(rows, columns)
    return PanelledLayout(placed_region(region, sheet, rows, columns))


_Ends = tuple[End, End]


def _between(region: PlacedRegion, rows: _Ends, columns: _Ends) -> list[RegionCopy]:
    """The copies of a region that can lie between a reference's ends."""
    down, across = (
        (of_loops(ends[0], loops), of_loops(ends[1], loops))
        for ends, loops in ((rows, region.row_loops), (columns, region.column_loops))
    )
    return region.between(down, across)


def _crossings(piece: RegionPiece, copy: RegionCopy, rows: _Ends, columns: _Ends) -> list[Lattice]:
    """What a reference's ends on both axes leave of a piece in one copy of its region."""
    region, area = piece.region, piece.area
    down = _runs(
        copy.rows, (area.first_row, area.last_row), region.row_loops, copy.row_path, rows, copy.top, piece.to_bottom
    )
    if not down:
        return []
    across = _runs(
        copy.columns,
        (area.first_column, area.last_column),
        region.column_loops,
        copy.column_path,
        columns,
        copy.left,
        piece.to_right,
    )
    return [Lattice(row, column) for row in down for column in across]


def _runs(
    lines: LineMap, span: tuple[int, int], loops: Loops, path: Path, ends: _Ends, before: int, to_end: bool
) -> list[Run]:
    low, high = (of_loops(end, loops) for end in ends)
    if path[: len(low)] < low or path[: len(high)] > high:
        return []
    # What an end says of the loops inside counts in the copy that it names.
    inner_low = ends[0][len(loops) :] if path == low else ()
    inner_high = ends[1][len(loops) :] if path == high else ()
    return [
        Run(run.first + before, run.last + before, run.step)
        for run in lines.between(*span, inner_low, inner_high, to_end=to_end)
    ]


def _merged(found: Sequence[Lattice]) -> list[Lattice]:
    """The same cells in fewer lattices: what is contiguous joined, single cells at equal distances in one."""
    if len(found) < 2 or sum(each.size for each in found) > MOST_COUNTED:
        return list(found)
    areas = joined([area for each in found for area in each.areas()])
    return [*_in_steps(areas)]


def _in_steps(areas: Sequence[Area]) -> Iterator[Lattice]:
    stacks: dict[tuple[int, int], list[int]] = {}
    for area in areas:
        if area.first_row == area.last_row:
            stacks.setdefault((area.first_column, area.last_column), []).append(area.first_row)
        else:
            yield Lattice(Run(area.first_row, area.last_row), Run(area.first_column, area.last_column))
    beside: dict[int, list[int]] = {}
    for (first, last), rows in stacks.items():
        if len(rows) == 1 and first == last:
            beside.setdefault(rows[0], []).append(first)
            continue
        for run in in_runs(sorted(rows)):
            yield Lattice(run, Run(first, last))
    for row, columns in beside.items():
        for run in in_runs(sorted(columns)):
            yield Lattice(Run(row, row), run)


def _with_inner(lines: LineMap, panels: Sequence[tuple[int, LineMap]]) -> LineMap:
    """The lines of a sheet with the breaks and levels of those in panels, given with how many lines are before each.

    Of panels side by side, the deepest level counts.
    """
    breaks = {before + line for before, inner in panels for line in inner.breaks}
    levels: dict[int, int] = {}
    for before, inner in panels:
        for line, level in inner.levels.items():
            levels[before + line] = max(levels.get(before + line, 0), level)
    if not breaks and not levels:
        return lines
    for line, level in lines.levels.items():
        levels[line] = level + levels.get(line, 0)
    return LineMap(lines.loops, lines.placed, lines.last_source, sorted(breaks.union(lines.breaks)), levels)
