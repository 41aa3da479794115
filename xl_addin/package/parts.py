"""Find one's way in a package: relationships, the workbook part, its sheets in order."""

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from typing import cast
from urllib.parse import unquote

from lxml import etree

from xl_addin.package.foreign.telling import what_archive_is
from xl_addin.package.package import PartSource
from xl_addin.package.safe_xml import as_utf8, broken_xml, parse_xml
from xl_addin.problem import Problem

# Workbooks come in two sets of namespaces: transitional (everyday) and strict (ISO 29500 Strict).
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATION_NAMESPACES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

_ROWS, _ROWS_END = b"<sheetData>", b"</sheetData>"
NO_PART = "no part"
"""The kind of a sheet without a part: what a module of Excel 5 and other sheets of old became on conversion."""
_HIDDEN = ("hidden", "veryHidden")
# What a workbook's sheets may be, by the last word of the relationship's type.
_SHEET_KINDS = ("worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")


@dataclass(frozen=True)
class Relation:
    """A relationship: its `kind` is the last word of the type's address (`worksheet`, `comments`, …)."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class SheetPart:
    """A sheet as the workbook lists it; `kind` is `worksheet`, `chartsheet`, `dialogsheet` or a macro sheet's.

    A sheet that is only listed (`NO_PART`) has no part: Excel shows an empty one in its place.
    """

    name: str
    part: str
    kind: str
    visible: bool


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def namespace_of(element: etree._Element) -> str:
    """The element's namespace, empty without one; a damaged file's may be no address at all."""
    return element.tag.rpartition("}")[0].removeprefix("{")


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    """The children of that local name in the element's own namespace."""
    if element is None:
        return []
    return list(element.iterchildren(f"{{{namespace_of(element)}}}{name}"))


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first such child, None without one."""
    return next(iter(children(element, name)), None)


def unprefixed(root: etree._Element) -> etree._Element:
    """A part whose elements need no prefix, for text that is put between them; the one given is used up."""
    if root.prefix is None:
        return root
    own = namespace_of(root)
    # The stubs know no default namespace, which lxml writes as None.
    names = cast(dict[str, str], {**{name: text for name, text in root.nsmap.items() if text != own}, None: own})
    new = etree.Element(root.tag, nsmap=names)
    new.attrib.update(root.attrib)
    new.extend(list(root))
    return new


def is_true(text: str | None) -> bool:
    """An XML boolean, false where the attribute is missing."""
    return text in ("1", "true", "on")


def relations_part(part: str) -> str:
    """The part that lists a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: PartSource, part: str) -> tuple[Relation, ...]:
    """The relationships of a part (`""` for the package); targets are part names, or addresses if external.

    Problem where two have one id.
    """
    rels = relations_part(part)
    if rels not in package:
        return ()
    try:
        return _relations_in(package.read(rels), posixpath.dirname(part))
    except Problem as problem:
        place = problem.place or package.actual_name(rels)
        raise Problem(problem.text, file=package.file, place=place) from problem.__cause__


@lru_cache(maxsize=64)
def _relations_in(xml: bytes, folder: str) -> tuple[Relation, ...]:
    """Kept: copies of one sheet share what their drawings lead to."""
    found = []
    for element in parse_xml(xml):
        target, external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        found.append(Relation(element.get("Id", ""), kind, target, external))
    ids = [relation.id for relation in found if relation.id]
    if len(set(ids)) < len(ids):
        # Of two that bear one id, another program may follow the other.
        raise broken_xml(None)
    return tuple(found)


def related(package: PartSource, part: str, kind: str) -> tuple[str, ...]:
    """The parts that a part relates to in that way, spelled as in the package; Problem where one is missing."""
    return tuple(
        package.actual_name(relation.target)
        for relation in relations(package, part)
        if relation.kind == kind and not relation.external
    )


def frame_of(package: PartSource, sheet: str) -> etree._Element:
    """The root element of a sheet part, mostly without its rows: what is asked for is around them."""
    xml = as_utf8(package.read(sheet), part=sheet)
    start, end = xml.find(_ROWS), xml.find(_ROWS_END)
    around = xml[: start + len(_ROWS)] + xml[end:]
    # Rows as most programs write them, and no comment that could hold a second end of them.
    plain = 0 <= start < end and b"<!" not in around and around.count(_ROWS_END) == 1
    try:
        return parse_xml(around if plain else xml, part=sheet)
    except Problem as problem:
        raise problem.in_file(package.file) from problem.__cause__


def relation_id(element: etree._Element) -> str | None:
    """The element's `r:id`."""
    return next((value for ns in _RELATION_NAMESPACES if (value := element.get(f"{{{ns}}}id"))), None)


def workbook_part(package: PartSource) -> str:
    """The name of the workbook part; Problem, saying what the file seems to be, without one."""
    for part in related(package, "", "officeDocument"):
        root = package.xml(part)
        if local_name(root) == "workbook" and namespace_of(root) in (MAIN, STRICT_MAIN):
            return part
    raise Problem(what_archive_is(frozenset(package.names)), file=package.file)


def sheet_parts(package: PartSource, workbook: str) -> tuple[SheetPart, ...]:
    """Every sheet in tab order.

    Problem where one has no part or no known kind, and where two have one name or one part: what is said of a sheet
    would be said of the other. A sheet that names no part at all is no damage (`NO_PART`).
    """
    targets = {relation.id: relation for relation in relations(package, workbook)}
    listed = child(package.meaning(workbook), "sheets")
    elements = children(listed, "sheet")
    found = []
    for element in elements:
        relation = targets.get(relation_id(element) or "")
        name = element.get("name")
        visible = element.get("state") not in _HIDDEN
        if name and not relation_id(element):
            found.append(SheetPart(name, "", NO_PART, visible))
            continue
        if relation is None or not name or relation.external or relation.kind not in _SHEET_KINDS:
            raise broken_xml(workbook).in_file(package.file)
        found.append(SheetPart(name, package.actual_name(relation.target), relation.kind, visible))
    names = {sheet.name.casefold() for sheet in found}
    parts = [sheet.part for sheet in found if sheet.kind != NO_PART]
    if listed is None or not parts or len(set(parts)) < len(parts) or not len(names) == len(found) == len(listed):
        raise broken_xml(workbook).in_file(package.file)
    return tuple(found)
