"""What cannot follow where a shift touches it: slicers without their column, lists from outside, shared workbooks.

A slicer or timeline floats over the sheet and moves as a drawing does; what it filters it knows by the number of a
table and its column, or by the name of a pivot table, never by cells. So it stands in the way of nothing but the end
of that table or column (pivot tables guard themselves). A list from outside that is no table is known by a name,
which moves; what its columns are is known to its source alone.
"""

from collections.abc import Iterator

from xl_addin.formula.cells import Area
from xl_addin.formula.reference import references
from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import sheet_parts
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import find_elements
from xl_addin.package.xml_text import unescape
from xl_addin.workbook.structure.elements import tree_of
from xl_addin.workbook.structure.mover import Mover, SheetPlace, Unmovable
from xl_addin.workbook.structure.reached import reached
from xl_addin.workbook.structure.tables.table_area import tables_of

_SLICER = Text(
    vi="bộ lọc trực quan (slicer) “{name}” lọc bảng hoặc cột sẽ bị xóa; hãy xóa bộ lọc này rồi làm lại",
    en="the slicer “{name}” filters a table or column that would go; delete that slicer and run again",
)
_QUERY = Text(
    vi="danh sách lấy từ nguồn ngoài (query) “{name}” sẽ bị cắt; hãy ngắt liên kết nguồn (Data → Properties) "
    "rồi làm lại, hoặc chọn chỗ ngoài danh sách",
    en="this would cut the list of data from outside (a query) “{name}”; unlink it (Data → Properties) and run again, "
    "or choose a place outside it",
)
_SHARED = Text(
    vi="sổ tính đang chia sẻ, có nhật ký thay đổi; hãy tắt chia sẻ (Review → Unshare Workbook) rồi làm lại",
    en="the workbook is shared and keeps a log of changes; stop sharing it (Review → Unshare Workbook) and run again",
)
_NAME = "definedNames/definedName"


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    """Nothing here moves."""


def _obstacles(source: PartSource, place: SheetPlace, shift: Shift) -> Iterator[Unmovable]:
    for slicer in _slicers_without_column(source, place, shift):
        yield Unmovable(_SLICER.with_values(name=slicer), place.name)
    for part in reached(source, place.part, "queryTable"):
        name = tree_of(as_utf8(source.read(part), part=part), part=part).attributes.get("name", "")
        area = _listed(source, place, name)
        if area is None or _is_cut(area, shift):
            yield Unmovable(_QUERY.with_values(name=name), f"{place.name}!{area}" if area else place.name)
    if any(reached(source, place.workbook, "revisionHeaders")):
        yield Unmovable(_SHARED, place.name)


def _slicers_without_column(source: PartSource, place: SheetPlace, shift: Shift) -> Iterator[str]:
    """The slicers whose table, or column of a table, goes."""
    if shift.count > 0:
        return
    gone: set[tuple[str | None, str | None]] = set()
    for table in tables_of(source, place.part):
        root = tree_of(as_utf8(source.read(table.part), part=table.part), part=table.part)
        listed = root.child("tableColumns")
        ids = [each.attributes.get("id") for each in (listed.children if listed else ())]
        all_go = shift.area(table.area) is None
        columns = range(table.area.first_column, table.area.last_column + 1)
        by_columns = shift.axis == "columns"
        for id_, column in zip(ids, columns, strict=False):
            if all_go or (by_columns and shift.line(column) is None):
                gone.add((root.attributes.get("id"), id_))
    for part in reached(source, place.workbook, "slicerCache") if gone else ():
        cache = tree_of(as_utf8(source.read(part), part=part), part=part)
        for each in cache.walk():
            filtered = (each.attributes.get("tableId"), each.attributes.get("column"))
            if each.name == "tableSlicerCache" and filtered in gone:
                yield cache.attributes.get("sourceName", cache.attributes.get("name", ""))


def _listed(source: PartSource, place: SheetPlace, name: str) -> Area | None:
    """The cells of a list from outside, which a name of its sheet says; None where none does."""
    xml = as_utf8(source.read(place.workbook), part=place.workbook)
    at = str([each.name for each in sheet_parts(source, place.workbook)].index(place.name))
    for each in find_elements(xml, {_NAME}, part=place.workbook):
        # A list may be called as no name can.
        called = each.attributes.get("name", "").casefold()
        if each.attributes.get("localSheetId") == at and called == name.replace(" ", "_").casefold():
            text = xml[each.tag_end : xml.rindex(b"</", each.start, each.end)].decode()
            return next((found.area for found in references(unescape(text)) if found.area), None)
    return None


def _is_cut(area: Area, shift: Shift) -> bool:
    """Whether columns come into it or go, or all of it goes; rows of it may."""
    left = shift.area(area)
    if left is None:
        return True
    return shift.axis == "columns" and left.last_column - left.first_column != area.last_column - area.first_column


MOVER = Mover(_move, _obstacles)
