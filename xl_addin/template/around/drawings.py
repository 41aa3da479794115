"""What floats over the cells of a template sheet: copied with the block it stands in, stretched over what it spans.

An object belongs to the block of the cell that its upper left corner is in.
"""

import re
from collections.abc import Iterator
from itertools import count

from xl_addin.formula.cells import Area
from xl_addin.package.draft import Draft
from xl_addin.package.parts import relations, relations_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.template.around.charts import follow_chart
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.template.around.text_places import SHAPE_TEXTS
from xl_addin.template.around.whole_expressions import with_whole_expressions
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.lines import LineMap
from xl_addin.workbook.structure.movers import drawings
from xl_addin.workbook.structure.places import PlaceElement, XmlPlace
from xl_addin.workbook.structure.repeating.repeated_places import PlacedXml, in_image, placed_xml
from xl_addin.workbook.structure.sheets.copying import COPIED, copied_parts

_ANCHORS = ("twoCellAnchor", "oneCellAnchor")
_CORNERS = tuple(
    XmlPlace(f"{corner}/{name}", None, "row from 0")
    for corner in ("from", "to")
    for name in ("row", "rowOff", "col", "colOff")
)
_PLACES = (*drawings.PLACES, *SHAPE_TEXTS, *_CORNERS)
_SHAPE_ID = re.compile(rb"""(<(?:[\w.-]+:)?cNvPr\s(?:[^>]*?\s)?id=["'])(\d+)""")
_CHARTS = ("chart", "chartEx")
Held = dict[tuple[int, XmlPlace], str]


def follow_drawing(draft: Draft, part: str, repetition: SheetRepetition) -> None:
    """Rewrite a drawing and its charts; a chart of a repeated block is there once for each copy of the block."""
    xml = with_whole_expressions(as_utf8(draft.read(part), part=part), part=part)
    source = placed_xml(xml, _PLACES, part=part)
    root = source.elements[0]
    own = {each.id: each.target for each in relations(draft, part) if each.kind in COPIED and not each.external}
    kinds = {each.id: each.kind for each in relations(draft, part)}
    numbers = count(max((int(found[2]) for found in _SHAPE_ID.finditer(xml)), default=0) + 1)
    charts: list[tuple[str, Area | None]] = []
    left = set(own)
    pieces, position = [xml[: root.tag_end]], root.tag_end
    for child in root.children:
        pieces.append(xml[position : child.start])
        position = child.end
        needed = {id_ for id_ in _ids_in(source, child) if id_ in own}
        for number, (image, held) in enumerate(_images(source, child, repetition.layout)):
            written = in_image(source, child, repetition, image, held)
            left -= needed
            if number:
                written = _SHAPE_ID.sub(lambda found: found[1] + str(next(numbers)).encode(), written)
            for id_ in needed:
                target, new = draft.actual_name(own[id_]), id_
                if number:
                    target = copied_parts(draft, target, draft)[target]
                    new = draft.add_relation(part, _type_of(draft, part, id_), target)
                    written = written.replace(f'"{id_}"'.encode(), f'"{new}"'.encode())
                if kinds[id_] in _CHARTS:
                    charts.append((target, image))
            pieces.append(written)
    draft.write(part, b"".join((*pieces, xml[position:])))
    for chart, image in charts:
        follow_chart(draft, chart, repetition, image)
    if left:
        draft.drop_relations(part, left)
        for id_ in left:
            draft.drop(own[id_])


def _type_of(draft: Draft, part: str, id_: str) -> str:
    listed = draft.xml(relations_part(part))
    return next(each.get("Type", "") for each in listed if each.get("Id") == id_)


def _ids_in(source: PlacedXml, element: PlaceElement) -> Iterator[str]:
    """What attributes of an element and of all in it name from outside (`r:id`, `r:embed`)."""
    for each in source.elements:
        if element.start <= each.start < element.end:
            yield from (value for name, value in each.attributes.items() if "/relationships " in name)


def _images(source: PlacedXml, child: PlaceElement, layout: Layout) -> Iterator[tuple[Area | None, Held]]:
    """Where an object comes to stand: the cells under it, and what its corners say then."""
    inside = (each for each in source.elements if child.start <= each.start < child.end)
    anchor = next((each for each in inside if each.name in _ANCHORS), None)
    corners = {each.name: each for each in (anchor.children if anchor else ()) if each.name in ("from", "to")}
    if anchor is None or "from" not in corners:
        yield None, {}
        return
    first, last = _Corner(corners["from"]), _Corner(corners["to"]) if "to" in corners else None
    resized = anchor.attributes.get("editAs", "twoCell") == "twoCell"
    rows = _spans(layout.rows, first.row, last.row if last else None, resized=resized)
    columns = _spans(layout.columns, first.column, last.column if last else None, resized=resized)
    for top, bottom in rows:
        for left, right in columns:
            held = first.held(top, left)
            if last:
                held |= last.held(bottom, right)
            yield Area(top[0] + 1, left[0] + 1, max(top[0], bottom[0]) + 1, max(left[0], right[0]) + 1), held


Edge = tuple[int, str]
"""A line, counted from 0, and how far into it as it is written."""


class _Corner:
    """A corner of an object as a drawing writes it."""

    def __init__(self, element: PlaceElement) -> None:
        self._parts = {each.name: each for each in element.children}
        self.row, self.column = self._edge("row", "rowOff"), self._edge("col", "colOff")

    def _edge(self, line: str, offset: str) -> Edge:
        return int(self._text(line) or "0"), self._text(offset) or "0"

    def _text(self, name: str) -> str:
        return self._parts[name].text.strip() if name in self._parts else ""

    def held(self, row: Edge, column: Edge) -> Held:
        """What the corner's places hold at these edges."""
        texts = {"row": str(row[0]), "rowOff": row[1], "col": str(column[0]), "colOff": column[1]}
        return {
            (id(part), place): texts[name]
            for name, part in self._parts.items()
            for place in part.places
            if name in texts
        }


def _spans(lines: LineMap, first: Edge, last: Edge | None, *, resized: bool) -> list[tuple[Edge, Edge]]:
    """Where both edges of an object come to stand on one axis, for each copy of the line that it begins on."""
    start = _standing(lines, first)
    starts = lines.copies(start[0] + 1)
    if last is None:
        return [((line - 1, start[1]), (line - 1, "0")) for line in starts]
    end = max(_standing(lines, last), start)
    # An end just between two lines belongs to the upper.
    upper = end[0] - 1 if end[1] == "0" and end[0] > start[0] else end[0]
    spans = lines.turn_spans(start[0] + 1, upper + 1)
    length = end[0] - start[0]
    found = []
    for number, line in enumerate(starts):
        keeps = not resized or len(spans) != len(starts)
        to = line - 1 + length if keeps else spans[number][1] - 1 + end[0] - upper
        found.append(((line - 1, start[1]), (to, end[1])))
    return found


def _standing(lines: LineMap, edge: Edge) -> Edge:
    """The edge, or for one on a marker line, which is not there in the result, that of the next line that may be."""
    line = edge[0] + 1
    while line <= lines.last_source and line not in lines.loops:
        line += 1
    return edge if line == edge[0] + 1 else (line - 1, "0")
