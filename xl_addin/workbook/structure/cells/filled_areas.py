"""The areas that single formulas of a sheet fill, and what of them a shift leaves without its formula.

An array formula (Ctrl+Shift+Enter) or a what-if table is one thing, which Excel lets nobody cut. A dynamic array
formula stands in its first cell alone and spills anew whenever it is calculated: lines may come and go in what it has
spilled.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from xl_addin.formula.cells import Area, RowColumn
from xl_addin.formula.shift import Shift
from xl_addin.package.safe_xml import broken_xml
from xl_addin.workbook.structure.cells.cell_markup import formula_attributes, sheet_data

_FILLING = (b"array", b"dataTable")
_DYNAMIC = re.compile(rb"""\scm\s*=\s*["'](?!0["'])""")


class FilledArea(NamedTuple):
    """An area, its first cell holding the formula, and whether that is a dynamic one, which has spilled over it."""

    area: Area
    is_spill: bool

    def is_cut(self, shift: Shift) -> bool:
        """Whether only some of its lines move or go."""
        first, last = _lines(self.area, shift)
        if shift.count > 0:
            return first < shift.at <= last
        span = shift.span(first, last)
        return span is not None and span[1] - span[0] != last - first


def filled_areas(xml: bytes, *, part: str) -> Iterator[FilledArea]:
    """The areas that formulas of a plain sheet (`plain_sheet`) fill; Problem for one that is none."""
    data = sheet_data(xml) if any(kind in xml for kind in _FILLING) else None
    if data is None:
        return
    opening = b"<%bc" % data.markup.prefix
    for formula in data.markup.formula.finditer(xml, data.start, data.end):
        attributes = formula_attributes(formula[1]) if formula[1] else {}
        if attributes.get("t") in ("array", "dataTable") and "ref" in attributes:
            tag = xml[xml.rfind(opening, data.start, formula.start()) : formula.start()]
            try:
                yield FilledArea(Area.parse(attributes["ref"]), _DYNAMIC.search(tag) is not None)
            except ValueError as error:
                raise broken_xml(part) from error


def spilled_without_formula(xml: bytes, shift: Shift, *, part: str) -> Iterator[RowColumn]:
    """The cells, where they stand afterwards, whose spill goes because the cell of its formula does.

    `xml` is the sheet as it was.
    """
    for area, is_spill in filled_areas(xml, part=part) if shift.count < 0 else ():
        left = shift.area(area)
        if is_spill and left and shift.cell(area.first_row, area.first_column) is None:
            for row in range(left.first_row, left.last_row + 1):
                yield from ((row, column) for column in range(left.first_column, left.last_column + 1))


def _lines(area: Area, shift: Shift) -> tuple[int, int]:
    return (area.first_row, area.last_row) if shift.axis == "rows" else (area.first_column, area.last_column)
