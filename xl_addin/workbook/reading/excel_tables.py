"""Read the tables that Excel itself knows (Insert › Table), which formulas call by the names of their columns."""

from collections.abc import Iterator

from lxml import etree

from xl_addin.formula.cells import Area
from xl_addin.package.package import PartSource
from xl_addin.package.parts import child, children, is_true, related
from xl_addin.package.safe_xml import broken_xml
from xl_addin.workbook.model.book import ExcelTable
from xl_addin.workbook.reading.strings import unescaped


def tables_of(package: PartSource, part: str, sheet: str) -> Iterator[ExcelTable]:
    """The tables of the sheet in this part; Problem, its place being the table's part, for one that is damaged."""
    for table in related(package, part, "table"):
        try:
            yield _table(package.meaning(table), sheet)
        except ValueError as error:
            raise broken_xml(table) from error


def _table(root: etree._Element, sheet: str) -> ExcelTable:
    """ValueError for a table without a name, an area or believable numbers of rows."""
    columns = tuple(
        unescaped(column.get("name", "")) for column in children(child(root, "tableColumns"), "tableColumn")
    )
    name = unescaped(root.get("displayName") or root.get("name") or "")
    area = Area.parse(root.get("ref", ""))
    headers, totals = int(root.get("headerRowCount", "1")), int(root.get("totalsRowCount", "0"))
    if not name or min(headers, totals) < 0 or headers + totals > area.last_row - area.first_row + 1:
        raise ValueError("not a table")
    return ExcelTable(name, sheet, area, columns, headers, totals, is_true(root.get("totalsRowShown", "1")))
