"""What else than cells is left without cells it refers to: names, charts, rules, links, sources.

The places are those of the movers, and what becomes of them is asked of what rewrites them: nothing is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

from xl_addin.formula.cells import quoted_sheet
from xl_addin.formula.displacement import GONE
from xl_addin.package.package import PartSource
from xl_addin.package.parts import NO_PART, relations, relations_part, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8, check_whole
from xl_addin.workbook.structure.cells.cell_markup import sheet_data
from xl_addin.workbook.structure.chart_caches import caches_apart
from xl_addin.workbook.structure.elements import tree_of
from xl_addin.workbook.structure.floating.box_shapes import formulas_in
from xl_addin.workbook.structure.lost.deletion import Deletion
from xl_addin.workbook.structure.lost.reference import LostReference, is_lost
from xl_addin.workbook.structure.lost.things import Holder, control_called, pivot_called, table_called
from xl_addin.workbook.structure.movers.defined_names import areas_left, is_list_of_areas
from xl_addin.workbook.structure.places import PlaceElement, XmlPlace, held_places, noted, place_elements
from xl_addin.workbook.structure.reached import reached
from xl_addin.workbook.structure.registry import all_movers
from xl_addin.workbook.structure.sheet_naming import may_name

# What Excel keeps for itself of the area that a filter stands on.
_FILTER = "_xlnm._FilterDatabase"


class _Part(NamedTuple):
    """A part that may name cells: the kind of what leads to it, from where, and the sheet it is of, `""` for none."""

    name: str
    kind: str
    leading: str
    sheet: str


def lost_in_parts(source: PartSource, deletion: Deletion) -> Iterator[LostReference]:
    """What stays and loses cells it refers to, part by part, each once; `source` is as before."""
    seen = set()
    for part in _parts(source):
        if part.sheet.casefold() in deletion.sheets:
            continue
        for lost in _lost(source, part, deletion):
            if lost not in seen:
                seen.add(lost)
                yield lost


def _lost(source: PartSource, part: _Part, deletion: Deletion) -> Iterator[LostReference]:
    if part.kind == "vmlDrawing":
        for _, _, before in formulas_in(source.read(part.name)):
            after = deletion.formula(before, part.sheet)
            if is_lost(before, after):
                yield LostReference(control_called(part.sheet), before, after)
        return
    if part.kind == "drawing":
        yield from _lost_links(source, part, deletion)
    if part.kind == "pivotTable":
        yield from _lost_source(source, part, deletion)
    if places := _places().get(part.kind):
        yield from _lost_places(source, part, places, deletion)


def _lost_places(
    source: PartSource, part: _Part, places: Sequence[XmlPlace], deletion: Deletion
) -> Iterator[LostReference]:
    xml = as_utf8(source.read(part.name), part=part.name)
    data = sheet_data(xml) if part.kind == "worksheet" else None
    # Rows, and the values that charts keep, are many and name no place of these.
    xml = xml[: data.start] + xml[data.end :] if data else caches_apart(xml, part=part.name)[0]
    if part.sheet != deletion.own and not any(may_name(xml, name) for name in deletion.named):
        return
    check_whole(xml, part=part.name)
    elements = place_elements(xml, places)
    if any(each.name == "externalData" for each in elements):
        return
    held = list(held_places(elements))
    deletion.follow(elements, part.sheet)
    if part.kind == "table" and elements[0].gone:
        root = tree_of(xml, part=part.name)
        yield LostReference(table_called(root, part.sheet), root.attributes.get("ref", ""), "")
    lost = [
        (element, before, after)
        for element, place, before in held
        if is_lost(before, after := noted(element, place, before))
    ]
    for element, before, after in lost:
        if not _goes_itself(source, element, deletion):
            holder = Holder(source, part.leading, part.name, part.sheet, tree_of(xml, part=part.name))
            yield LostReference(holder.thing(element.start), before, _left(element, after))


def _goes_itself(source: PartSource, element: PlaceElement, deletion: Deletion) -> bool:
    """Whether what holds the place goes with the cells or the sheet that it belongs to, or is nobody's but Excel's."""
    if element.name == "definedName":
        scope, sheets = element.attributes.get("localSheetId", ""), sheet_parts(source, workbook_part(source))
        of = sheets[int(scope)].name if scope.isdecimal() and int(scope) < len(sheets) else ""
        return of.casefold() in deletion.sheets or element.attributes.get("name") == _FILTER
    around: PlaceElement | None = element
    while around is not None and not around.gone:
        around = around.above
    return around is not None


def _left(element: PlaceElement, after: str) -> str:
    """What is left of what a place says: lists of areas are without those that have gone."""
    return areas_left(after) if is_list_of_areas(element.attributes.get("name", "")) else after


def _lost_links(source: PartSource, part: _Part, deletion: Deletion) -> Iterator[LostReference]:
    """Links of pictures and shapes: a relationship says where they lead."""
    rels = relations_part(part.name)
    for relation in source.xml(rels) if rels in source else ():
        target = relation.get("Target", "")
        before = unquote(target.removeprefix("#"))
        after = deletion.formula(before, part.sheet) if target.startswith("#") else before
        if is_lost(before, after):
            root = tree_of(as_utf8(source.read(part.name), part=part.name), part=part.name)
            holder = Holder(source, part.leading, part.name, part.sheet, root)
            yield LostReference(holder.linked(relation.get("Id", "")), before, after)


def _lost_source(source: PartSource, part: _Part, deletion: Deletion) -> Iterator[LostReference]:
    """What a pivot table summarises: cells, or a table of Excel's."""
    pivot = tree_of(as_utf8(source.read(part.name), part=part.name), part=part.name)
    for kept in reached(source, part.name, "pivotCacheDefinition"):
        # The items that a cache lists are many, and name no cell.
        head = tree_of(as_utf8(source.read(kept), part=kept), part=kept).child("cacheSource")
        for each in head.walk() if head else ():
            sheet, area = each.attributes.get("sheet", ""), each.attributes.get("ref", "")
            name = each.attributes.get("name", "")
            if each.name not in ("worksheetSource", "rangeSet") or any(one.endswith(" id") for one in each.attributes):
                continue
            if sheet.casefold() in deletion.sheets or name.casefold() in map(str.casefold, deletion.tables):
                before = f"{quoted_sheet(sheet)}!{area or name}" if sheet else name
                yield LostReference(pivot_called(pivot, part.sheet), before, GONE)


