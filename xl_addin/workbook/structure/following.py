"""One rewriting of all places of a part that name cells, after a shift; every byte that no place has changed stays."""

from collections.abc import Iterator, Sequence
from xml.parsers import expat

from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import Shift
from xl_addin.package.safe_xml import broken_xml, check_whole
from xl_addin.package.splicing import Splice, spliced, with_attributes
from xl_addin.package.xml_text import escape
from xl_addin.workbook.structure.divided_rules import copied_rule, follow_rules
from xl_addin.workbook.structure.places import PlaceElement, PlaceKind, XmlPlace, held_places, note, place_elements


def moved_places(xml: bytes, places: Sequence[XmlPlace], shift: Shift, *, here: str, part: str) -> bytes:
    """The XML (UTF-8) of a part with all these places as they read after the shift.

    The part belongs to the sheet `here` (`""` for none): its areas and lines move only if that one is shifted, and
    its formulas mean cells of it where they name no sheet. The same bytes where nothing changes. Problem for XML that
    is not well-formed or too large, and for a place that holds no reference of its kind.
    """
    check_whole(xml, part=part)
    try:
        elements = place_elements(xml, places)
        follow(elements, shift, here)
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


def follow(elements: Sequence[PlaceElement], shift: Shift, here: str) -> None:
    """Note in the elements of a part that belongs to the sheet `here` what each place holds after the shift."""
    anchored: list[tuple[PlaceElement, XmlPlace, str]] = []
    for element, place, text in held_places(elements):
        if place.within:
            # What it is relative to may stand behind it.
            anchored.append((element, place, text))
            continue
        new = moved_text(text, place.kind, shift, here=here)
        if place.kind == "sqref":
            owner = element if place.attribute else element.above
            if owner:
                owner.areas, owner.areas_after, owner.sqref = text, new, (element, place)
        if new is not None:
            note(element, place, text, new)
        elif (going := element.around(place.goes)) is not None:
            _go(going, place.lists)
    follow_rules(anchored, shift, here)


def _go(element: PlaceElement, lists: Sequence[str]) -> None:
    """An element goes, and what lists it with the last of its kind."""
    element.gone = True
    above = element.above
    alike = above.children if above and above.above and above.name in lists else []
    if above and alike and all(each.gone for each in alike if each.name == element.name):
        _go(above, lists)


def _let_go(elements: Sequence[PlaceElement]) -> None:
    """Lists that count what they hold count what is left."""
    for element in elements:
        gone = [each for each in element.children if each.gone]
        added = sum(len(each.copies) for each in element.children)
        if element.gone or not (gone or added):
            continue
        manual = [each for each in gone if each.attributes.get("man") in ("1", "true")]
        for counter, number in (("count", len(gone) - added), ("manualBreakCount", len(manual))):
            if number and element.attributes.get(counter, "").isdecimal():
                element.new_attributes[counter] = str(max(0, int(element.attributes[counter]) - number))


def _splices(xml: bytes, elements: Sequence[PlaceElement]) -> Iterator[Splice]:
    end = 0
    for element in elements:
        if element.start < end:
            continue
        if element.copies:
            yield element.end, element.end, b"".join(copied_rule(xml, element, copy) for copy in element.copies)
        if element.gone or element.divided:
            yield element.start, element.end, b""
            end = element.end
            continue
        if element.new_attributes:
            tag = xml[element.start : element.tag_end]
            yield element.start, element.tag_end, with_attributes(tag, element.new_attributes)
        if element.new_text is not None:
            yield element.tag_end, element.inner_end, escape(element.new_text).encode()
