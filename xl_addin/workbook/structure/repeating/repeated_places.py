"""One writing of a part whose cells may have come to stand in several places, or in none: what `following` is for a
shift, by the same tables of places.

What goes where nothing is left of its cells is written once for each place where they stand; a list of areas becomes
the list of all of them. Every byte outside of places stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol
from xml.parsers import expat

from xl_addin.formula.cells import Area
from xl_addin.package.safe_xml import broken_xml, check_whole
from xl_addin.package.splicing import with_attributes
from xl_addin.package.xml_text import escape
from xl_addin.workbook.structure.places import PlaceElement, XmlPlace, held_places, place_elements
from xl_addin.workbook.structure.repeating.repeated_rules import Image, RuleTexts, rules_of

# There can be one of each: of several, the first stays.
_ONLY_ONE = frozenset({"autoFilter", "sortState"})
_RULE = "cfRule"
# Where an object begins and ends is said by whoever writes it.
_LINES = ("row", "column", "row from 0", "column from 0")


class Repetition(Protocol):
    """Where the cells of a sheet came to stand, any number of times, and how what is seen from them reads there.

    An image is an area of the result that came from one of the template, None for what stands on no cell.
    """

    def copies(self, area: Area) -> list[Area]:
        """The images of an area, in reading order."""

    def joined(self, areas: Sequence[Area]) -> list[Area]:
        """The same cells in as few areas as possible."""

    def pinned(self, place: XmlPlace, text: str, areas: Sequence[Area]) -> str:
        """A formula seen from these areas with `$` where what it names stands still while they are repeated."""

    def is_uniform(self, place: XmlPlace, text: str, areas: Sequence[Area]) -> bool:
        """Whether it is known that what is seen from these areas says the same in all of their images."""

    def written(self, place: XmlPlace, text: str, image: Area | None) -> str:
        """A formula or a text for people as it reads in an image."""


@dataclass(frozen=True)
class PlacedXml:
    """The XML (UTF-8) of a part and its elements with their places, read once however often it is written."""

    xml: bytes
    elements: Sequence[PlaceElement]
    part: str

    @cached_property
    def held(self) -> Mapping[int, list[tuple[XmlPlace, str]]]:
        """The places of each element that hold something."""
        found: dict[int, list[tuple[XmlPlace, str]]] = {}
        for element, place, text in held_places(self.elements):
            found.setdefault(id(element), []).append((place, text))
        return found

    @cached_property
    def inside(self) -> Mapping[int, list[tuple[PlaceElement, XmlPlace, str]]]:
        """The same of each element and all in it; what is not listed is written as it stands."""
        found: dict[int, list[tuple[PlaceElement, XmlPlace, str]]] = {}
        for element, place, text in held_places(self.elements):
            around: PlaceElement | None = element
            while around is not None:
                found.setdefault(id(around), []).append((element, place, text))
                around = around.above
        return found


def placed_xml(xml: bytes, places: Sequence[XmlPlace], *, part: str) -> PlacedXml:
    """Read a part for `repeated`; Problem for XML that is not well-formed or too large."""
    check_whole(xml, part=part)
    try:
        return PlacedXml(xml, place_elements(xml, places), part)
    except (expat.ExpatError, ValueError) as error:
        raise broken_xml(part) from error


def repeated(source: PlacedXml, repetition: Repetition, *, seen_from: Area | None = None) -> bytes:
    """The part as it reads in the result, empty where its root goes; `seen_from` is where it stands as a whole.

    Problem for a place that holds no reference of its kind.
    """
    root = source.elements[0]
    try:
        written = b"".join(_Writing(source, repetition).element(root, seen_from))
    except ValueError as error:
        raise broken_xml(source.part) from error
    return source.xml[: root.start] + written + source.xml[root.end :] if written else b""


def in_image(
    source: PlacedXml,
    element: PlaceElement,
    repetition: Repetition,
    image: Area | None,
    held: Mapping[tuple[int, XmlPlace], str],
) -> bytes:
    """One element of a part as it reads in an image, with what some of its places hold there; as `repeated`."""
    try:
        return b"".join(_Writing(source, repetition, dict(held)).element(element, image))
    except ValueError as error:
        raise broken_xml(source.part) from error


@dataclass
class _Writing:
    source: PlacedXml
    repetition: Repetition
    now: dict[tuple[int, XmlPlace], str] = field(default_factory=dict)
    """What places hold in the image that is being written, beside what is asked for."""

    def element(self, element: PlaceElement, image: Area | None) -> Iterator[bytes]:
        """An element once for each image of what it names; nothing where there is none."""
        inside = self.source.inside.get(id(element))
        if inside is None:
            yield self.source.xml[element.start : element.end]
            return
        listed = next((each for each in inside if each[1].kind == "sqref" and _goes_with(element, each)), None)
        alone = next((each for each in inside if each[1].kind == "area" and _goes_with(element, each)), None)
        if listed is not None:
            yield from self.rules(element, listed, inside)
        elif alone is not None:
            holder, place, text = alone
            images = self.repetition.copies(Area.parse(text))
            if element.name == "mergeCell":
                images = [each for each in images if _is_several(each)]
            for each in images[:1] if element.name in _ONLY_ONE else images:
                self.now[id(holder), place] = str(each)
                yield from self.once(element, each)
        else:
            yield from self.once(element, image)

    def once(
        self, element: PlaceElement, image: Area | None, left_out: frozenset[int] = frozenset()
    ) -> Iterator[bytes]:
        """An element and all in it; nothing for a list that is left empty."""
        xml, children = self.source.xml, element.children
        contents: list[bytes] = []
        counted = {child.name: 0 for child in children}
        position = element.tag_end
        text = self.new_text(element, image)
        for child in children:
            contents.append(xml[position : child.start])
            position = child.end
            if id(child) not in left_out:
                written = list(self.element(child, image))
                counted[child.name] += len(written)
                contents += written
        contents.append(xml[position : element.inner_end] if text is None else escape(text).encode())
        if self.is_emptied(element, counted):
            return
        tag = xml[element.start : element.tag_end]
        changes = self.new_attributes(element, image, counted)
        yield (
            (with_attributes(tag, changes) if changes else tag)
            + b"".join(contents)
            + xml[element.inner_end : element.end]
        )

    def is_emptied(self, element: PlaceElement, left: Mapping[str, int]) -> bool:
        """Whether a list of things that go has lost the last of them."""
        if element.above is None:
            return False
        return any(
            not left[_child_around(element, holder).name]
            for holder, place, _ in self.source.inside[id(element)]
            if element.name in place.lists and holder is not element
        )

    def new_text(self, element: PlaceElement, image: Area | None) -> str | None:
        for place, text in self.source.held.get(id(element), ()):
            if place.attribute is None:
                return self.new(element, place, text, image)
        return None

    def new_attributes(
        self, element: PlaceElement, image: Area | None, counted: Mapping[str, int]
    ) -> dict[str, str | None]:
        changes: dict[str, str | None] = {
            place.attribute: new
            for place, text in self.source.held.get(id(element), ())
            if place.attribute and (new := self.new(element, place, text, image)) != text
        }
        total = sum(counted.values())
        if element.attributes.get("count", "").isdecimal() and total != len(element.children):
            changes["count"] = str(total)
        return changes

    def new(self, element: PlaceElement, place: XmlPlace, text: str, image: Area | None) -> str:
        """What a place holds in an image."""
        known = self.now.get((id(element), place))
        if known is not None:
            return known
        if place.kind in ("area", "sqref", "selection"):
            # What names cells and stays without them: their first image.
            first = [self.repetition.copies(Area.parse(each))[:1] for each in text.split()]
            return " ".join(str(area) for areas in first for area in areas) or text
        return text if place.kind in _LINES else self.repetition.written(place, text, image)

    def rules(
        self,
        element: PlaceElement,
        listed: tuple[PlaceElement, XmlPlace, str],
        inside: Sequence[tuple[PlaceElement, XmlPlace, str]],
    ) -> Iterator[bytes]:
        """A condition, validation or other thing with a list of areas: the same, or its parts where these differ."""
        holder, place, text = listed
        areas = [Area.parse(each) for each in text.split()]
        images = [Image(area, copy) for area in areas for copy in self.repetition.copies(area)]
        if not images:
            return
        own = [each for each in element.children if each.name == _RULE] or [element]
        parts = {
            id(rule): rules_of(self._texts(rule, listed, inside, areas), areas, images, self.repetition.written)
            for rule in own
        }
        divided = [rule for rule in own if len(parts[id(rule)]) > 1]
        whole = [part for rule in own if rule not in divided for part in parts[id(rule)]]
        if own == [element]:
            written = [(part.areas, [part], frozenset[int]()) for part in parts[id(element)]]
        else:
            written = []
            if whole:
                written.append((whole[0].areas, whole, frozenset(map(id, divided))))
            for rule in divided:
                others = frozenset(id(each) for each in own if each is not rule)
                written += [(part.areas, [part], others) for part in parts[id(rule)]]
        for its_areas, its_parts, left_out in written:
            self.now[id(holder), place] = " ".join(map(str, self.repetition.joined(its_areas)))
            for part in its_parts:
                self.now.update(part.texts)
            yield from self.once(element, its_areas[0], left_out)

    def _texts(
        self,
        rule: PlaceElement,
        listed: tuple[PlaceElement, XmlPlace, str],
        inside: Sequence[tuple[PlaceElement, XmlPlace, str]],
        areas: Sequence[Area],
    ) -> list[RuleTexts]:
        """What a rule says, seen from its cells."""
        found = []
        for element, place, text in inside:
            if (element, place) != listed[:2] and element.around(rule.name) is rule:
                text = self.repetition.pinned(place, text, areas)
                uniform = self.repetition.is_uniform(place, text, areas)
                found.append(RuleTexts((id(element), place), text, uniform))
        return found


def _goes_with(element: PlaceElement, held: tuple[PlaceElement, XmlPlace, str]) -> bool:
    holder, place, _ = held
    return place.goes == element.name and holder.around(place.goes) is element


def _child_around(element: PlaceElement, inner: PlaceElement) -> PlaceElement:
    """The child that is or holds an element further inside."""
    while inner.above is not None and inner.above is not element:
        inner = inner.above
    return inner


def _is_several(area: Area) -> bool:
    return (area.first_row, area.first_column) != (area.last_row, area.last_column)
