"""Pivot tables: the cells they summarise, and where they stand.

A source stretches and shrinks with its cells; what the pivot table shows is of its last refresh, as in Excel. A shift
through a pivot table itself (its filters above it belong to it) is refused, as Excel refuses it.
"""

from collections.abc import Iterator
from dataclasses import replace

from xl_addin.formula.cells import Area
from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.splicing import spliced
from xl_addin.workbook.structure.elements import Element, tree_of
from xl_addin.workbook.structure.following import moved_places
from xl_addin.workbook.structure.mover import Mover, SheetPlace, Unmovable
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.reached import reached

PLACES = (XmlPlace("pivotTableDefinition/location", "ref", "area"),)
_SOURCES = ("worksheetSource", "rangeSet")
_THROUGH = Text(
    vi="chèn hoặc xóa ở đây sẽ cắt bảng tổng hợp (PivotTable) “{name}” tại {area}; hãy dời bảng đó rồi làm lại",
    en="this would cut the pivot table “{name}” at {area}; move that table and run again",
)
_NO_SOURCE = Text(
    vi="mọi ô nguồn ({area}) của một bảng tổng hợp (PivotTable) sẽ bị xóa; hãy xóa bảng tổng hợp trước",
    en="all cells ({area}) that a pivot table summarises would be deleted; delete the pivot table first",
)


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for part in reached(draft, place.part, "pivotTable"):
        draft.write(part, moved_places(_xml(draft, part), PLACES, shift, here=place.name, part=part))
    for part in reached(draft, place.workbook, "pivotCacheDefinition"):
        xml = _xml(draft, part)
        moved = [(source, shift.reference(source.attributes["ref"])) for source in _sources(xml, part, shift)]
        draft.write(part, spliced(xml, [source.with_attributes(xml, ref=ref) for source, ref in moved if ref]))


def _obstacles(source: PartSource, place: SheetPlace, shift: Shift) -> Iterator[Unmovable]:
    for part in reached(source, place.part, "pivotTable"):
        table = tree_of(_xml(source, part), part=part)
        area = _stands(table, part)
        if area is not None and _is_cut(area, shift):
            text = _THROUGH.with_values(name=table.attributes.get("name", ""), area=area)
            yield Unmovable(text, f"{place.name}!{area}")
    for part in reached(source, place.workbook, "pivotCacheDefinition"):
        for each in _sources(_xml(source, part), part, shift):
            if shift.reference(ref := each.attributes["ref"]) is None:
                yield Unmovable(_NO_SOURCE.with_values(area=ref), f"{place.name}!{ref}")


def _xml(source: PartSource, part: str) -> bytes:
    return as_utf8(source.read(part), part=part)


def _sources(xml: bytes, part: str, shift: Shift) -> list[Element]:
    """What says which cells of the shifted sheet are summarised; those of other files carry an id."""
    # The items that a cache lists are many, and name no cell.
    head = tree_of(xml, part=part).child("cacheSource")
    return [
        each
        for each in (head.walk() if head else ())
        if each.name in _SOURCES
        and shift.concerns(each.attributes.get("sheet", ""))
        and each.attributes.get("ref")
        and not any(name.endswith(" id") for name in each.attributes)
    ]


def _stands(table: Element, part: str) -> Area | None:
    """The cells that the table stands on, its filters with the empty row between included."""
    location = table.child("location")
    if location is None:
        return None
    try:
        area = Area.parse(location.attributes.get("ref", ""))
        filters = int(location.attributes.get("rowPageCount", "0"))
    except ValueError as error:
        raise broken_xml(part) from error
    return replace(area, first_row=max(1, area.first_row - filters - 1)) if filters else area


def _is_cut(area: Area, shift: Shift) -> bool:
    rows = shift.axis == "rows"
    first, last = (area.first_row, area.last_row) if rows else (area.first_column, area.last_column)
    return first < shift.at <= last if shift.count > 0 else first < shift.behind and shift.at <= last


MOVER = Mover(_move, _obstacles, places=PLACES, kinds=("pivotTable",))
