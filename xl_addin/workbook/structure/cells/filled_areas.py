"""The areas that single formulas of a sheet fill, and what of them a shift leaves without its formula.

An array formula (Ctrl+Shift+Enter) or a what-if table is one thing, which Excel lets nobody cut. A what-if table takes
its formulas and the values it tries from the row right above and the column right before the cells it fills, and says
so nowhere: with them it is one thing. A dynamic array formula stands in its first cell alone and spills anew whenever
it is calculated: lines may come and go in what it has spilled.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from xl_addin.formula.cells import Area, RowColumn
from xl_addin.formula.shift import Shift
from xl_addin.package.safe_xml import broken_xml
from xl_addin.workbook.structure.cells.cell_markup import formula_attributes, sheet_data

_FILLING = (b"array", b"dataTable")
_DYNAMIC = re.compile(rb"""\scm\s*=\s*["'](?!0["'])""")


FillingKind = Literal["array", "spill", "what-if table"]


class FilledArea(NamedTuple):
    """An area, its first cell holding the formula, and what that is: a dynamic one has spilled over it."""

    area: Area
    kind: FillingKind

    def is_cut(self, shift: Shift) -> bool:
        """Whether lines come into what is one thing, or only some of its lines go."""
        first, last = _lines(self.area, shift)
        if self.kind == "spill" or shift.span(first, last) is None:
            return False
        if self.kind == "what-if table":
            first = max(1, first - 1)
        if shift.count > 0:
            return first < shift.at <= last
        return first < shift.behind and shift.at <= last


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
                yield FilledArea(Area.parse(attributes["ref"]), _kind(attributes["t"], tag))
            except ValueError as error:
                raise broken_xml(part) from error


def spilled_without_formula(xml: bytes, shift: Shift, *, part: str) -> Iterator[RowColumn]:
    """The cells, where they stand afterwards, whose spill goes because the cell of its formula does.

    `xml` is the sheet as it was.
    """
    for area, kind in filled_areas(xml, part=part) if shift.count < 0 else ():
        left = shift.area(area)
        if kind == "spill" and left and shift.cell(area.first_row, area.first_column) is None:
            for row in range(left.first_row, left.last_row + 1):
                yield from ((row, column) for column in range(left.first_column, left.last_column + 1))


def _kind(said: str, cell_tag: bytes) -> FillingKind:
    if said == "dataTable":
        return "what-if table"
    return "spill" if _DYNAMIC.search(cell_tag) else "array"


def _lines(area: Area, shift: Shift) -> tuple[int, int]:
    return (area.first_row, area.last_row) if shift.axis == "rows" else (area.first_column, area.last_column)
