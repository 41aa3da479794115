"""Where the XML of a part names cells, as a table, and one rewriting of all such places after a shift.

A mover is mostly a list of `XmlPlace`. Every byte that no place has changed stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.parsers import expat

from xl_addin.formula.displacement import displaced
from xl_addin.formula.moving import shifted
from xl_addin.formula.reference import sole_reference
from xl_addin.formula.shift import Shift
from xl_addin.package.safe_xml import broken_xml
from xl_addin.package.splicing import Splice, spliced, start_tag_end, with_attributes
from xl_addin.package.xml_text import escape

PlaceKind = Literal["area", "sqref", "selection", "formula", "name", "row", "column", "row from 0", "column from 0"]
"""What a place holds: one area or cell (`A1:B2`, `A1`), a list of areas that takes in new lines like its own, one
that does not, a formula (references by address are one), the meaning of a defined name, or the number of a line."""


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


def moved_places(xml: bytes, places: Sequence[XmlPlace], shift: Shift, *, here: str, part: str) -> bytes:
    """The XML (UTF-8) of a part with all these places as they read after the shift.

    The part belongs to the sheet `here` (`""` for none): its areas and lines move only if that one is shifted, and
    its formulas mean cells of it where they name no sheet. The same bytes where nothing changes. Problem for XML that
    is not well-formed and for a place that holds no reference of its kind.
    """
    try:
        elements = _elements(xml, places)
        _follow(elements, shift, here)
        _let_go(elements)
        return spliced(xml, _splices(xml, elements))
    except (expat.ExpatError, ValueError) as error:
        raise broken_xml(part) from error


def moved_text(text: str, kind: PlaceKind, shift: Shift, *, here: str) -> str | None:
    """What a place of this kind on the sheet `here` holds after the shift, None if nothing is left; see `XmlPlace`.

    ValueError for what is no reference of that kind.
    """
    if kind == "formula":
        return shifted(text, shift, here=here)
    if kind == "name":
        return shifted(text, shift, here=here, fixed_only=True)
    if not shift.concerns(here) or not text:
        return text
    if kind == "area":
        return shift.reference(text)
    if kind == "sqref":
        return shift.sqref(text) or None
    if kind == "selection":
        return " ".join(filter(None, map(shift.reference, text.split()))) or None
    if not kind.startswith(shift.axis.removesuffix("s")):
        return text
    first = 0 if kind.endswith("0") else 1
    line = shift.line(int(text) + 1 - first)
    return None if line is None else str(line - 1 + first)


def moved_from_anchor(formula: str, old: str, new: str, shift: Shift, *, here: str) -> str:
    """A formula that is relative to the first cell of the areas `old`, which are `new` after the shift.

    Where the first line has gone, it reads as it did for the first of those that are left.
    """
    before, after = _first_line(old, shift), _first_line(new, shift)
    if before is None or after is None:
        return shifted(formula, shift, here=here)
    line = shift.before(after)
    if line is None:
        line = shift.like or before
    text = shifted(_along(formula, line - before, shift), shift, here=here, line=line)
    return _along(text, after - (shift.line(line) or after), shift)


def _along(formula: str, lines: int, shift: Shift) -> str:
    rows, columns = (lines, 0) if shift.axis == "rows" else (0, lines)
    return displaced(formula, rows, columns) if lines else formula


def _first_line(areas: str, shift: Shift) -> int | None:
    found = [sole_reference(each) for each in areas.split()]
    lines = [each.rows if shift.axis == "rows" else each.columns for each in found if each]
    return min((line.number for pair in lines for line in pair), default=None)


@dataclass
class _Element:
    """An element on the way: where it is, what it holds that moves, and what becomes of it."""

    name: str
    start: int
    above: "_Element | None"
    attributes: Mapping[str, str]
    places: list[XmlPlace]
    tag_end: int = 0
    end: int = 0
    inner_end: int = 0
    text: str = ""
    children: list["_Element"] = field(default_factory=list)
    areas: str = ""
    areas_after: str | None = None
    new_attributes: dict[str, str | None] = field(default_factory=dict)
    new_text: str | None = None
    gone: bool = False

    def has(self, attribute: str) -> bool:
        """Whether it has an attribute of that local name."""
        return any(name.rpartition(" ")[2] == attribute for name in self.attributes)

    def around(self, name: str | None) -> "_Element | None":
        """This element or the nearest around it of that name."""
        element: _Element | None = self
        while element is not None and element.name != name:
            element = element.above
        return element


def _elements(xml: bytes, places: Sequence[XmlPlace]) -> list[_Element]:
    """All elements in document order."""
    by_name: dict[str, list[tuple[list[str], XmlPlace]]] = {}
    for place in places:
        tail = place.path.split("/")
        by_name.setdefault(tail[-1], []).append((tail, place))
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    found: list[_Element] = []
    open_elements: list[_Element] = []
    path: list[str] = []

    def on_start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        path.append(local)
        above = open_elements[-1] if open_elements else None
        held = [place for tail, place in by_name.get(local, ()) if path[-len(tail) :] == tail]
        element = _Element(local, parser.CurrentByteIndex, above, attributes, held)
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


def _held(elements: Sequence[_Element]) -> Iterator[tuple[_Element, XmlPlace, str]]:
    """Every place with what it holds; one that holds nothing is none."""
    for element in elements:
        for place in element.places:
            text = element.text if place.attribute is None else element.attributes.get(place.attribute, "")
            if text.strip() and not (place.unless and element.has(place.unless)):
                yield element, place, text


def _follow(elements: Sequence[_Element], shift: Shift, here: str) -> None:
    anchored: list[tuple[_Element, XmlPlace, str]] = []
    for element, place, text in _held(elements):
        if place.within:
            # What it is relative to may stand behind it.
            anchored.append((element, place, text))
            continue
        new = moved_text(text, place.kind, shift, here=here)
        if place.kind == "sqref":
            owner = element if place.attribute else element.above
            if owner:
                owner.areas, owner.areas_after = text, new
        if new is not None:
            _write(element, place, text, new)
        elif (going := element.around(place.goes)) is not None:
            _go(going, place.lists)
    for element, place, text in anchored:
        _follow_anchored(element, place, text, shift, here)


def _follow_anchored(element: _Element, place: XmlPlace, text: str, shift: Shift, here: str) -> None:
    owner = element.around(place.within)
    if owner is None or not owner.areas or not shift.concerns(here):
        _write(element, place, text, shifted(text, shift, here=here))
    elif owner.areas_after:
        _write(element, place, text, moved_from_anchor(text, owner.areas, owner.areas_after, shift, here=here))


def _write(element: _Element, place: XmlPlace, old: str, new: str) -> None:
    if new != old and place.attribute:
        element.new_attributes[place.attribute] = new
    elif new != old:
        element.new_text = new


def _go(element: _Element, lists: Sequence[str]) -> None:
    """An element goes, and what lists it with the last of its kind."""
    element.gone = True
    above = element.above
    alike = above.children if above and above.above and above.name in lists else []
    if above and alike and all(each.gone for each in alike if each.name == element.name):
        _go(above, lists)


def _let_go(elements: Sequence[_Element]) -> None:
    """Lists that count what they hold count what is left."""
    for element in elements:
        gone = [each for each in element.children if each.gone]
        if not gone or element.gone:
            continue
        manual = [each for each in gone if each.attributes.get("man") in ("1", "true")]
        for counter, number in (("count", len(gone)), ("manualBreakCount", len(manual))):
            if number and element.attributes.get(counter, "").isdecimal():
                element.new_attributes[counter] = str(max(0, int(element.attributes[counter]) - number))


def _splices(xml: bytes, elements: Sequence[_Element]) -> Iterator[Splice]:
    end = 0
    for element in elements:
        if element.start < end:
            continue
        if element.gone:
            yield element.start, element.end, b""
            end = element.end
            continue
        if element.new_attributes:
            tag = xml[element.start : element.tag_end]
            yield element.start, element.tag_end, with_attributes(tag, element.new_attributes)
        if element.new_text is not None:
            yield element.tag_end, element.inner_end, escape(element.new_text).encode()
