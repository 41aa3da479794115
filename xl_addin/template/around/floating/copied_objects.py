"""Objects that float over cells, as drawings and lists of controls write them: each once for every place it has."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from xl_addin.formula.cells import Area
from xl_addin.package.draft import Draft
from xl_addin.package.parts import is_true, relations, relations_part
from xl_addin.template.around.floating.object_places import AnchorEdge, object_places
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.workbook.structure.floating.anchor_elements import EMU_A_PIXEL
from xl_addin.workbook.structure.places import PlaceElement, XmlPlace
from xl_addin.workbook.structure.repeating.repeated_places import PlacedXml, in_image
from xl_addin.workbook.structure.sheets.copying import COPIED, copied_parts

CORNERS = tuple(
    XmlPlace(f"{corner}/{name}", None, "row from 0")
    for corner in ("from", "to")
    for name in ("row", "rowOff", "col", "colOff")
)
"""Where an anchor says between which cells an object stands."""
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "anchor")
_DRAWN_ID = re.compile(rb"""(<(?:[\w.-]+:)?cNvPr\s(?:[^>]*?\s)?id=["'])(\d+)""")
_SHAPE = re.compile(rb"""(_x0000_s|\bshapeId=["'])(\d+)""")
_Held = dict[tuple[int, XmlPlace], str]


class ShapeNumbers:
    """Numbers of shapes for further copies, the same in all parts that tell of one: from the highest of a sheet on."""

    def __init__(self, highest: int) -> None:
        self._last = highest
        self._given: dict[tuple[int, int], int] = {}

    def of(self, shape: int, copy: int) -> int:
        """The number of a copy of a shape, counted from 0; the first keeps its own."""
        if not copy:
            return shape
        if (shape, copy) not in self._given:
            self._last += 1
            self._given[shape, copy] = self._last
        return self._given[shape, copy]


class OwnPart(NamedTuple):
    """A part that belongs to one object: how it is led to, and the cells under the object."""

    kind: str
    part: str
    cells: Area | None


def copied_objects(
    draft: Draft, part: str, source: PlacedXml, parent: PlaceElement, repetition: SheetRepetition, numbers: ShapeNumbers
) -> tuple[bytes, list[OwnPart]]:
    """What an element of a part holds, every object once for each of its places, and the parts of these objects then.

    A copy has parts of its own (a chart, what a control is set to); those of an object that goes are dropped.
    """
    found = {each.id: each for each in relations(draft, part) if each.kind in COPIED and not each.external}
    drawn = max((int(each[2]) for each in _DRAWN_ID.finditer(source.xml)), default=0)
    pieces, position = list[bytes](), parent.tag_end
    needed, kept = set[str](), list[OwnPart]()
    for child in parent.children:
        pieces.append(source.xml[position : child.start])
        position = child.end
        ids = {id_ for id_ in _ids_in(source, child) if id_ in found}
        needed |= ids
        for copy, (cells, held) in enumerate(_places(source, child, repetition)):
            written = in_image(source, child, repetition, cells, held)
            if copy:
                drawn += written.count(b"cNvPr ")
                written = _renumbered(written, copy, drawn, numbers)
            needed -= ids
            for id_ in ids:
                target, new = draft.actual_name(found[id_].target), id_
                if copy:
                    target = copied_parts(draft, target, draft)[target]
                    new = draft.add_relation(part, _type_of(draft, part, id_), target)
                    written = written.replace(f'"{id_}"'.encode(), f'"{new}"'.encode())
                kept.append(OwnPart(found[id_].kind, target, cells))
            pieces.append(written)
    if needed:
        draft.drop_relations(part, needed)
        for id_ in needed:
            draft.drop(found[id_].target)
    return b"".join((*pieces, source.xml[position : parent.inner_end])), kept


def _renumbered(written: bytes, copy: int, drawn: int, numbers: ShapeNumbers) -> bytes:
    """A further copy with numbers of its own; of a control, what is drawn has the number of its shape."""
    shape = _SHAPE.search(written)
    number = numbers.of(int(shape[2]), copy) if shape else drawn
    written = _DRAWN_ID.sub(lambda found: found[1] + str(number).encode(), written)
    return _SHAPE.sub(lambda found: found[1] + str(number).encode(), written)


def _type_of(draft: Draft, part: str, id_: str) -> str:
    return next(each.get("Type", "") for each in draft.xml(relations_part(part)) if each.get("Id") == id_)


def _ids_in(source: PlacedXml, element: PlaceElement) -> Iterator[str]:
    """What attributes of an element and of all in it name from outside (`r:id`, `r:embed`)."""
    for each in source.elements:
        if element.start <= each.start < element.end:
            yield from (value for name, value in each.attributes.items() if "/relationships " in name)


def _places(source: PlacedXml, child: PlaceElement, repetition: SheetRepetition) -> Iterator[tuple[Area | None, _Held]]:
    """Where an object comes to stand: the cells under it, and what its corners say then.

    Choices of content (`mc:AlternateContent`) tell of one object several times.
    """
    anchors = [each for each in source.elements if child.start <= each.start < child.end and each.name in _ANCHORS]
    read = [each for each in anchors if any(corner.name == "from" for corner in each.children)]
    if not read:
        yield None, {}
        return
    for each in zip(*(list(_places_of(anchor, repetition)) for anchor in read), strict=False):
        yield each[0][0], {place: text for _, held in each for place, text in held.items()}


def _places_of(anchor: PlaceElement, repetition: SheetRepetition) -> Iterator[tuple[Area, _Held]]:
    parts = {each.name: each for each in anchor.children}
    first, last = _Corner(parts["from"]), _Corner(parts["to"]) if "to" in parts else None
    row_end, column_end = (last.row, last.column) if last else _ends(first, parts.get("ext"), repetition)
    rows, columns = (first.row, row_end), (first.column, column_end)
    resized = last is not None and _is_resized(anchor)
    for place in object_places(repetition.layout, rows, columns, resized=resized):
        held = first.held(place.rows[0], place.columns[0])
        if last:
            held |= last.held(place.rows[1], place.columns[1])
        yield place.cells, held


def _is_resized(anchor: PlaceElement) -> bool:
    if anchor.name == "anchor":
        return is_true(anchor.attributes.get("sizeWithCells"))
    return anchor.attributes.get("editAs", "twoCell") == "twoCell"


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

    def held(self, row: AnchorEdge, column: AnchorEdge) -> _Held:
        """What the corner's places hold at these edges."""
        texts = {"row": str(row[0]), "rowOff": row[1], "col": str(column[0]), "colOff": column[1]}
        return {
            (id(part), place): texts[name]
            for name, part in self._parts.items()
            for place in part.places
            if name in texts
        }
