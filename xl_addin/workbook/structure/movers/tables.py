"""Excel tables (Insert > Table): their areas, filters and formulas. A table whose lines all go, goes itself.

Rows that come between stretch a table as they do in Excel; its heading, and its last row of data, must stay. What
names a column that has gone is `#REF!`, in every formula of the book; a column that comes has a name of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from xl_addin.formula.cells import Area, RowColumn
from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import relations
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import find_elements, root_of, spliced, with_attributes
from xl_addin.workbook.edits.cell_edits import WantedContent, with_contents
from xl_addin.workbook.structure.filter_columns import moved_filter_columns
from xl_addin.workbook.structure.following import moved_places
from xl_addin.workbook.structure.mover import Mover, SheetPlace, Unmovable
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.sheets.naming import SheetNaming, rename_references
from xl_addin.workbook.structure.tables.lost_columns import NamedColumns, columns_lost, without_lost
from xl_addin.workbook.structure.tables.new_columns import new_contents, with_new_columns
from xl_addin.workbook.structure.tables.table_area import TableArea, tables_of

_HEADING = Text(
    vi="không xóa được dòng tiêu đề của bảng Excel “{name}” ({area}); hãy xóa cả bảng hoặc chuyển về vùng thường "
    "(Table Design > Convert to Range)",
    en="the heading row of the Excel table “{name}” ({area}) cannot be deleted; delete the whole table or convert it "
    "to a range (Table Design > Convert to Range)",
)
_LAST_ROW = Text(
    vi="bảng Excel “{name}” ({area}) phải còn ít nhất một dòng số liệu; hãy để lại một dòng hoặc xóa cả bảng",
    en="the Excel table “{name}” ({area}) must keep a row of data; leave one row or delete the whole table",
)
_QUERY = Text(
    vi="bảng Excel “{name}” ({area}) lấy cột từ nguồn ngoài (query), chưa thêm bớt cột hay xóa cả bảng được; hãy ngắt "
    "liên kết nguồn (Table Design > Unlink) rồi làm lại",
    en="the Excel table “{name}” ({area}) has its columns from outside (a query): none can come or go, nor the table; "
    "unlink it (Table Design > Unlink) and run again",
)

PLACES = (
    XmlPlace("table", "ref", "area", "table"),
    XmlPlace("sortState", "ref", "area", "sortState"),
    XmlPlace("sortCondition", "ref", "area", "sortCondition", ("sortState",)),
    XmlPlace("calculatedColumnFormula", None, "formula"),
    XmlPlace("totalsRowFormula", None, "formula"),
)
_TABLE_PART = "tableParts/tablePart"


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for name in place.worksheets:
        tables = list(tables_of(draft, place.sheets[name]))
        contents: dict[RowColumn, WantedContent] = {}
        for table in tables:
            if shift.concerns(name) and shift.area(table.area) is None:
                _drop(draft, place.sheets[name], table.part)
                continue
            if shift.concerns(name):
                contents |= new_contents(as_utf8(draft.read(table.part), part=table.part), table, shift)
            _follow(draft, table, shift, name)
        if shift.concerns(name):
            _say(draft, place, contents)
            formula = without_lost([NamedColumns(each.name, each.area, each.columns) for each in tables], shift)
            if formula is not None:
                naming = SheetNaming(formula=formula, sheet=lambda name: name)
                rename_references(draft, place.workbook, naming)


def _say(draft: Draft, place: SheetPlace, contents: Mapping[RowColumn, WantedContent]) -> None:
    """Write cells of the shifted sheet, their styles as they are."""
    if contents:
        xml = as_utf8(draft.read(place.part), part=place.part)
        written = with_contents(xml, contents, lambda style, _: style, sheet=place.name, part=place.part)
        draft.write(place.part, written)


def _follow(draft: Draft, table: TableArea, shift: Shift, here: str) -> None:
    part = table.part
    xml = as_utf8(draft.read(part), part=part)
    moved = moved_places(xml, PLACES, shift, here=here, part=part)
    if shift.concerns(here):
        kept = table.totals if shift.area(replace(table.area, first_row=table.filtered.last_row + 1)) else 0
        moved = _with_filter(moved, table, shift, kept, part)
        moved = moved_filter_columns(moved, xml, shift, part=part)
        moved = _without_columns(moved, table, shift, part)
        moved = with_new_columns(moved, table, shift)
    draft.write(part, moved)


def _with_filter(xml: bytes, table: TableArea, shift: Shift, totals: int, part: str) -> bytes:
    """The table with its filter over all but its totals, and without the count of totals that have gone."""
    root = root_of(xml, part=part)
    splices = []
    if totals != table.totals:
        tag = with_attributes(xml[root.start : root.tag_end], {"totalsRowCount": None, "totalsRowShown": "0"})
        splices.append((root.start, root.tag_end, tag))
    area = Area.parse(root.attributes["ref"])
    if _grows(table, shift):
        area = replace(area, last_row=area.last_row + shift.count)
        tag = with_attributes(xml[root.start : root.tag_end], {"ref": str(area)})
        splices.append((root.start, root.tag_end, tag))
    filtered = str(replace(area, last_row=area.last_row - totals))
    for each in find_elements(xml, {"autoFilter"}, part=part):
        if each.attributes.get("ref") != filtered:
            splices.append(
                (each.start, each.tag_end, with_attributes(xml[each.start : each.tag_end], {"ref": filtered}))
            )
    return spliced(xml, splices)


def _grows(table: TableArea, shift: Shift) -> bool:
    """Whether new rows right below a table without totals are rows of it, because they are filled like one of them."""
    if shift.axis == "columns" or shift.count < 0 or not shift.fill or shift.like is None or table.totals:
        return False
    return table.area.last_row == shift.at - 1 and table.data.first_row <= shift.like <= table.data.last_row


def _without_columns(xml: bytes, table: TableArea, shift: Shift, part: str) -> bytes:
    """The table without the columns that have gone."""
    if shift.axis == "rows":
        return xml
    elements = find_elements(xml, {"tableColumns", "tableColumns/tableColumn"}, part=part)
    columns = [each for each in elements if each.path != "tableColumns"]
    gone = [each for at, each in enumerate(columns, table.area.first_column) if shift.line(at) is None]
    splices = [(each.start, each.end, b"") for each in gone]
    for listed in (each for each in elements if gone and each.path == "tableColumns"):
        tag = with_attributes(xml[listed.start : listed.tag_end], {"count": str(len(columns) - len(gone))})
        splices.append((listed.start, listed.tag_end, tag))
    return spliced(xml, splices)


def _drop(draft: Draft, sheet: str, table: str) -> None:
    """Take a table out of its sheet, with its part."""
    ids = {
        each.id for each in relations(draft, sheet) if each.kind == "table" and draft.actual_name(each.target) == table
    }
    xml = as_utf8(draft.read(sheet), part=sheet)
    elements = find_elements(xml, {"tableParts", _TABLE_PART}, part=sheet)
    listed = [each for each in elements if each.path == _TABLE_PART]
    gone = [each for each in listed if ids & set(each.attributes.values())]
    splices = [(each.start, each.end, b"") for each in gone]
    for parts in (each for each in elements if each.path == "tableParts"):
        if len(gone) == len(listed):
            splices = [(parts.start, parts.end, b"")]
        else:
            tag = with_attributes(xml[parts.start : parts.tag_end], {"count": str(len(listed) - len(gone))})
            splices.append((parts.start, parts.tag_end, tag))
    draft.write(sheet, spliced(xml, splices))
    draft.drop_relations(sheet, ids)
    draft.drop(table)


def _obstacles(source: PartSource, place: SheetPlace, shift: Shift) -> Iterator[Unmovable]:
    for table in tables_of(source, place.part):
        text = _reason(table, shift)
        if text:
            yield Unmovable(text.with_values(name=table.name, area=str(table.area)), f"{place.name}!{table.area}")


def _reason(table: TableArea, shift: Shift) -> Text | None:
    area = shift.area(table.area)
    if area is None:
        return _QUERY if table.is_query else None
    if shift.axis == "columns":
        changes = table.new_columns(shift) or columns_lost(table.area, table.columns, shift)
        return _QUERY if table.is_query and changes else None
    if table.headings and shift.line(table.area.first_row) is None:
        return _HEADING
    return _LAST_ROW if shift.area(table.data) is None else None


# After the sheet's own lines: the headings of new columns are written where they stand then.
MOVER = Mover(_move, _obstacles, rank=1, places=PLACES, kinds=("table",))
