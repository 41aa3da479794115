"""The regions of a template sheet: the sheet itself and its panels, each with the markers that stand in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area
from xl_addin.language import Text
from xl_addin.template.blocks.block_kind import Block, Branch, Marker
from xl_addin.template.blocks.block_tree import block_tree, blocks_in, loops_of_lines
from xl_addin.template.blocks.standing import COLUMNS
from xl_addin.template.language.faults import Faults
from xl_addin.template.language.markers import MarkerError
from xl_addin.template.plan.cell_writer import CellTemplate
from xl_addin.template.plan.panels.pairing import Rectangle, crossing
from xl_addin.template.plan.sheet_template import AxisBlocks, Panel, Region

_NUMBERS = 2 * (MAX_ROW + MAX_COLUMN)
"""How far apart the numbers of two regions' blocks are: each has those of its rows, of its columns and its own."""
_WHOLE = Area(1, 1, MAX_ROW, MAX_COLUMN)


class PlacedMarker(NamedTuple):
    """A marker row's or column's tag in its cell."""

    row: int
    column: int
    marker: Marker

    @property
    def is_across(self) -> bool:
        """Whether it is a column's."""
        return self.marker.tag.kind == COLUMNS.tag


PlacedCell = tuple[int, CellTemplate]
"""A cell with its row."""


def region_of(
    panels: Sequence[Rectangle],
    markers: Iterable[PlacedMarker],
    cells: Sequence[PlacedCell],
    faults: Faults,
    *,
    area: Area = _WHOLE,
    numbers: Iterator[int] | None = None,
) -> Region:
    """What the markers in an area make of it; whatever does not fit is added to the faults.

    The cells and markers are those in the area.
    """
    numbers = iter(range(0, MAX_ROW * _NUMBERS, _NUMBERS)) if numbers is None else numbers
    number = next(numbers)
    inside: dict[int, list[PlacedMarker]] = {}
    its: dict[int, list[PlacedCell]] = {}
    at = {id(panel): index for index, panel in enumerate(panels)}

    def panel_with(row: int, column: int) -> int:
        return next((at[id(panel)] for panel in panels if (row, column) in panel.area), -1)

    for each in markers:
        inside.setdefault(panel_with(each.row, each.column), []).append(each)
    if panels:
        for row, cell in cells:
            its.setdefault(panel_with(row, cell.column), []).append((row, cell))
    else:
        its[-1] = list(cells)
    own = its.get(-1, [])
    down = _markers(inside.get(-1, []), False, panels, faults)
    across = _markers(inside.get(-1, []), True, panels, faults)
    _check_alone(own, down, across, faults)
    whole = area == _WHOLE
    last_row = max([*down, *(panel.area.last_row for panel in panels)], default=0) if whole else area.last_row
    last_column = (
        max([*across, *(panel.area.last_column for panel in panels)], default=0) if whole else area.last_column
    )
    region = Region(
        _axis(down, area.first_row, last_row, number, faults),
        _axis(across, area.first_column, last_column, number + MAX_ROW, faults),
        tuple(
            Panel(
                panel.area,
                Block(number + _NUMBERS - 1 - index, panel.opening.marker, [Branch(panel.opening.marker, [])]),
                panel.opening.sideways,
                region_of(
                    panel.inner, inside.get(index, []), its.get(index, []), faults, area=panel.area, numbers=numbers
                ),
            )
            for index, panel in enumerate(panels)
        ),
        _staying((panel.area.first_row, panel.area.last_row) for panel in panels)
        - {row for row, cell in own if not cell.is_empty},
        _staying((panel.area.first_column, panel.area.last_column) for panel in panels)
        - {cell.column for _, cell in own if not cell.is_empty},
    )
    _check_names(region, faults)
    return region


def _staying(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """All lines of these."""
    return frozenset(line for first, last in spans for line in range(first, last + 1))


def _markers(
    found: Iterable[PlacedMarker], is_across: bool, panels: Sequence[Rectangle], faults: Faults
) -> dict[int, Marker]:
    """The markers of one axis by line."""
    by_line: dict[int, Marker] = {}
    for each in found:
        if each.is_across is not is_across:
            continue
        line = each.column if is_across else each.row
        marker = each.marker
        crossed = next((panel for panel in panels if _first(panel, is_across) <= line <= _last(panel, is_across)), None)
        if line in by_line:
            faults.add(marker.place, marker.tag.written, marker.kind.standings[is_across].elsewhere)
        elif crossed is not None:
            faults.add(marker.place, marker.tag.written, crossing(crossed, marker.tag.kind))
        else:
            by_line[line] = marker
    return by_line


def _first(panel: Rectangle, is_across: bool) -> int:
    return panel.area.first_column if is_across else panel.area.first_row


def _last(panel: Rectangle, is_across: bool) -> int:
    return panel.area.last_column if is_across else panel.area.last_row


def _axis(markers: Mapping[int, Marker], first: int, last: int, numbers_from: int, faults: Faults) -> AxisBlocks:
    """What the markers of one axis make of it; as if there were none where they do not pair up."""
    try:
        tree = block_tree(markers, last, first=first, numbers_from=numbers_from)
    except MarkerError as error:
        faults.add(error.place, error.written, error.text)
        return AxisBlocks()
    return AxisBlocks(tree, dict(loops_of_lines(tree)), last)


def _check_alone(
    cells: Iterable[PlacedCell], down: Mapping[int, Marker], across: Mapping[int, Marker], faults: Faults
) -> None:
    """A marker row, or column, is removed, so nothing else may stand in it."""
    if not down and not across:
        return
    for row, cell in cells:
        if cell.is_empty:
            continue
        if marker := down.get(row):
            faults.add(
                cell.place,
                cell.written,
                Text(
                    f"dòng có thẻ {marker.tag.written} sẽ bị bỏ; hãy chuyển ô này sang dòng khác",
                    f"the row of {marker.tag.written} is removed; move this cell to another row",
                ),
            )
        elif marker := across.get(cell.column):
            faults.add(
                cell.place,
                cell.written,
                Text(
                    f"cột có thẻ {marker.tag.written} sẽ bị bỏ; hãy chuyển ô này sang cột khác",
                    f"the column of {marker.tag.written} is removed; move this cell to another column",
                ),
            )


def _check_names(region: Region, faults: Faults) -> None:
    """Where rows and columns cross, a name cannot be both a row's and a column's."""
    down = {name: block for block in blocks_in(region.down.tree) for name in block.marker.kind.names(block)}
    for block in blocks_in(region.across.tree):
        for name in block.marker.kind.names(block):
            if name in down and name != "loop":
                other = down[name].marker.place.rpartition("!")[2]
                text = Text(
                    f"tên “{name}” đã dùng cho dòng ({other}); hãy đặt tên khác cho cột",
                    f"the name `{name}` is used for rows ({other}); give the columns another",
                )
                faults.add(block.marker.place, block.marker.tag.written, text)
