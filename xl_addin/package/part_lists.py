"""The two lists that lead to a package's parts, relationships and content types, changed by their bytes."""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

from xl_addin.package.splicing import find_elements, prefix_of, root_of, spliced, with_last_child
from xl_addin.package.xml_text import quoteattr

CONTENT_TYPES = "[Content_Types].xml"
_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_NAMESPACE}"></Relationships>'
).encode()


def with_relation(xml: bytes | None, *, kind: str, target: str, part: str) -> tuple[bytes, str]:
    """The relationships (UTF-8; None where a part has none yet) with one more behind the others, and its id.

    `kind` is the relationship's type, an address; `target` as it is to be written; `part` names the list in messages.
    """
    xml = xml or _NO_RELATIONS
    taken = {each.attributes.get("Id") for each in find_elements(xml, {"Relationship"}, part=part)}
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1
    id_ = f"rId{number}"
    new = _element(xml, "Relationship", {"Id": id_, "Type": kind, "Target": target}, part)
    return with_last_child(xml, new, part=part), id_


def without_relations(xml: bytes, ids: Collection[str], *, part: str) -> bytes | None:
    """The relationships without those of these ids; None where no other is left."""
    left = _without(xml, {"Relationship"}, lambda attributes: attributes.get("Id") in ids, part)
    return left if find_elements(left, {"Relationship"}, part=part) else None


def content_type_of(xml: bytes, name: str, *, part: str = CONTENT_TYPES) -> str | None:
    """The content type listed for a part itself; None where it has that of all parts of its ending."""
    return _types_of_parts(xml, part).get(_listed_as(name).lower())


@lru_cache(maxsize=4)
def _types_of_parts(xml: bytes, part: str) -> Mapping[str, str | None]:
    """Kept: whoever adds a thousand parts asks as often."""
    found: dict[str, str | None] = {}
    for each in find_elements(xml, {"Override"}, part=part):
        found.setdefault(each.attributes.get("PartName", "").lower(), each.attributes.get("ContentType"))
    return found


def with_content_types(xml: bytes, types: Mapping[str, str], *, part: str = CONTENT_TYPES) -> bytes:
    """The content types with those of more parts, given by their names, behind the others."""
    new = [
        _element(xml, "Override", {"PartName": _listed_as(name), "ContentType": kind}, part)
        for name, kind in types.items()
    ]
    return with_last_child(xml, b"".join(new), part=part) if new else xml


def with_default_type(xml: bytes, *, extension: str, content_type: str, part: str = CONTENT_TYPES) -> bytes:
    """The content types with one for all parts whose names end so, unless there is one."""
    defaults = find_elements(xml, {"Default"}, part=part)
    if any(each.attributes.get("Extension", "").lower() == extension for each in defaults):
        return xml
    new = _element(xml, "Default", {"Extension": extension, "ContentType": content_type}, part)
    place = defaults[-1].end if defaults else root_of(xml, part=part).tag_end
    return spliced(xml, [(place, place, new)])


def without_content_types(
    xml: bytes, names: Collection[str], *, extensions: Collection[str] = (), part: str = CONTENT_TYPES
) -> bytes:
    """The content types without those of these parts and extensions."""
    parts = {_listed_as(name).lower() for name in names}
    return _without(
        xml,
        {"Override", "Default"},
        lambda attributes: (
            attributes.get("PartName", "").lower() in parts or attributes.get("Extension", "").lower() in extensions
        ),
        part,
    )


def _listed_as(name: str) -> str:
    return f"/{name.lstrip('/')}"


def _element(xml: bytes, name: str, attributes: Mapping[str, str], part: str) -> bytes:
    root = root_of(xml, part=part)
    prefix = prefix_of(xml[root.start : root.tag_end]).decode()
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{prefix}{name}{written}/>".encode()


def _without(xml: bytes, names: set[str], goes: Callable[[dict[str, str]], bool], part: str) -> bytes:
    return spliced(
        xml, [(each.start, each.end, b"") for each in find_elements(xml, names, part=part) if goes(each.attributes)]
    )
