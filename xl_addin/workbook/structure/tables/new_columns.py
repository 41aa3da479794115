"""Columns that come into an Excel table: they are listed, have names of their own, and say these in their heading.

As Excel does it, a new column is called `Column1`, `Column2` …, the first that is free. One that is filled like a
column of the table has its formula and its kind of total, too.
"""

from collections.abc import Mapping, Sequence

from xl_addin.formula.cells import RowColumn
from xl_addin.formula.displacement import displaced
from xl_addin.formula.shift import Shift
from xl_addin.package.safe_xml import broken_xml
from xl_addin.package.splicing import Splice, prefix_of, spliced, with_attributes
from xl_addin.package.xml_text import escape
from xl_addin.workbook.edits.cell_edits import WantedContent
from xl_addin.workbook.structure.elements import Element, tree_of
from xl_addin.workbook.structure.tables.table_area import TableArea

_FORMATS = (
    *("dataDxfId", "headerRowDxfId", "totalsRowDxfId"),
    *("dataCellStyle", "headerRowCellStyle", "totalsRowCellStyle"),
)
# What a total is called in the list, and what SUBTOTAL calls it where hidden rows do not count (ECMA-376, 18.18.88).
_TOTALS = {
    "average": 101, "countNums": 102, "count": 103, "max": 104, "min": 105, "stdDev": 107, "sum": 109, "var": 110,
}  # fmt: skip
_FORMULA, _TOTAL = "calculatedColumnFormula", "totalsRowFunction"


def new_names(columns: Sequence[str], count: int) -> list[str]:
    """The names of so many columns more in a table with these: the first of Excel's that are free."""
    taken = {name.casefold() for name in columns}
    free = (name for at in range(1, len(taken) + count + 1) if (name := f"Column{at}").casefold() not in taken)
    return [next(free) for _ in range(count)]


def with_new_columns(xml: bytes, table: TableArea, shift: Shift) -> bytes:
    """The part of a table, its formulas moved already, with the columns that come into it in its list."""
    new = table.new_columns(shift)
    if not new:
        return xml
    listed = tree_of(xml, part=table.part).child("tableColumns")
    columns = [each for each in listed.children if each.name == "tableColumn"] if listed else []
    if listed is None or len(columns) != len(table.columns):
        raise broken_xml(table.part)
    at = shift.at - table.area.first_column
    ids = [int(each.attributes["id"]) for each in columns if each.attributes.get("id", "").isdecimal()]
    model = _model(table, shift)
    prefix = prefix_of(xml[columns[0].start : columns[0].tag_end])
    entries = b"".join(
        _entry(
            xml, name, max(ids, default=0) + number, prefix, columns[model] if model is not None else None, shift, to
        )
        for number, (name, to) in enumerate(zip(new_names(table.columns, len(new)), new, strict=True), 1)
    )
    counted: list[Splice] = [listed.with_attributes(xml, count=str(len(columns) + len(new)))]
    return spliced(xml, [*counted, (columns[at].start, columns[at].start, entries)])


def new_contents(xml: bytes, table: TableArea, shift: Shift) -> Mapping[RowColumn, WantedContent]:
    """What the headings and totals of the new columns hold, by their places afterwards; `xml` is the table's part."""
    new = table.new_columns(shift)
    model = _model(table, shift)
    total = _total(xml, table, model) if table.totals and model is not None and shift.fill else None
    contents: dict[RowColumn, WantedContent] = {}
    for name, column in zip(new_names(table.columns, len(new)), new, strict=True):
        if table.headings:
            contents[table.area.first_row, column] = WantedContent(name)
        if table.totals and shift.fill:
            # What was filled from the model adds up the model.
            formula = f"=SUBTOTAL({_TOTALS[total]},{table.name}[{name}])" if total else None
            contents[table.area.last_row, column] = WantedContent(formula=formula)
    return contents


def _model(table: TableArea, shift: Shift) -> int | None:
    """Which column of the table the new ones are like, counted from 0; None for one outside, or none."""
    if shift.like is None or not table.area.first_column <= shift.like <= table.area.last_column:
        return None
    return shift.like - table.area.first_column


def _total(xml: bytes, table: TableArea, model: int | None) -> str | None:
    listed = tree_of(xml, part=table.part).child("tableColumns")
    total = listed.children[model].attributes.get(_TOTAL) if listed and model is not None else None
    return total if total in _TOTALS else None


def _entry(
    xml: bytes, name: str, number: int, prefix: bytes, model: Element | None, shift: Shift, column: int
) -> bytes:
    attributes: dict[str, str | None] = {"id": str(number), "name": name}
    formula = model.child(_FORMULA) if model and shift.fill else None
    if model:
        attributes |= {key: model.attributes[key] for key in _FORMATS if key in model.attributes}
        total = model.attributes.get(_TOTAL)
        attributes |= {_TOTAL: total} if shift.fill and total in _TOTALS else {}
    tag = with_attributes(b"<%btableColumn/>" % prefix, attributes)
    if formula is None:
        return tag
    now = shift.line(shift.like or 0) or 0
    text = escape(displaced(formula.text, 0, column - now)).encode()
    written = xml[formula.start : formula.tag_end].removesuffix(b"/>").removesuffix(b">") + b">"
    return tag.removesuffix(b"/>") + b">%b%b</%b%b></%btableColumn>" % (
        written,
        text,
        prefix,
        _FORMULA.encode(),
        prefix,
    )
