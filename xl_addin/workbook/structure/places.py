"""Where the XML of a part names cells, as a table: a mover is mostly a list of `XmlPlace`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.parsers import expat

from xl_addin.package.splicing import start_tag_end

PlaceKind = Literal[
    "area", "sqref", "selection", "formula", "name", "row", "column", "row from 0", "column from 0", "text", "header"
]  # fmt: skip
"""What a place holds: one area or cell (`A1:B2`, `A1`), a list of areas that takes in new lines like its own, one
that does not, a formula (references by address are one), the meaning of a defined name, the number of a line, a text
for people or one of a page's head or foot."""


@dataclass(frozen=True)
class XmlPlace:
    """Where cells are named: an element by the end of its path in local names (`mergeCells/mergeCell`), whatever its
    namespaces, and one of its attributes, or its text.

    `goes` is the element, itself or around the place, that goes where nothing is left of what the place names (never
    so for formulas, which say `#REF!`); without it, the place stays as it is. `lists` are the elements around, from
    inside out, that go with the last one in them. `within` is the element whose `sqref` (a place, too) says from which
    cell on the formula is relative. With the attribute `unless`, the element names something else.
    """

    path: str
    attribute: str | None
    kind: PlaceKind
    goes: str | None = None
    lists: tuple[str, ...] = ()
    within: str | None = None
    unless: str | None = None


@dataclass(frozen=True)
class RuleCopy:
    """What an element is written once more for: the rule in it that is kept, and what its places hold then."""

    rule: "PlaceElement"
    texts: "Sequence[tuple[PlaceElement, XmlPlace, str]]"


@dataclass
class PlaceElement:
    """An element on the way: where it is, what it holds that moves, and what becomes of it."""

    name: str
    start: int
    above: "PlaceElement | None"
    attributes: Mapping[str, str]
    places: list[XmlPlace]
    tag_end: int = 0
    end: int = 0
    inner_end: int = 0
    text: str = ""
    children: list["PlaceElement"] = field(default_factory=list)
    areas: str = ""
    areas_after: str | None = None
    sqref: "tuple[PlaceElement, XmlPlace] | None" = None
    copies: list[RuleCopy] = field(default_factory=list)
    new_attributes: dict[str, str | None] = field(default_factory=dict)
    new_text: str | None = None
    gone: bool = False
    divided: bool = False

    def has(self, attribute: str) -> bool:
        """Whether it has an attribute of that local name."""
        return any(name.rpartition(" ")[2] == attribute for name in self.attributes)

    def around(self, name: str | None) -> "PlaceElement | None":
        """This element or the nearest around it of that name."""
        element: PlaceElement | None = self
        while element is not None and element.name != name:
            element = element.above
        return element


def place_elements(xml: bytes, places: Sequence[XmlPlace]) -> list[PlaceElement]:
    """All elements of a part's XML (UTF-8) in document order, each with its places; ExpatError for XML that is none."""
    by_name: dict[str, list[tuple[list[str], XmlPlace]]] = {}
    for place in places:
        tail = place.path.split("/")
        by_name.setdefault(tail[-1], []).append((tail, place))
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    found: list[PlaceElement] = []
    open_elements: list[PlaceElement] = []
    path: list[str] = []

    def on_start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        path.append(local)
        above = open_elements[-1] if open_elements else None
        held = [place for tail, place in by_name.get(local, ()) if path[-len(tail) :] == tail]
        element = PlaceElement(local, parser.CurrentByteIndex, above, attributes, held)
        element.tag_end = start_tag_end(xml, element.start)
        found.append(element)
        open_elements.append(element)
        if above:
            above.children.append(element)

    def on_text(text: str) -> None:
        if open_elements and open_elements[-1].places:
            open_elements[-1].text += text

    def on_end(_: str) -> None:
        element = open_elements.pop()
        path.pop()
        empty = xml[element.tag_end - 2 : element.tag_end] == b"/>"
        element.inner_end = element.tag_end if empty else parser.CurrentByteIndex
        element.end = element.tag_end if empty else xml.index(b">", parser.CurrentByteIndex) + 1

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = on_start, on_end, on_text
    parser.Parse(xml, True)
    return found


def held_places(elements: Sequence[PlaceElement]) -> Iterator[tuple[PlaceElement, XmlPlace, str]]:
    """Every place with what it holds; one that holds nothing is none."""
    for element in elements:
        for place in element.places:
            text = element.text if place.attribute is None else element.attributes.get(place.attribute, "")
            if text.strip() and not (place.unless and element.has(place.unless)):
                yield element, place, text


def note(element: PlaceElement, place: XmlPlace, old: str, new: str) -> None:
    """Note that a place holds something else."""
    if new != old and place.attribute:
        element.new_attributes[place.attribute] = new
    elif new != old:
        element.new_text = new


def noted(element: PlaceElement, place: XmlPlace, old: str) -> str:
    """What a place holds by now."""
    new = element.new_attributes.get(place.attribute) if place.attribute else element.new_text
    return old if new is None else new
