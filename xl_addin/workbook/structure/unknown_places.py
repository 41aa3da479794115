"""What looks like cells of a sheet in a place that no mover knows: found, so that nothing goes stale unseen.

Two things look so. A reference that names the sheet (`'Biểu 1'!$A$5`), anywhere but in texts for people; and an address
without a sheet, in a part that belongs to the sheet, where parts of no kind we know and extensions (`ext`) hold it in
an element or attribute that is called as such things are (`ref`, `sqref`, `f` …).
"""

import re
from collections.abc import Iterator, Sequence

from xl_addin.formula.moving import refers_to
from xl_addin.formula.reference import references
from xl_addin.formula.tokens import ADDRESSES
from xl_addin.workbook.structure.elements import Element
from xl_addin.workbook.structure.places import XmlPlace

# Elements and attributes whose text is for people, or a name that only looks like a reference.
_FOR_PEOPLE = {
    "t", "v", "text", "author", "stp", "n", "c", "s", "name", "displayName", "display", "tooltip", "title",
    "descr", "description", "caption", "comment", "macro", "codeName", "altText", "prompt", "promptTitle",
    "error", "errorTitle", "message", "uniqueName", "dataCaption", "fieldListSortAscending", "oddHeader",
    "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter", "localName", "sourceName",
}  # fmt: skip
_FOR_CELLS = {
    "ref", "sqref", "r", "cell", "cells", "range", "cellRange", "refersTo", "location", "area", "address",
    "topLeftCell", "activeCell", "source", "sourceRef", "f", "formula", "formula1", "formula2", "fmlaLink",
    "fmlaRange", "linkedCell", "listFillRange",
}  # fmt: skip
_ADDRESSES = re.compile(r"=?\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?(?:[ ,]\S+)*")


def unknown_places(
    root: Element, places: Sequence[XmlPlace], sheet: str, *, own: bool, foreign: bool = False
) -> Iterator[str]:
    """Where the XML names cells of the sheet outside these places: `element` or `element@attribute`.

    `own` says that the part belongs to the sheet, `foreign` that its kind is not known.
    """
    known: dict[str, list[tuple[list[str], str | None]]] = {}
    for place in places:
        tail = place.path.split("/")
        known.setdefault(tail[-1], []).append((tail, place.attribute))
    for path, element, extended in _walk(root, [], foreign):
        held = {attribute for tail, attribute in known.get(element.name, ()) if path[-len(tail) :] == tail}
        values: list[tuple[str | None, str]] = [*element.attributes.items()]
        if not element.children:
            values.append((None, element.text))
        for attribute, value in values:
            called = element.name if attribute is None else attribute.rpartition(" ")[2]
            if not value or attribute in held or called in _FOR_PEOPLE:
                continue
            if _names(value, sheet) or (own and extended and called in _FOR_CELLS and _is_address(called, value)):
                yield element.name if attribute is None else f"{element.name}@{called}"


def _walk(element: Element, above: list[str], extended: bool) -> Iterator[tuple[list[str], Element, bool]]:
    path = [*above, element.name]
    inside = extended or (element.name == "ext" and "uri" in element.attributes)
    yield path, element, inside
    for each in element.children:
        yield from _walk(each, path, inside)


def _names(value: str, sheet: str) -> bool:
    """Whether the value names cells of that sheet."""
    return "!" in value and any(
        each.kind in ADDRESSES and refers_to(each, sheet, here="") for each in references(value)
    )


def _is_address(called: str, value: str) -> bool:
    if called in ("f", "formula", "formula1", "formula2"):
        return any(each.kind in ADDRESSES and each.sheet is None for each in references(value))
    return _ADDRESSES.fullmatch(value.strip()) is not None
