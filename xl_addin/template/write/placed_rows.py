"""The rows of a result sheet before anything is written: which cells of the template stand in each."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from xl_addin.formula.cells import MAX_COLUMN, column_letters
from xl_addin.template.plan.axis.lines import UNMOVED, LineMap
from xl_addin.template.plan.cell_writer import CellTemplate
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.panels.panelled_layout import PanelledLayout
from xl_addin.template.plan.panels.placed_region import PlacedRegion
from xl_addin.template.plan.sheet_template import EMPTY_ROW, RowTemplate, SheetTemplate
from xl_addin.template.write.heights import RowHeight

DEEPEST_LEVEL = 7
"""Outline levels of rows and columns (Excel's limit)."""
_FITTED = RowHeight(None, is_set=False)
_LEVEL = re.compile(r' outlineLevel="(\d+)"')


class PlacedRow(NamedTuple):
    """A row of the result: its attributes, its height, its cells as (column, letters, the template's cell) in order."""

    row: int
    attributes: str
    height: RowHeight
    hidden: bool
    cells: Sequence[tuple[int, str, CellTemplate]]


def rows_of(template: SheetTemplate, layout: Layout, fill: Callable[[int], None]) -> Iterator[PlacedRow]:
    """The rows of a sheet in order; those of which nothing is said are left out.

    `fill` is told of all their cells before anything else is done: a crosstab without end must cost nothing.
    """
    if isinstance(layout, PanelledLayout):
        return _with_panels(template, layout, fill)
    return _plain(template, layout, fill)


def _plain(template: SheetTemplate, layout: Layout, fill: Callable[[int], None]) -> Iterator[PlacedRow]:
    across: dict[int, Sequence[tuple[int, str, CellTemplate]]] = {}
    for source, copies in Counter(source for _, source in _lines(template, layout.rows)).items():
        across[source] = _across(template.rows.get(source, EMPTY_ROW).cells, layout.columns)
        fill(copies * len(across[source]))
    return _rows(template, layout, across)


def _rows(
    template: SheetTemplate, layout: Layout, across: Mapping[int, Sequence[tuple[int, str, CellTemplate]]]
) -> Iterator[PlacedRow]:
    for row, source in _lines(template, layout.rows):
        its = template.rows.get(source, EMPTY_ROW)
        level = layout.rows.levels.get(row, 0)
        if its is EMPTY_ROW and not level:
            continue
        height = RowHeight(its.height, its.is_set)
        yield PlacedRow(row, _outlined(its.attributes, level), height, its.hidden, across[source])


def _lines(template: SheetTemplate, rows: LineMap) -> Iterator[tuple[int, int]]:
    """The rows of the result with the rows of the template that they are copies of."""
    yield from enumerate((placed.source for placed in rows.placed), start=1)
    for source in sorted(source for source in template.rows if source > template.down.last):
        yield source + rows.moved_by, source


def _across(cells: Sequence[CellTemplate], columns: LineMap, left: int = 0) -> Sequence[tuple[int, str, CellTemplate]]:
    """The cells of a row where its columns went, so many columns before them."""
    if columns is UNMOVED:
        return [(cell.column, cell.letters, cell) for cell in cells]
    found = ((left + column, cell) for cell in cells for column in columns.copies(cell.column))
    within = ((column, cell) for column, cell in found if column <= MAX_COLUMN)
    return [(column, column_letters(column), cell) for column, cell in sorted(within, key=itemgetter(0))]


def _outlined(attributes: str, more: int) -> str:
    """A row's attributes, so many outline levels deeper."""
    if not more:
        return attributes
    level = _LEVEL.search(attributes)
    deeper = min(more + (int(level[1]) if level else 0), DEEPEST_LEVEL)
    return f'{_LEVEL.sub("", attributes)} outlineLevel="{deeper}"'


class _Part(NamedTuple):
    """What one region has in a row of the result."""

    source: RowTemplate
    cells: Sequence[tuple[int, str, CellTemplate]]
    sets_height: bool


def _with_panels(template: SheetTemplate, layout: PanelledLayout, fill: Callable[[int], None]) -> Iterator[PlacedRow]:
    found: dict[int, list[_Part]] = {}
    for region in layout.root.all():
        cells = _own_cells(template, region)
        for copy in region.copies:
            lines = (
                _lines(template, copy.rows)
                if region is layout.root
                else enumerate((placed.source for placed in copy.rows.placed), start=1)
            )
            for line, source in lines:
                its, level = template.rows.get(source, EMPTY_ROW), copy.rows.levels.get(line, 0)
                if its is EMPTY_ROW and not level:
                    continue
                # What a row needs is said by the panels in it, unless something stands beside them.
                sets_height = source not in template.region.loose_rows or region is not layout.root
                across = _across(cells.get(source, ()), copy.columns, copy.left)
                part = _Part(its, across, sets_height)
                fill(len(part.cells))
                found.setdefault(copy.top + line, []).append(part)
    return _put_together(found, layout.rows.levels)


def _put_together(found: Mapping[int, Sequence[_Part]], levels: Mapping[int, int]) -> Iterator[PlacedRow]:
    for row in sorted(found):
        parts = found[row]
        cells_of_all = sorted((cell for part in parts for cell in part.cells), key=itemgetter(0))
        yield PlacedRow(
            row,
            # Those of the sheet's own row, or of the first panel's.
            _outlined(parts[0].source.attributes, levels.get(row, 0)),
            _height(part.source for part in parts if part.sets_height),
            parts[0].source.hidden,
            cells_of_all,
        )


def _height(parts: Iterable[RowTemplate]) -> RowHeight:
    """The largest of the heights that parts of a row have."""
    return max((RowHeight(part.height, part.is_set) for part in parts if part.height), default=_FITTED)


def _own_cells(template: SheetTemplate, region: PlacedRegion) -> Mapping[int, list[CellTemplate]]:
    """The cells of a region that lie in no panel of it, by row."""
    found: dict[int, list[CellTemplate]] = {}
    for number, row in template.rows.items():
        if region.area.first_row <= number <= region.area.last_row:
            for cell in row.cells:
                if (number, cell.column) in region.area and region.at(number, cell.column) is region:
                    found.setdefault(number, []).append(cell)
    return found