@cache
def _places() -> Mapping[str, tuple[XmlPlace, ...]]:
    """The places of the movers, by the kinds of parts that they are in."""
    found: dict[str, tuple[XmlPlace, ...]] = {}
    for mover in all_movers():
        for kind in mover.kinds:
            found[kind] = (*found.get(kind, ()), *mover.places)
    return found


def _parts(source: PartSource) -> Iterator[_Part]:
    """The parts that the workbook leads to, each once: first what belongs to no sheet, then sheet by sheet."""
    workbook = workbook_part(source)
    sheets = {sheet.part: sheet.name for sheet in sheet_parts(source, workbook) if sheet.kind != NO_PART}
    yield _Part(workbook, "officeDocument", "", "")
    seen = {workbook, *sheets}
    kinds = {source.actual_name(each.target): each for each in relations(source, workbook) if each.target in source}
    ahead = [(name, each.kind, workbook, sheets.get(name, "")) for name, each in kinds.items()]
    ahead.sort(key=lambda each: list(sheets).index(each[0]) if each[0] in sheets else -1, reverse=True)
    while ahead:
        part = _Part(*ahead.pop())
        yield part
        for each in relations(source, part.name):
            if not each.external and each.target in source and (name := source.actual_name(each.target)) not in seen:
                seen.add(name)
                ahead.append((name, each.kind, part.name, part.sheet))
