"""Put the result's package together: parts, their relationships, their content types."""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from xl_addin.package.package import Package
from xl_addin.package.safe_xml import broken_xml

CONTENT_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
# A fixed time makes the same data and template give the same file.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def relations_part(part: str) -> str:
    """Where the relationships of a part stand."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


@dataclass
class NewPackage:
    """A package that starts as the template's and is changed part by part; nothing is written until `data`."""

    template: Package
    changed: dict[str, bytes] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    _types: dict[str, str] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)

    def fresh_name(self, like: str) -> str:
        """A part name not yet used: `xl/worksheets/sheet12.xml` for `xl/worksheets/sheet1.xml`."""
        folder, name = posixpath.split(like)
        stem, extension = posixpath.splitext(name)
        base = posixpath.join(folder, re.sub(r"\d+$", "", stem))
        number = self._numbers.get(base, 0) + 1
        while f"{base}{number}{extension}" in self.template or f"{base}{number}{extension}" in self.changed:
            number += 1
        self._numbers[base] = number
        return f"{base}{number}{extension}"

    def add(self, part: str, data: bytes, *, like: str | None = None, content_type: str | None = None) -> None:
        """A new part of the type given, or of the same type as another part."""
        self.changed[part] = data
        kind = content_type or (self._type_of(like) if like else None)
        if kind:
            self._types[part] = kind

    def remove(self, part: str) -> None:
        """Leave out a part and its relationships."""
        self.removed |= {part, relations_part(part)}

    def relations(self, part: str) -> etree._Element:
        """A copy of a template part's relationships, an empty list where it has none."""
        name = relations_part(part)
        if name in self.template:
            return self.template.xml(name)
        return etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})  # type: ignore[dict-item]

    def _type_of(self, part: str) -> str | None:
        for override in self.template.xml(CONTENT_TYPES):
            if override.get("PartName", "").lower() == f"/{part}".lower():
                return override.get("ContentType")
        return None

    def data(self) -> bytes:
        """The result as a file."""
        types = self.template.xml(CONTENT_TYPES)
        removed = {f"/{name}".lower() for name in self.removed}
        for override in list(types):
            if override.get("PartName", "").lower() in removed:
                types.remove(override)
        for part, kind in self._types.items():
            etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{part}", "ContentType": kind})
        self.changed[self.template.actual_name(CONTENT_TYPES)] = xml_bytes(types)
        target = BytesIO()
        old = [name for name in self.template.names if name not in self.removed]
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in (*old, *(name for name in self.changed if name not in self.template)):
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, self.changed[name] if name in self.changed else self.template.read(name))
        return target.getvalue()


def add_relation(relations: etree._Element, kind: str, target: str) -> str:
    """Add a relationship of that type's address; its id."""
    used = {each.get("Id") for each in relations}
    number = len(used) + 1
    while f"rId{number}" in used:
        number += 1
    etree.SubElement(
        relations,
        f"{{{_RELATIONSHIPS}}}Relationship",
        {"Id": f"rId{number}", "Type": kind, "Target": target},
    )
    return f"rId{number}"


def xml_bytes(root: etree._Element) -> bytes:
    """An element as the content of a part."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def required_part(package: Package, parts: tuple[str, ...], name: str) -> str:
    """The first of the parts; Problem where there is none."""
    if not parts:
        raise broken_xml(name).in_file(package.file)
    return parts[0]
