"""Where the Excel tables of a sheet are, and what their columns are called."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from xl_addin.formula.cells import Area
from xl_addin.formula.shift import Shift
from xl_addin.package.package import PartSource
from xl_addin.package.parts import child, children, related
from xl_addin.package.safe_xml import broken_xml
from xl_addin.workbook.reading.strings import unescaped


@dataclass(frozen=True)
class TableArea:
    """A table of a sheet: its part, its name, its area, how many rows of it are headings and totals, its columns.

    `is_query` says that its rows come from outside.
    """

    part: str
    name: str
    area: Area
    headings: int
    totals: int
    columns: tuple[str, ...]
    is_query: bool = False

    @property
    def filtered(self) -> Area:
        """The area of its filter: all but the totals."""
        return replace(self.area, last_row=self.area.last_row - self.totals)

    @property
    def data(self) -> Area:
        """The rows between heading and totals."""
        return replace(self.filtered, first_row=self.area.first_row + self.headings)

    def new_columns(self, shift: Shift) -> range:
        """The columns of the sheet, as numbered afterwards, that come into the table."""
        comes = shift.axis == "columns" and shift.count > 0
        inside = comes and self.area.first_column < shift.at <= self.area.last_column
        return shift.new if inside else range(0)


def tables_of(source: PartSource, sheet: str) -> Iterator[TableArea]:
    """The Excel tables of the sheet with this part; Problem for a damaged one."""
    for part in related(source, sheet, "table"):
        root = source.xml(part)
        try:
            area = Area.parse(root.get("ref", ""))
            headings, totals = int(root.get("headerRowCount", "1")), int(root.get("totalsRowCount", "0"))
        except ValueError as error:
            raise broken_xml(part) from error
        listed = children(child(root, "tableColumns"), "tableColumn")
        columns = tuple(unescaped(each.get("name", "")) for each in listed)
        name = root.get("displayName", root.get("name", ""))
        is_query = root.get("tableType") == "queryTable" or any(related(source, part, "queryTable"))
        yield TableArea(part, name, area, headings, totals, columns, is_query)
