"""Conditions and validations in XML whose formulas count from their first cell: moved, and divided where they must be.

A validation is one rule. A block of conditions may hold several: those that need not be divided stay one, because what
a data bar or a rank shows depends on all cells of the area.
"""

import re
from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5

from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import Shift
from xl_addin.package.splicing import Splice, spliced, with_attributes
from xl_addin.package.xml_text import escape
from xl_addin.workbook.structure.places import PlaceElement, RuleCopy, XmlPlace, note
from xl_addin.workbook.structure.rule_areas import RulePart, rule_parts

Anchored = tuple[PlaceElement, XmlPlace, str]
_RULE = "cfRule"
# Conditions of other kinds (dates, texts, ranks) say by their kind what they mean; their formula only repeats it.
_BY_FORMULA = ("expression", "cellIs")
# What tells one rule from all others.
_ID = re.compile(rb"""(?<=id=["'])\{[0-9A-Fa-f-]{36}\}""")


def follow_rules(anchored: Sequence[Anchored], shift: Shift, here: str) -> None:
    """Note in these places of a part of the sheet `here`, whose areas have been noted, what they hold then."""
    by_rule: dict[int, list[Anchored]] = {}
    for element, place, text in anchored:
        owner = element.around(place.within)
        if owner is None or not owner.areas:
            note(element, place, text, shifted(text, shift, here=here))
        elif owner.areas_after or not shift.concerns(here):
            by_rule.setdefault(id(element.around(_RULE) or owner), []).append((element, place, text))
    for places in by_rule.values():
        _follow_rule(places, shift, here)


def _follow_rule(places: Sequence[Anchored], shift: Shift, here: str) -> None:
    element, place, _ = places[0]
    owner = element.around(place.within)
    assert owner is not None
    after = (owner.areas_after if shift.concerns(here) else None) or owner.areas
    rule = element.around(_RULE) or owner
    divided = rule is owner or rule.attributes.get("type", _BY_FORMULA[0]) in _BY_FORMULA
    parts = rule_parts(owner.areas, after, [text for *_, text in places], shift, here=here, divided=divided)
    alone = rule is owner or sum(each.name == _RULE for each in owner.children) == 1
    for (one, where, old), new in zip(places, parts[0].formulas, strict=True):
        note(one, where, old, new)
    if len(parts) > 1 and owner.sqref:
        if alone:
            note(*owner.sqref, owner.areas, parts[0].areas)
        rule.divided = not alone
        owner.divided = not alone and all(each.divided for each in owner.children if each.name == _RULE)
        owner.copies += [RuleCopy(rule, _texts(owner, places, part)) for part in (parts[1:] if alone else parts)]


def _texts(owner: PlaceElement, places: Sequence[Anchored], part: RulePart) -> list[Anchored]:
    formulas = ((one, where, new) for (one, where, _), new in zip(places, part.formulas, strict=True))
    return [*formulas, *([(*owner.sqref, part.areas)] if owner.sqref else [])]


def copied_rule(xml: bytes, owner: PlaceElement, copy: RuleCopy) -> bytes:
    """The XML of an element once more, with the one rule and what its places hold."""
    written = xml[owner.start : owner.end]
    splices = [(start - owner.start, end - owner.start, new) for start, end, new in _splices(xml, owner, copy)]
    key = copy.texts[-1][-1].encode()
    return _ID.sub(lambda found: _fresh(found[0] + key), spliced(written, splices))


def _splices(xml: bytes, owner: PlaceElement, copy: RuleCopy) -> Iterator[Splice]:
    for each in owner.children:
        if each.name == _RULE and each is not copy.rule:
            yield each.start, each.end, b""
    for element, place, text in copy.texts:
        if place.attribute:
            tag = xml[element.start : element.tag_end]
            yield element.start, element.tag_end, with_attributes(tag, {place.attribute: text})
        else:
            yield element.tag_end, element.inner_end, escape(text).encode()


def _fresh(key: bytes) -> bytes:
    return f"{{{str(uuid5(NAMESPACE_URL, key.decode())).upper()}}}".encode()
