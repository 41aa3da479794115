"""What floats over the cells of a template sheet: copied with the block it stands in, stretched over what it spans.

An object belongs to the block that holds all of it: beside a list, taller than its one row, it stands there once.
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
from xl_addin.template.plan.lines import LineMap
from xl_addin.workbook.structure.floating.anchor_elements import EMU_A_PIXEL
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
AnchorEdge = tuple[int, str]
"""A line, counted from 0, and how far into it as it is written."""


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
        for number, (image, held) in enumerate(_images(source, child, repetition)):
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


def _images(source: PlacedXml, child: PlaceElement, repetition: SheetRepetition) -> Iterator[tuple[Area | None, Held]]:
    """Where an object comes to stand: the cells under it, and what its corners say then."""
    inside = (each for each in source.elements if child.start <= each.start < child.end)
    anchor = next((each for each in inside if each.name in _ANCHORS), None)
    parts = {each.name: each for each in anchor.children} if anchor else {}
    if anchor is None or "from" not in parts:
        yield None, {}
        return
    first, last = _Corner(parts["from"]), _Corner(parts["to"]) if "to" in parts else None
    row_end, column_end = (last.row, last.column) if last else _ends(first, parts.get("ext"), repetition)
    resized = last is not None and anchor.attributes.get("editAs", "twoCell") == "twoCell"
    for axes in repetition.layout.axes(first.row[0] + 1, first.column[0] + 1):
        for top, bottom in _spans(axes.rows, first.row, row_end, before=axes.top, resized=resized):
            for left, right in _spans(axes.columns, first.column, column_end, before=axes.left, resized=resized):
                held = first.held(top, left)
                if last:
                    held |= last.held(bottom, right)
                yield Area(top[0] + 1, left[0] + 1, max(top[0], bottom[0]) + 1, max(left[0], right[0]) + 1), held


def _ends(first: "_Corner", extent: PlaceElement | None, repetition: SheetRepetition) -> tuple[AnchorEdge, AnchorEdge]:
    """The row and column where an object ends that says how high and wide it is."""
    columns, rows = repetition.rulers()
    size = {"cx": 0, "cy": 0} | {name: int(each) for name, each in (extent.attributes if extent else {}).items()}
    ends = []
    for (line, offset), length, ruler in ((first.row, size["cy"], rows), (first.column, size["cx"], columns)):
        place = ruler.start(line) + (int(offset) + length) // EMU_A_PIXEL
        end, into = ruler.at(max(place, 0))
        ends.append((end, str(into * EMU_A_PIXEL)))
    return ends[0], ends[1]


class _Corner:
    """A corner of an object as a drawing writes it."""

    def __init__(self, element: PlaceElement) -> None:
        self._parts = {each.name: each for each in element.children}
        self.row, self.column = self._edge("row", "rowOff"), self._edge("col", "colOff")

    def _edge(self, line: str, offset: str) -> AnchorEdge:
        return int(self._text(line) or "0"), self._text(offset) or "0"

    def _text(self, name: str) -> str:
        return self._parts[name].text.strip() if name in self._parts else ""

    def held(self, row: AnchorEdge, column: AnchorEdge) -> Held:
        """What the corner's places hold at these edges."""
        texts = {"row": str(row[0]), "rowOff": row[1], "col": str(column[0]), "colOff": column[1]}
        return {
            (id(part), place): texts[name]
            for name, part in self._parts.items()
            for place in part.places
            if name in texts
        }


def _spans(
    lines: LineMap, first: AnchorEdge, last: AnchorEdge, *, before: int, resized: bool
) -> list[tuple[AnchorEdge, AnchorEdge]]:
    """Where both edges of an object come to stand on one axis, for each turn of the loops that hold all of it.

    Marker lines are not there in the result: what begins on one begins on the next line, what ends on one on the last.
    """
    top = first[0] + 1
    while top <= lines.last_source and lines.is_marker(top):
        top += 1
    start = first if top == first[0] + 1 else (top - 1, "0")
    length = last[0] - first[0]
    end = last if last > start else (start[0] + length, last[1])
    # An end just between two lines belongs to the upper.
    bottom = end[0] if end[1] == "0" and end[0] > start[0] else end[0] + 1
    while bottom > top and lines.is_marker(bottom):
        bottom, end = bottom - 1, (bottom - 1, "0")
    return [
        ((low - 1, start[1]), (high + end[0] - bottom if resized else low - 1 + length, end[1]))
        for low, high in ((before + low, before + high) for low, high in lines.turn_spans(top, bottom))
    ]
