"""Find one's way in a package: relationships, the workbook part, its sheets in order."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from xl_addin.problem import Problem
from xl_addin.workbook.foreign import what_archive_is
from xl_addin.workbook.package import Package
from xl_addin.workbook.safe_xml import broken_xml

# Workbooks come in two sets of namespaces: transitional (everyday) and strict (ISO 29500 Strict).
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATION_NAMESPACES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


@dataclass(frozen=True)
class Relation:
    """A relationship: its `kind` is the last word of the type's address (`worksheet`, `comments`, …)."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class SheetPart:
    """A sheet as the workbook lists it; `kind` is `worksheet`, `chartsheet`, `dialogsheet` or a macro sheet's."""

    name: str
    part: str
    kind: str
    visible: bool


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return etree.QName(element).localname


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    """The children of that local name in the element's own namespace."""
    if element is None:
        return []
    return list(element.iterchildren(f"{{{etree.QName(element).namespace or ''}}}{name}"))


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first such child, None without one."""
    return next(iter(children(element, name)), None)


def is_true(text: str | None) -> bool:
    """An XML boolean, false where the attribute is missing."""
    return text in ("1", "true", "on")


def relations_part(part: str) -> str:
    """The part that lists a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, part: str) -> tuple[Relation, ...]:
    """The relationships of a part (`""` for the package); targets are part names, or addresses if external."""
    folder, rels = posixpath.dirname(part), relations_part(part)
    if rels not in package:
        return ()
    found = []
    for element in package.xml(rels):
        target, external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        found.append(Relation(element.get("Id", ""), kind, target, external))
    return tuple(found)


def related(package: Package, part: str, kind: str) -> tuple[str, ...]:
    """The parts that a part relates to in that way, spelled as in the package; missing ones are left out."""
    return tuple(
        package.actual_name(relation.target)
        for relation in relations(package, part)
        if relation.kind == kind and not relation.external and relation.target in package
    )


def relation_id(element: etree._Element) -> str | None:
    """The element's `r:id`."""
    return next((value for ns in _RELATION_NAMESPACES if (value := element.get(f"{{{ns}}}id"))), None)


def workbook_part(package: Package) -> str:
    """The name of the workbook part; Problem, saying what the file seems to be, without one."""
    for part in related(package, "", "officeDocument"):
        root = etree.QName(package.xml(part))
        if root.localname == "workbook" and root.namespace in (MAIN, STRICT_MAIN):
            return part
    raise Problem(what_archive_is(frozenset(package.names)), file=package.file)


def sheet_parts(package: Package, workbook: str) -> tuple[SheetPart, ...]:
    """Every sheet in tab order; Problem where one has no part."""
    targets = {relation.id: relation for relation in relations(package, workbook)}
    found = []
    for element in children(child(package.xml(workbook), "sheets"), "sheet"):
        relation = targets.get(relation_id(element) or "")
        name = element.get("name")
        if relation is None or name is None or relation.external:
            raise broken_xml(workbook).in_file(package.file)
        visible = element.get("state", "visible") == "visible"
        found.append(SheetPart(name, package.actual_name(relation.target), relation.kind, visible))
    if not found:
        raise broken_xml(workbook).in_file(package.file)
    return tuple(found)
